"""What is of a whole borough and may be taken back: it is kept, to explain what cited it, and not used any more."""

from django.db import models

from pact.accounts.models import Permission


class BoroughWideQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the boroughs this person works in, through any of the wards there."""
        return self.filter(borough__in=user.wards(Permission.SEE_CYCLE).values("borough"))

    def in_use(self):
        return self.filter(withdrawn_at=None)


class Withdrawable:
    """For models with `withdrawn_at`: the state, and the colour of the tag that shows it."""

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def state(self):
        return "Withdrawn" if self.is_withdrawn else "In use"

    @property
    def colour(self):
        return "grey" if self.is_withdrawn else "green"
