"""How long what people said is kept (handbook 12, a proposal)."""

from pact.core.working_days import ONE_DAY, add_months

CONTACT_MONTHS = 12
ANSWER_MONTHS = 24


def last_day_to_forget(today, *, months):
    """The latest day whose time is over: what is of 11 March 2025 is forgotten, after 12 months, on 11 March 2026."""
    day = add_months(today, -months)
    while add_months(day + ONE_DAY, months) <= today:  # 29 February, and the ends of longer months
        day += ONE_DAY
    return day
