"""On which days somebody is reminded of an action (handbook 9): a pure function of dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from pact.core.working_days import working_day_on_or_before

WEEK = 7
MANAGERS_AFTER = 1  # weeks late
COORDINATOR_AFTER = 2
EXCEPTION_AFTER = 4


@dataclass(frozen=True)
class Reminder:
    """One occasion to remind. `weeks` is -1 a week before, 0 on the day, 1 and more so many weeks late."""

    due_on: date
    weeks: int

    @property
    def on(self):
        """The day it goes: the due date stays, but nobody is reminded on a day off (rule 29)."""
        return working_day_on_or_before(self.due_on + timedelta(weeks=self.weeks))

    @property
    def occasion(self):
        """What makes it one message, however often the job runs (rule 41); a new due date has new ones."""
        return f"{self.due_on.isoformat()} {self.weeks:+}w"

    @property
    def is_overdue(self):
        return self.weeks > 0

    @property
    def tells_managers(self):
        return self.weeks == MANAGERS_AFTER

    @property
    def tells_coordinator(self):
        return self.weeks == COORDINATOR_AFTER

    @property
    def is_exception(self):
        return self.weeks >= EXCEPTION_AFTER


def reminder(due_on, today, *, since):
    """The latest `Reminder` that is due by today, or None.

    `since` is the day on which the due date was set: who has just been told of it is not reminded of it. One
    that was missed because the job did not run is sent late, unless the next one is due as well.
    """
    weeks = max((today - due_on).days // WEEK, -1)
    # A day off can bring the next one forward by some days.
    latest = next((r for n in (weeks + 1, weeks) if (r := Reminder(due_on, n)).on <= today), None)
    return latest if latest and latest.on > since else None
