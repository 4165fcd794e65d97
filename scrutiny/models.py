"""Quarterly reviews of a township, and what they recommend to whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pact.accounts.models import Agency, Permission
from pact.core.dates import moment
from pact.core.wording import counted
from pact.cycles.models import Cycle
from pact.documents.models import Job
from pact.meetings.models import Meeting
from pact.places.models import Township

PERSON = settings.AUTH_USER_MODEL


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(township__in=user.townships(Permission.SEE_CYCLE))


class Review(models.Model):
    """The review of one township for one quarter: its meeting, its cycles and its pack (W51, W52, W59)."""

    township = models.ForeignKey(Township, on_delete=models.PROTECT, related_name="reviews")
    title = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="review")
    cycles = models.ManyToManyField(Cycle, related_name="reviews")
    pack = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    pack_published_at = models.DateTimeField(null=True, blank=True)
    pack_published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    urgency_reason = models.TextField(blank=True, help_text="Why with fewer than 5 clear days (rule 42).")
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="a_review_covers_some_days"),
            models.UniqueConstraint(fields=["township", "starts_on"], name="a_township_reviews_a_quarter_once"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("scrutiny:review", args=[self.pk])

    @property
    def in_words(self):
        """When and where it meets. Wants the meeting selected."""
        return f"{moment(self.meeting.starts_at)}, {self.meeting.venue}"

    @property
    def meta(self):
        """How many recommendations it made, where the list counted them."""
        return [counted(self.recommendation_count, "recommendation")] if hasattr(self, "recommendation_count") else []

    @property
    def state(self):
        if self.held_at:
            return "Held"
        return "Pack is out" if self.pack_published_at else "Planned"

    @property
    def colour(self):
        return {"Held": "blue", "Pack is out": "green"}.get(self.state, "amber")


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(review__township__in=user.townships(Permission.SEE_CYCLE))

    def to_be_answered_by(self, user):
        """Those that this person has to answer for an agency, where they answer for it (rule 48)."""
        return self.unanswered().filter(
            addressee__in=user.agencies_with(Permission.MANAGE_AGENCY),
            review__township__in=user.townships(Permission.MANAGE_AGENCY),
        )

    def unanswered(self):
        return self.filter(response=None)


class Recommendation(models.Model):
    """A numbered recommendation to one addressee, with the day by which it is to be answered (rule 48)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="recommendations")
    reference = models.CharField(max_length=20, unique=True, help_text='Council year and number: "2026/07".')
    text = models.TextField()
    reason = models.TextField("why it is made", blank=True)
    addressee = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="recommendations")
    received_on = models.DateField(help_text="When the addressee received it, or the notice if later (rule 47).")
    respond_by = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_recommendation_says_what_is_asked")]

    def __str__(self):
        return f"Recommendation {self.reference}"

    def get_absolute_url(self):
        return reverse("scrutiny:recommendation", args=[self.pk])

    @property
    def state(self):
        """Its state in words. Wants `response` selected."""
        if self.completed_at:
            return "Complete"
        response = getattr(self, "response", None)
        return response.get_kind_display() if response else "Not answered"

    @property
    def colour(self):
        colours = {"Complete": "blue", "Accepted": "green", "Rejected": "red", "Not answered": "amber"}
        return colours.get(self.state, "purple")


class Response(models.Model):
    """The addressee's answer: accepted, part accepted or rejected; the last two need reasons (rule 49)."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PART = "part", "Partly accepted"
        REJECTED = "rejected", "Rejected"

    recommendation = models.OneToOneField(Recommendation, on_delete=models.CASCADE, related_name="response")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    update_due_on = models.DateField(null=True, blank=True, help_text="Six months on, if accepted (rule 53).")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["accepted", "part", "rejected"]), name="response_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="accepted") | ~Q(text=""),
                name="a_response_that_does_not_accept_gives_reasons",
            ),
        ]

    def __str__(self):
        return f"{self.recommendation}: {self.get_kind_display()}"
