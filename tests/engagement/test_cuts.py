"""What is published of engagements and of their areas gives nobody away (rule 64, decision 13)."""

import itertools

import pytest
from django.test import override_settings
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from engagement import pictures
from engagement.models import Engagement
from engagement.queries.cuts import table_of
from pact.core import geometry
from pact.core.suppression import add, suppress
from tests import make
from tests.papers import Made

ISSUES, AREAS = ("dogs", "litter"), ("north", "south")
CELLS = list(itertools.product(ISSUES, AREAS))
BELOW = 3  # with 5, trying every possibility takes minutes; the rule is the same
COUNTS = st.fixed_dictionaries({cell: st.integers(0, 6) for cell in CELLS})


@tries(max_examples=60, deadline=None)
@given(first=COUNTS, second=COUNTS)
def test_no_published_number_less_another_gives_a_small_count_away(first, second):
    """By trying every count of one engagement that leaves all that is published of both and of their areas as it is."""
    with override_settings(SUPPRESS_BELOW=BELOW):
        tables = [table_of(counts, ISSUES) for counts in (first, second)]
    areas = {(issue, area): add(t.parts[area].cells[issue] for t in tables) for issue, area in CELLS}
    possible = {cell: set() for cell in CELLS}

    for guess in _guesses(tables[0]):
        sums = {cell: guess[cell] + second[cell] for cell in CELLS}
        if _prints(guess, tables[0]) and all(cell.value in (None, sums[key]) for key, cell in areas.items()):
            for cell, value in guess.items():
                possible[cell].add(value)

    small = [cell for cell in CELLS if 0 < first[cell] < BELOW]
    assert [cell for cell in small if not possible[cell] >= set(range(1, BELOW))] == []


@given(first=COUNTS, second=COUNTS)
def test_an_areas_numbers_say_nothing_that_its_engagements_do_not(first, second):
    tables = [table_of(counts, ISSUES) for counts in (first, second)]

    for issue, area in CELLS:
        cells = [table.parts[area].cells[issue] for table in tables]
        shown = add(cells)
        assert shown.value == (None if None in [cell.value for cell in cells] else sum(cell.value for cell in cells))


def test_counting_an_area_anew_would_give_a_small_count_away():
    """Two engagements in one area, safe each by itself and together: their difference is not."""
    whole, part = [12, 20], [9, 17]
    hidden = [cell.is_suppressed for counts in (whole, part) for cell in suppress(counts)]

    rest = table_of({("dogs", "north"): 3, ("litter", "north"): 3}, ISSUES).parts["north"]
    shown = add([table_of({("dogs", "north"): 9}, ("dogs",)).parts["north"].cells["dogs"], rest.cells["dogs"]])

    assert not any(hidden)
    assert (shown.value, str(shown)) == (None, "9 or more")


def _guesses(table):
    cells = {(issue, area): table.parts[area].cells[issue] for issue, area in CELLS}
    choices = [range(1, 9) if cell.is_suppressed else [cell.value] for cell in cells.values()]
    return (dict(zip(cells, values, strict=True)) for values in itertools.product(*choices))


def _prints(guess, table):
    """Whether these counts would leave every total that is shown as it is."""
    totals = {issue: sum(guess[issue, area] for area in AREAS) for issue in ISSUES}
    parts = {area: sum(guess[issue, area] for issue in ISSUES) for area in AREAS}
    pairs = [(totals[issue], table.whole.cells[issue]) for issue in ISSUES]
    pairs += [(parts[area], table.parts[area].total) for area in AREAS] + [(sum(totals.values()), table.whole.total)]
    return all(cell.value in (None, total) for total, cell in pairs)


# On pages


@pytest.fixture
def two_engagements(db):
    """In one area: twelve on litter from doorsteps of two areas, then three from another engagement."""
    cycle = make.cycle(ward=make.ward("Ashfield"), open_stage="engagement")
    profile = make.profile(cycle.ward)
    here, there = make.area(profile=profile), make.area(profile=profile)
    both = make.engagement(cycle=cycle, areas=[here, there])
    few = make.engagement(cycle=cycle, areas=[here])
    for engagement, area, n in ((both, here, 12), (both, there, 9), (few, here, 3)):
        for _ in range(n):
            held = make.interview(engagement=engagement, area=area, safe_by_day=5)
            make.concern(interview=held, area=area, issue_type=make.known_type("LIT"), often="weekly")
    for engagement in (both, few):
        make.closed_engagement(engagement, findings_published_at=make.NOON)
    return here, both, few


def test_an_area_adds_up_what_its_engagements_show(client, two_engagements):
    area, both, few = two_engagements
    address = [area.ward.slug, area.pk]

    page = client.get(reverse("engagement:public_area_findings", args=address)).text
    data = client.get(reverse("engagement:area_findings_json", args=address)).json()
    rows = client.get(reverse("engagement:area_findings_csv", args=address)).getvalue().decode()

    assert "12 or more" in page
    assert [(issue["concerns"], issue["often"]) for issue in data["issues"]] == [(None, "Weekly")]
    assert [each["title"] for each in data["engagements"]] == [few.title, both.title]
    assert {rating["question"]: rating["answers"] for rating in data["ratings"]}["Feel safe by day"] == 12
    assert f'"{area.name}","LIT"' in rows


def test_an_area_has_no_public_page_before_something_of_it_is_published(client, two_engagements):
    area, *_ = two_engagements
    names = ("public_area_findings", "area_findings_csv", "area_findings_json")
    addresses = [reverse(f"engagement:{name}", args=[area.ward.slug, area.pk]) for name in names]
    listed = client.get(reverse("engagement:public_findings_list", args=[area.ward.slug])).text
    Engagement.objects.update(findings_published_at=None, findings_published_by=None)

    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert addresses[0] in listed


def test_the_areas_paper_is_tagged_and_says_the_same(two_engagements, tmp_path):
    made = Made("engagement.area_findings", two_engagements[0])

    assert made.faults_of_accessibility(tmp_path) == []
    assert "12 or more" in made.text


def test_an_areas_map_shows_only_crowds_that_a_map_of_an_engagement_shows(two_engagements):
    """Four here and three there at one corner are seven, and are on no map."""
    area, *_ = two_engagements
    area.boundary = area.ward.boundary
    middle = geometry.inside_point(geometry.parse(area.ward.boundary))
    lon, lat = middle

    few = pictures.area_map(area, [[(lon, lat)] * 4, [(lon, lat)] * 3], title="Where", fewest=5)
    many = pictures.area_map(area, [[(lon, lat)] * 6, [(lon, lat)] * 3], title="Where", fewest=5)

    assert few is None
    assert [point.count for point in many.points] == [6]


def test_what_is_said_of_small_counts_follows_the_setting(client, two_engagements, settings):
    settings.SUPPRESS_BELOW = 13
    area, both, _ = two_engagements

    page = client.get(reverse("engagement:public_area_findings", args=[area.ward.slug, area.pk])).text
    data = client.get(reverse("engagement:findings_json", args=[area.ward.slug, both.pk])).json()

    assert "Counts below 13 are not shown" in page
    assert "from 1 to 12" in data["suppressed"]
