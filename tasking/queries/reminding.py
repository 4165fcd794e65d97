"""Whom to remind of what today."""

from datetime import timedelta

from django.db.models import Max
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from pact.notifications.models import Notice
from tasking.models import Action
from tasking.reminders import reminder

BATCH = 500


REMINDED_AHEAD = timedelta(days=14)  # a week, and as many days as a row of days off can bring that forward


def reminders_due(today):
    """Pairs of an action and its `Reminder` that have not gone out by this day, in batches of one query or two."""
    waiting = (
        Action.objects.unfinished()
        .filter(due_on__lte=today + REMINDED_AHEAD)
        .annotate(
            set_at=Greatest(
                "created_at",
                Coalesce(Max("redatings__at"), "created_at"),
                Coalesce(Max("handovers__at"), "created_at"),
            )
        )
        .values_list("pk", "owner", "due_on", "set_at")
        .order_by("pk")
    )
    due = [
        (pk, owner, found)
        for pk, owner, due_on, set_at in waiting
        if (found := reminder(due_on, today, since=timezone.localdate(set_at)))
    ]
    for start in range(0, len(due), BATCH):
        yield from _not_sent(due[start : start + BATCH])


def _not_sent(batch):
    sent = set(
        Notice.objects.filter(
            name__in=["tasking.action_due", "tasking.action_overdue"],
            about_label=Action._meta.label_lower,
            about_pk__in=[str(pk) for pk, _, _ in batch],
        ).values_list("about_pk", "recipient", "occasion")
    )
    missing = {pk: found for pk, owner, found in batch if (str(pk), owner, found.occasion) not in sent}
    for action in Action.objects.filter(pk__in=missing).order_by("pk"):
        yield action, missing[action.pk]
