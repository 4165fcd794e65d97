"""Letters leave here. The task reads the clock, as every edge does."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from pact.notifications import sending


@shared_task
def send_waiting():
    """Send every letter that waits. Any number of workers may do so at the same time."""
    sending.send_waiting(clock=timezone.now)


def send_soon():
    # A broker that does not answer is no reason to fail what people do: the calendar sends within a minute.
    transaction.on_commit(send_waiting.delay, robust=True)
