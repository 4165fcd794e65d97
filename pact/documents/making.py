"""What a worker writes while it makes a file. Each write names the attempt it belongs to, and only the latest counts.

A worker can be killed at any line, or sleep for an hour and wake up. So a job is taken by raising its attempt, heard
of while it runs, and finished in one transaction under the job's lock: a worker whose attempt has passed finds
nothing to write on, and leaves no file behind. Written for the worker alone, which is an edge like a view.
"""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from pact.audit import trail
from pact.documents.models import Document, Job


class NoLongerOurs(Exception):
    """The job was cancelled, or given to another worker."""


def stale_before(at):
    """A job that was last heard of before this moment has lost its worker."""
    return at - timedelta(seconds=settings.JOB_STALE_SECONDS)


@transaction.atomic
def claim(job_id, *, at):
    """Take a waiting job for this worker, or answer None: a message may come twice, or late."""
    job = Job.objects.select_for_update().filter(pk=job_id, state=Job.State.QUEUED).first()
    if job is None:
        return None
    job.state = Job.State.RUNNING
    job.attempt += 1
    job.percent = 0
    job.heard_at = at
    job.save(update_fields=["state", "attempt", "percent", "heard_at"])
    return job


def hear(job, *, percent, at):
    """Say that this worker is alive and how far it is; raise `NoLongerOurs` where the job is no longer its own."""
    if not _ours(job).update(heard_at=at, percent=percent):
        raise NoLongerOurs


@transaction.atomic
def finish(job, made, *, at):
    """Store what was made and call the job done; None where it is no longer this worker's."""
    job = _ours(job).select_for_update().first()
    if job is None:
        return None
    document = Document(
        job=job,
        filename=made.filename,
        content_type=made.content_type,
        size=len(made.content),
        sha256=hashlib.sha256(made.content).hexdigest(),
        made_from={"paper": job.paper, "subject": job.subject_pk, "at": at.isoformat(), **made.made_from},
        made_at=at,
    )
    # A worker that was killed between the file and the commit has left its file under just this name.
    document.file.storage.delete(document.where_it_lies())
    document.file.save(made.filename, ContentFile(made.content), save=False)
    document.save()
    _end(job, Job.State.DONE, at=at, percent=100)
    trail.record("made", on=document, by=job.asked_by, at=at, paper=job.paper, subject=job.subject_pk)
    return document


@transaction.atomic
def fail(job, sentence, *, at):
    """Record why the file cannot be made; does nothing where the job is no longer this worker's."""
    job = _ours(job).select_for_update().first()
    if job is not None:
        _end(job, Job.State.FAILED, at=at, failure=sentence)
    return job


def _ours(job):
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, state=Job.State.RUNNING)


def _end(job, state, *, at, **fields):
    for name, value in {"state": state, "heard_at": at, "finished_at": at, **fields}.items():
        setattr(job, name, value)
    job.save(update_fields=["state", "heard_at", "finished_at", *fields])
