"""What partners plan to ask beside the engagements of a cycle, and who takes part in whose event (W21, M37, C7)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from engagement.models.engagements import Engagement
from engagement.models.groups import Group
from pact.accounts.models import Agency, Permission
from pact.places.models import Borough, Ward

PERSON = settings.AUTH_USER_MODEL
ONE_DAY = timedelta(days=1)


class PartnerConsultationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who works with one of its wards, so that nobody asks the same people twice."""
        return self.filter(wards__in=user.wards(Permission.SEE_CYCLE)).distinct()

    def for_display(self):
        return self.select_related("agency", "added_by")


class PartnerConsultation(models.Model):
    """Something that an agency will ask, or asks, outside any cycle. `ends_on` is exclusive."""

    borough = models.ForeignKey(Borough, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    purpose = models.TextField("who is asked what, and why")
    method = models.CharField("how", max_length=120)
    wards = models.ManyToManyField(Ward, related_name="partner_consultations")
    streets = models.TextField(blank=True, help_text="One a line; empty for the whole of its wards.")
    groups = models.ManyToManyField(Group, blank=True, related_name="partner_consultations")
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PartnerConsultationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_consultation_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="a_cancelled_consultation_says_by_whom",
            ),
            models.UniqueConstraint(
                fields=["agency", "title", "starts_on"],
                condition=Q(cancelled_at=None),
                name="a_partner_consultation_is_entered_once",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:partner_consultation", args=[self.pk])

    @property
    def last_day(self):
        return self.ends_on - ONE_DAY

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None


class SharingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answer="")

    def awaiting(self, user):
        """Those that this person answers: for an agency that was invited, or for an event that one asks to join."""
        agencies = user.agencies_with(Permission.MANAGE_AGENCY)
        runs_it = Q(engagement__cycle__pact__coordinator=user) | Q(consultation__agency__in=agencies)
        still_on = self.open().filter(engagement__closed_at=None, consultation__cancelled_at=None)
        return still_on.filter(Q(kind="invited", agency__in=agencies) | Q(runs_it, kind="asked"))

    def for_display(self):
        return self.select_related(
            "agency", "asked_by", "answered_by", "engagement__cycle__pact__ward", "consultation__agency"
        )


class Sharing(models.Model):
    """One event for two agencies (C7): one was invited into it, or asked to join it; accepted or declined."""

    class Kind(models.TextChoices):
        INVITED = "invited", "Invited"
        ASKED = "asked", "Asked to join"

    class Answer(models.TextChoices):
        NONE = "", "No answer yet"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, null=True, blank=True, related_name="sharings")
    consultation = models.ForeignKey(
        PartnerConsultation, on_delete=models.CASCADE, null=True, blank=True, related_name="sharings"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", help_text="The one that would join.")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.TextField("what they would bring or ask", blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default="")
    reply = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(engagement__isnull=False, consultation=None)
                | Q(engagement=None, consultation__isnull=False),
                name="one_event_is_shared_at_a_time",
            ),
            models.CheckConstraint(condition=Q(kind__in=["invited", "asked"]), name="sharing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(answer__in=["accepted", "declined"], answered_at__isnull=False, answered_by__isnull=False),
                name="an_answered_sharing_says_when_and_by_whom",
            ),
            models.UniqueConstraint(fields=["engagement", "agency"], name="an_agency_joins_an_engagement_once"),
            models.UniqueConstraint(fields=["consultation", "agency"], name="an_agency_joins_a_consultation_once"),
        ]

    def __str__(self):
        return f"{self.agency}, {self.event}"

    @property
    def event(self):
        return self.engagement or self.consultation

    @property
    def is_open(self):
        return self.answer == ""

    @property
    def words_of_state(self):
        return f"{self.get_kind_display()}: {self.get_answer_display().lower()}"
