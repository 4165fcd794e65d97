"""Who is told about profiles and areas, and what."""

from django.urls import reverse

from pact.notifications import actions as notifications
from pact.notifications import letters
from profiles.models import MemberAnswer


def member_asked(answer, *, at):
    _tell_member("profiles.member_asked", answer, occasion="once", at=at)


def member_reminded(answer, *, day, at):
    """`day` is which of the ten working days it is."""
    _tell_member("profiles.member_reminded", answer, occasion=f"day {day}", at=at)


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


def profile_due(profile, *, to, stale_from, at):
    """Its writers hear once that a version is due to be refreshed (W60)."""
    notifications.send(
        "profiles.profile_due",
        to=to,
        about=profile,
        at=at,
        occasion="once",
        href=reverse("profiles:ward", args=[profile.ward.slug]),
        profile=profile,
        stale_from=stale_from,
    )


def _tell_member(name, answer, *, occasion, at):
    """With a link for each answer, which opens the form with that choice made: nothing is answered by following it."""
    href = reverse("profiles:member_answer", args=[answer.profile_id])
    choices = [(label, letters.absolute(f"{href}?answer={value}")) for value, label in MemberAnswer.CHOICES]
    notifications.send(
        name,
        to=[answer.councillor],
        about=answer,
        at=at,
        occasion=occasion,
        href=href,
        answer=answer,
        choices=choices,
    )


# Figures that agencies are asked for. None of these reads a note of tensions.


def figures_asked(asked, people, *, at):
    return _tell_agency("profiles.figures_asked", asked, people, occasion="once", at=at)


def figures_due(asked, people, *, occasion, at):
    return _tell_agency("profiles.figures_due", asked, people, occasion=occasion, at=at)


def _tell_agency(name, asked, people, *, occasion, at):
    href = asked.get_absolute_url()
    return notifications.send(name, to=people, about=asked, at=at, occasion=occasion, href=href, asked=asked)


def figures_sent(submission, *, at):
    """Whoever asked hears of it, and once of each correction."""
    notifications.send(
        "profiles.figures_sent",
        to=[submission.asked.asked_by],
        about=submission.asked,
        at=at,
        occasion=f"version {submission.version}",
        href=submission.asked.get_absolute_url(),
        asked=submission.asked,
        is_correction=submission.version > 1,
    )


def figures_accepted(submission, *, at):
    notifications.send(
        "profiles.figures_accepted",
        to=[submission.submitted_by],
        about=submission.asked,
        at=at,
        occasion="once",
        href=submission.asked.get_absolute_url(),
        asked=submission.asked,
    )
