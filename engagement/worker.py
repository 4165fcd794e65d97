"""The worker takes files of reports and learns how words are coded here. It reads the clock, as every edge does."""

import structlog
from celery import shared_task
from django.db import IntegrityError
from django.utils import timezone

from engagement import actions
from engagement.models import ReportFile
from pact.core.refusals import Refused
from pact.documents.making import NoLongerOurs

log = structlog.get_logger()

BROKE = "PACT could not read this file because of a fault of its own, which has been noted. Nothing of it was taken."


@shared_task(acks_late=True, ignore_result=True)
def take_reports(*, file_id):
    """Once, however often this message arrives."""
    kept = ReportFile.objects.filter(pk=file_id).first()
    if kept is None:
        return
    try:
        _take(kept)
    except NoLongerOurs:
        log.info("reports given up", file=kept.pk)
    except Refused as refusal:
        actions.refuse_file(kept, reasons=refusal.reasons, at=timezone.now())
    except Exception:
        log.exception("reports not taken", file=kept.pk)
        actions.refuse_file(kept, reasons=[BROKE], at=timezone.now())


def _take(kept):
    try:
        actions.take_reports(kept, by=None, at=timezone.now())
    except IntegrityError:
        # The same reports came in for another cycle in the same moment. They are known now, and nothing was kept.
        actions.take_reports(kept, by=None, at=timezone.now())
