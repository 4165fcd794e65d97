"""Who is told about reviews and recommendations, and what."""

from pact.notifications import actions as notifications
from scrutiny import queries


def pack_published(review, *, at):
    """Everybody who is invited to the meeting."""
    people = [invitation.person for invitation in review.meeting.invitations.select_related("person")]
    notifications.send(
        "scrutiny.pack_published",
        to=people,
        about=review,
        at=at,
        occasion="once",
        href=review.get_absolute_url(),
        review=review,
    )


def recommendation_made(recommendation, *, at):
    _tell_addressee("scrutiny.recommendation_made", recommendation, occasion="once", at=at)


def response_due(recommendation, *, occasion, at):
    _tell_addressee("scrutiny.response_due", recommendation, occasion=occasion, at=at)


def recommendation_answered(response, *, at):
    """Whoever made the recommendation."""
    recommendation = response.recommendation
    notifications.send(
        "scrutiny.recommendation_answered",
        to=[recommendation.made_by],
        about=recommendation,
        at=at,
        occasion="once",
        href=recommendation.get_absolute_url(),
        response=response,
    )


def _tell_addressee(name, recommendation, *, occasion, at):
    managers = queries.managers_in(recommendation.review.township).filter(agency=recommendation.addressee)
    notifications.send(
        name,
        to={seat.person for seat in managers.select_related("person")},
        about=recommendation,
        at=at,
        occasion=occasion,
        href=recommendation.get_absolute_url(),
        recommendation=recommendation,
    )
