"""What the council itself has put first, to be held beside what the community puts first (T29)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pact.places.models import Borough
from pact.taxonomy.models import IssueType, Theme
from profiles.models.withdrawals import BoroughWideQuerySet, Withdrawable

PERSON = settings.AUTH_USER_MODEL


class CouncilPriorityQuerySet(BoroughWideQuerySet):
    def on(self, day):
        """Those that hold on this day and are not withdrawn; the end is exclusive."""
        return self.in_use().filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class CouncilPriority(Withdrawable, models.Model):
    """A key priority from the council's own plan, with the issue types that it is about."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="council_priorities")
    title = models.CharField(max_length=150)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issue_types = models.ManyToManyField(IssueType, blank=True, related_name="+")
    source = models.CharField("where it is written", max_length=200)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CouncilPriorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "council priorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="a_council_priority_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_council_priority_says_by_whom",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_council_priority_says_where_it_is_written"),
            models.UniqueConstraint(
                fields=["borough", "title"],
                condition=Q(withdrawn_at=None),
                name="a_council_priority_is_recorded_once",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("profiles:council_priority", args=[self.pk])
