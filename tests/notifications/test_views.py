"""What a person has been told, in the app."""

import pytest

from pact.notifications import queries
from pact.notifications.models import Notice, Sending
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mary(client):
    mary = make.person(name="Mary Jones")
    client.force_login(mary)
    return mary


def test_the_list_holds_ones_own_notices_newest_first(client, mary):
    older, newer = make.notice(to=mary), make.notice(to=mary)
    other = make.notice()

    page = client.get("/notices/").text

    assert page.index(newer.subject) < page.index(older.subject)
    assert other.subject not in page


def test_the_header_counts_what_is_not_opened(client, mary):
    make.notice(to=mary)
    make.notice(to=mary, read_at=make.NOON)
    make.notice()

    assert '<span class="masthead__count">1<span' in client.get("/notices/").text


def test_opening_a_notice_marks_it_read_and_leads_to_what_it_is_about(client, mary):
    notice = make.notice(to=mary, href="/notices/preferences/")

    response = client.get(notice.get_absolute_url())

    assert response.headers["Location"] == "/notices/preferences/"
    assert queries.unread_count(mary) == 0


@pytest.mark.parametrize("href", ["", "https://elsewhere.example/", "//elsewhere.example/"])
def test_a_notice_that_leads_nowhere_here_is_shown_itself(client, mary, href):
    page = client.get(make.notice(to=mary, href=href).get_absolute_url())

    assert page.status_code == 200
    assert "The bins are late." in page.text


def test_a_strangers_notice_is_not_found(client, mary):
    notice = make.notice()

    assert client.get(notice.get_absolute_url()).status_code == 404
    assert Notice.objects.unread().count() == 1


def test_marking_all_as_read_leaves_those_of_others(client, mary):
    make.notice(to=mary)
    other = make.notice()

    page = client.post("/notices/all-read/", follow=True)

    assert "Every notice is marked as read." in page.text
    assert list(Notice.objects.unread()) == [other]


def test_a_person_chooses_how_they_are_told(client, mary):
    response = client.post("/notices/preferences/", {"delivery": "daily"})

    assert response.status_code == 302
    assert queries.delivery(mary) == "daily"


@pytest.mark.parametrize("answer", ["", "never"])
def test_a_choice_that_is_none_is_refused(client, mary, answer):
    page = client.post("/notices/preferences/", {"delivery": answer})

    assert page.status_code == 200
    assert "govuk-error-summary" in page.text
    assert queries.delivery(mary) == "at_once"


@pytest.mark.parametrize(
    ("sending", "doubt"),
    [(Sending.FAILED, "Not sent by e-mail"), (Sending.UNSURE, "Perhaps not sent by e-mail")],
)
def test_a_notice_whose_letter_failed_or_may_have_says_so(client, mary, sending, doubt):
    make.notice(to=mary, sending=sending)

    assert f">{doubt}<" in client.get("/notices/").text


@pytest.mark.parametrize("address", ["/notices/", "/notices/1/", "/notices/preferences/"])
def test_a_visitor_is_asked_to_sign_in(client, address):
    assert client.get(address).status_code == 302


def test_the_list_costs_the_same_with_many(client, mary, costs_the_same):
    page = costs_the_same(lambda n: [make.notice(to=mary) for _ in range(n)], client, "/notices/")

    assert "1 to 25 of 30" in page.text
