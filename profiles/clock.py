"""What the calendar does with profiles."""

from celery import shared_task
from django.utils import timezone

from pact.documents.making import stale_before
from profiles import actions
from profiles.actions import uploads
from profiles.models import Upload


@shared_task
def remind_members():
    actions.remind_members(at=timezone.now())


@shared_task
def requeue_stale_uploads():
    """Bring back the uploads whose worker was killed or whose message was lost."""
    now = timezone.now()
    for upload in Upload.objects.stale(before=stale_before(now)).order_by("heard_at", "pk")[:500]:
        uploads.requeue(upload, at=now)


@shared_task
def clear_uploads():
    uploads.clear(at=timezone.now())


@shared_task
def remind_agencies():
    actions.remind_by_calendar(at=timezone.now())
