from datetime import timedelta

from engagement.models import Claim, Door, Round, Street
from engagement.rules import addresses
from tests.make.engagement import engagement as make_engagement
from tests.make.times import NOON


def round(*, engagement=None, officers=(), doors="Alma Street: 1-6", **fields):
    """A round that is on, in the only area of its engagement, with these streets and doors."""
    engagement = engagement or make_engagement()
    made = Round.objects.create(
        **{
            "engagement": engagement,
            "area": engagement.areas.first(),
            "made_at": NOON,
            "made_by": engagement.planned_by,
        }
        | fields
    )
    made.officers.set(officers)
    for name, labels in addresses.read(doors).doors.items():
        add_doors(Street.objects.create(round=made, name=name), labels)
    return made


def add_doors(street, labels):
    Door.objects.bulk_create(
        Door(street=street, label=label, number=addresses.number_of(label), side=addresses.side_of(label))
        for label in labels
    )


def claim(street, by, *, side="odd", at=NOON, until=None):
    return Claim.objects.create(street=street, side=side, by=by, at=at, until=until or at + timedelta(hours=1))
