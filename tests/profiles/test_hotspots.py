"""The method alone: what is planted is found where it is, and chance is called chance (docs/hot-spots.md)."""

import numpy as np
import pytest
from scipy import stats

from profiles.hotspots import BUSY, FADING, GROWING, NEW, REPEAT, STEADY, UNKNOWN, People, chance
from tests.profiles.made_up_borough import EDGE, SIDE, WIDE, Borough, at, place, together

PLANTED = (7, 22)
DRAWS = 16


@pytest.fixture(scope="module")
def borough():
    return Borough(seed=7)


def busiest(found, kind=BUSY):
    return [(place(spot), spot.subject) for spot in found.spots if spot.kind == kind]


# What is there is found, where it is


@pytest.mark.parametrize("snapped", [False, True], ids=["doors", "shared points"])
def test_a_planted_cluster_is_found_in_its_square_and_nothing_else(snapped):
    borough = Borough(seed=11)

    found = borough.find(together(borough.scatter(8_000, snapped=snapped), at(*PLANTED, 60, issue=2)))

    assert busiest(found) == [(PLANTED, 2)]
    assert found.spots[0].count >= 60
    assert found.spots[0].expected < 15


def test_of_ten_planted_clusters_nearly_all_are_found_and_hardly_anything_else():
    """One lies where so many people live that fifty more are no surprise."""
    borough = Borough(seed=12)
    planted = {(2 + 3 * n, 30 - 2 * n) for n in range(10)}

    found = borough.find(together(borough.scatter(8_000), *(at(*where, 50, issue=1) for where in planted)))

    places = {where for where, _ in busiest(found)}
    assert len(places & planted) >= 9
    assert len(places - planted) <= 1


def test_a_hot_spot_on_a_ward_boundary_is_split_between_the_wards(borough):
    east, north = EDGE + SIDE * 12 + np.array([-10, 10]), np.full(2, EDGE + SIDE * 5.5)
    squares_edge = 350  # a grid of this side has a square on both sides of the boundary at 2,400 metres
    sides = [at(11, 5, 60, issue=3), at(12, 5, 60, issue=3)]
    halves = [
        type(side)(np.full(60, x), np.full(60, y), *(side.ward, side.issue, side.month, side.provider))
        for side, x, y in zip(sides, east, north, strict=True)
    ]

    found = borough.find(together(borough.scatter(4_000), *halves), side=squares_edge)

    hot = [spot for spot in found.spots if spot.subject == 3]
    assert {spot.ward for spot in hot} == {0, 1}
    assert len({(spot.column, spot.row) for spot in hot}) == 1


# What is not there is not found


WAYS = {
    "a thousand": {"count": 1_000},
    "ten thousand": {"count": 10_000},
    "at shared points": {"count": 10_000, "snapped": True},
    "sixty thousand": {"count": 60_000, "snapped": True},
    "uneven homes": {"count": 10_000, "uneven": 0.5},
    "uneven, at shared points": {"count": 10_000, "uneven": 0.5, "snapped": True},
    "three providers": {"count": 10_000, "providers": 3},
}


def test_random_scatter_gives_no_more_hot_spots_than_stated():
    """Where nothing is hot, every find is false: the stated rate then bounds how often there is any find at all.

    Each way has seeds of its own, so that all draws together are held against the rate more sharply than those of one
    way can be. By itself, a way that is wrong half the time would be let through once in twenty-six times.
    """
    false = {}
    for n, (name, way) in enumerate(WAYS.items()):
        boroughs = [Borough(seed) for seed in range(100 * n, 100 * n + DRAWS)]
        providers = way.get("providers", 1)
        false[name] = sum(bool(b.find(b.scatter(**way), providers=providers).spots) for b in boroughs)

    # As many as one in twenty of the draws by chance, and what may be added to that by bad luck once in a thousand.
    assert max(false.values()) <= stats.binom.ppf(0.999, DRAWS, 0.05), false
    assert sum(false.values()) <= stats.binom.ppf(0.999, DRAWS * len(WAYS), 0.05), false


