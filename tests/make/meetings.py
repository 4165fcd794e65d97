from datetime import timedelta

from pact.accounts.permissions import Role
from pact.meetings.models import AgendaItem, Invitation, Meeting
from tests.make.people import person
from tests.make.places import ward as make_ward
from tests.make.times import NOON

A_MONTH = timedelta(days=30)


def meeting(*, place=None, invite=(), starts_at=NOON + A_MONTH, by=None, **fields):
    """A PACT meeting of two hours in a month, of a ward unless told otherwise, called at noon today."""
    place = place or make_ward()
    kind = "township" if place._meta.model_name == "township" else "ward"
    made = Meeting.objects.create(
        **{"body": "pact", "title": f"{place} PACT", kind: place, "venue": "St Mark's hall", "called_at": NOON}
        | {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
        | {"called_by": by or person(Role.COORDINATOR, place)}
        | fields
    )
    for guest in invite:
        Invitation.objects.create(meeting=made, person=guest, invited_at=NOON)
    return made


def agenda_item(meeting, title="The bins", **fields):
    return AgendaItem.objects.create(meeting=meeting, title=title, **{"position": meeting.agenda.count() + 1} | fields)
