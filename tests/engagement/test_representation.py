"""Whether everyone is heard: the score on planted samples, and what it may not give away (W72, C6, rule 64)."""

import random

import pytest
from django.urls import reverse

from engagement import actions, queries
from engagement.models import Door, EqualityAnswers
from engagement.representation import represent
from pact.accounts.permissions import Role
from tests import make

LABELS = {"a": "A", "b": "B", "c": "C"}
CENSUS = {"a": 500, "b": 300, "c": 200}


def judged(counts, *, census=CENSUS, outside=(), **cells):
    known = dict(zip(LABELS, counts, strict=True)) | cells
    return represent(LABELS, known | {"total": sum(n or 0 for n in known.values())}, census, outside=outside)


def drawn(size, chances, chance):
    sample = chance.choices("abc", weights=chances, k=size)
    return [sample.count(key) for key in "abc"]


def test_the_score_is_what_the_index_of_dissimilarity_says():
    found = judged([10, 6, 4])

    assert (found.score, found.missed, found.is_unlike) == (100, [], False)
    assert judged([20, 0, 0]).score == 50  # half of them would have to be others


def test_fair_draws_are_called_unlike_about_as_often_as_stated():
    chance = random.Random(7)

    unlike = sum(judged(drawn(40, [5, 3, 2], chance)).is_unlike for _ in range(120))

    assert unlike / 120 < 0.10  # 0.05 is stated


def test_a_sample_that_misses_a_group_is_found_and_the_group_named():
    chance = random.Random(8)

    found = [judged(drawn(40, [9, 1, 0], chance)) for _ in range(40)]

    assert sum(each.is_unlike for each in found) >= 38
    assert sum("B" in {part.label for part in each.missed} for each in found) >= 36


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    chance = random.Random(9)
    truth = 100 * (1 - (abs(0.2 - 0.5) + abs(0.5 - 0.3) + abs(0.3 - 0.2)) / 2)

    found = [judged(drawn(60, [2, 5, 3], chance)) for _ in range(100)]

    assert sum(each.low <= truth <= each.high for each in found) >= 82  # 90 is stated


def test_hidden_groups_are_compared_together_and_only_where_their_sum_is_known():
    """Rule 64: the score is made from what is shown."""
    together = represent(LABELS, {"a": 10, "b": None, "c": None, "x": 0, "total": 17}, CENSUS, outside=["x"])
    unknown = represent(LABELS, {"a": 10, "b": 8, "c": None, "x": None, "total": 25}, CENSUS, outside=["x"])

    assert [(part.label, part.heard) for part in together.parts] == [("A", 10), ("B and C together", 7)]
    assert [part.label for part in unknown.parts] == ["A", "B"]


@pytest.mark.parametrize("census", [None, {}, {"a": 0, "b": 0, "c": 0}])
def test_without_census_figures_nothing_is_judged_and_the_page_says_so(census):
    found = judged([10, 6, 4], census=census)

    assert found.score is None
    assert "No census figures" in found.sentence


def test_few_answers_are_not_judged():
    assert judged([4, 2, 1]).why_not == "Too few answers can be shown to compare them."


@pytest.fixture
def engagement(db):
    """Twenty women and nobody else, in a ward of as many men; one runs a business."""
    engagement = make.engagement()
    ward = engagement.cycle.ward
    for slug in ("sex-female", "sex-male"):
        make.figure(ward, 5000, indicator=slug)
    for number in range(20):
        interview = make.interview(engagement=engagement, roles=["business"] if number == 0 else ["lives"])
        EqualityAnswers.objects.create(interview=interview, sex="female", disability="yes" if number < 2 else "no")
    return engagement


def test_who_is_missing_comes_with_the_techniques_that_reach_them(engagement):
    found = queries.everyone(engagement)

    assert [missed.sentence for missed in found.missed] == [
        "Sex, Male: nobody of 20. One would expect about 10.",
    ]
    assert found.missed[0].techniques == ["Road show", "Street survey"]
    assert [(minimum.what, minimum.words) for minimum in found.minimums] == [
        ("businesses", "1 of at least 2"),
        ("people under 25", "0 of at least 2"),
    ]


def test_the_page_hides_small_counts_from_the_coordinator_as_well(client, engagement):
    """Rule 64, and W72 where only some figures are loaded."""
    coordinator = make.person(Role.COORDINATOR, engagement.cycle.ward.borough)
    client.force_login(coordinator)

    page = client.get(reverse("engagement:representation", args=[engagement.pk])).text
    disabled = next(q for q in queries.everyone(engagement).questions if q.name == "disability")

    assert [str(cell) for _, cell, *_ in disabled.lines] == ["suppressed", "suppressed", "0", "0"]
    assert disabled.found.why_not.startswith("No census figures")
    assert "50 out of 100" in page
    assert "Road show" in page


# The part of the ward that it goes to


def figures_of(small, women, men):
    for slug, value in (("sex-female", women), ("sex-male", men)):
        figure = make.figure(small.ward, value, indicator=slug)
        figure.area_code = small.code
        figure.save()


def test_what_covers_a_part_is_compared_with_the_small_areas_that_it_was_picked_by(engagement):
    ward = engagement.cycle.ward
    here, _elsewhere = make.small_area(ward), make.small_area(ward, "Millbrook 001B", across=(0.5, 1))
    engagement.areas.get().small_areas.add(here)
    figures_of(here, 1900, 100)

    found = queries.everyone(engagement)

    assert found.compared_with == "Compared with the small area that it goes to."
    assert next(q for q in found.questions if q.name == "sex").source.endswith("1 small area")
    assert found.missed == []  # of the ward, half are men; here, five in a hundred


def test_what_was_drawn_covers_the_small_areas_that_lie_by_half_in_it(engagement):
    ward = engagement.cycle.ward
    west, east = make.small_area(ward), make.small_area(ward, "Millbrook 001B", across=(0.5, 1))
    engagement.areas.update(boundary=west.boundary)
    figures_of(west, 1900, 100), figures_of(east, 0, 9000)

    assert queries.everyone(engagement).missed == []


@pytest.mark.parametrize(
    ("is_picked", "why"), [(True, "no such figures are loaded"), (False, "PACT does not know which small areas")]
)
def test_without_figures_of_its_own_it_is_compared_with_the_ward_and_says_so(engagement, is_picked, why):
    if is_picked:
        engagement.areas.get().small_areas.add(make.small_area(engagement.cycle.ward))

    found = queries.everyone(engagement)

    assert f"the whole of {engagement.cycle.ward}" in found.compared_with
    assert why in found.compared_with
    assert [missed.sentence for missed in found.missed] == ["Sex, Male: nobody of 20. One would expect about 10."]


def test_interviews_from_one_street_only_are_seen_while_the_round_is_on(engagement):
    """Quotas by place (C6)."""
    streets = "Alma Street: 1-20\nLock Road: 1-20\nGas Street: 1-3\nThe Yard: 1-2"
    round = make.street_round(engagement=engagement, doors=streets)
    Door.objects.filter(street__name="Alma Street", number__lte=12).update(state="done")

    found = queries.everyone(engagement).streets

    assert [(quota.street, quota.words, quota.note) for quota in found] == [
        ("Alma Street", "12 of about 9", "More than its share"),
        ("Lock Road", "0 of about 9", "Too few"),
        ("Short streets together", "0 of about 2", "Too few"),
    ]
    actions.end_round(round, by=None, at=make.NOON)
    assert queries.everyone(engagement).streets == []
