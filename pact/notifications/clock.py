"""What the calendar does about letters."""

from celery import shared_task
from django.utils import timezone

from pact.accounts.models import User
from pact.core.working_days import is_working_day
from pact.notifications import actions, sending
from pact.notifications.models import Notice


@shared_task
def send_what_waits():
    """Every minute: what lost its task, what a mail server put off, what a killed worker left in the middle."""
    sending.settle_left_over(clock=timezone.now)
    sending.send_waiting(clock=timezone.now)


@shared_task
def make_digests():
    """On the morning of a working day: one letter for each person who wants one a day."""
    now = timezone.now()
    today = timezone.localdate(now)
    if not is_working_day(today):
        return
    waiting = Notice.objects.for_the_next_digest().unread().values("recipient")
    for person in User.objects.filter(pk__in=waiting).order_by("pk"):
        actions.make_digest(person, on=today, at=now)
