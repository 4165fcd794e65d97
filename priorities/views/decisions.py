"""What the meeting decides: to take something up, in which order, and when it is over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pact.core.refusals import Refused
from priorities import actions, forms, queries, rules
from priorities.models import Priority
from priorities.views.candidates import cycle_for


@login_required
@require_http_methods(["GET", "POST"])
def decision(request, pk):
    cycle = _decided_by(request.user, pk)
    candidate = queries.candidate_named(cycle, request.GET.get("candidate", ""))
    form = forms.DecisionForm(
        request.POST or None,
        areas=queries.areas(cycle),
        live=queries.live_of(cycle.pact),
        initial=queries.first_words(cycle, candidate),
    )
    form.cancel_href = reverse("priorities:candidate_list", args=[cycle.pk])
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.decide(cycle, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"“{made}” is a priority.")
            return redirect("priorities:candidate_list", pk=cycle.pk)

    context = {"cycle": cycle, "candidate": candidate, "form": form, "back_href": form.cancel_href}
    context |= {
        "obstacles": rules.obstacles_to_deciding_now(cycle),
        "departs": candidate is not None and rules.departs(cycle.pact, candidate),
    }
    return render(request, "priorities/decision.html", context)


@login_required
@require_POST
def decision_undo(request, pk):
    priority = _priority_decided_by(request.user, pk)
    try:
        actions.take_back(priority, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(priority)
    messages.success(request, f"“{priority}” is no longer a priority.")
    return redirect("priorities:candidate_list", pk=priority.cycle_id)


@login_required
@require_POST
def order(request, pk):
    """Move one priority up or down: `up` or `down` names it."""
    cycle = _decided_by(request.user, pk)
    priorities = queries.moved(cycle, up=request.POST.get("up"), down=request.POST.get("down"))
    actions.reorder(cycle, priorities, by=request.user, at=timezone.now())
    messages.success(request, "The priorities are in the new order.")
    return redirect("priorities:candidate_list", pk=cycle.pk)


@login_required
@require_http_methods(["GET", "POST"])
def words(request, pk):
    priority = _priority_decided_by(request.user, pk)
    said = {name: getattr(priority, name) for name in ("title", "goal", "term", "theme")}
    form = forms.WordsForm(request.POST or None, initial=said)
    form.cancel_href = priority.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        actions.reword(priority, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The words are changed.")
        return redirect(priority)

    return render(request, "priorities/words.html", {"priority": priority, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def ending(request, pk):
    priority = _priority_decided_by(request.user, pk)
    form = forms.EndingForm(request.POST or None, meetings=queries.meetings_of(priority.cycle.pact))
    form.cancel_href = priority.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(priority, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"“{priority}” has ended, by decision of the community.")
            return redirect(priority)

    context = {"priority": priority, "form": form, "open_actions": priority.actions.open().count()}
    return render(request, "priorities/ending.html", context)


@login_required
@require_POST
def ending_undo(request, pk):
    priority = _priority_decided_by(request.user, pk)
    try:
        actions.undo_ending(priority, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"“{priority}” is live again.")
    return redirect(priority)


def _decided_by(user, pk):
    cycle = cycle_for(user, pk)
    if not rules.may_decide(user, cycle.ward):
        raise PermissionDenied
    return cycle


def _priority_decided_by(user, pk):
    priority = get_object_or_404(Priority.objects.visible_to(user).for_display(), pk=pk)
    if not rules.may_decide(user, priority.ward):
        raise PermissionDenied
    return priority
