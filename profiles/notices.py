"""Who is told about profiles and areas, and what."""

from django.urls import reverse

from pact.notifications import actions as notifications


def member_asked(answer, *, at):
    _tell_member("profiles.member_asked", answer, at=at)


def member_reminded(answer, *, at):
    _tell_member("profiles.member_reminded", answer, at=at)


def member_answered(answer, *, at):
    """The person who published the profile hears each answer once; a change of mind is a new message."""
    notifications.send(
        "profiles.member_answered",
        to=[answer.profile.published_by],
        about=answer,
        at=at,
        occasion=f"{at:%Y%m%d%H%M%S}",
        href=answer.profile.get_absolute_url(),
        answer=answer,
    )


def _tell_member(name, answer, *, at):
    notifications.send(
        name,
        to=[answer.councillor],
        about=answer,
        at=at,
        occasion="once",
        href=reverse("profiles:member_answer", args=[answer.profile_id]),
        answer=answer,
    )
