"""kill -9 in the middle of loading a file ends with exactly one dataset, whichever broker there is (contract 5)."""

from itertools import cycle, islice

import pytest
from django.utils import timezone

from pact.audit.models import Entry
from profiles import clock
from profiles.actions import uploads
from profiles.models import Dataset, Incident, Upload
from tests import make
from tests.make.boroughs import crime, crimes

ROWS = 80_000  # some seconds of loading, to be killed in the middle of


@pytest.fixture(autouse=True)
def short_patience(settings):
    settings.JOB_STALE_SECONDS = 3


@pytest.fixture
def upload(worker):
    """A file of many rows that was checked, in a borough of one ward."""
    ward = make.ward()
    person = make.person()
    content = crimes(*islice(cycle([crime(1)]), ROWS))
    sent = make.upload(ward.borough, content, by=person, at=timezone.now())
    Upload.objects.filter(pk=sent.pk).update(state=Upload.State.CHECKED, counts={"refused": 0})
    return sent


def test_kill_9_of_the_worker_in_the_middle_of_a_load_ends_with_one_dataset(worker, upload):
    start(worker)
    ask(upload)
    worker.until(lambda: is_in_the_middle(upload), "it is in the middle of the file")

    worker.kill()
    assert not Dataset.objects.exists()
    start(worker)
    worker.until(lambda: is_done_after_the_calendar_ran(upload), "another worker has loaded it")

    assert_loaded_once(upload)


def test_a_load_that_is_stopped_while_it_runs_leaves_nothing_and_the_worker_goes_on(worker, upload):
    start(worker)
    ask(upload)
    worker.until(lambda: is_in_the_middle(upload), "it is in the middle of the file")

    uploads.cancel(upload, by=upload.uploaded_by, at=timezone.now())
    worker.until(lambda: "upload given up" in worker.said(), "the worker notices")

    upload.refresh_from_db()
    assert upload.state == Upload.State.CANCELLED
    assert not Dataset.objects.exists()
    assert not Incident.objects.exists()


def start(worker):
    worker.start(JOB_HEARTBEAT_SECONDS="0.1")


def ask(upload):
    uploads.apply(upload, only_whole=True, edition=1, by=upload.uploaded_by, at=timezone.now())


def is_in_the_middle(upload):
    upload.refresh_from_db()
    assert upload.state == Upload.State.APPLYING, upload.failure
    return 10 < uploads.percent_of(upload) < 80


def is_done_after_the_calendar_ran(upload):
    clock.requeue_stale_uploads()
    upload.refresh_from_db()
    assert upload.state != Upload.State.FAILED, upload.failure
    return upload.state == Upload.State.DONE


def assert_loaded_once(upload):
    dataset = Dataset.objects.get()
    assert upload.dataset == dataset
    assert dataset.rows_taken == Incident.objects.count() == ROWS
    assert Entry.objects.filter(verb="loaded").count() == 1
