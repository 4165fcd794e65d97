"""The words that concerns, priorities and actions are sorted by."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pact.accounts.models import Agency


class RetirableQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None)


class IssueTypeQuerySet(RetirableQuerySet):
    def for_display(self):
        return self.select_related("lead_agency")


class IssueType(models.Model):
    """One of the about 18 kinds of issue that recur in neighbourhoods (W58)."""

    class Strand(models.TextChoices):
        CRIMINAL = "S", "Crime and disorder"
        CLEANER = "C", "Cleaner"
        GREENER = "G", "Greener and built environment"

    code = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=80, unique=True)
    strand = models.CharField(max_length=1, choices=Strand)
    lead_service = models.CharField(max_length=80, help_text="The kind of service that leads, in words.")
    lead_agency = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    support = models.CharField(max_length=120, blank=True)
    lgsl = models.CharField("LGSL numbers", max_length=40, blank=True)
    target = models.CharField("first response", max_length=120, blank=True)
    target_working_days = models.PositiveSmallIntegerField(default=10)
    is_restricted = models.BooleanField(default=False, help_text="Free text of this type is never shown outside.")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = IssueTypeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(strand__in=["S", "C", "G"]), name="issue_type_strand_is_known")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("taxonomy:issue_type", args=[self.pk])


class Theme(models.Model):
    """A chapter of the community plan, separate from the issue type (C8)."""

    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = RetirableQuerySet.as_manager()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("taxonomy:theme", args=[self.pk])
