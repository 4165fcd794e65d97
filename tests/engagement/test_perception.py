"""Where what people say and what is recorded disagree, both ways (T12)."""

import random

import pytest
from django.urls import reverse

from engagement import perception, queries
from engagement.perception import Verdict
from pact.accounts.permissions import Role
from pact.core.working_days import add_months
from tests import make
from tests.make import NOON, TODAY

MONTH = TODAY.replace(day=1)


def verdicts(*counts):
    return {line.issue: line.verdict for line in perception.compare(counts).lines if line.verdict}


# The comparison of counts


def test_what_people_speak_of_and_nobody_records_is_named():
    compared = perception.compare([("Dog fouling", 14, 3), ("Litter", 24, 450), ("Burglary", 22, 447)])

    assert [line.sentence for line in compared.spoken_of] == [
        "People speak of dog fouling far more than is recorded: 14 of 60 concerns, 3 of 900 incidents."
    ]
    assert compared.recorded == []


def test_what_is_recorded_and_nobody_speaks_of_is_named():
    compared = perception.compare([("Burglary", 0, 300), ("Litter", 30, 300), ("Noise", 30, 300)])

    assert [line.sentence for line in compared.recorded] == [
        "The records say far more of burglary than people do: 300 of 900 incidents, 0 of 60 concerns."
    ]


def test_shares_that_are_alike_are_no_disagreement():
    assert verdicts(("Litter", 30, 450), ("Noise", 20, 300), ("Burglary", 10, 150)) == {}


def test_a_small_difference_is_not_named_however_sure_it_is():
    """40 of 100 against 30 of 100 is certain with so many rows, and no news."""
    assert verdicts(("Litter", 4000, 30000), ("Noise", 6000, 70000)) == {}


def test_a_large_difference_that_chance_would_often_make_is_not_named():
    assert verdicts(("Dog fouling", 2, 10), ("Litter", 28, 490)) == {}


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (
            [("A", 19, 0), ("B", 0, 500)],
            "Too few to compare: 19 of at least 20 concerns and 500 of at least 50 incidents.",
        ),
        (
            [("A", 40, 0), ("B", 0, 49)],
            "Too few to compare: 40 of at least 20 concerns and 49 of at least 50 incidents.",
        ),
        ([], "Too few to compare: 0 of at least 20 concerns and 0 of at least 50 incidents."),
    ],
)
def test_small_numbers_are_not_judged_and_it_says_so(counts, why):
    compared = perception.compare(counts)

    assert compared.why_not_judged == why
    assert compared.to_read_aloud == []


def test_where_people_speak_of_what_is_recorded_hardly_anything_is_named():
    """At the stated rate: in 400 wards without a difference, fewer than one in twenty names anything."""
    chance = random.Random(7)
    weights = [30, 20, 12, 10, 8, 6, 5, 4, 3, 2]

    def ward():
        said, recorded = (chance.choices(range(10), weights, k=k) for k in (60, 900))
        return [(f"Issue {n}", said.count(n), recorded.count(n)) for n in range(10)]

    wards = [perception.compare(ward()) for _ in range(400)]

    assert sum(bool(w.spoken_of or w.recorded) for w in wards) < 20


def test_a_planted_difference_is_found_nearly_always():
    chance = random.Random(7)

    def found():
        said = chance.choices(["Dog fouling", "Litter", "Noise"], [30, 40, 30], k=60)
        counts = [("Dog fouling", 3), ("Litter", 500), ("Noise", 397)]
        return verdicts(*((issue, said.count(issue), recorded) for issue, recorded in counts))

    assert sum(found().get("Dog fouling") == Verdict.SPOKEN_OF for _ in range(100)) == 100


def test_a_sentence_to_read_aloud_gives_no_small_number_away():
    """Rule 64: three incidents are few, and so is what would tell that they are three."""
    compared = perception.compare([("Dog fouling", 14, 3), ("Litter", 24, 450), ("Burglary", 22, 447)])

    assert compared.to_read_aloud == [
        "People speak of dog fouling far more than is recorded: 14 of 60 concerns, few of 900 incidents."
    ]
    hidden = [issue for issue, (_, recorded) in compared.published.items() if recorded.is_suppressed]
    assert len(hidden) > 1


def test_what_is_hidden_on_the_louder_side_is_some():
    counts = [("Dog fouling", 4, 1), ("Litter", 16, 899)]

    assert perception.compare(counts).to_read_aloud == [
        "People speak of dog fouling far more than is recorded: some of 20 concerns, few of 900 incidents."
    ]


def test_none_is_said_as_none():
    compared = perception.compare([("Dog fouling", 20, 0), ("Litter", 40, 900)])

    assert compared.to_read_aloud == [
        "People speak of dog fouling far more than is recorded: 20 of 60 concerns, none of 900 incidents."
    ]


def test_one_issue_s_sentence_can_stand_beside_it_alone():
    compared = perception.compare([("Dog fouling", 20, 0), ("Litter", 40, 900)])

    assert compared.about("Dog fouling") == compared.to_read_aloud[0]
    assert compared.about("Litter") == ""


# The rows of a ward


@pytest.fixture
def ward(db):
    return make.ward()


@pytest.fixture
def cycle(ward):
    return make.cycle(pact=make.pact(ward=ward), open_stage="engagement")


def said(cycle, code, how_many, **fields):
    return [make.concern(cycle=cycle, issue_type=make.known_type(code), **fields) for _ in range(how_many)]


