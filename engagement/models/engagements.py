"""The menu of techniques, and each use of one in a place."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pact.accounts.models import Permission
from pact.cycles.models import Cycle
from profiles.models import PriorityActionArea

PERSON = settings.AUTH_USER_MODEL


class Technique(models.Model):
    """An item of the menu (W46)."""

    class Form(models.TextChoices):
        INTERVIEW = "interview", "KIN interview form"
        WALKABOUT = "walkabout", "EVA walkabout form"
        NONE = "none", "No form of its own"

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    form = models.CharField(max_length=10, choices=Form, default=Form.NONE)
    guidance = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=["interview", "walkabout", "none"]), name="technique_form_is_known"
            )
        ]

    def __str__(self):
        return self.name


class EngagementQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(cycle__pact__ward__in=user.wards(Permission.SEE_CYCLE))


class Engagement(models.Model):
    """One use of a technique in a place for a purpose (W28). Its forms carry this consent text and version."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="engagements")
    technique = models.ForeignKey(Technique, on_delete=models.PROTECT, related_name="engagements")
    areas = models.ManyToManyField(PriorityActionArea, related_name="engagements")
    title = models.CharField(max_length=120)
    purpose = models.TextField(help_text="Who is asked what, and why.")
    can_change = models.TextField("what can change", blank=True)
    cannot_change = models.TextField("what cannot change", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    target = models.PositiveSmallIntegerField("interviews or walkabouts aimed at", default=20)
    consent_text = models.TextField()
    consent_version = models.CharField(max_length=20)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    findings_published_at = models.DateTimeField(null=True, blank=True)
    findings_published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shortfall_reason = models.TextField(blank=True, help_text="Why it closed under its target (rule 14).")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="an_engagement_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(consent_text="") & ~Q(consent_version=""),
                name="an_engagement_says_what_is_consented_to",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("engagement:engagement", args=[self.pk])
