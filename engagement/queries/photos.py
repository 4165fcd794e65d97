"""Photographs that anybody may see: blurred copies that a person looked at and cleared. The originals never."""

from dataclasses import dataclass

from django.db.models import F

from engagement.models import BlurredPhoto, Finding

MOST_PAIRS = 24
MOST_TO_CHOOSE = 60


@dataclass(frozen=True)
class PublicPair:
    """What may be shown of one finding: how it was, how it is now, or both side by side."""

    finding: Finding
    before: BlurredPhoto | None
    after: BlurredPhoto | None

    @property
    def photos(self):
        return [photo for photo in (self.before, self.after) if photo]

    @property
    def what(self):
        return self.photos[0].what


def public_pairs(engagements, *, area=None):
    """`PublicPair`s of findings of these published engagements, in the order in which they were found. One query."""
    photos = BlurredPhoto.objects.public().filter(finding__walkabout__engagement__in=engagements)
    if area:
        photos = photos.filter(finding__walkabout__area=area)
    by_finding = {}
    for photo in photos.for_display().order_by("finding", "look__held_on", "pk"):
        by_finding.setdefault(photo.finding, {})["after" if photo.look_id else "before"] = photo
    pairs = [PublicPair(finding, of.get("before"), of.get("after")) for finding, of in by_finding.items()]
    return sorted(pairs, key=lambda pair: len(pair.photos), reverse=True)[:MOST_PAIRS]


def public_photos(ward):
    """What may be chosen for a newsletter of this ward, the latest walk first, before beside after."""
    photos = BlurredPhoto.objects.public().filter(finding__walkabout__engagement__cycle__pact__ward=ward)
    in_order = ("-finding__walkabout__held_on", "finding", F("look__held_on").asc(nulls_first=True))
    return photos.for_display().order_by(*in_order)[:MOST_TO_CHOOSE]


def no_longer_public(pks):
    """Which of these photos may not be shown any more: withdrawn, blurred anew, or deleted."""
    return set(pks) - set(BlurredPhoto.objects.public().filter(pk__in=pks).values_list("pk", flat=True))