def recorded(ward, code, how_many, **fields):
    dataset = make.dataset(ward.borough, kind="incidents")
    return [make.incident(ward, dataset=dataset, issue_type=make.known_type(code), **fields) for _ in range(how_many)]


def counts(comparison):
    return {line.issue.code: (line.concerns, line.incidents) for line in comparison.lines}


def test_the_same_months_are_compared(ward, cycle):
    recorded(ward, "DOG", 3)
    recorded(ward, "DOG", 2, month=add_months(MONTH, -13))
    said(cycle, "DOG", 2)
    said(cycle, "DOG", 4, recorded_at=NOON.replace(year=2024))
    said(cycle, "DOG", 1, recorded_at=NOON.replace(month=4, day=1, hour=0))

    found = queries.perception_of(ward)

    assert counts(found.whole) == {"DOG": (2, 3)}
    assert found.span == "March 2026"


def test_what_officers_saw_on_a_walk_is_not_what_people_said(ward, cycle):
    recorded(ward, "TIP", 1)
    walk = make.walkabout(engagement=make.engagement(cycle=cycle, form="walkabout"))
    make.concern(finding=make.finding(walkabout=walk))

    assert counts(queries.perception_of(ward).whole) == {"TIP": (0, 1)}


def test_what_nobody_records_in_the_borough_is_told_apart(ward, cycle):
    recorded(make.ward("Next", township=ward.memberships.get().township), "LIT", 1)
    said(cycle, "LIT", 2)
    said(cycle, "YTH", 3)

    found = queries.perception_of(ward)

    assert counts(found.whole) == {"LIT": (2, 0)}
    assert [(issue.code, n) for issue, n in found.unrecorded] == [("YTH", 3)]


def test_a_withdrawn_dataset_and_an_incident_without_issue_type_are_left_out(ward, cycle):
    recorded(ward, "LIT", 1)
    make.incident(ward)
    gone = make.dataset(ward.borough, kind="incidents", withdrawn_at=NOON)
    make.incident(ward, dataset=gone, issue_type=make.known_type("LIT"))

    assert counts(queries.perception_of(ward).whole) == {"LIT": (0, 1)}


def test_an_area_is_compared_with_what_lies_in_it(ward, cycle):
    area = _drawn(ward)
    said(cycle, "DOG", 25, area=area)
    recorded(ward, "LIT", 60, longitude=ward.west + 0.001, latitude=ward.south + 0.001)
    recorded(ward, "LIT", 5)

    [(found, compared)] = queries.perception_of(ward).areas

    assert found == area
    assert counts(compared) == {"LIT": (0, 60)}


def _drawn(ward):
    west, south = ward.west, ward.south
    ring = [[west, south], [west + 0.002, south], [west + 0.002, south + 0.002], [west, south + 0.002], [west, south]]
    return make.area(ward, boundary={"type": "Polygon", "coordinates": [ring]})


# The page


@pytest.fixture
def reader(client, ward):
    client.force_login(make.person(Role.ANALYST, ward.borough))
    return client


def shown(client, ward):
    response = client.get(reverse("engagement:perception", args=[ward.slug]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_both_and_leads_to_the_rows(reader, ward, cycle):
    said(cycle, "DOG", 20)
    said(cycle, "LIT", 20)
    recorded(ward, "LIT", 60)
    recorded(ward, "DOG", 1)
    recorded(ward, "ACQ", 60)

    page = shown(reader, ward)

    assert "20 of 40 concerns, few of 121 incidents." in page
    assert "60 of 121 incidents, none of 40 concerns." in page
    rows = reverse("engagement:perception_rows", args=[ward.slug, "DOG"])
    assert f"{rows}?of=concerns" in page
    assert "20 concerns" in reader.get(f"{rows}?of=concerns").content.decode()
    assert "1 incident" in reader.get(f"{rows}?of=incidents").content.decode()


def test_the_rows_of_an_area_are_those_that_lie_in_it(reader, ward, cycle):
    area = _drawn(ward)
    recorded(ward, "LIT", 3, longitude=ward.west + 0.001, latitude=ward.south + 0.001)
    recorded(ward, "LIT", 5)

    rows = reverse("engagement:perception_rows", args=[ward.slug, "LIT"])

    assert "3 incidents" in reader.get(f"{rows}?of=incidents&area={area.pk}").content.decode()
    assert "8 incidents" in reader.get(f"{rows}?of=incidents&area=nonsense").content.decode()


def test_without_incidents_there_is_nothing_to_compare_with(reader, ward, cycle):
    said(cycle, "DOG", 3)

    assert "No incidents are loaded for this borough." in shown(reader, ward)


def test_nobody_s_words_are_on_the_pages(reader, ward, cycle):
    recorded(ward, "DOG", 1)
    said(cycle, "DOG", 3, words="Number nine leaves it there.")

    rows = reverse("engagement:perception_rows", args=[ward.slug, "DOG"])

    assert "Number nine" not in shown(reader, ward) + reader.get(rows).content.decode()


def test_the_page_costs_the_same_for_any_number_of_rows(reader, ward, cycle, costs_the_same):
    area = _drawn(ward)

    def more(n):
        said(cycle, "DOG", 10 * n, area=area)
        said(cycle, "YTH", n)
        recorded(ward, "LIT", 20 * n)

    costs_the_same(more, reader, reverse("engagement:perception", args=[ward.slug]))


def test_the_rows_cost_the_same_however_many(reader, ward, cycle, costs_the_same):
    rows = reverse("engagement:perception_rows", args=[ward.slug, "LIT"])

    costs_the_same(lambda n: recorded(ward, "LIT", n), reader, f"{rows}?of=incidents")
