"""Copies of photographs in which faces and number plates are blurred: the only ones that may be published."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from engagement.models.walkabouts import Finding, Reinspection

PERSON = settings.AUTH_USER_MODEL


def somewhere(instance, filename):
    """A name that nobody can guess from that of the original."""
    return f"walkabouts/blurred/{uuid4().hex}.jpg"


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

    @property
    def is_cleared(self):
        return self.cleared_at is not None
