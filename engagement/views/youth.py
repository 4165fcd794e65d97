"""Youth PACTs and their schools (M36). Young people are counted, never named (rule 70)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, queries, rules
from engagement.models import School
from pact.core.refusals import Refused


@login_required
@require_safe
def youth_pact(request, pk):
    pact = _youth_pact_for(request.user, pk)
    seats = queries.seats_of(pact)
    context = {
        "pact": pact,
        "seats": seats,
        "without": [each.school.name for each in seats if not each.members],
        "may_plan": rules.may_plan(request.user, pact.ward),
    }
    return render(request, "engagement/youth_pact.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def youth_seats(request, pk):
    pact = _planned_youth_pact(request.user, pk)
    form = forms.SeatsForm(request.POST or None, seats=queries.seats_of(pact))
    if request.method == "POST" and form.is_valid():
        try:
            actions.seat_schools(pact, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The numbers are saved.")
            return redirect("engagement:youth_pact", pact.pk)

    context = {"form": form, "pact": pact, "heading": "How many members has each school?"}
    return render(request, "engagement/youth_step.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_school(request, pk):
    """Adds a school to the list of the youth PACT's borough."""
    pact = _planned_youth_pact(request.user, pk)
    form = forms.SchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        borough = pact.ward.borough
        school = actions.list_school(borough, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"{school} is on the list.")
        return redirect("engagement:youth_pact", pact.pk)

    return render(request, "engagement/youth_step.html", {"form": form, "pact": pact, "heading": "Add a school"})


@login_required
@require_POST
def school_removal(request, pk, school):
    pact = _planned_youth_pact(request.user, pk)
    school = get_object_or_404(School, pk=school, borough=pact.ward.borough_id)
    actions.unlist_school(school, by=request.user, at=timezone.now())
    messages.success(request, f"{school} is off the list.")
    return redirect("engagement:youth_pact", pact.pk)


def _youth_pact_for(user, pk):
    return get_object_or_404(queries.youth_pacts(user).select_related("ward__borough"), pk=pk)


def _planned_youth_pact(user, pk):
    pact = _youth_pact_for(user, pk)
    if not rules.may_plan(user, pact.ward):
        raise PermissionDenied
    return pact
