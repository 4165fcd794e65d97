"""What the calendar does for those who raised something."""

from celery import shared_task
from django.utils import timezone

from feedback import actions


@shared_task
def tell_who_raised():
    """Every morning: what was closed, to those who raised it and asked to hear back (rule 63)."""
    actions.tell_who_raised(at=timezone.now())
