"""What people do with meetings. Nothing else writes here."""

from django.db import transaction

from pact.audit import trail
from pact.meetings.models import Invitation, Meeting
from pact.places.models import Township


@transaction.atomic
def call(
    *,
    body,
    title,
    place,
    starts_at,
    ends_at,
    venue,
    invite=(),
    pact=None,
    access="",
    is_public=False,
    by,
    at,
):
    """Call a meeting of a ward or township (`place`) and invite these people to it, each once."""
    kind = "township" if isinstance(place, Township) else "ward"
    meeting = Meeting.objects.create(
        body=body,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        venue=venue,
        pact=pact,
        access=access,
        is_public=is_public,
        called_at=at,
        called_by=by,
        **{kind: place},
    )
    Invitation.objects.bulk_create(Invitation(meeting=meeting, person=person, invited_at=at) for person in invite)
    trail.record("called", on=meeting, by=by, at=at)
    return meeting
