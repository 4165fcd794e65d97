"""What people do with reviews and recommendations. Nothing else writes here."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.core.working_days import add_months, reply_due
from pact.documents import actions as documents
from pact.meetings import actions as meetings
from pact.places.models import Borough, Township
from scrutiny import notices, queries, rules
from scrutiny.models import Recommendation, Response, Review

UPDATE_AFTER_MONTHS = 6  # rule 53


@transaction.atomic
def plan(township, *, starts_on, ends_on, starts_at, ends_at, venue, by, at, access=""):
    """Plan the review of a quarter (`ends_on` exclusive) and call its meeting.

    The members of the township and the partners' managers are invited (W52). Its cycles are those of the township
    that have a day in the quarter.
    """
    township = Township.objects.select_for_update(of=("self",)).get(pk=township.pk)
    today = timezone.localdate(at)
    refuse_if(
        rules.obstacles_to_planning(
            township, starts_on=starts_on, ends_on=ends_on, meets_on=timezone.localdate(starts_at), today=today
        )
    )

    title = queries.title_of_review(township, starts_on=starts_on, ends_on=ends_on)
    meeting = meetings.call(
        body="review",
        title=title,
        place=township,
        starts_at=starts_at,
        ends_at=ends_at,
        venue=venue,
        access=access,
        invite=list(queries.who_reviews(township, today=today)),
        is_public=True,
        by=by,
        at=at,
    )
    review = Review.objects.create(
        township=township, title=title, starts_on=starts_on, ends_on=ends_on, meeting=meeting
    )
    review.cycles.set(queries.cycles_of(township, starts_on=starts_on, ends_on=ends_on))
    trail.record("planned", on=review, by=by, at=at, cycles=review.cycles.count())
    return review


@transaction.atomic
def make_pack(review, *, by, at):
    """Ask for the review's pack, made from the rows as they stand. Returns the job."""
    review = _locked(review)
    refuse_if(["The pack is published. It stays as members got it."] if review.pack_published_at else [])

    review.cycles.set(queries.cycles_of(review.township, starts_on=review.starts_on, ends_on=review.ends_on))
    title = f"Pack: {review.title}"
    review.pack = documents.ask_for("scrutiny.pack", review.pk, title=title, by=by, at=at)
    review.save(update_fields=["pack"])
    trail.record("asked for the pack of", on=review, by=by, at=at)
    return review.pack


@transaction.atomic
def publish_pack(review, *, urgency_reason, by, at):
    """Send the pack out: 5 clear days before the meeting, or with the reason for its urgency (rule 42)."""
    review = _locked(review)
    refuse_if(rules.obstacles_to_publishing_pack(review, urgency_reason=urgency_reason, today=timezone.localdate(at)))

    review.pack_published_at, review.pack_published_by = at, by
    review.urgency_reason = urgency_reason.strip()
    review.save(update_fields=["pack_published_at", "pack_published_by", "urgency_reason"])
    trail.record("published the pack of", on=review, by=by, at=at, urgency=review.urgency_reason)
    notices.pack_published(review, at=at)
    return review


@transaction.atomic
def hold(review, *, by, at):
    """Record that the review was held."""
    review = _locked(review)
    refuse_if(rules.obstacles_to_holding(review, at=at))

    review.held_at, review.held_by = at, by
    review.save(update_fields=["held_at", "held_by"])
    trail.record("held", on=review, by=by, at=at)
    return review


@transaction.atomic
def recommend(review, *, text, reason, addressee, received_on, by, at):
    """Make a recommendation to one body; its clock starts at receipt (rules 46 to 48)."""
    review = _locked(review)
    is_answered_for = queries.agencies_to_address(review.township).contains(addressee)
    refuse_if(
        rules.obstacles_to_recommending(
            review, addressee=addressee, is_answered_for=is_answered_for, received_on=received_on
        )
        + rules.obstacles_to_recommending_again(review, text=text, addressee=addressee)
    )
    # References are numbered through all reviews, and two of these can be under way at once.
    list(Borough.objects.select_for_update(no_key=True).order_by("pk"))

    recommendation = Recommendation.objects.create(
        review=review,
        reference=queries.next_reference(timezone.localdate(at)),
        text=text,
        reason=reason,
        addressee=addressee,
        received_on=received_on,
        respond_by=reply_due(received_on, days=settings.REPLY_DAYS),
        made_at=at,
        made_by=by,
    )
    trail.record("made", on=recommendation, by=by, at=at, addressee=addressee.name)
    notices.recommendation_made(recommendation, at=at)
    return recommendation


@transaction.atomic
def respond(recommendation, *, kind, text, by, at):
    """The addressee accepts, accepts a part or rejects, the last two with reasons (rule 49).

    What is accepted, whole or in part, is to be reported on six months later (rule 53).
    """
    recommendation = _locked_recommendation(recommendation)
    refuse_if(rules.obstacles_to_responding(recommendation, kind=kind, text=text))

    due = None if kind == Response.Kind.REJECTED else add_months(timezone.localdate(at), UPDATE_AFTER_MONTHS)
    response = Response.objects.create(
        recommendation=recommendation, kind=kind, text=text.strip(), update_due_on=due, at=at, by=by
    )
    trail.record("answered", on=recommendation, by=by, at=at, kind=kind)
    notices.recommendation_answered(response, at=at)
    return response


@transaction.atomic
def complete(recommendation, *, by, at):
    """The reviewing members accept a recommendation as complete (rule 51)."""
    recommendation = _locked_recommendation(recommendation)
    refuse_if(rules.obstacles_to_completing(recommendation))

    recommendation.completed_at, recommendation.completed_by = at, by
    recommendation.save(update_fields=["completed_at", "completed_by"])
    trail.record("accepted as complete", on=recommendation, by=by, at=at)
    return recommendation


def remind_addressees(*, at):
    """Remind each addressee a week before its answer is due, on the day and when it is late; once each."""
    today = timezone.localdate(at)
    due = queries.responses_to_remind_of(today)
    for recommendation, occasion in due:
        notices.response_due(recommendation, occasion=occasion, at=at)
    return len(due)


def _locked(review):
    reviews = Review.objects.select_for_update(of=("self",)).select_related("meeting", "township", "pack")
    return reviews.get(pk=review.pk)


def _locked_recommendation(recommendation):
    found = Recommendation.objects.select_for_update(of=("self",)).select_related("review__township", "addressee")
    return found.get(pk=recommendation.pk)
