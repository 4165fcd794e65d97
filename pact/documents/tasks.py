"""The worker makes a file here. It reads the clock, as every edge does."""

import structlog
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone

from pact.core import wording
from pact.core.refusals import Refused
from pact.documents import checks, making, papers, render
from pact.documents.heartbeat import Heartbeat
from pact.documents.papers import FOR_PRINT, File

log = structlog.get_logger()

BROKE = (
    "PACT could not make this file because of a fault of its own, which has been noted. Try again; "
    "if it happens again, tell your administrator."
)
GONE = "PACT no longer makes this kind of file."
TOO_LONG = "Making this file took too long, so PACT stopped. Ask for a smaller part of it."


@shared_task(
    acks_late=True, soft_time_limit=settings.JOB_SECONDS, time_limit=settings.JOB_SECONDS + 30, ignore_result=True
)
def make_document(*, job_id):
    """Make the file that a job asks for, exactly once however often this message arrives."""
    job = making.claim(job_id, at=timezone.now())
    if job is None:
        return
    try:
        with Heartbeat(job) as heartbeat:
            made = _make(job, progress=heartbeat.progress)
        making.finish(job, made, at=timezone.now())
    except making.NoLongerOurs:
        log.info("job given up", job=job.pk, attempt=job.attempt)
    except Refused as refusal:
        making.fail(job, " ".join(refusal.reasons), at=timezone.now())
    except SoftTimeLimitExceeded:
        making.fail(job, TOO_LONG, at=timezone.now())
    except Exception:
        log.exception("job failed", job=job.pk, paper=job.paper)
        making.fail(job, BROKE, at=timezone.now())


def _make(job, *, progress):
    kind = papers.find(job.paper)
    if kind is None:
        raise Refused([GONE])
    made = kind.build(job.subject_pk, options=job.options, at=timezone.now())
    if isinstance(made, File):
        return made
    content = render.pdf(made, progress=progress)
    made_from = {"variant": made.variant, "remarks": _remarks(content, made.variant), **made.made_from}
    return File(content, made.filename, "application/pdf", made_from)


def _remarks(content, variant):
    """What whoever takes the file to a printer should know, as sentences."""
    pages = checks.screen_colours(content) if variant == FOR_PRINT else []
    listed = wording.sentence_list(pages)
    return [f"Colours of the screen (RGB) are used on page {listed}."] if pages else []


def queue(job_id):
    """Send the message for a job. A broker that is away is no reason to fail: the calendar asks again."""
    make_document.delay(job_id=job_id)
