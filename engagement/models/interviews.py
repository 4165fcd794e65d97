"""KIN interviews. What was said, who said it and how they may be reached are three tables that come apart."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.engagements import Engagement
from pact.accounts.models import Agency, Permission
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL
RATING = {"null": True, "blank": True, "validators": [MinValueValidator(1), MaxValueValidator(5)]}


class InterviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Co-ordinators see those of their wards; anybody else only what they recorded themselves."""
        return self.filter(
            Q(engagement__cycle__pact__ward__in=user.wards(Permission.SEE_ANSWERS)) | Q(recorded_by=user)
        )

    def distinct_respondents(self):
        """How many people, counting a person once per cycle (rule 11)."""
        return self.values("engagement__cycle", "respondent").distinct().count()


class Interview(models.Model):
    """One KIN interview on the doorstep or elsewhere. Anonymous: there is no name or address here (rule 9)."""

    class Mode(models.TextChoices):
        DOORSTEP = "doorstep", "On the doorstep"
        PHONE = "phone", "By phone"
        STREET = "street", "In the street"
        ONLINE = "online", "Online"

    # Made on the device that records it, so that sending it twice is harmless (contract 5).
    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="interviews")
    area = models.ForeignKey(PriorityActionArea, on_delete=models.PROTECT, related_name="interviews")
    respondent = models.UUIDField(default=uuid4, help_text="The same for one person's interviews; names nobody.")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.DOORSTEP)
    language = models.CharField(max_length=40, default="English")
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    roles = models.JSONField(default=list, help_text='Any of "lives", "works", "business", "passes", "community", …')
    safe_by_day = models.PositiveSmallIntegerField(**RATING)
    safe_after_dark = models.PositiveSmallIntegerField(**RATING)
    services_deal_with_it = models.PositiveSmallIntegerField(**RATING)
    people_get_on = models.PositiveSmallIntegerField(**RATING)
    can_influence = models.PositiveSmallIntegerField(**RATING)
    what_helped = models.TextField("what made it better (control signal)", blank=True)
    consent_version = models.CharField(max_length=20)
    consented_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(consent_version=""), name="an_interview_has_a_consent_version"),
            models.CheckConstraint(
                condition=Q(mode__in=["doorstep", "phone", "street", "online"]),
                name="interview_mode_is_known",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{rating}__isnull": True}) | Q(**{f"{rating}__range": (1, 5)}),
                    name=f"{rating}_is_rated_one_to_five",
                )
                for rating in (
                    "safe_by_day",
                    "safe_after_dark",
                    "services_deal_with_it",
                    "people_get_on",
                    "can_influence",
                )
            ],
        ]

    def __str__(self):
        return f"Interview {self.pk}"

    def get_absolute_url(self):
        return reverse("engagement:interview", args=[self.pk])


class Contact(models.Model):
    """How somebody may be reached who asked to hear back. Read only by the co-ordinator, every look recorded.

    Never joined in a queryset outside `engagement` (contract 3); deleting it leaves the interview, and the reverse.
    """

    interview = models.OneToOneField(Interview, on_delete=models.SET_NULL, null=True, related_name="contact")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    wants_updates = models.BooleanField(default=False)
    wants_walkabout = models.BooleanField(default=False)
    wants_to_help = models.BooleanField(default=False)
    consent_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone="", address=""), name="a_contact_can_be_reached_somehow"
            )
        ]

    def __str__(self):
        return f"Contact {self.pk}"


class EqualityAnswers(models.Model):
    """Optional answers, apart from the rest. "Prefer not to say" is an answer (rule 13); blank was not asked."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="equality")
    age_band = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=10, blank=True)
    ethnic_group = models.CharField(max_length=20, blank=True)
    disability = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name_plural = "equality answers"

    def __str__(self):
        return f"Equality answers {self.pk}"
