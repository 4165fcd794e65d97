"""What needs a word at the next meeting (handbook 10)."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from tasking.models import Action
from tasking.models.steps import Closing
from tasking.queries.rows import Row, row
from tasking.rag import Rag


@dataclass(frozen=True)
class Exceptional:
    """An action that scrutiny has to see, with every reason for it."""

    row: Row
    reasons: list[str]


def exceptions(cycles, today):
    """Everything red, re-dated twice or carried over twice in these cycles, the oldest due date first: one query."""
    wanted = (
        Action.objects.filter(priority__cycle__in=list(cycles), verification=None)
        .for_display()
        .with_rag(today=today)
        .annotate(carried=F("times_carried") + Count("closing", filter=Q(closing__kind=Closing.Kind.CARRIED_OVER)))
        .filter(Q(rag=Rag.RED) | Q(redating_count__gte=2, closing=None) | Q(carried__gte=2))
        .order_by("due_on", "pk")
    )
    return [Exceptional(found := row(action, today), _reasons(found, action.carried)) for action in wanted]


def _reasons(found, carried):
    reasons = [found.because] if found.rag == Rag.RED else []
    if found.action.redating_count >= 2 and not found.action.is_closed:
        reasons.append(f"date moved {found.action.redating_count} times")
    if carried >= 2:
        reasons.append(f"carried over {carried} times")
    return reasons
