"""Who is told what about a meeting."""

from datetime import UTC

from pact.accounts.models import User
from pact.notifications import actions as notifications


def invited(meeting, people, *, at):
    return _tell("meeting_invited", meeting, people, at=at, occasion=notifications.ONCE)


def changed(meeting, changes, *, at):
    """`changes` are sentences that say what is new."""
    return _tell(
        "meeting_changed", meeting, invitees(meeting), at=at, occasion=f"revision {meeting.revision}", changes=changes
    )


def cancelled(meeting, *, at):
    return _tell("meeting_cancelled", meeting, invitees(meeting), at=at, occasion=notifications.ONCE)


def reminded(meeting, *, at):
    """Those who did not send apologies, once for each time that the meeting is to start at (rule 41)."""
    people = invitees(meeting).exclude(meeting_invitations__in=meeting.invitations.filter(answer="apologies"))
    return _tell(
        "meeting_reminded", meeting, people, at=at, occasion=f"{meeting.starts_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    )


def minutes_agreed(meeting, *, at):
    return _tell("minutes_agreed", meeting, invitees(meeting), at=at, occasion=notifications.ONCE)


def invitees(meeting):
    return User.objects.filter(meeting_invitations__meeting=meeting).order_by("pk")


def _tell(message, meeting, people, *, at, occasion, **facts):
    return notifications.send(
        f"meetings.{message}",
        to=people,
        about=meeting,
        at=at,
        occasion=occasion,
        href=meeting.get_absolute_url(),
        meeting=meeting,
        **facts,
    )
