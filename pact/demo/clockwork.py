"""The days of the story, counted from the day on which the demonstration is built."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from pact.core.dates import months
from pact.core.working_days import add_months, add_working_days, working_day_on_or_after


@dataclass(frozen=True)
class Turn:
    """One cycle of three months. `day(n)` is n days after its first, or the working day after that."""

    starts_on: object

    @property
    def ends_on(self):
        return add_months(self.starts_on, 3)

    @property
    def name(self):
        return months(self.starts_on, self.ends_on)

    def day(self, n):
        return working_day_on_or_after(self.starts_on + timedelta(days=n))

    @property
    def meets_on(self):
        """The day of its public meeting, at which priorities are decided."""
        return self.day(29)

    @property
    def tasked_at(self):
        """When the actions that were agreed at the meeting are given out."""
        return moment(add_working_days(self.meets_on, 3))

    def at(self, n, hour=10, minute=0):
        """A moment on `day(n)`, local time."""
        return moment(self.day(n), hour, minute)


def turns(today, *, how_many=2):
    """The last cycles, the current one last; today lies in the third month of that."""
    current = add_months(today.replace(day=1), -2)
    return [Turn(add_months(current, -3 * back)) for back in range(how_many - 1, -1, -1)]


def moment(day, hour=10, minute=0):
    return datetime.combine(day, time(hour, minute), timezone.get_current_timezone())
