"""Priorities found and filtered."""

from django.db.models import Count, Q


def found(visible, *, q="", ward=None, issue_type=None, state=""):
    """The visible priorities that fit these filters; without a state, those that are live."""
    fits = {"cycle__pact__ward": ward, "issue_type": issue_type}
    priorities = visible.filter(**{name: value for name, value in fits.items() if value})
    for word in q.split():
        priorities = priorities.filter(_says(word))
    if state == "ended":
        priorities = priorities.exclude(ending=None)
    if state == "":
        priorities = priorities.live()
    return priorities.for_display().annotate(action_count=Count("actions", distinct=True))


def _says(word):
    return Q(title__icontains=word) | Q(place__icontains=word) | Q(goal__icontains=word)
