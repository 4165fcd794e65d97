"""The local delivery plan of a cycle: every priority and every action, to read or to print."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.cycles.models import Cycle
from tasking import queries, rules


@login_required
@require_safe
def plan(request, pk):
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user).for_display(), pk=pk)
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
