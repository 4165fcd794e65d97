"""What somebody takes along on a phone, and whether what the phone sends is here already."""

from datetime import timedelta

from django.db.models import Prefetch

from engagement.models import (
    Call,
    Door,
    Engagement,
    Finding,
    Interview,
    Round,
    Street,
    Technique,
    Transect,
    Walkabout,
)
from engagement.rules import STAGE

AHEAD = timedelta(days=14)
MOST = 30


def to_take(user, *, today):
    """The engagements that this person records in, going on or about to, whose form can be filled in."""
    mine = Engagement.objects.visible_to(user).recorded_by(user)
    found = mine.open().exclude(technique__form=Technique.Form.NONE)
    return (
        found.filter(
            cycle__openings__stage=STAGE,
            cycle__openings__closed_at=None,
            starts_on__lte=today + AHEAD,
            ends_on__gt=today,
        )
        .for_display()
        .order_by("ends_on", "pk")[:MOST]
    )


def rounds_to_take(user):
    """The rounds that this person walks, with their streets and doors."""
    doors = Prefetch("doors", Door.objects.in_order())
    streets = Prefetch("streets", Street.objects.order_by("pk").prefetch_related(doors))
    walked = (
        Round.objects.visible_to(user)
        .open()
        .filter(
            officers=user,
            engagement__closed_at=None,
            engagement__cycle__openings__stage=STAGE,
            engagement__cycle__openings__closed_at=None,
        )
    )
    return walked.for_display().prefetch_related(streets).order_by("pk")


def arrived(kind, uuid, *, by):
    """The row that this person's form has become, or None. Asked before anything else of a form that is sent again."""
    found = {
        "interview": Interview.objects.filter(recorded_by=by),
        "walkabout": Walkabout.objects.filter(recorded_by=by),
        "transect": Transect.objects.filter(walkabout__recorded_by=by),
        "finding": Finding.objects.filter(recorded_by=by),
        "call": Call.objects.all(),  # it does not say whose it was
    }
    return found[kind].filter(uuid=uuid).first()
