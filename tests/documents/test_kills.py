"""kill -9 in the middle of a PDF ends with exactly one finished document, whichever broker there is (contract 5)."""

import os
import signal

import pytest
from django.conf import settings
from django.utils import timezone

from pact.audit.models import Entry
from pact.documents import actions, clock
from pact.documents.models import Document, Job, WorkerSign
from tests import make
from tests.documents import papers

LONG = 450  # rows: a few seconds of layout, to be killed in the middle of


@pytest.fixture(autouse=True)
def short_patience(settings):
    settings.JOB_STALE_SECONDS = 3


def test_kill_9_of_the_worker_in_the_middle_of_a_pdf_ends_with_one_document(worker):
    start(worker)
    job = ask()
    worker.until(lambda: is_being_laid_out(job), "it is in the middle of the PDF")

    worker.kill()
    start(worker)
    worker.until(lambda: is_done_after_the_calendar_ran(job), "another worker has made it")

    assert_made_once(job)


def test_kill_9_of_the_child_that_renders_ends_with_one_document(worker):
    start(worker)
    job = ask()
    worker.until(lambda: is_being_laid_out(job), "it is in the middle of the PDF")

    worker.kill_child()
    worker.until(lambda: is_done_after_the_calendar_ran(job), "a new child has made it")

    assert_made_once(job)


def test_a_worker_that_slept_while_another_made_the_file_wakes_up_and_changes_nothing(worker, tmp_path):
    start(worker)
    job = ask()
    worker.until(lambda: is_being_laid_out(job), "it is in the middle of the PDF")
    sleeper = worker.process
    os.killpg(sleeper.pid, signal.SIGSTOP)

    start(worker)
    worker.until(lambda: is_done_after_the_calendar_ran(job), "another worker has made it")
    made_at = Document.objects.get(job=job).made_at
    os.killpg(sleeper.pid, signal.SIGCONT)
    worker.until(lambda: "job given up" in worker.said(), "the sleeper notices")
    os.killpg(sleeper.pid, signal.SIGKILL)
    sleeper.wait()

    assert_made_once(job)
    assert Document.objects.get(job=job).made_at == made_at


def test_a_worker_says_that_it_is_there_as_soon_as_it_starts(worker):
    start(worker)

    worker.until(WorkerSign.objects.exists, "it has signed in")


def start(worker):
    worker.start(include=papers.__name__, JOB_HEARTBEAT_SECONDS="0.1")


def ask():
    person = make.person()
    return actions.ask_for(
        "tests.leaflet", person.pk, title="Leaflet", options={"rows": LONG}, by=person, at=timezone.now()
    )


def is_being_laid_out(job):
    job.refresh_from_db()
    return job.state == Job.State.RUNNING and 25 < job.percent < 75


def is_done_after_the_calendar_ran(job):
    clock.requeue_stale_jobs()
    job.refresh_from_db()
    assert job.state != Job.State.FAILED, job.failure
    return job.state == Job.State.DONE


def assert_made_once(job):
    document = Document.objects.get()
    # Only the leaflet: on SQLite the job of an earlier test may have had this number.
    files = [path for path in (settings.MEDIA_ROOT / "documents").rglob(f"{job.pk}-leaflet*") if path.is_file()]
    assert document.job == job
    assert [str(path.relative_to(settings.MEDIA_ROOT)) for path in files] == [document.file.name]
    assert files[0].stat().st_size == document.size
    assert Entry.objects.filter(verb="made").count() == 1
