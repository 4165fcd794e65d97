"""What a profile says of a ward, and in how many queries."""

from datetime import date, timedelta

import pytest

from pact.accounts.permissions import Role
from pact.places.models import Ward
from profiles import pictures, queries
from profiles.queries import Numbers
from tests import make

pytestmark = pytest.mark.django_db

ISSUES = ("Litter", "Noise", "Fly-tipping")


@pytest.fixture
def ward():
    return make.ward("Ashfield", population=1000)


@pytest.fixture
def neighbours(ward):
    township = ward.memberships.get().township
    return [make.ward(name, township=township, population=1000) for name in ("Birch", "Canal", "Dene")]


def numbers(ward):
    return queries.numbers(Ward.objects.select_related("borough").get(pk=ward.pk), today=make.TODAY)


def incidents(ward, count, **fields):
    for _ in range(count):
        make.incident(ward, **fields)


# Indicators


def test_an_indicator_stands_beside_the_wards_of_its_borough(ward, neighbours):
    elsewhere = make.ward("Elsewhere", township=make.township(borough=ward.borough))
    dataset = make.dataset(ward.borough, source="Office of Figures", period="2025")
    for place, value in zip([ward, *neighbours, elsewhere], [9.0, 1.0, 2.0, 3.0, 20.0], strict=True):
        make.figure(place, value, indicator="Claimants", dataset=dataset, unit="%", better="low", decimals=1)

    row = numbers(ward).indicators[0]

    assert (row.shown, row.township_shown, row.borough_shown) == ("9.0%", "2.5%", "3.0%")
    assert row.place_in_words == "2nd highest of 5"
    assert (row.source, row.period_in_words) == ("Office of Figures", "2025")


def test_the_latest_period_and_what_was_loaded_last_count(ward):
    old, new = make.dataset(ward.borough), make.dataset(ward.borough, loaded_at=make.NOON + timedelta(days=1))
    withdrawn = make.dataset(ward.borough, loaded_at=make.NOON + timedelta(days=2), withdrawn_at=make.NOON)
    for dataset, period, value in [(old, "2023", 1), (old, "2024", 2), (new, "2024", 3), (withdrawn, "2025", 4)]:
        make.figure(ward, value, dataset=dataset, period=period)

    row = numbers(ward).indicators[0]

    assert (row.value, row.period, row.trend) == (3, "2024", [["2023", 1], ["2024", 3]])


def test_a_ward_of_former_days_is_no_neighbour(ward):
    former = make.ward("Former", township=ward.memberships.get().township, ends_on=make.TODAY)
    former.memberships.update(ends_on=make.TODAY)
    for place in (ward, former):
        make.figure(place, 5)

    row = numbers(ward).indicators[0]

    assert (row.out_of, row.place_in_words) == (1, "The only ward with a figure")


@pytest.mark.parametrize(("better", "stands_out"), [("low", True), ("high", False), ("neither", False)])
def test_only_the_worse_quarter_stands_out(ward, neighbours, better, stands_out):
    for value, place in enumerate([*neighbours, ward]):
        make.figure(place, value, better=better)

    assert numbers(ward).indicators[0].stands_out is stands_out


def test_what_can_be_judged_comes_before_who_lives_here(ward):
    for name, topic, better in [("Aged 65", "Age", "neither"), ("Claimants", "Work", "low"), ("Crime", "Crime", "low")]:
        make.figure(ward, 1, indicator=name, topic=topic, better=better)

    found = numbers(ward)

    assert [topic for topic, _ in found.compared] == ["Crime", "Work"]
    assert [(topic, [row.name for row in rows]) for topic, rows in found.described] == [("Age", ["Aged 65"])]


def test_the_spine_chart_leaves_out_counts_of_people_and_takes_what_can_be_judged_first(ward, neighbours):
    shown = [("Population", "people", "neither"), ("Aged 65", "%", "neither"), ("Claimants", "%", "low")]
    for place in [ward, *neighbours]:
        for name, unit, better in shown:
            make.figure(place, place.pk, indicator=name, unit=unit, better=better)

    assert [spine.label for spine in pictures.spines(ward, numbers(ward)).spines] == ["Claimants"]


# Incidents


def test_incidents_are_counted_over_the_months_that_files_cover(ward):
    """Two months of files are two months, and not a year with ten months of nothing."""
    litter = make.issue_type()
    for month, count in [(date(2024, 12, 1), 9), (date(2026, 1, 1), 6), (date(2026, 3, 1), 5)]:
        incidents(ward, count, issue_type=litter, month=month)

    found = numbers(ward)

    assert found.months == ["2026-01-01", "2026-03-01"]
    assert (found.incidents, found.issues[0].months) == (11, [6, 5])
    assert found.span_in_words == "January to March 2026"


