"""On which days an agency is reminded of the figures it was asked for: a pure function of dates."""

from datetime import timedelta

from pact.core.working_days import add_working_days, working_day_on_or_before

DAYS_BEFORE = 3  # working days
SENT_LATE_FOR = timedelta(days=7)

SOON, TODAY = "soon", "on the day"  # the occasions: each reminds a person once


def occasion(due_on, today, *, since):
    """Which reminder is due by today: `SOON`, `TODAY` or None.

    Due on a day off, it goes on the working day before (rule 29). One that was missed because the job did not run is
    sent late for a week, unless the next is due as well. `since` is the day of the asking: nobody is reminded of what
    they have just been asked.
    """
    if today > due_on + SENT_LATE_FOR:
        return None
    days = [(working_day_on_or_before(due_on), TODAY), (add_working_days(due_on, -DAYS_BEFORE), SOON)]
    day, which = next(((day, which) for day, which in days if day <= today), (None, None))
    return which if day and day > since else None
