"""What came in as a file from somebody's phone."""

from django.db import transaction

from pact.audit import trail


@transaction.atomic
def note_hand_in(person, *, kept, refused, by, at):
    """Record that `by` handed in what `person` had recorded. Each of the things in it has its own entry."""
    trail.record("handed in a phone's copy of", on=person, by=by, at=at, kept=kept, refused=refused)
