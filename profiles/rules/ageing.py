"""How old a profile is: fresh, due to be refreshed, or stale (rule 4, W60). Nothing here writes."""

from enum import StrEnum

from django.utils import timezone

from pact.core.working_days import add_months, is_older_than

FRESH_FOR_MONTHS = 6  # rule 4
DUE_AFTER_MONTHS = 5  # a month to refresh it in


class Age(StrEnum):
    FRESH = "Fresh"
    DUE = "Due"
    STALE = "Stale"

    @property
    def colour(self):
        return {Age.FRESH: "green", Age.DUE: "amber"}.get(self, "red")


def age_of(profile, *, today):
    """The `Age` of a published profile."""
    published_on = timezone.localdate(profile.published_at)
    if is_older_than(published_on, months=FRESH_FOR_MONTHS, today=today):
        return Age.STALE
    return Age.DUE if today >= add_months(published_on, DUE_AFTER_MONTHS) else Age.FRESH


def is_stale(profile, *, today):
    """Older than six calendar months since it was published (rule 4)."""
    return age_of(profile, today=today) == Age.STALE


def stale_from(profile):
    """The last day on which it is not stale."""
    return add_months(timezone.localdate(profile.published_at), FRESH_FOR_MONTHS)
