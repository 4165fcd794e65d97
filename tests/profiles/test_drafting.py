"""A first draft written from the numbers: plain English on every shape of figures (W36; rule 64)."""

from dataclasses import replace

import pytest

from profiles import drafting, references
from profiles.queries import FigureChange, IndicatorRow, IssueRow, Numbers, SaidRow
from profiles.queries.repeats import Repeats

NOTHING = Numbers(
    day="2026-03-11",
    population=None,
    households=None,
    indicators=[],
    issues=[],
    months=[],
    incidents=0,
    busiest_places=[],
    sources=[],
)


def row(name="Claimants", **fields):
    """A share that puts the ward worst of twenty, with two periods."""
    known = {
        "slug": name.lower(),
        "name": name,
        "topic": "Work",
        "unit": "%",
        "meaning": "",
        "better": "low",
        "decimals": 1,
        "period": "2025",
        "value": 9.0,
        "township": 7.0,
        "borough": 4.0,
        "low": 1.0,
        "lower_quarter": 3.0,
        "middle": 4.0,
        "upper_quarter": 6.0,
        "high": 9.0,
        "rank": 1,
        "out_of": 20,
        "trend": [["2024", 8.0], ["2025", 9.0]],
        "source": "ONS",
        "source_period": "2025",
        "loaded_on": "2026-01-01",
    }
    return IndicatorRow(**known | fields)


def issue(name, count, *, rate=1.0, borough_rate=1.0):
    return IssueRow(name[:3].upper(), name, count, rate, borough_rate, [count])


def said(issue, weight, pk=1):
    return SaidRow(issue, issue[:3], "Said.", "", weight, "Survey", pk, "Survey", "Council", "2024", "answered by 412")


def draft(**known):
    numbers = replace(NOTHING, **known)
    return drafting.first_draft(numbers, ward="Ashfield", borough="Ferndale"), references.vocabulary(numbers)


def read(section, **known):
    """A section as readers see it."""
    written, words = draft(**known)
    assert references.problems(written[section], words) == []
    return references.told(written[section], words)


def test_of_nothing_nothing_is_said():
    assert set(draft()[0].values()) == {""}


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"population": 12000, "households": 5000}, "12,000 people live in Ashfield, in 5,000 households."),
        ({"population": 12000}, "12,000 people live in Ashfield."),
        ({"households": 5000}, "There are 5,000 households in Ashfield."),
        ({"population": 0, "households": 0}, ""),
    ],
)
def test_who_lives_here_says_what_is_known_and_no_more(known, sentence):
    assert read("people", **known) == sentence


def test_the_figure_that_sets_the_ward_most_apart_comes_first():
    values = {"Aged 65": 6.1, "Born abroad": 9.0, "Tenants": 4.1}
    like, *others = (row(name, better="neither", value=value) for name, value in reversed(values.items()))

    text = read("people", indicators=[like, *others])

    assert text.index("Born abroad") < text.index("Aged 65")
    assert "Tenants" not in text
    assert "much like those of" in read("people", indicators=[like])


def test_a_figure_is_told_with_its_period_the_borough_its_place_and_its_change():
    """Rule 5, W35."""
    assert read("figures", indicators=[row()]) == (
        "1 of 1 figure puts Ashfield among the worse-off wards:\n\n"
        "- **Claimants**: 9.0% in 2025, against 4.0% in Ferndale. Highest of 20. "
        "Up from 8.0% in 2024, which is worse."
    )


@pytest.mark.parametrize(
    ("fields", "absent"),
    [
        ({"trend": [["2025", 9.0]]}, "Up from"),  # one period
        ({"borough": None}, "against"),
    ],
)
def test_what_is_not_known_of_a_figure_is_left_out(fields, absent):
    text = read("figures", indicators=[row(**fields)])

    assert "Claimants" in text
    assert absent not in text
    assert "–" not in text


def test_wards_that_share_a_place_are_told_as_joint():
    assert "Joint highest of 20." in read("figures", indicators=[row(sharing=3)])


def test_where_nothing_is_worse_that_is_what_it_says():
    text = read("figures", indicators=[row(value=2.0), row("Crime", value=1.0)])

    assert text == (
        "None of the 2 figures that can be judged puts Ashfield among the quarter of wards that are worse off."
    )


def test_a_suppressed_figure_is_not_told_at_all():
    """Rule 64: not even that it is worse."""
    assert draft(indicators=[row(count=3)])[0]["figures"] == ""


def test_a_zero_is_told_as_zero():
    assert "0.0%" in read("figures", indicators=[row(value=0.0, better="high", rank=20, lower_quarter=1.0)])


def test_the_kinds_recorded_most_are_told_and_small_ones_are_not():
    """Rule 64: of 90, 40 and 2, the two cover each other, and the smaller shown ones hide with them."""
    text = read("figures", issues=[issue("Noise", 90), issue("Litter", 40), issue("Drugs", 2)], months=["2026-01-01"])

    assert "Recorded most often:\n\n- Noise: 90" in text
    assert "Drugs" not in text


def test_the_issues_of_earlier_consultations_come_in_the_order_of_how_many_named_them():
    """W36 i."""
    rows = [said("Litter", 10.0), said("Noise", 41.0, pk=2), said("Speeding", None)]

    assert read("consultation", said=rows) == (
        "In 2 earlier consultations that covered Ashfield, people spoke most of noise, litter and speeding."
    )


def test_partners_see_what_is_above_the_borough_and_what_comes_back():
    """W36 ii, W53."""
    text = read(
        "partners",
        issues=[issue("Noise", 90, rate=9.0, borough_rate=4.0), issue("Litter", 60)],
        months=["2026-01-01"],
        repeats=Repeats(150, 30),
        busiest_places=[["High Street", 20, 0, 0], ["", 10, 0, 0]],
    )

    assert "- Noise: 9.0 for every 1,000 people, against 4.0 in Ferndale." in text
    assert "Litter" not in text
    assert "Most was recorded on or near High Street." in text
    assert "20% of incidents" in text


def test_what_changed_tells_the_worse_first_and_names_no_more_than_can_be_read():
    before = [FigureChange(f"Figure {n}", "1", "2", 1, "high") for n in range(9)]
    before += [FigureChange("Claimants", "3%", "4%", 1, "low"), FigureChange("People", "10", "10", 0)]

    text = drafting.changes(before)

    assert text.startswith("Worse than in the last version: Claimants (3% to 4%).")
    assert "and 3 more" in text
    assert "People" not in text


def test_where_nothing_changed_that_is_said():
    assert drafting.changes([FigureChange("People", "10", "10", 0)]) == "No figure has changed since the last version."
