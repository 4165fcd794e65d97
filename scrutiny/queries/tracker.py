"""The lists of reviews and of recommendations, and whom to remind."""

from datetime import timedelta

from django.db.models import Count, Q

from scrutiny.models import Recommendation


def reviews(queryset, *, township=None):
    if township:
        queryset = queryset.filter(township=township)
    return (
        queryset.select_related("township", "meeting", "pack")
        .annotate(recommendation_count=Count("recommendations"))
        .order_by("-starts_on", "township__name", "pk")
    )


def recommendations(queryset, *, township=None, addressee=None, state="", today):
    """The tracker: filtered by township, addressee and state ("unanswered", "late", "answered", "complete")."""
    if township:
        queryset = queryset.filter(review__township=township)
    if addressee:
        queryset = queryset.filter(addressee=addressee)
    states = {
        "unanswered": Q(response=None),
        "late": Q(response=None, respond_by__lt=today),
        "answered": Q(response__isnull=False, completed_at=None),
        "complete": Q(completed_at__isnull=False),
    }
    if state:
        queryset = queryset.filter(states[state])
    return queryset.select_related("review__township", "addressee", "response").order_by("respond_by", "pk")


def responses_to_remind_of(today):
    """[(recommendation, occasion)] of unanswered ones: a week before, on the day, and each week after."""
    waiting = Recommendation.objects.unanswered().filter(respond_by__lte=today + timedelta(days=7))
    return [
        (recommendation, occasion)
        for recommendation in waiting.select_related("addressee", "review__township").order_by("respond_by", "pk")
        for occasion in [_occasion(recommendation.respond_by, today)]
    ]


def _occasion(respond_by, today):
    days = (today - respond_by).days
    if days < 0:
        return "week-before"
    return "on-the-day" if days < 7 else f"late-{days // 7}"
