"""What takes place where: the map and the list of a ward or a township over a period (T22)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pact.accounts.permissions import Role
from pact.home import activity
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
A_DAY = timedelta(days=1)


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def township(ward):
    return ward.memberships.get().township


@pytest.fixture
def cycle(ward):
    return make.cycle(pact=make.pact(ward=ward), open_stage="engagement")


@pytest.fixture
def reader(ward):
    return make.person(Role.COORDINATOR, ward.borough)


def drawn(ward, **fields):
    west, south = ward.west + 0.002, ward.south + 0.002
    ring = [[west, south], [west + 0.004, south], [west + 0.004, south + 0.004], [west, south + 0.004], [west, south]]
    return make.area(ward, boundary={"type": "Polygon", "coordinates": [ring]}, **fields)


def in_march(reader, *wards, **chosen):
    return activity.activity_in(reader, list(wards), first=MARCH, until=APRIL, **chosen)


def titles(found):
    return [each.title for each in activity.happenings(found.keys)]


# What is counted


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_counted"),
    [
        (MARCH - A_DAY, MARCH, False),
        (MARCH - A_DAY, MARCH + A_DAY, True),
        (APRIL - A_DAY, APRIL + A_DAY, True),
        (APRIL, APRIL + A_DAY, False),
    ],
)
def test_an_engagement_counts_if_it_runs_on_any_day_of_the_period(reader, ward, cycle, starts_on, ends_on, is_counted):
    make.engagement(cycle=cycle, starts_on=starts_on, ends_on=ends_on)

    assert bool(in_march(reader, ward).keys) == is_counted


def test_an_action_counts_from_the_day_it_is_given_out_until_it_is_done(reader, ward, cycle):
    priority = make.priority(cycle=cycle)
    make.action(priority=priority, title="Begun before", created_at=NOON - timedelta(days=90))
    make.completion(make.action(priority=priority, title="Done in March"), at=NOON)
    long_done = make.action(priority=priority, title="Done before", created_at=NOON - timedelta(days=90))
    make.completion(long_done, at=NOON - timedelta(days=30))
    make.action(priority=priority, title="Begun after", created_at=NOON + timedelta(days=30))

    assert titles(in_march(reader, ward)) == ["Done in March", "Begun before"]


def test_each_area_says_how_much_takes_place_in_it(reader, ward, cycle):
    here, nothing = drawn(ward), drawn(ward)
    make.engagement(cycle=cycle, areas=[here])
    for _ in range(2):
        make.action(priority=make.priority(cycle=cycle, area=here))
    make.action(priority=make.priority(cycle=cycle))

    found = in_march(reader, ward)

    assert {area: found.counts_in(area) for area in found.areas} == {
        here: "1 engagement, 2 actions",
        nothing: "0 engagements, 0 actions",  # decided in March
    }
    assert found.in_words == "1 engagement, 3 actions"
    assert found.in_ward[ward.pk] == 4


def test_areas_are_looked_for_by_their_state(reader, ward):
    proposed = drawn(ward, confirmed=False)
    drawn(ward)

    assert in_march(reader, ward, state="proposed").areas == [proposed]


def test_an_area_of_another_time_is_left_out_unless_something_takes_place_there(reader, ward, cycle):
    long_ago = {"proposed_at": NOON - timedelta(days=400), "decided_at": NOON - timedelta(days=390)}
    used, _ = drawn(ward, **long_ago), drawn(ward, **long_ago)
    make.engagement(cycle=cycle, areas=[used])

    assert in_march(reader, ward).areas == [used]


@pytest.mark.parametrize(("kind", "kinds"), [("", {"engagement", "action"}), ("action", {"action"})])
def test_one_kind_can_be_looked_at_alone(reader, ward, cycle, kind, kinds):
    make.engagement(cycle=cycle)
    make.action(priority=make.priority(cycle=cycle))

    assert {what for what, _ in in_march(reader, ward, kind=kind).keys} == kinds


def test_the_periods_are_a_year_back_eight_quarters_and_two_years():
    found = activity.periods(date(2026, 3, 11))

    assert found[""][1:] == (date(2025, 3, 11), date(2026, 4, 11))
    assert found["2026-Q1"] == ("January to March 2026", date(2026, 1, 1), APRIL)
    assert found["2025"] == ("2025", date(2025, 1, 1), date(2026, 1, 1))
    assert len(found) == 11


# Whose rows


def test_a_councillor_sees_what_takes_place_in_their_own_ward(ward, township, cycle):
    next_ward = make.ward("Birchwood", township=township)
    elsewhere = make.cycle(pact=make.pact(ward=next_ward), open_stage="engagement")
    mine, theirs = make.engagement(cycle=cycle, title="Mine"), make.engagement(cycle=elsewhere, title="Theirs")
    councillor = make.person(Role.COUNCILLOR, ward)

    wards = activity.wards_in(councillor, township, today=MARCH)

    assert wards == [ward]
    assert titles(in_march(councillor, *wards)) == [mine.title]
    assert titles(in_march(councillor, next_ward)) == []
    assert theirs.title == "Theirs"


# The page


@pytest.fixture
def opened(client, reader):
    client.force_login(reader)

    def open_it(**asked):
        response = client.get(reverse("home:activity"), asked)
        assert response.status_code == 200
        return response.content.decode()

    return open_it


def lately(cycle, **fields):
    today = timezone.localdate()
    return make.engagement(cycle=cycle, starts_on=today, ends_on=today + timedelta(days=7), **fields)


def test_the_page_has_a_map_drawn_by_the_server_and_the_list_behind_it(opened, ward, township, cycle):
    make.ward("Birchwood", township=township, square_at=(-2.585, 53.5))
    area = drawn(ward, decided_at=timezone.now(), name="Canal Streets")
    lately(cycle, areas=[area], title="Doorsteps")

    page = opened()

    assert f"What takes place where in {township}" in page
    assert "<title>Canal Streets, agreed</title>" in page
    assert "<title>Ashfield: 1 engagements and actions</title>" in page
    assert "Doorsteps" in page


def test_what_is_looked_for_is_in_the_address_and_stays_in_the_form(opened, ward, cycle):
    lately(cycle, title="Doorsteps")

    page = opened(place=f"ward-{ward.pk}", kind="action", period=str(timezone.localdate().year))

    assert f'<option value="ward-{ward.pk}" selected>' in page
    assert '<option value="action" selected>' in page
    assert "Doorsteps" not in page
    assert "Nothing takes place" in page


def test_a_place_that_this_person_does_not_see_is_none_of_theirs(opened, cycle):
    elsewhere = make.ward("Elsewhere")

    assert "Elsewhere" not in opened(place=f"ward-{elsewhere.pk}")


def test_who_has_no_ward_is_told_so(client):
    client.force_login(make.person(Role.PRINT_UNIT, make.borough()))

    assert "No ward to show" in client.get(reverse("home:activity")).content.decode()


def test_the_page_costs_the_same_however_much_takes_place(client, reader, ward, cycle, costs_the_same):
    client.force_login(reader)

    def more(n):
        for _ in range(n):
            area = drawn(ward, decided_at=timezone.now())
            lately(cycle, areas=[area])
            make.action(priority=make.priority(cycle=cycle, area=area), created_at=timezone.now())

    costs_the_same(more, client, reverse("home:activity"))
