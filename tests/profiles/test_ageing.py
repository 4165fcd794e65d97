"""Fresh, due, stale at six months, and who hears of it (rule 4, W60)."""

from datetime import date, datetime, timedelta

import pytest

from pact.accounts.permissions import Role
from pact.notifications.models import Notice
from profiles import actions, rules
from tests import make
from tests.make.times import LONDON

pytestmark = pytest.mark.django_db

PUBLISHED = datetime(2025, 10, 1, 12, tzinfo=LONDON)


@pytest.fixture
def ward():
    return make.ward("Ashfield")


def told():
    return sorted(notice.recipient.name for notice in Notice.objects.filter(name="profiles.profile_due"))


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2026, 2, 28), "Fresh"),
        (date(2026, 3, 1), "Due"),
        (date(2026, 4, 1), "Due"),
        (date(2026, 4, 2), "Stale"),
    ],
)
def test_a_profile_is_due_after_five_months_and_stale_after_six(ward, today, age):
    """Rule 4."""
    assert rules.age_of(make.profile(ward, published=PUBLISHED), today=today) == age


def test_the_analyst_hears_once_that_a_profile_is_due(ward):
    make.profile(ward, published=PUBLISHED)
    make.person(Role.ANALYST, ward.borough, name="Dev")
    make.person(Role.COORDINATOR, ward.borough, name="Priya")
    make.person(Role.ANALYST, make.ward("Elsewhere").borough, name="Stranger")

    for day in range(3):
        actions.remind_of_refresh(at=make.NOON + timedelta(days=day))

    assert told() == ["Dev"]


def test_where_there_is_no_analyst_whoever_writes_the_profile_hears(ward):
    make.profile(ward, published=PUBLISHED, started_by=make.person(Role.COORDINATOR, ward.borough, name="Priya"))

    actions.remind_of_refresh(at=make.NOON)

    assert "Priya" in told()


@pytest.mark.parametrize("reason", ["fresh", "begun", "refreshed"])
def test_nobody_hears_of_one_that_is_fresh_or_already_being_refreshed(ward, reason):
    make.person(Role.ANALYST, ward.borough)
    make.profile(ward, published=make.NOON if reason == "fresh" else PUBLISHED)
    if reason != "fresh":
        make.profile(ward, published=make.NOON if reason == "refreshed" else False)

    assert actions.remind_of_refresh(at=make.NOON) == 0
    assert told() == []


@pytest.mark.parametrize(
    ("months_ago", "words"), [(1, "Fresh until"), (5, "It is time to refresh it"), (7, "older than six months")]
)
def test_the_page_of_the_ward_says_how_old_it_is(client, ward, months_ago, words):
    from django.utils import timezone

    make.profile(ward, published=timezone.now() - timedelta(days=31 * months_ago - 1))
    client.force_login(make.person(Role.ANALYST, ward.borough))

    assert words in client.get(f"/profiles/wards/{ward.slug}/").content.decode()


def test_two_versions_stand_side_by_side(client, ward):
    """W60: the words, the figures and the areas."""
    first = make.profile(ward, people="Many rent here.", published=PUBLISHED)
    second = make.profile(ward, people="Most rent here.", published=False)
    make.figure(ward, 5, indicator="Claimants")
    make.area(profile=first, name="Canal Streets")
    make.area(profile=second, name="School Lane", confirmed=False)
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(f"/profiles/wards/{ward.slug}/comparison/").content.decode()

    assert '<del><span class="govuk-visually-hidden">[removed: </span>Many' in page
    assert '<ins><span class="govuk-visually-hidden">[added: </span>Most' in page
    assert "New in this version" in page
    assert "Canal Streets: not proposed again; agreed before" in page
    assert "School Lane: new, proposed" in page


@pytest.mark.parametrize("query", ["", "?old=1&new=x", "?old=99999999999999999999"])
def test_a_ward_with_one_version_has_nothing_to_compare_and_nonsense_breaks_nothing(client, ward, query):
    make.profile(ward)
    client.force_login(make.person(Role.COUNCILLOR, ward))
    address = f"/profiles/wards/{ward.slug}/comparison/{query}"

    assert client.get(address).status_code == 404
    make.profile(ward, published=False)
    assert client.get(address).status_code == 200
