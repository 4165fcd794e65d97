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