def test_a_rate_is_of_the_people_who_live_there_now(ward):
    """A ward that was divided is not counted again."""
    former = make.ward("Former", township=ward.memberships.get().township, population=9000, ends_on=make.TODAY)
    litter = make.issue_type()
    incidents(ward, 6, issue_type=litter)
    incidents(former, 2, issue_type=litter)

    row = numbers(ward).issues[0]

    assert (row.rate, row.borough_rate) == (6.0, 8.0)


def test_small_counts_of_incidents_and_what_gives_them_away_are_hidden(ward):
    """Rule 64: in the table, in the rates and on the list of places."""
    for count, name in zip((3, 7, 20), ISSUES, strict=True):
        incidents(
            ward, count, issue_type=make.issue_type(name), location=f"{name} Street", longitude=-2.5 - count / 1e3
        )

    found = numbers(ward)

    assert [(line.shown, line.rate_shown) for line in found.issue_lines] == [
        ("20", "20.0"),
        ("suppressed", "–"),
        ("suppressed", "–"),
    ]
    assert [place for place, *_ in found.busiest_places] == ["Fly-tipping Street", "Noise Street"]
    assert "3" not in "".join(line.shown for line in found.issue_lines)


def test_a_published_profile_keeps_the_numbers_of_its_day(ward):
    """Every number is frozen with the version, and comes back as it was."""
    make.figure(ward, 5, better="low")
    incidents(ward, 6, issue_type=make.issue_type())
    then = numbers(ward)
    profile = make.profile(ward, frozen=then.as_json())
    make.figure(ward, 50, period="2026")

    assert queries.numbers_of(profile, today=make.TODAY) == Numbers.from_json(then.as_json()) == then


def test_a_profile_says_who_works_in_the_ward_or_that_no_file_does(client, ward):
    """Jobs in the ward are told apart from whether its residents have work."""
    make.figure(ward, 5, indicator="Lone parents not in employment", unit="%")
    profile = make.profile(ward, published=False)
    client.force_login(make.person(Role.COORDINATOR, ward.borough))
    before = client.get(profile.get_absolute_url()).content.decode()

    make.figure(ward, 4200, indicator="Employees", unit="count", period="2023")
    after = client.get(profile.get_absolute_url()).content.decode()

    assert "How many people work here is in none of the files" in before
    assert "Who works here: Employees 4,200" in after


def test_the_numbers_cost_the_same_whatever_is_loaded(ward, costs_the_same):
    def load(count):
        for _ in range(count):
            other = make.ward(township=ward.memberships.get().township)
            make.figure(other, 1, indicator=f"Indicator {other.pk}")
            make.figure(ward, 1, indicator=f"Indicator {other.pk}")
            make.incident(ward, issue_type=make.issue_type())

    costs_the_same(load, fetch=lambda: numbers(ward))


# Which profile a ward has


def test_the_overview_shows_every_ward_by_township_with_its_state():
    borough = make.borough()
    west, east = make.township("West", borough=borough), make.township("East", borough=borough)
    fresh, stale, none = (
        make.ward("Fresh", township=west),
        make.ward("Stale", township=east),
        make.ward("A", township=west),
    )
    make.area(profile=make.profile(fresh))
    make.profile(fresh, published=False)
    make.profile(stale, published=make.NOON - timedelta(days=300))

    lines = queries.overview(borough.wards.all(), today=make.TODAY)

    assert [(line.ward, line.township, line.standing, line.confirmed, line.draft is not None) for line in lines] == [
        (stale, "East", "Stale", 0, False),
        (none, "West", "None yet", 0, False),
        (fresh, "West", "Fresh", 1, True),
    ]


def test_standing_awaits_only_those_who_still_have_time_and_something_to_answer():
    """W39: silence is not consent, but it ends."""
    area = make.area(confirmed=False)
    for name, days in [("Ada", 3), ("Ben", -1)]:
        member = make.person(Role.COUNCILLOR, area.ward, name=name)
        make.member_answer(area.profile, member, answer_by=make.TODAY + timedelta(days=days))
    decided = make.area()
    make.member_answer(decided.profile, make.person(Role.COUNCILLOR, decided.ward))

    found = queries.standing([area.ward.pk, decided.ward.pk], today=make.TODAY)

    assert (found[area.ward.pk].awaited, found[area.ward.pk].answer_by) == (1, make.TODAY + timedelta(days=3))
    assert found[decided.ward.pk].awaited == 0