def test_a_plain_count_of_chances_would_shout_where_this_does_not():
    """Why the unevenness is measured: were counts taken to vary as little as dice, shared points would look hot."""
    borough = Borough(seed=3)
    incidents = borough.scatter(20_000, snapped=True)
    counts = np.unique(np.column_stack([incidents.east // SIDE, incidents.north // SIDE]), axis=0, return_counts=True)[
        1
    ]
    lived_in = np.unique(np.column_stack([borough.people.east // SIDE, borough.people.north // SIDE]), axis=0)
    alarming = stats.poisson.sf(counts - 1, 20_000 / len(lived_in)) < 0.05 / len(lived_in)

    assert alarming.sum() > 100
    assert not borough.find(incidents).spots


# Little is known


def test_one_incident_is_no_hot_spot(borough):
    assert borough.find(at(*PLANTED, 1)).spots == []


def test_no_incident_is_no_hot_spot(borough):
    assert borough.find(at(*PLANTED, 0)).spots == []


def test_four_are_never_a_hot_spot_and_five_can_be(borough):
    """Four could not be published (rule 64)."""
    elsewhere = at(2, 30, 20, issue=1)

    four, five = (borough.find(together(elsewhere, at(*PLANTED, n, issue=4), at(3, 20, 40, issue=4))) for n in (4, 5))

    assert (PLANTED, 4) not in busiest(four)
    assert all(spot.count >= 5 for spot in (*four.spots, *five.spots))


def test_an_incident_without_an_issue_or_outside_every_ward_counts_nowhere(borough):
    outside, nameless = at(*PLANTED, 60), at(*PLANTED, 60, issue=-1)
    outside.ward[:] = -1

    assert borough.find(together(borough.scatter(3_000), outside, nameless)).spots == []


def test_a_ward_in_which_nobody_is_known_to_live_is_taken_to_be_lived_in_evenly(borough):
    known = borough.people.ward != 4
    people = People(
        *(column[known] for column in (borough.people.east, borough.people.north)),
        borough.people.ward[known],
        borough.people.weight[known],
    )
    middle = (17, 17)

    found = borough.find(together(borough.scatter(3_000), at(*middle, 80, issue=3)), people=people)

    assert (middle, 3) in busiest(found)
    assert np.isfinite([spot.expected for spot in found.spots]).all()
    assert min(spot.expected for spot in found.spots) > 0


def test_without_any_people_squares_count_alike(borough):
    found = borough.find(
        together(*(at(n % 36, n // 36, 1, issue=0) for n in range(0, 1296, 2)), at(*PLANTED, 40)),
        people=borough.squares,
    )

    assert busiest(found) == [(PLANTED, 0)]


def test_a_square_without_people_is_taken_to_have_some():
    """Otherwise the first incident on a playing field would be infinitely surprising."""
    borough = Borough(seed=4, postcodes=1)
    lived_in = set(
        zip(borough.people.east // SIDE - EDGE // SIDE, borough.people.north // SIDE - EDGE // SIDE, strict=True)
    )
    empty = next((c, r) for c in range(1, 35) for r in range(1, 35) if not lived_in & around(c, r))

    found = borough.find(together(borough.scatter(8_000), at(*empty, 60, issue=1)))

    expected = next(spot.expected for spot in found.spots if place(spot) == empty)
    assert expected == pytest.approx(0.25 * (8_000 * 0.25 + 60) / 1296, rel=0.5)


def around(column, row):
    return {(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}


# New, growing, steady, fading


def trend_of(borough, months, *, count=60):
    planted = at(*PLANTED, count, issue=2, month=np.resize(months, count))
    found = borough.find(together(borough.scatter(8_000), planted))
    return next(spot.trend for spot in found.spots if (place(spot), spot.subject) == (PLANTED, 2))


@pytest.mark.parametrize(
    ("months", "trend"),
    [
        (range(12), STEADY),
        ([8, 9, 10, 10, 11, 11], GROWING),
        ([0, 1, 2, 3, 4], FADING),
    ],
)
def test_the_last_three_months_are_held_against_those_before(months, trend):
    assert trend_of(Borough(seed=5), list(months)) == trend


def test_what_began_in_the_last_three_months_is_new():
    borough = Borough(seed=5)
    scattered = borough.scatter(8_000)
    scattered.issue[scattered.issue == 4] = 3

    found = borough.find(together(scattered, at(*PLANTED, 30, issue=4, month=[9, 10, 11] * 10), at(3, 3, 30, issue=4)))

    assert {place(spot): spot.trend for spot in found.spots if spot.subject == 4}[PLANTED] == NEW


def test_a_season_of_the_whole_borough_is_no_trend_of_one_place():
    """Half of all incidents in the last three months, everywhere: the place does as the borough does."""
    borough = Borough(seed=6)
    scattered = borough.scatter(8_000)
    scattered.month[::3] = 9 + scattered.month[::3] % 3
    planted = at(*PLANTED, 80, issue=2, month=np.resize([0, 9, 3, 10, 6, 11], 80))

    found = borough.find(together(scattered, planted))

    assert [spot.trend for spot in found.spots if place(spot) == PLANTED] == [STEADY]


def test_with_five_months_of_data_no_trend_is_told():
    borough = Borough(seed=5)

    found = borough.find(
        together(borough.scatter(4_000, months=5), at(*PLANTED, 60, month=np.resize([2, 3, 4], 60))), months=5
    )

    assert {spot.trend for spot in found.spots} == {UNKNOWN}


def test_with_one_month_hot_spots_are_found_all_the_same():
    borough = Borough(seed=5)

    found = borough.find(together(borough.scatter(2_000, months=1), at(*PLANTED, 40, month=0)), months=1)

    assert busiest(found) == [(PLANTED, 0)]


# Repeat complaints to different providers (W37)


def repeats(*planted, providers=2):
    borough = Borough(seed=9)
    found = borough.find(together(borough.scatter(8_000, providers=2), *planted), providers=providers)
    return busiest(found, REPEAT)


def test_complaints_to_two_providers_month_after_month_are_a_repeat():
    assert repeats(at(*PLANTED, 50, issue=0, provider=0), at(*PLANTED, 50, issue=1, provider=1)) == [(PLANTED, 0)]


@pytest.mark.parametrize(
    "second",
    [
        {"count": 0},
        {"count": 50, "issue": 3},
        {"count": 50, "month": 4},
    ],
    ids=["one provider only", "of another strand", "in one month only"],
)
def test_it_takes_a_second_provider_a_related_issue_and_more_than_one_month(second):
    second = at(*PLANTED, **({"issue": 1, "provider": 1} | second))
    borough = Borough(seed=9)
    scattered = borough.scatter(8_000)  # the first provider's alone

    found = borough.find(together(scattered, at(*PLANTED, 50), second, at(30, 30, 4, provider=1)), providers=2)

    assert busiest(found, REPEAT) == []


# The parts


@pytest.mark.parametrize("d", [0.1, 0.5, 2.0])
def test_the_dispersion_is_found_again_in_counts_that_have_it(d):
    rng = np.random.default_rng(1)
    expected = rng.gamma(1, 2, 6_000)
    counts = stats.nbinom.rvs(1 / d, 1 / (1 + d * expected), random_state=rng)

    assert chance.dispersion(counts, expected) == pytest.approx(d, rel=0.15)


def test_extreme_hot_spots_hardly_change_the_dispersion():
    rng = np.random.default_rng(1)
    expected = rng.gamma(1, 2, 6_000)
    counts = stats.nbinom.rvs(2, 1 / (1 + 0.5 * expected), random_state=rng)
    counts[:30] += 200

    assert chance.dispersion(counts, expected) == pytest.approx(0.5, rel=0.2)


def test_false_discovery_rates_count_the_tests_that_found_nothing():
    assert chance.false_discovery_rates(np.array([0.001, 0.02]), 10) == pytest.approx([0.01, 0.1])


def test_a_change_is_as_unlikely_as_the_binomial_says():
    """10 of 10 in months that have a quarter of all: twice a quarter to the tenth."""
    chances, grew = chance.chance_of_change(np.array([10, 0]), np.array([10, 10]), np.array([0.25, 0.25]))

    assert chances == pytest.approx([2 * 0.25**10, 2 * 0.75**10])
    assert grew.tolist() == [True, False]


def test_wards_are_not_mixed_up():
    borough = Borough(seed=2)

    found = borough.find(together(borough.scatter(8_000), at(30, 30, 60, issue=2)))

    assert [spot.ward for spot in found.spots] == [2 * WIDE + 2]
