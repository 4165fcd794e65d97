"""What people and the calendar do with files. The making itself is the worker's: see `making`."""

from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction

from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.documents import making, papers, rules, tasks
from pact.documents.models import Job

INTERRUPTED = (
    "Making this file was interrupted several times, so PACT has stopped. Try again; if it happens again, "
    "tell your administrator."
)


@transaction.atomic
def ask_for(paper_name, subject_pk, *, title, options=None, by, at):
    """Ask for a file, to be made in the background. While the same one is being made, that job is the answer.

    KeyError if nobody registered `paper_name`. `options` are JSON values for its builder.
    """
    papers.get(paper_name)
    options = dict(sorted((options or {}).items()))  # SQLite compares the text
    same = Job.objects.unfinished().filter(paper=paper_name, subject_pk=str(subject_pk), options=options)
    if found := same.first():
        return found
    try:
        with transaction.atomic():
            job = Job.objects.create(
                paper=paper_name,
                subject_pk=str(subject_pk),
                title=title[:200],
                options=options,
                asked_by=by,
                asked_at=at,
                heard_at=at,
            )
    except IntegrityError:
        # Somebody asked for the same a moment ago.
        return same.get()
    trail.record("asked for", on=job, by=by, at=at, paper=paper_name, subject=str(subject_pk))
    _queue(job)
    return job


@transaction.atomic
def cancel(job, *, by, at):
    """Stop a file from being made. Its worker notices, and can no longer finish it."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    refuse_if(rules.obstacles_to_cancelling(job))

    _end(job, Job.State.CANCELLED, at=at)
    trail.record("cancelled", on=job, by=by, at=at)
    return job


@transaction.atomic
def try_again(job, *, by, at):
    """Ask once more for a file that failed or was cancelled; answers the new job and leaves the old one as it was."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    refuse_if(rules.obstacles_to_trying_again(job))

    return ask_for(job.paper, job.subject_pk, title=job.title, options=job.options, by=by, at=at)


@transaction.atomic
def requeue(job, *, at):
    """Queue a stale job again, or fail it once it was tried often enough. Answers the job, or None if it is not stale.

    A message can be lost with its worker, so the row decides: any number of messages for it does no harm.
    """
    stale = Job.objects.stale(before=making.stale_before(at))
    job = stale.select_for_update().filter(pk=job.pk).first()
    if job is None:
        return None
    if job.attempt >= settings.JOB_ATTEMPTS:
        _end(job, Job.State.FAILED, at=at, failure=INTERRUPTED)
        trail.record("gave up", on=job, by=None, at=at, attempts=job.attempt)
        return job
    job.state = Job.State.QUEUED
    job.heard_at = at
    job.save(update_fields=["state", "heard_at"])
    _queue(job)
    return job


def note_download(document, *, by, at):
    """Record a look where the kind of paper is sensitive. Call it before the file is sent."""
    kind = papers.find(document.job.paper)
    if kind and kind.is_sensitive:
        trail.looked(on=document, by=by, at=at)


def _queue(job):
    # A broker that does not answer is no reason to fail what people do: the calendar queues the job again.
    transaction.on_commit(partial(tasks.queue, job.pk), robust=True)


def _end(job, state, *, at, failure=""):
    job.state, job.finished_at, job.heard_at, job.failure = state, at, at, failure
    job.save(update_fields=["state", "finished_at", "heard_at", "failure"])
