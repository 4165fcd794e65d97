"""A check or a load is asked for, stopped, and brought back when its worker was lost. The work itself is `working`."""

from functools import partial

from django.conf import settings
from django.db import transaction

from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.documents.making import stale_before
from profiles import rules, tasks
from profiles.actions.uploads import hints
from profiles.models import Upload

INTERRUPTED = (
    "Reading this file was interrupted several times, so PACT has stopped. Nothing of it was taken. Try again; "
    "if it happens again, tell your administrator."
)


@transaction.atomic
def check(upload, *, by, at):
    """Ask for a dry run: everything is loaded and taken back, and what became of each row is kept."""
    upload = _locked(upload)
    if upload.state == Upload.State.CHECKING:
        return upload
    refuse_if(rules.obstacles_to_checking(upload))

    upload.rows.all().delete()
    upload.counts = {}
    upload.save(update_fields=["counts"])
    return _begin(upload, Upload.State.CHECKING, by=by, at=at)


@transaction.atomic
def apply(upload, *, only_whole, edition, by, at):
    """Ask for the file to be loaded as it was checked. Asked twice, it is loaded once.

    `edition` is the description that was checked before the eyes of `by`.
    """
    upload = _locked(upload)
    if upload.edition == edition and upload.state in {Upload.State.APPLYING, Upload.State.DONE}:
        return upload
    refuse_if(rules.obstacles_to_applying(upload, only_whole=only_whole, edition=edition))

    upload.only_whole = only_whole
    upload.save(update_fields=["only_whole"])
    return _begin(upload, Upload.State.APPLYING, by=by, at=at)


def cancel(upload, *, by, at):
    """Stop the check or the load. Its worker notices, and nothing of what it did stays."""
    hints.stop(upload)  # before the lock: on SQLite the worker holds it
    return _cancel(upload, by=by, at=at)


@transaction.atomic
def _cancel(upload, *, by, at):
    upload = _locked(upload)
    refuse_if(rules.obstacles_to_cancelling(upload))

    stopped = {Upload.State.CHECKING: Upload.State.MAPPED, Upload.State.APPLYING: Upload.State.CANCELLED}
    trail.record("stopped", on=upload, by=by, at=at, doing=upload.state)
    return _set(upload, state=stopped[upload.state], is_taken=False, heard_at=at)


@transaction.atomic
def requeue(upload, *, at):
    """Queue a stale upload again, or fail it once it was tried often enough. None if it is not stale."""
    stale = Upload.objects.stale(before=stale_before(at))
    upload = stale.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if upload is None:
        return None
    if upload.tries >= settings.JOB_ATTEMPTS:
        trail.record("gave up", on=upload, by=None, at=at, attempts=upload.tries)
        return _set(upload, state=Upload.State.FAILED, is_taken=False, failure=INTERRUPTED, heard_at=at)
    _set(upload, is_taken=False, heard_at=at)
    _queue(upload)
    return upload


def _locked(upload):
    return Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)


def _begin(upload, state, *, by, at):
    _set(upload, state=state, is_taken=False, percent=0, tries=0, failure="", asked_by=by, asked_at=at, heard_at=at)
    _queue(upload)
    return upload


def _set(upload, **fields):
    for name, value in fields.items():
        setattr(upload, name, value)
    upload.save(update_fields=list(fields))
    return upload


def _queue(upload):
    # A broker that does not answer is no reason to fail what people do: the calendar queues the job again.
    transaction.on_commit(partial(tasks.work_on, upload.pk), robust=True)
