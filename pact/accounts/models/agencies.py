"""The partners that people work for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class Agency(models.Model):
    """A partner that sends people and owns actions, with one point of contact for its figures (A8)."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council service"
        POLICE = "police", "Police"
        FIRE = "fire", "Fire and rescue"
        HOUSING = "housing", "Housing"
        HEALTH = "health", "Health"
        VOLUNTARY = "voluntary", "Voluntary and community"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=140, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COUNCIL)
    public_phone = models.CharField(max_length=30, blank=True)
    public_email = models.EmailField(blank=True)
    point_of_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["council", "police", "fire", "housing", "health", "voluntary", "other"]),
                name="agency_kind_is_known",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:agency", args=[self.slug])
