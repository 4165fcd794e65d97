"""How far the tasking of cycles is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from priorities.models import Priority
from tasking.models import Action
from tasking.queries.rows import rag_counts


@dataclass(frozen=True)
class Standing:
    """How far tasking is in one cycle. `counts` is by colour; `without_action` counts live priorities."""

    counts: dict
    open: int
    priorities: int
    without_action: int
    next_due_on: date | None

    @property
    def actions(self):
        return sum(self.counts.values())


def standing(cycles, today):
    """`{cycle.pk: Standing}` for all these cycles, in three queries."""
    cycles = list(cycles)
    counts = rag_counts(cycles, today)
    open_actions = {
        pk: (number, due_on)
        for pk, number, due_on in Action.objects.open()
        .filter(priority__cycle__in=list(counts))
        .order_by()
        .values_list("priority__cycle")
        .annotate(n=Count("pk"), due=Min("due_on"))
    }
    live = Priority.objects.live().filter(cycle__in=list(counts)).order_by().values_list("cycle")
    priorities = {
        pk: (number, without)
        for pk, number, without in live.annotate(
            n=Count("pk", distinct=True), without=Count("pk", filter=Q(actions=None), distinct=True)
        )
    }
    return {
        pk: Standing(
            counts=counts[pk],
            open=open_actions.get(pk, (0, None))[0],
            next_due_on=open_actions.get(pk, (0, None))[1],
            priorities=priorities.get(pk, (0, 0))[0],
            without_action=priorities.get(pk, (0, 0))[1],
        )
        for pk in counts
    }
