"""The pages of files in a real browser: progress without a reload, and without a script."""

import pytest
from django.utils import timezone

from pact.documents import making
from pact.documents.papers import File
from tests import make
from tests.browser import DESKTOP, PHONE
from tests.documents import papers  # noqa: F401 - registers them


@pytest.fixture
def person(db, signs_in):
    person = make.person(name="Coral Cooper")
    signs_in(person)
    return person


@pytest.fixture
def own(person):
    return {"subject_pk": str(person.pk), "by": person, "paper": "tests.secret"}


def test_progress_moves_and_the_file_appears_without_a_reload(page, own):
    job = make.job(**own, title="Pack of Riverside")
    page.goto(job.get_absolute_url())
    page.evaluate("window.sameVisit = true")

    claimed = making.claim(job.pk, at=timezone.now())
    making.hear(claimed, percent=40, at=timezone.now())
    page.locator(".progress__text", has_text="40%").wait_for()
    making.finish(claimed, File(b"a,b\n", "figures.csv", "text/csv"), at=timezone.now())
    download = page.get_by_role("button", name="Download")
    download.wait_for()

    assert page.evaluate("window.sameVisit")
    assert page.locator("#progress").count() == 0
    with page.expect_download() as fetched:
        download.click()
    assert fetched.value.suggested_filename == "figures.csv"


def test_a_job_can_be_followed_and_stopped_without_a_script(browser, live_server, client, own):
    job = make.job(**own)
    client.force_login(own["by"])
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()

    page.goto(job.get_absolute_url())
    page.get_by_role("link", name="Check again").click()
    page.get_by_role("button", name="Stop making it").click()
    page.get_by_role("button", name="Try again").wait_for()
    context.close()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_a_file_is_accessible_and_fits(page, own, accessible, viewport):
    jobs = [
        make.job(**own, title="Waiting"),
        make.job(**own, title="Running", state="running", percent=40, options={"n": 1}),
        make.job(**own, title="Failed", state="failed", failure="This ward has no actions yet."),
        make.document(**own, options={"n": 2}).job,
        make.document(**own | {"options": {"n": 3}}, filename="p.pdf", content_type="application/pdf").job,
    ]
    page.set_viewport_size(viewport)

    for address in ["/documents/", *(job.get_absolute_url() for job in jobs)]:
        page.goto(address)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is too wide"
        accessible(page)
