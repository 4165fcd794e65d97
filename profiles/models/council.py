"""What the council and others have put first, to be held beside what the community puts first (T29, C2)."""

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
    """A priority from the plan of the council, or of somebody above or beside it, with the issue types it is about."""

    class Owner(models.TextChoices):
        COUNCIL = "council", "The council"
        PARTNERSHIP = "partnership", "The community safety partnership"
        POLICE = "police", "The police"
        COUNTY = "county", "The county or combined authority"
        NATIONAL = "national", "National government"

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="council_priorities")
    owner = models.CharField("whose it is", max_length=12, choices=Owner, default=Owner.COUNCIL)
    title = models.CharField(max_length=150)
    target = models.CharField("what is to be reached, and by when", max_length=200, blank=True)
    tension = models.TextField("where it pulls against what people here want", blank=True)
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
                fields=["borough", "owner", "title"],
                condition=Q(withdrawn_at=None),
                name="a_council_priority_is_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(owner__in=["council", "partnership", "police", "county", "national"]),
                name="whose_priority_it_is_is_known",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("profiles:council_priority", args=[self.pk])
