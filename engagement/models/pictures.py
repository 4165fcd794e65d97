"""Copies of photographs in which faces and number plates are blurred: the only ones that may be published."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from engagement.models.walkabouts import Finding, Reinspection
from pact.core.dates import short_day
from pact.core.redaction import without

PERSON = settings.AUTH_USER_MODEL


def somewhere(instance, filename):
    """A name that nobody can guess from that of the original."""
    return f"walkabouts/blurred/{uuid4().hex}.jpg"


class BlurredPhotoQuerySet(models.QuerySet):
    def public(self):
        """Those that anybody may see: cleared, of findings that are published, and of no restricted issue."""
        return self.filter(
            cleared_at__isnull=False,
            finding__walkabout__engagement__findings_published_at__isnull=False,
            finding__issue_type__is_restricted=False,
        )

    def for_display(self):
        return self.select_related(
            "look", "finding__walkabout__engagement__cycle__pact__ward", "finding__transect", "finding__issue_type"
        )


class BlurredPhoto(models.Model):
    """A copy of the photo of a finding, or of a second look at it. Cleared once somebody has looked at the copy.

    `areas` are what was blurred: left, top, width and height in percent. The original stays where it is, private.
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="blurred_photos")
    look = models.ForeignKey(
        Reinspection, on_delete=models.CASCADE, null=True, blank=True, related_name="blurred_photos"
    )
    image = models.ImageField(upload_to=somewhere)
    areas = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = BlurredPhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding"], condition=Q(look=None), name="a_finding_has_one_blurred_photo"),
            models.UniqueConstraint(fields=["look"], name="a_second_look_has_one_blurred_photo"),
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_by=None) | Q(cleared_at__isnull=False, cleared_by__isnull=False),
                name="a_cleared_photo_says_who_cleared_it",
            ),
        ]

    def __str__(self):
        return f"Blurred photo of {self.finding}"

    def get_absolute_url(self):
        """Where anybody sees it, once it is cleared and its findings are published. Needs `for_display()`."""
        ward = self.finding.walkabout.engagement.cycle.pact.ward
        return reverse("engagement:public_photo", args=[ward.slug, self.pk])

    @property
    def is_cleared(self):
        return self.cleared_at is not None

    @property
    def taken_on(self):
        return self.look.held_on if self.look_id else self.finding.walkabout.held_on

    @property
    def when(self):
        """ "Before, 3 June" or "After, 20 June: put right"."""
        if self.look_id:
            return f"After, {short_day(self.taken_on)}: {self.look.get_outcome_display().lower()}"
        return f"Before, {short_day(self.taken_on)}"

    @property
    def what(self):
        """What it shows and where, in words that point to no home (rule 65)."""
        return f"{self.finding.called}, {without(self.finding.where)}"

    @property
    def in_words(self):
        """Where nobody wrote a better description."""
        return f"{self.what}. {self.when}"
