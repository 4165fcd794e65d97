"""What the calendar does with what people said."""

from celery import shared_task
from django.utils import timezone

from engagement import actions


@shared_task
def forget():
    actions.forget(by=None, at=timezone.now())


@shared_task
def settle_rounds():
    actions.settle_rounds(by=None, at=timezone.now())


@shared_task
def remind_of_assessments():
    actions.remind_of_assessments(at=timezone.now())
