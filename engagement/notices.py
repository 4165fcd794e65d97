"""Who is told about engagement, and what."""

from django.urls import reverse

from engagement import queries
from pact.notifications import actions as notifications


def findings_published(engagement, *, at):
    """The ward's councillors and the PACT's chair hear, once, that there are findings to read before the meeting."""
    notifications.send(
        "engagement.findings_published",
        to=queries.readers_of_findings(engagement),
        about=engagement,
        at=at,
        occasion="once",
        href=reverse("engagement:engagement_findings", args=[engagement.pk]),
        engagement=engagement,
    )


def sharing_asked(sharing, *, at):
    """Whoever is to answer hears of an invitation to an event, or of a wish to join it (C7)."""
    _tell_of_sharing("sharing_asked", sharing, queries.answerers_of(sharing), at=at)


def sharing_answered(sharing, *, at):
    _tell_of_sharing("sharing_answered", sharing, [sharing.asked_by], at=at)


def assessment_due(assessment, *, at):
    """Its writer and the PACT's co-ordinator hear, once for each date, that a further review is due (W71)."""
    return notifications.send(
        "engagement.assessment_due",
        to={assessment.written_by, assessment.cycle.pact.coordinator},
        about=assessment,
        at=at,
        occasion=assessment.review_on.isoformat(),
        href=assessment.get_absolute_url(),
        assessment=assessment,
    )


def _tell_of_sharing(message, sharing, people, *, at):
    notifications.send(
        f"engagement.{message}",
        to=people,
        about=sharing,
        at=at,
        occasion="once",
        href=reverse("engagement:sharing", args=[sharing.pk]),
        sharing=sharing,
        event=sharing.event,
        is_invited=sharing.kind == sharing.Kind.INVITED,
    )
