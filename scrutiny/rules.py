"""Who may, and whether now. Nothing here writes."""

from django.conf import settings
from django.utils import timezone

from pact.accounts.models import Permission
from pact.core.dates import day
from pact.core.refusals import Obstacle
from pact.core.wording import counted
from pact.core.working_days import clear_days, latest_publication
from scrutiny.models import Response

# Who may


def may_run(user, township):
    return user.can(Permission.RUN_REVIEWS, within=township)


def townships_to_review(user, *, today):
    """Those in the whole of which this person runs reviews: a role in one ward is not enough."""
    reached = user.townships(Permission.RUN_REVIEWS).on(today)
    whole = [township.pk for township in reached if may_run(user, township)]
    return reached.filter(pk__in=whole).order_by("name", "pk")


def may_respond(user, recommendation):
    """Only the body that the recommendation is addressed to answers it, by its manager there (rule 48)."""
    here = user.townships(Permission.MANAGE_AGENCY).filter(pk=recommendation.review.township_id)
    return recommendation.addressee_id in user.agencies_with(Permission.MANAGE_AGENCY) and here.exists()


def may_complete(user, recommendation):
    """Only the members who sit on the review accept a recommendation as complete (rule 51)."""
    township = recommendation.review.township
    return user.townships(Permission.SCRUTINISE).filter(pk=township.pk).exists()


# What stands in the way


def obstacles_to_planning(township, *, starts_on, ends_on, meets_on, today):
    obstacles = []
    same = township.reviews.filter(starts_on__lt=ends_on, ends_on__gt=starts_on).first()
    if same:
        obstacles.append(Obstacle(f"{same.title} covers these months already.", href=same.get_absolute_url()))
    if meets_on < today:
        obstacles.append("The review meeting lies in the past. Choose a day to come.")
    return obstacles


def obstacles_to_publishing_pack(review, *, urgency_reason, today):
    """A pack goes out 5 clear days before the meeting, or gives the reason of its urgency (rule 42)."""
    if review.pack_published_at:
        return ["The pack is published already."]
    obstacles = []
    meets_on = meeting_day(review)
    if review.pack is None or review.pack.state != review.pack.State.DONE:
        obstacles.append(Obstacle("Make the pack first, and look at it.", href=review.get_absolute_url()))
    is_late = clear_days(today, meets_on, working=settings.CLEAR_DAYS_ARE_WORKING_DAYS) < settings.CLEAR_DAYS
    if is_late and not urgency_reason.strip():
        obstacles.append(
            f"The meeting is on {day(meets_on)}, so the pack was due by {day(pack_due_on(review))}: "
            f"{counted(settings.CLEAR_DAYS, 'clear day')} before. Give the reason why it is urgent."
        )
    return obstacles


def obstacles_to_recommending(review, *, addressee, is_answered_for, received_on):
    """`is_answered_for` says whether the addressee has a manager in the township (rule 48)."""
    obstacles = []
    if not is_answered_for:
        obstacles.append(f"Nobody answers for {addressee} in {review.township}. Give somebody that role first.")
    if received_on < review.starts_on:
        obstacles.append("The recommendation cannot be received before the quarter that is reviewed.")
    return obstacles


def obstacles_to_recommending_again(review, *, text, addressee):
    same = review.recommendations.filter(text__iexact=text.strip(), addressee=addressee).first()
    if same:
        return [Obstacle(f"{addressee} has this recommendation: {same.reference}.", href=same.get_absolute_url())]
    return []


def obstacles_to_responding(recommendation, *, kind, text):
    """Rule 49: part accepted and rejected need reasons."""
    obstacles = []
    if hasattr(recommendation, "response"):
        obstacles.append("This recommendation is answered already.")
    if kind != Response.Kind.ACCEPTED and not text.strip():
        obstacles.append("Give the reasons for accepting only a part or none of it.")
    return obstacles


def obstacles_to_completing(recommendation):
    if recommendation.completed_at:
        return ["Members have accepted this recommendation as complete already."]
    if not hasattr(recommendation, "response"):
        return ["It has not been answered yet."]
    return []


def obstacles_to_holding(review, *, at):
    if review.held_at:
        return ["The review is recorded as held already."]
    if review.meeting.starts_at > at:
        return [f"The review meets on {day(meeting_day(review))}. It can be recorded as held after that."]
    return []


def meeting_day(review):
    return timezone.localdate(review.meeting.starts_at)


def pack_due_on(review):
    """The last day on which the pack may go out without a reason for urgency."""
    working = settings.CLEAR_DAYS_ARE_WORKING_DAYS
    return latest_publication(meeting_day(review), clear=settings.CLEAR_DAYS, working=working)
