import csv
import re
from datetime import UTC, datetime, timedelta

import pytest

from pact.accounts.permissions import Permission, Role
from pact.audit import rules, trail
from pact.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return make.person(Role.DATA_PROTECTION, make.borough(), name="Dee")


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def names_on(response):
    return [row[3]["text"] for row in response.context["rows"]]


def rows_of(response):
    return list(csv.DictReader(b"".join(response.streaming_content).decode("utf-8-sig").splitlines()))


def test_the_wording_of_the_permission_is_the_permission():
    assert rules.READ_TRAIL == Permission.READ_TRAIL


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("method", "url"), [("get", "/trail/"), ("get", "/trail/x.y/1/"), ("post", "/trail/export/")])
def test_only_the_data_protection_lead_reads_the_trail(client, role, method, url):
    client.force_login(make.person(role, make.borough()))

    status = getattr(client, method)(url).status_code

    expected = 404 if "x.y" in url else 200
    assert status == (expected if role == Role.DATA_PROTECTION else 403)


@pytest.mark.parametrize(("method", "url"), [("get", "/trail/"), ("get", "/trail/x.y/1/"), ("post", "/trail/export/")])
def test_without_a_log_in_the_trail_leads_to_the_log_in(client, method, url):
    assert getattr(client, method)(url).url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who=ada", ["Second", "First"]),
        ("verb=renam", ["First"]),
        ("kind=look", ["Second"]),
        ("about=places.ward", ["Third", "Second", "First"]),
        ("about=accounts.agency", []),
        ("subject=thi", ["Third"]),
        ("since=2026-03-12", ["Third", "Second"]),
        ("until=2026-03-12", ["Second", "First"]),
        ("since_day=12&since_month=3&since_year=2026&until=2026-03-12", ["Second"]),
        ("since=nonsense&kind=%01&about=x&page=-1", ["Third", "Second", "First"]),
    ],
)
def test_the_trail_can_be_searched(signed_in, query, found):
    ada = make.person(name="Ada")
    trail.record("renamed", on=make.ward("First"), by=ada, at=make.NOON)
    trail.looked(on=make.ward("Second"), by=ada, at=make.NOON + timedelta(days=1))
    trail.record("added", on=make.ward("Third"), by=None, at=make.NOON + timedelta(days=2))

    assert names_on(signed_in.get(f"/trail/?{query}")) == found


def test_a_day_begins_and_ends_at_midnight_in_london(signed_in):
    trail.record("added", on=make.ward("Summer"), by=None, at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))

    assert names_on(signed_in.get("/trail/?since=2026-07-02&until=2026-07-02")) == ["Summer"]
    assert names_on(signed_in.get("/trail/?since=2026-07-01&until=2026-07-01")) == []


def test_what_was_looked_for_is_remembered_until_it_is_cleared(signed_in):
    signed_in.get("/trail/?who=ada&page=2")

    assert signed_in.get("/trail/").url == "/trail/?who=ada"
    assert signed_in.get("/trail/?clear=1").url == "/trail/"
    assert signed_in.get("/trail/").status_code == 200


def test_one_subject_has_a_page_with_all_that_happened_to_it(signed_in):
    ward = make.ward("Ashfield")
    trail.record("given a boundary", on=ward, by=None, at=make.NOON, from_file="wards.geojson", is_new=True, corners=1)
    trail.looked(on=ward, by=None, at=make.NOON)
    trail.record("renamed", on=make.ward("Another"), by=None, at=make.NOON)

    response = signed_in.get(f"/trail/places.ward/{ward.pk}/")

    assert [item["title"] for item in response.context["items"]] == ["Looked at", "Given a boundary"]
    assert "corners: 1; from file: wards.geojson; is new: yes" in text_of(response)


def test_an_export_holds_what_was_asked_for_and_is_itself_recorded_as_a_look(signed_in, lead):
    trail.record("renamed", on=make.ward("=HYPERLINK(1)"), by=None, at=make.NOON)
    trail.record("added", on=make.ward("Other"), by=None, at=make.NOON)

    rows = rows_of(signed_in.post("/trail/export/?verb=renamed"))

    assert [(row["did"], row["who"], row["when"]) for row in rows] == [("renamed", "PACT", "2026-03-11T12:00:00+00:00")]
    assert not rows[0]["name"].startswith("=")
    look = Entry.objects.looks().get()
    assert (look.verb, look.actor_name, look.detail) == ("exported", "Dee", {"filters": {"verb": "renamed"}})
    assert signed_in.get(look.get_absolute_url()).status_code == 200


def test_the_trail_costs_the_same_with_many(signed_in, costs_the_same):
    def more(count):
        for _ in range(count):
            trail.record("added", on=make.ward(), by=None, at=make.NOON)

    response = costs_the_same(more, signed_in, "/trail/?who=pact")
    assert len(response.context["rows"]) == 30


def test_the_trail_of_a_subject_costs_the_same_with_many(signed_in, costs_the_same):
    ward = make.ward()

    def more(count):
        for _ in range(count):
            trail.record("edited", on=ward, by=None, at=make.NOON)

    costs_the_same(more, signed_in, f"/trail/places.ward/{ward.pk}/")
