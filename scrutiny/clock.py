"""What the calendar does with recommendations."""

from celery import shared_task
from django.utils import timezone

from scrutiny import actions


@shared_task
def remind_addressees():
    actions.remind_addressees(at=timezone.now())
