"""What the calendar does with what people said."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from engagement import actions, queries, tasks
from pact.places.models import Borough


@shared_task
def forget():
    actions.forget(by=None, at=timezone.now())


@shared_task
def settle_rounds():
    actions.settle_rounds(by=None, at=timezone.now())


@shared_task
def remind_of_assessments():
    actions.remind_of_assessments(at=timezone.now())


@shared_task
def remind_of_referrals():
    actions.remind_of_referrals(at=timezone.now())


@shared_task
def learn_codings():
    """Every night, in each borough where enough was coded since the last time."""
    for borough in Borough.objects.order_by("pk"):
        actions.learn(borough, at=timezone.now())


@shared_task
def bring_back_report_files():
    """A lost message, or a worker that was killed: taking a file again adds nothing."""
    for kept in queries.lost_report_files(before=timezone.now() - timedelta(minutes=5)):
        tasks.take_reports(kept.pk)
