"""What the calendar does with profiles."""

from celery import shared_task
from django.utils import timezone

from profiles import actions


@shared_task
def remind_members():
    actions.remind_members(at=timezone.now())
