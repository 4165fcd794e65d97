"""The one way into the trail. Called inside an action's transaction, so that either both happen or neither."""

from pact.audit.models import Entry

PACT = "PACT"  # who acts when nobody does: the calendar, a command


def record(verb, *, on, by, at, **detail):
    """Record that `by` (a user, or None for PACT itself) did `verb` to the saved model instance `on` at `at`.

    `detail` must hold JSON values and never personal data about residents.
    """
    return _write(Entry.Kind.CHANGE, verb, on, by, at, detail)


def looked(*, on, by, at, **detail):
    """Record that somebody looked at something sensitive (rule 67)."""
    return _write(Entry.Kind.LOOK, "looked at", on, by, at, detail)


def exported(*, by, at, **detail):
    """Record that somebody took a copy of the trail itself."""
    return Entry.objects.create(
        kind=Entry.Kind.LOOK,
        verb="exported",
        subject_label=Entry._meta.label_lower,
        subject_pk="all",
        subject_name="The trail",
        actor_pk=str(by.pk),
        actor_name=str(by)[:200],
        at=at,
        detail=detail,
    )


def _write(kind, verb, on, by, at, detail):
    return Entry.objects.create(
        kind=kind,
        verb=verb,
        subject_label=on._meta.label_lower,
        subject_pk=str(on.pk),
        subject_name=str(on)[:250],
        actor_pk=str(by.pk) if by else "",
        actor_name=str(by)[:200] if by else PACT,
        at=at,
        detail=detail,
    )
