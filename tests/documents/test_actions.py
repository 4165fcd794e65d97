"""Asking for files, and what happens to a job: exactly one file whatever happens to its workers (contract 5)."""

import hashlib
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.documents import actions, clock, making, queries, tasks
from pact.documents.models import Document, Job
from pact.documents.papers import File
from tests import make
from tests.documents import papers  # noqa: F401 - registers them

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
CSV = File(b"a,b\n", "figures.csv", "text/csv", {"rows": 1})


def ask(*, paper="tests.leaflet", at=make.NOON, **options):
    return actions.ask_for(paper, "1", title="Leaflet", options=options, by=make.person(), at=at)


def test_a_file_that_is_asked_for_is_made_and_kept_with_its_checksum(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()

    document = queries.latest("tests.leaflet", 1)
    content = read(document)
    assert document.job == job
    assert content.startswith(b"%PDF")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.size == len(content)
    assert document.made_from["actions"] == 3
    assert document.job.state == Job.State.DONE


def test_asking_twice_answers_the_job_that_is_under_way():
    first = ask(edition=1, size="A5")

    assert ask(size="A5", edition=1) == first
    assert ask(size="A4", edition=1) != first
    assert Entry.objects.filter(verb="asked for").count() == 2


def test_asking_again_once_it_is_done_makes_it_anew():
    done = make.document(paper="tests.leaflet")

    assert ask() != done.job


def test_a_paper_that_nobody_registered_cannot_be_asked_for():
    with pytest.raises(KeyError):
        ask(paper="tests.nothing")


def test_a_job_is_claimed_once():
    job = make.job()

    assert making.claim(job.pk, at=make.NOON).attempt == 1
    assert making.claim(job.pk, at=make.NOON) is None


def test_a_message_for_a_job_that_is_gone_does_no_harm():
    tasks.make_document(job_id=12345)


@pytest.mark.parametrize(
    ("paper", "failure"),
    [
        ("tests.refused", "This ward has no actions yet."),
        ("tests.broken", tasks.BROKE),
        ("tests.unknown", tasks.GONE),
    ],
)
def test_a_job_that_cannot_be_done_fails_with_a_sentence(paper, failure):
    job = make.job(paper=paper)

    tasks.make_document(job_id=job.pk)

    job.refresh_from_db()
    assert (job.state, job.failure) == (Job.State.FAILED, failure)
    assert not Document.objects.exists()


def test_a_stale_job_is_queued_again_and_a_fresh_one_is_left_alone():
    stale = making.claim(make.job().pk, at=make.NOON)
    fresh = making.claim(make.job(subject_pk="2", at=make.NOON + MINUTE).pk, at=make.NOON + MINUTE)
    later = make.NOON + timedelta(seconds=settings.JOB_STALE_SECONDS + 1)

    assert actions.requeue(stale, at=later).state == Job.State.QUEUED
    assert actions.requeue(fresh, at=later) is None


def test_a_job_whose_message_was_lost_is_queued_again():
    lost = make.job()

    assert actions.requeue(lost, at=make.NOON + 2 * MINUTE).attempt == 0


def test_a_job_that_lost_its_worker_too_often_fails_with_a_sentence():
    job = make.job()
    for attempt in range(settings.JOB_ATTEMPTS):
        at = make.NOON + attempt * 2 * MINUTE
        making.claim(job.pk, at=at)
        requeued = actions.requeue(job, at=at + 2 * MINUTE)

    assert (requeued.state, requeued.failure) == (Job.State.FAILED, actions.INTERRUPTED)


def test_a_worker_that_wakes_up_after_its_job_was_given_away_changes_nothing():
    slow = making.claim(make.job().pk, at=make.NOON)
    actions.requeue(slow, at=make.NOON + 2 * MINUTE)
    quick = making.claim(slow.pk, at=make.NOON + 2 * MINUTE)

    with pytest.raises(making.NoLongerOurs):
        making.hear(slow, percent=50, at=make.NOON + 3 * MINUTE)
    assert making.finish(slow, CSV, at=make.NOON + 3 * MINUTE) is None
    assert making.fail(slow, "Too slow.", at=make.NOON + 3 * MINUTE) is None
    document = making.finish(quick, CSV, at=make.NOON + 3 * MINUTE)
    assert making.finish(slow, CSV, at=make.NOON + 4 * MINUTE) is None

    assert list(Document.objects.all()) == [document]
    assert files() == [document.file.name.split("/")[-1]]


def test_a_worker_killed_between_file_and_commit_leaves_no_second_file():
    job = making.claim(make.job().pk, at=make.NOON)
    left_behind = Document(job=job, filename="figures.csv").where_it_lies()
    default_storage.save(left_behind, ContentFile(b"half of it"))

    document = making.finish(job, CSV, at=make.NOON)

    assert document.file.name == left_behind
    assert read(document) == CSV.content
    assert len(files()) == 1


def test_a_cancelled_job_is_not_finished():
    job = making.claim(make.job().pk, at=make.NOON)
    actions.cancel(job, by=make.person(), at=make.NOON)

    assert making.finish(job, CSV, at=make.NOON) is None
    assert Job.objects.get().state == Job.State.CANCELLED


def test_what_is_done_cannot_be_cancelled_or_tried_again():
    job = make.document().job

    with pytest.raises(Refused):
        actions.cancel(job, by=make.person(), at=make.NOON)
    with pytest.raises(Refused):
        actions.try_again(job, by=make.person(), at=make.NOON)


def test_trying_again_asks_anew_and_keeps_what_failed():
    failed = make.job(state="failed", options={"edition": 2}, failure="No.")

    again = actions.try_again(failed, by=make.person(), at=make.NOON)

    assert (again.state, again.options) == (Job.State.QUEUED, {"edition": 2})
    assert Job.objects.get(pk=failed.pk).failure == "No."


def test_the_calendar_brings_back_every_stale_job_once(django_capture_on_commit_callbacks):
    make.job()

    with django_capture_on_commit_callbacks(execute=True):
        clock.requeue_stale_jobs()
        clock.requeue_stale_jobs()

    assert Job.objects.get().state == Job.State.DONE
    assert Document.objects.count() == 1


def test_a_download_of_a_sensitive_file_is_recorded_and_of_another_is_not():
    person = make.person()
    sensitive, plain = make.document(paper="tests.secret"), make.document(paper="tests.leaflet")

    actions.note_download(sensitive, by=person, at=make.NOON)
    actions.note_download(plain, by=person, at=make.NOON)

    assert [look.subject_pk for look in Entry.objects.looks()] == [str(sensitive.pk)]


def test_two_people_who_ask_at_once_get_the_same_job(at_once):
    person = make.person()

    jobs = at_once(lambda: actions.ask_for("tests.leaflet", "1", title="Leaflet", by=person, at=make.NOON), times=4)

    assert len({job.pk for job in jobs}) == 1
    assert Job.objects.count() == 1


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def files():
    return [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def read(document):
    with document.file.open("rb") as file:
        return file.read()
