"""What the calendar does with profiles."""

from celery import shared_task
from django.utils import timezone

from pact.documents.making import stale_before
from pact.places.models import Borough
from profiles import actions
from profiles.actions import hot_spots, uploads
from profiles.models import Upload


@shared_task
def remind_of_refresh():
    actions.remind_of_refresh(at=timezone.now())


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


@shared_task
def keep_hot_spots():
    """Work out what the worker was not told, or was killed over: what stands is of the data as they are."""
    now = timezone.now()
    today = timezone.localdate(now)
    for borough in Borough.objects.on(today).filter(datasets__kind="incidents").distinct().order_by("pk"):
        if not hot_spots.is_worked_out(borough, today=today):
            hot_spots.work_out(borough, today=today, at=now)
