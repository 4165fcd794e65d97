"""The worker checks and loads the files that were sent. It reads the clock and calls actions, as every edge does."""

import structlog
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone

from pact.documents.heartbeat import Heartbeat
from pact.documents.making import NoLongerOurs
from pact.places.models import Borough
from profiles.actions import hot_spots, uploads

log = structlog.get_logger()

BROKE = (
    "PACT could not read this file because of a fault of its own, which has been noted. Nothing of it was taken. "
    "Try again; if it happens again, tell your administrator."
)
TOO_LONG = "Reading this file took too long, so PACT stopped, and nothing of it was taken. Send it in parts."


@shared_task(
    acks_late=True, soft_time_limit=settings.LOAD_SECONDS, time_limit=settings.LOAD_SECONDS + 30, ignore_result=True
)
def work_on_upload(*, upload_id):
    """Check or load the file of an upload, exactly once however often this message arrives."""
    upload = uploads.claim(upload_id, at=timezone.now())
    if upload is None:
        return
    try:
        with Heartbeat(upload, hear=uploads.hear) as heartbeat:
            uploads.carry_out(upload, progress=heartbeat.progress, at=timezone.now())
    except NoLongerOurs:
        log.info("upload given up", upload=upload.pk, attempt=upload.attempt)
    except SoftTimeLimitExceeded:
        uploads.fail(upload, [TOO_LONG], at=timezone.now())
    except Exception:
        log.exception("upload failed", upload=upload.pk)
        uploads.fail(upload, [BROKE], at=timezone.now())


@shared_task(ignore_result=True)
def find_hot_spots(*, borough_id):
    """Once for each state of the borough's data, however often this message arrives."""
    borough = Borough.objects.filter(pk=borough_id).first()
    if borough:
        now = timezone.now()
        hot_spots.work_out(borough, today=timezone.localdate(now), at=now)
