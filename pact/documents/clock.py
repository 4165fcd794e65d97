"""What the calendar does about files."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from pact.documents import actions, health, making
from pact.documents.models import Job


@shared_task
def requeue_stale_jobs():
    """Bring back the jobs whose worker was killed or whose message was lost."""
    now = timezone.now()
    for job in Job.objects.stale(before=making.stale_before(now)).order_by("heard_at", "pk")[:500]:
        actions.requeue(job, at=now)


@shared_task
def sign_in():
    """Executed by a worker: a sign that the calendar, the queue and a worker are all there (/healthz)."""
    health.sign(at=timezone.now())


@worker_ready.connect
def sign_in_at_once(**about):
    health.sign(at=timezone.now())
