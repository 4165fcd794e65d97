"""The local delivery plan as a PDF, to take to a meeting."""

from django.utils import timezone

from pact.cycles.models import Cycle
from pact.documents.papers import Paper, paper
from tasking import queries

PLAN = "tasking.plan"


def may_see(user, subject_pk):
    return Cycle.objects.visible_to(user).filter(pk=subject_pk).exists()


@paper(PLAN, may_see=may_see)
def plan(subject_pk, *, options, at):
    """A tagged A4 PDF of a cycle's priorities and actions as they stand today."""
    cycle = Cycle.objects.for_display().get(pk=subject_pk)
    plan = queries.plan(cycle, timezone.localdate(at))
    return Paper(
        template="tasking/papers/plan.html",
        context={"plan": plan, "cycle": cycle},
        filename=f"delivery-plan-{cycle.ward.slug}-{cycle.starts_on.isoformat()}.pdf",
        title=f"Local delivery plan: {cycle.pact}, {cycle.name}",
        made_from={
            "cycle": cycle.pk,
            "priorities": [planned.priority.pk for planned in plan.priorities],
            "actions": [row.action.pk for planned in plan.priorities for row in planned.rows],
        },
    )
