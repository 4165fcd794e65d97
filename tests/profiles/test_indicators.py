"""What is said of a figure, and the pages that compare wards by it."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from profiles import queries
from profiles.models import ENGLAND, Figure
from profiles.queries.comparison import margin_of
from tests import make

pytestmark = pytest.mark.django_db

NAMES = ("Ashfield", "Birch", "Canal", "Dene", "Elm", "Fern", "Gorse", "Heath", "Ivy", "Juniper")


@pytest.fixture
def wards():
    township = make.township()
    return [make.ward(name, township=township, population=1000) for name in NAMES]


@pytest.fixture
def dataset(wards):
    return make.dataset(wards[0].borough, source="Office of Figures")


@pytest.fixture
def claimants(wards, dataset):
    """Ashfield has 1.0%, Birch 2.0%, … Juniper 10.0%."""
    facts = {"unit": "%", "better": "low", "decimals": 1, "topic": "Work"}
    figures = [make.figure(ward, n, dataset=dataset, period="2025", **facts) for n, ward in enumerate(wards, 1)]
    return figures[0].indicator


@pytest.fixture
def analyst(wards, client):
    person = make.person(Role.ANALYST, place=wards[0].borough)
    client.force_login(person)
    return person


def rows(indicator, ward):
    compared, _ = queries.across_wards(indicator, ward.borough, today=make.TODAY)
    return {each.ward.name: each.row for each in compared}


# In words


def test_wards_are_put_into_fifths(wards, claimants):
    found = rows(claimants, wards[0])

    assert found["Juniper"].place_in_words == "Highest of 10"
    fifths = [found[name].fifth_in_words for name in reversed(NAMES)]
    assert fifths[:4] == ["the highest fifth"] * 2 + ["the second highest fifth"] * 2
    assert fifths[-2:] == ["the lowest fifth"] * 2


def test_fewer_than_ten_wards_are_not_put_into_fifths(wards, dataset):
    indicator = [make.figure(ward, n, dataset=dataset) for n, ward in enumerate(wards[:9])][0].indicator

    assert {row.fifth_in_words for row in rows(indicator, wards[0]).values()} == {""}


@pytest.mark.parametrize(
    ("before", "better", "sentence"),
    [
        (0.5, "low", "Up from 0.5% in 2024, which is worse"),
        (0.5, "high", "Up from 0.5% in 2024, which is better"),
        (2, "low", "Down from 2.0% in 2024, which is better"),
        (2, "neither", "Down from 2.0% in 2024"),
        (1.01, "low", "As in 2024"),
    ],
)
def test_a_change_says_from_what_and_whether_it_is_for_the_better(wards, claimants, dataset, before, better, sentence):
    claimants.better = better
    claimants.save()
    make.figure(wards[0], before, dataset=dataset, period="2024")

    assert rows(claimants, wards[0])["Ashfield"].change_in_words == sentence


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([1, 1, 2], ["Joint lowest of 3", "Joint lowest of 3", "Highest of 3"]),
        ([1, 2, 2], ["Lowest of 3", "Joint highest of 3", "Joint highest of 3"]),
        ([2, 2, 2], ["The same in all 3 wards"] * 3),
    ],
)
def test_wards_with_the_same_figure_share_a_place(wards, dataset, values, places):
    for ward, value in zip(wards, values, strict=False):
        indicator = make.figure(ward, value, dataset=dataset).indicator

    found = rows(indicator, wards[0])

    assert [found[name].place_in_words for name in NAMES[:3]] == places


def test_one_period_is_no_change(wards, claimants):
    assert rows(claimants, wards[0])["Ashfield"].change_in_words == ""


def test_england_is_a_comparison_where_it_is_loaded_and_no_ward(wards, claimants, dataset):
    Figure.objects.create(indicator=claimants, dataset=dataset, area_code=ENGLAND, period="2025", value=4)

    row = rows(claimants, wards[0])["Ashfield"]

    assert (row.england_shown, row.out_of, row.borough_shown) == ("4.0%", 10, "5.5%")
    assert queries.numbers(wards[0], today=make.TODAY).has_england


# Small numbers


def share(ward, count, *, dataset):
    make.figure(ward, count, indicator="aged 65", dataset=dataset, unit="people", is_count_of_people=True)
    return make.figure(ward, count / 10, indicator="share aged 65", dataset=dataset, unit="%", decimals=1).indicator


def test_few_people_behind_a_share_are_warned_of(wards, dataset):
    indicator = share(wards[0], 12, dataset=dataset)
    share(wards[1], 400, dataset=dataset)

    found = rows(indicator, wards[0])

    assert found["Ashfield"].caution == "Few people are behind this. Chance alone would allow 0.7% to 2.1%."
    assert found["Birch"].caution == ""


def test_rule_64_hides_a_count_of_one_to_four_and_the_share_that_gives_it_away(wards, dataset):
    indicator = share(wards[0], 3, dataset=dataset)
    make.figure(wards[0], 0.9, indicator="share aged 65", dataset=dataset, period="2024")

    row = rows(indicator, wards[0])["Ashfield"]

    assert (row.shown, row.change_in_words, row.place_in_words) == ("suppressed", "", "–")
    assert row.sparkline is None
    counted = queries.numbers(wards[0], today=make.TODAY).indicators
    assert {row.slug: row.shown for row in counted} == {"aged-65": "suppressed", "share-aged-65": "suppressed"}


def group_of(ward, name, count, dataset, **fields):
    facts = {"unit": "people", "topic": "Ethnic group", "is_count_of_people": True}
    make.figure(ward, count / 10, indicator=f"share {name}", dataset=dataset, topic="Ethnic group", unit="%", **fields)
    return make.figure(ward, count, indicator=name, dataset=dataset, **facts | fields).indicator


def test_rule_64_hides_what_a_small_count_could_be_worked_out_from(wards, dataset):
    """The borough less its other wards, and all people of a ward less its other groups, are subtractions."""
    white = [group_of(ward, "White", 900 + n, dataset) for n, ward in enumerate(wards)][0]
    other = [group_of(ward, "Other", 3 if n == 4 else 20 + n, dataset) for n, ward in enumerate(wards)][0]

    hidden = {
        indicator.name: {name for name, row in rows(indicator, wards[0]).items() if row.shown == "suppressed"}
        for indicator in (white, other)
    }

    assert hidden == {"White": {"Ashfield", "Elm"}, "Other": {"Ashfield", "Elm"}}
    of_ward = queries.rows_of_wards(wards, today=make.TODAY)[wards[4].pk]
    assert {row.name for row in of_ward if row.is_hidden} == {"White", "Other", "share White", "share Other"}


def test_rule_64_hides_a_small_count_of_an_earlier_year_and_what_is_hidden_comes_last(wards, dataset):
    for n, ward in enumerate(wards):
        indicator = group_of(ward, "Other", 3 if n == 9 else 20 + n, dataset)
        group_of(ward, "Other", 4 if n == 5 else 30, dataset, period="2024")

    found = rows(indicator, wards[0])

    assert [row.shown for row in found.values()][-2:] == ["suppressed"] * 2
    assert found["Fern"].change_in_words == ""
    assert found["Birch"].change_in_words.startswith("Down from 30")
    assert found["Ashfield"].township_shown == "–"


@given(count=st.integers(1, 10_000), base=st.integers(1, 10_000))
def test_a_margin_holds_its_share_and_stays_between_nothing_and_everybody(count, base):
    count = min(count, base)

    low, high = margin_of(count, 100 * count / base)

    assert -1e-9 <= low <= 100 * count / base + 1e-9
    assert 100 * count / base - 1e-9 <= high <= 100 + 1e-9


# Pages


def test_an_indicators_page_compares_the_wards(client, analyst, wards, claimants, dataset):
    make.figure(wards[0], 2, dataset=dataset, period="2024")

    page = client.get(reverse("profiles:indicator", args=[claimants.slug])).content.decode()

    assert page.index("Juniper") < page.index(">Ashfield")
    for words in ("Lower is better", "Highest of 10, the highest fifth", "Down from 2.0% in 2024, which is better"):
        assert words in page
    assert page.count("<svg") >= 2


def test_the_list_finds_an_indicator_by_words_and_topic(client, analyst, wards, claimants, dataset):
    make.figure(wards[0], 2, indicator="Hedges", dataset=dataset, topic="Green")

    def found(**asked):
        page = client.get(reverse("profiles:indicator_list"), asked).content.decode()
        return [name for name in ("Claimants", "Hedges") if f">{name}</a>" in page]

    assert found() == ["Claimants", "Hedges"]
    assert found(q="claim") == ["Claimants"]
    assert found(topic="Green") == ["Hedges"]
    assert found(topic="Green", q="claim") == []


def test_an_indicator_of_another_borough_is_not_there(client, claimants):
    client.force_login(make.person(Role.ANALYST, place=make.ward("Elsewhere").borough))

    assert client.get(reverse("profiles:indicator", args=[claimants.slug])).status_code == 404


def test_a_description_is_changed_and_published_profiles_keep_theirs(client, analyst, wards, claimants):
    frozen = queries.numbers(wards[0], today=make.TODAY).as_json()
    sent = {"name": "Claimants", "meaning": "Who claims.", "topic": "Work", "unit": "%", "better": "low", "decimals": 1}

    answer = client.post(reverse("profiles:indicator_description", args=[claimants.slug]), sent, follow=True)

    assert "Who claims." in answer.content.decode()
    assert queries.Numbers.from_json(frozen).indicators[0].meaning == ""
    assert Entry.objects.filter(verb="described", actor_pk=analyst.pk).exists()


def test_a_profile_frozen_before_margins_were_known_can_still_be_read(wards, claimants):
    frozen = queries.numbers(wards[0], today=make.TODAY).as_json()
    for row in frozen["indicators"]:
        for later in ("england", "count", "margin"):
            del row[later]

    assert queries.Numbers.from_json(frozen).indicators[0].england_shown == "–"


# Cost


def test_the_pages_cost_the_same_for_any_number(client, analyst, wards, claimants, dataset, costs_the_same):
    years = iter(range(1900, 2000))

    def more(n):
        for year in (next(years) for _ in range(n)):
            make.figure(wards[0], year, dataset=dataset, period=str(year))
            make.figure(wards[1], year, indicator=f"Number {year}", dataset=dataset)

    costs_the_same(more, client, reverse("profiles:indicator", args=[claimants.slug]))
    costs_the_same(more, client, reverse("profiles:indicator_list"))
