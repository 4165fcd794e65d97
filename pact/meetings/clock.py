"""What the calendar does about meetings."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from pact.meetings import actions
from pact.meetings.models import Meeting

FAR_ENOUGH = timedelta(days=14)  # three working days before lie within, over Christmas too


@shared_task
def remind_of_meetings():
    """Once for each meeting and time, however often this runs (rule 41)."""
    now = timezone.now()
    for meeting in Meeting.objects.upcoming(at=now).filter(starts_at__lt=now + FAR_ENOUGH).for_display().order_by("pk"):
        actions.remind(meeting, at=now)
