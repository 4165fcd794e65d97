"""The local delivery plan of a cycle (W54)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from priorities.models import Priority
from tasking.models import Action
from tasking.queries.rows import COLOURS, Row, actions_with_rag
from tasking.rag import Rag


@dataclass(frozen=True)
class PlannedPriority:
    priority: Priority
    rows: list[Row]

    @property
    def methods(self):
        return list(self.priority.methods.all())

    @property
    def ending(self):
        return "" if self.priority.is_live else self.priority.ending.get_kind_display()


@dataclass(frozen=True)
class Plan:
    """A cycle's priorities in their order, each with its actions as they stand on `today`."""

    cycle: object
    today: date
    priorities: list[PlannedPriority]
    counts: dict = field(default_factory=dict)

    @property
    def colours(self):
        """How many actions have each colour, as (value, word, number), without those that none has."""
        return [(value, word, self.counts[value]) for value, word in Rag.choices if self.counts.get(value)]

    @property
    def number_of_actions(self):
        return sum(len(planned.rows) for planned in self.priorities)


def plan(cycle, today):
    priorities = list(cycle.priorities.for_display().prefetch_related("methods").order_by("position", "pk"))
    by_priority = {priority.pk: [] for priority in priorities}
    for found in actions_with_rag(Action.objects.filter(priority__cycle=cycle).order_by("due_on", "pk"), today):
        by_priority[found.action.priority_id].append(found)
    planned = [PlannedPriority(priority, by_priority[priority.pk]) for priority in priorities]
    counts = Counter(found.rag for rows in by_priority.values() for found in rows)
    return Plan(cycle, today, planned, {colour: counts[colour] for colour in COLOURS})
