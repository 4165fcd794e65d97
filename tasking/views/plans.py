"""The local delivery plan of a cycle: every priority and every action, to read or to print."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pact.cycles.models import Cycle
from pact.documents import actions as documents
from tasking import queries, rules
from tasking.papers import PLAN


@login_required
@require_safe
def plan(request, pk):
    cycle = _cycle_for(request.user, pk)
    today = timezone.localdate()
    return render(
        request,
        "tasking/plan.html",
        {
            "plan": queries.plan(cycle, today),
            "cycle": cycle,
            "caption": f"{cycle.pact}, {cycle.name}",
            "may_manage": rules.may_manage(request.user, cycle.ward),
        },
    )


@login_required
@require_POST
def plan_paper(request, pk):
    """The plan as a PDF, made in the background."""
    cycle = _cycle_for(request.user, pk)
    title = f"Local delivery plan: {cycle.pact}, {cycle.name}"
    return redirect(documents.ask_for(PLAN, cycle.pk, title=title, by=request.user, at=timezone.now()))


def _cycle_for(user, pk):
    return get_object_or_404(Cycle.objects.visible_to(user).for_display(), pk=pk)
