"""A councillor's casework and what became of each: read, coded, in a priority, with its actions, done (A28)."""

from collections import defaultdict
from dataclasses import dataclass, field

from engagement.models import Report
from priorities.models import Priority
from tasking import queries as tasking
from tasking.models import Action


@dataclass(frozen=True)
class Case:
    """One report of a councillor, with the priorities that count it and their actions as `tasking` shows them."""

    report: Report
    priorities: list = field(default_factory=list)  # (priority, [action with its colour, …])

    @property
    def state(self):
        """In a word or two, with its colour."""
        if self.report.set_aside:
            return "Not counted", "grey"
        if self.report.concern_id is None:
            return "To be read", "amber"
        if not self.priorities:
            return "Counted", "blue"
        if all(getattr(priority, "ending", None) for priority, _ in self.priorities):
            return "Priority closed", "green"
        if any(rows for _, rows in self.priorities):
            return "Being dealt with", "purple"
        return "A priority", "purple"


def sent_in_by(user):
    """What this councillor sent in, the latest first."""
    return Report.objects.casework_of(user).for_display().order_by("-sent_at", "-pk")


def cases(reports, *, today):
    """These reports as `Case`s, in three queries. What was merged into another concern is followed there."""
    counted_as = {report.pk: report.concern.merged_into_id or report.concern_id for report in reports if report.concern}
    links = Priority.concerns.through.objects.filter(concern__in=[0, *counted_as.values()])
    by_concern = defaultdict(list)
    for concern, priority in links.order_by("priority").values_list("concern", "priority"):
        by_concern[concern].append(priority)
    # No priority has the key 0. Without any key nothing would be asked, and the page's cost would vary.
    keys = [0, *(priority for found in by_concern.values() for priority in found)]
    priorities = Priority.objects.for_display().select_related("ending").in_bulk(keys)
    rows = defaultdict(list)
    for row in tasking.actions_with_rag(Action.objects.filter(priority__in=keys).order_by("due_on", "pk"), today):
        rows[row.action.priority_id].append(row)
    return [
        Case(report, [(priorities[key], rows[key]) for key in by_concern[counted_as.get(report.pk)]])
        for report in reports
    ]
