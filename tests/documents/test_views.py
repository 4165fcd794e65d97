"""Following a file and fetching it: for those who may see what it is about, with and without a script."""

from datetime import timedelta

import pytest

from pact.audit.models import Entry
from pact.documents import health
from pact.documents.models import Job, WorkerSign
from tests import make
from tests.documents import papers  # noqa: F401 - registers them

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def person(client):
    person = make.person()
    client.force_login(person)
    return person


def own(person, **fields):
    return {"subject_pk": str(person.pk), "by": person, "paper": "tests.secret"} | fields


def test_a_job_under_way_shows_its_progress_and_how_to_look_again_without_a_script(client, person):
    job = make.job(**own(person), state="running", percent=40)

    page = client.get(job.get_absolute_url())

    assert page.status_code == 200
    assert "40%" in page.text
    assert 'hx-trigger="every 2s"' in page.text
    assert f'<a class="govuk-link" href="/documents/{job.pk}/">Check again</a>' in page.text


def test_htmx_gets_the_progress_alone_and_then_what_was_made(client, person):
    job = make.job(**own(person))

    progress = client.get(job.get_absolute_url(), headers={"HX-Request": "true"})
    made = make.document(**own(person, options={"edition": 2}))
    done = client.get(made.job.get_absolute_url(), headers={"HX-Request": "true"})

    assert "<html" not in progress.text
    assert "Stop making it" not in progress.text
    assert "<html" not in done.text
    assert done.headers["HX-Retarget"] == "#job"
    assert made.get_absolute_url() in done.text


def test_a_file_comes_as_a_download_under_its_own_name(client, person):
    document = make.document(**own(person))

    response = client.get(document.get_absolute_url())

    assert body(response) == b"a,b\n1,2\n"
    assert response.headers["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert response.headers["Content-Type"] == "text/csv"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_only_a_pdf_is_shown_in_the_browser(client, person):
    page = make.document(**own(person, paper="tests.leaflet"), filename="a.pdf", content_type="application/pdf")
    table = make.document(**own(person), filename="a.html", content_type="text/html")

    shown = client.get(f"{page.get_absolute_url()}?inline")
    kept = client.get(f"{table.get_absolute_url()}?inline")

    assert shown.headers["Content-Disposition"] == 'inline; filename="a.pdf"'
    assert kept.headers["Content-Disposition"] == 'attachment; filename="a.html"'
    assert body(shown) == body(kept)


def test_a_download_of_a_sensitive_file_is_in_the_trail(client, person):
    document = make.document(**own(person))

    body(client.get(document.get_absolute_url()))

    assert [(look.actor_pk, look.subject_pk) for look in Entry.objects.looks()] == [(str(person.pk), str(document.pk))]


@pytest.mark.parametrize("name", ["", "file/", "cancellation/", "retry/"])
def test_a_stranger_gets_404(client, name):
    somebody = make.person()
    job = make.document(**own(somebody)).job
    client.force_login(make.person())

    method = client.post if name in ("cancellation/", "retry/") else client.get

    assert method(f"/documents/{job.pk}/{name}").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    job = make.job()

    assert client.get(job.get_absolute_url()).status_code == 302
    assert client.get("/documents/").status_code == 302


def test_a_job_of_a_paper_that_is_gone_is_not_found(client, person):
    assert client.get(make.job(paper="tests.gone", by=person).get_absolute_url()).status_code == 404


def test_stopping_and_trying_again(client, person):
    job = make.job(**own(person))

    stopped = client.post(f"/documents/{job.pk}/cancellation/", follow=True)
    again = client.post(f"/documents/{job.pk}/retry/")

    assert "is no longer being made" in stopped.text
    assert "Try again" in stopped.text
    assert Job.objects.get(state=Job.State.QUEUED).get_absolute_url() == again.headers["Location"]


def test_stopping_what_is_done_says_why_not(client, person):
    job = make.document(**own(person)).job

    page = client.post(f"/documents/{job.pk}/cancellation/", follow=True)

    assert "This file is no longer being made." in page.text


def test_a_failed_job_says_what_to_do(client, person):
    job = make.job(**own(person), state="failed", failure="This ward has no actions yet.")

    assert "This ward has no actions yet." in client.get(job.get_absolute_url()).text


def test_your_documents_are_those_you_asked_for(client, person):
    mine, other = make.document(**own(person)), make.document(by=make.person())

    page = client.get("/documents/")

    assert mine.job.title in page.text
    assert other.job.title not in page.text


def test_your_documents_cost_the_same_with_many(client, person, costs_the_same):
    page = costs_the_same(lambda n: [make.document(**own(person)) for _ in range(n)], client, "/documents/")

    assert "1 to 25 of 30" in page.text


# /healthz


def test_healthz_says_what_was_checked(client):
    health.sign(at=make.NOON)
    WorkerSign.objects.update(seen_at=now())

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "down": [],
        "checked": {"database": "ok", "worker": "ok", "storage": "ok"},
    }


def test_healthz_names_what_is_down(client, settings):
    WorkerSign.objects.create(name="old", seen_at=now() - timedelta(seconds=90))
    settings.MEDIA_ROOT.parent.joinpath("media").write_text("a file where the folder should be")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["down"] == ["storage", "worker"]


def test_healthz_is_plain_text_for_who_asks_for_it(client):
    answer = client.get("/healthz", headers={"Accept": "text/plain"})

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "worker: not seen in the last minute\n" in answer.text


def test_a_machine_that_was_not_seen_for_a_day_is_forgotten():
    WorkerSign.objects.create(name="gone", seen_at=make.NOON - timedelta(days=2))

    health.sign(at=make.NOON)

    assert WorkerSign.objects.count() == 1
    assert not WorkerSign.objects.filter(name="gone").exists()


def now():
    from django.utils import timezone

    return timezone.now()


def body(response):
    return b"".join(response)
