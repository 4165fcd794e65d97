"""Concerns: the list, one of them, and entering what was said at a meeting or sent in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from engagement import actions, forms, pictures, queries, rules
from engagement.models import Concern, Engagement
from engagement.views.common import cycles_of, issue_types, page_of, remembered
from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.cycles.models import Cycle
from pact.taxonomy.models import IssueType
from profiles.models import PriorityActionArea


@login_required
@require_safe
def concern_list(request):
    filters = forms.ConcernFilter(
        remembered(request, "concerns") or None,
        wards=request.user.wards(Permission.SEE_CYCLE).order_by("name", "pk"),
        issue_types=IssueType.objects.order_by("name", "pk"),
        areas=PriorityActionArea.objects.visible_to(request.user).confirmed().order_by("name", "pk"),
    )
    chosen = filters.chosen()
    found = queries.concerns(Concern.objects.visible_to(request.user), **chosen)
    return render(
        request,
        "engagement/concern_list.html",
        {
            "filters": filters,
            "page": page_of(request, found),
            "map": _map_of(found, chosen.get("ward")),
            "may_report": request.user.can(Permission.SEE_ANSWERS),
        },
    )


def _map_of(found, ward):
    """Where the concerns that fit lie, once a ward is chosen."""
    if ward is None:
        return None
    areas = PriorityActionArea.objects.confirmed().filter(ward=ward).order_by("name", "pk")
    return pictures.concerns_map(ward, queries.places_of(found), areas, title=f"Where concerns lie in {ward}")


@login_required
@require_safe
def concern(request, reference):
    concern = _concern_for(request.user, reference)
    may_read = rules.may_read_words(request.user, concern)
    if may_read and concern.interview_id:
        actions.look_at_interview(concern.interview, by=request.user, at=timezone.now())
    elif may_read and concern.words:
        actions.look_at_words(concern, by=request.user, at=timezone.now())
    ward = concern.cycle.ward
    place = [(concern.longitude, concern.latitude)] if concern.latitude is not None else []
    areas = [concern.area] if concern.area else []
    return render(
        request,
        "engagement/concern.html",
        {
            "concern": concern,
            "map": pictures.concerns_map(ward, place, areas, title=f"Where it is in {ward}"),
            "said": concern.words if may_read else "",
            "what_happened": concern.what_happened if may_read else "",
            "may_read": may_read,
            "may_see_interview": concern.interview_id and rules.may_see_interview(request.user, concern.interview),
            "may_recode": rules.may_report(request.user, ward),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def concern_recoding(request, reference):
    concern = _concern_for(request.user, reference)
    if not rules.may_report(request.user, concern.cycle.ward):
        raise PermissionDenied

    form = forms.RecodingForm(
        request.POST or None, issue_types=issue_types(), initial={"issue_type": concern.issue_type_id}
    )
    if request.method == "POST" and form.is_valid():
        actions.recode(concern, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"{concern.reference} now counts as {form.cleaned_data['issue_type'].name}.")
        return redirect(concern)

    suggestions = queries.suggest(concern.words, concern.cycle.ward.borough)
    context = {"form": form, "concern": concern, "suggestions": suggestions}
    return render(request, "engagement/concern_recoding.html", context)


@login_required
@require_safe
def report_start(request):
    """Choose the cycle that a report belongs to; with one cycle only there is nothing to choose."""
    if not request.user.can(Permission.SEE_ANSWERS):
        raise PermissionDenied

    cycles = list(cycles_of(request.user.wards(Permission.SEE_ANSWERS)))
    if len(cycles) == 1:
        return redirect("engagement:report", cycles[0].pk)
    return render(request, "engagement/report_start.html", {"cycles": cycles})


@login_required
@require_http_methods(["GET", "POST"])
def report(request, cycle):
    cycle = get_object_or_404(
        Cycle.objects.visible_to(request.user).for_display().prefetch_related("openings"), pk=cycle
    )
    if not rules.may_report(request.user, cycle.ward):
        raise PermissionDenied

    engagements = Engagement.objects.filter(cycle=cycle).order_by("-starts_on", "-pk")
    form = forms.ReportForm(
        request.POST or None,
        cycle=cycle,
        areas=PriorityActionArea.objects.confirmed().filter(ward=cycle.ward).order_by("name", "pk"),
        engagements=engagements,
        issue_types=issue_types(),
        initial={"engagement": request.GET.get("engagement", "")},
    )
    forms.ask_while_typing(form, reverse("engagement:report_suggestion", args=[cycle.pk]))
    if request.method == "POST" and form.is_valid():
        try:
            concern = actions.record_report(cycle, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"The concern is recorded. Its reference is {concern.reference}.")
            if "another" in request.POST:
                return redirect("engagement:report", cycle.pk)
            return redirect(concern)

    return render(request, "engagement/report.html", {"form": form, "cycle": cycle})


def _concern_for(user, reference):
    found = Concern.objects.visible_to(user).for_display().defer(None)
    found = found.select_related(
        "issue_type", "area", "cycle__pact__ward", "interview", "finding", "engagement", "merged_into"
    )
    return get_object_or_404(found, reference=reference)
