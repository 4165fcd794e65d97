"""Looking across wards: a township, quarters, and wards with and without a PACT (W40, W50, M8, M32; rule 64)."""

from datetime import date

import pytest

from pact.accounts.permissions import Role
from pact.core.suppression import Cell
from pact.core.working_days import add_months
from profiles import queries
from profiles.queries.quarters import change_in_words
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db

JANUARY = date(2026, 1, 1)


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def crime():
    return make.issue_type("Burglary", strand="S")


def record(ward, count, *, month, issue_type, dataset=None):
    dataset = dataset or make.dataset(ward.borough, kind="incidents")
    for _ in range(count):
        make.incident(ward, issue_type=issue_type, month=month, dataset=dataset)


def fill(ward, first, last, *, issue_type, each=1):
    """So many a month from one month to another, so that the quarters are covered."""
    while first <= last:
        record(ward, each, month=first, issue_type=issue_type)
        first = add_months(first, 1)


# The township (W40, W50)


def test_a_township_s_wards_stand_beside_each_other(client, ward, crime):
    township = ward.memberships.get().township
    for number, place in enumerate([ward, *(make.ward(f"Ward {n}", township=township) for n in range(4))]):
        make.figure(place, 4 + number, indicator="Claimants", unit="%", better="low")
        record(place, 10 + number, month=JANUARY, issue_type=crime)
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(f"/profiles/townships/{township.slug}/").content.decode()

    assert "Ward 3" in page
    assert "0 of 1" in page
    assert "1 of 1" in page


def test_a_small_ward_s_incidents_are_not_told_beside_its_neighbours(ward, crime):
    """Rule 64: nor those of one more ward, from which they could be worked out."""
    township = ward.memberships.get().township
    others = [make.ward(f"Ward {n}", township=township) for n in range(3)]
    for place, count in zip([ward, *others], [2, 30, 9, 40], strict=True):
        record(place, count, month=JANUARY, issue_type=crime)

    rows = queries.rows_of_wards([ward, *others], today=make.TODAY)
    lines = queries.township_lines([ward, *others], rows, months=[JANUARY])

    assert [(line.ward, line.incidents) for line in lines] == [
        ("Ashfield", "suppressed"),
        ("Ward 0", "30"),
        ("Ward 1", "suppressed"),
        ("Ward 2", "40"),
    ]


def test_a_ward_s_incidents_are_not_told_beside_its_neighbours_where_its_own_profile_hides_them(ward, crime):
    """Six in all would tell that three of the four kinds are a single one (rule 64)."""
    other = make.ward("Birchwood", township=ward.memberships.get().township)
    for name, count in {"Noise": 1, "Litter": 1, "Graffiti": 1, "Fly-tipping": 3}.items():
        record(ward, count, month=JANUARY, issue_type=make.issue_type(name))
    record(other, 30, month=JANUARY, issue_type=crime)

    lines = queries.township_lines(
        [ward, other], queries.rows_of_wards([ward, other], today=make.TODAY), months=[JANUARY]
    )

    assert queries.numbers(ward, today=make.TODAY).incidents_shown == "suppressed"
    assert "6" not in [line.incidents for line in lines]


def test_a_township_costs_the_same_with_many_wards(client, ward, crime, costs_the_same):
    township = ward.memberships.get().township
    client.force_login(make.person(Role.COORDINATOR, ward.borough))
    dataset = make.dataset(ward.borough)

    def more(n):
        for _ in range(n):
            place = make.ward(township=township)
            make.figure(place, 4, dataset=dataset, better="low")
            record(place, 1, month=JANUARY, issue_type=crime)

    costs_the_same(more, client, f"/profiles/townships/{township.slug}/")


def test_the_township_is_frozen_with_a_profile(ward, crime):
    record(ward, 9, month=JANUARY, issue_type=crime)
    numbers = queries.numbers(ward, today=make.TODAY)

    again = queries.Numbers.from_json(numbers.as_json())

    assert again.township == numbers.township
    assert [line.incidents for line in again.township] == ["9"]


# Quarters (M32)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (Cell(60), Cell(72), "Up 12 (+20%)"),
        (Cell(60), Cell(45), "Down 15 (−25%)"),
        (Cell(5), Cell(5), "The same"),
        (Cell(0), Cell(5), "Up 5"),
        (Cell(None, is_suppressed=True), Cell(5), "–"),
        (Cell(5), Cell(None), "–"),
    ],
)
def test_a_change_is_told_in_words_and_only_from_numbers_that_are_shown(old, new, words):
    """Rule 64."""
    assert change_in_words(old, new) == words


def test_only_whole_quarters_are_offered_the_latest_first(ward, crime):
    fill(ward, date(2025, 9, 1), date(2026, 4, 1), issue_type=crime)

    assert queries.quarters_covered(ward.borough) == [JANUARY, date(2025, 10, 1)]


def test_each_ward_s_quarter_stands_beside_the_one_before_and_a_year_ago(ward, crime):
    fill(ward, date(2025, 1, 1), date(2025, 12, 1), issue_type=crime, each=4)
    fill(ward, JANUARY, date(2026, 3, 1), issue_type=crime, each=6)
    record(ward, 50, month=JANUARY, issue_type=make.issue_type("Litter", strand="C"))  # no crime

    table = queries.wards_in_quarter([ward], JANUARY)

    assert table.title == "January to March 2026"
    assert [(str(line.now), line.on_the_quarter, line.on_the_year) for line in table.lines] == [
        ("18", "Up 6 (+50%)", "Up 6 (+50%)")
    ]


def test_a_year_that_no_file_covers_has_no_figure_and_no_change(ward, crime):
    fill(ward, date(2025, 10, 1), date(2026, 3, 1), issue_type=crime, each=5)

    line = queries.wards_in_quarter([ward], JANUARY).lines[0]

    assert (str(line.year_before), line.on_the_year) == ("no figure", "–")
    assert line.on_the_quarter == "The same"


def shown(ward, crime, first=JANUARY):
    return next(str(line.now) for line in queries.ward_in_quarter(ward, first).lines if line.name == crime.name)


def test_a_small_quarter_cannot_be_worked_out_from_a_year_and_its_other_quarters(ward, crime):
    """Rule 64: a profile tells the year."""
    other, quarters = make.issue_type("Drugs", strand="S"), (date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1))
    fill(ward, date(2025, 4, 1), date(2026, 3, 1), issue_type=other, each=10)
    for first, count in zip((*quarters, JANUARY), (20, 3, 30, 40), strict=True):
        record(ward, count, month=first, issue_type=crime)

    told = [shown(ward, crime, first) for first in (*quarters, JANUARY)]

    assert told[1] == "suppressed"
    assert told.count("suppressed") > 1


def test_a_ward_that_is_not_told_beside_the_others_is_not_told_on_its_sheet(ward, crime):
    """Rule 64: all wards less those that are shown would be the small one."""
    others = [make.ward(f"Ward {n}", township=ward.memberships.get().township) for n in range(3)]
    for n, place in enumerate(others):
        fill(place, JANUARY, date(2026, 3, 1), issue_type=crime, each=4 + n)
    record(ward, 2, month=JANUARY, issue_type=crime)

    table = queries.wards_in_quarter([ward, *others], JANUARY)

    hidden = [line.name for line in table.lines if str(line.now) == "suppressed"]
    assert hidden == ["Ashfield", "Ward 0"]
    assert shown(others[0], crime) == "suppressed"
    assert str(queries.ward_in_quarter(others[0], JANUARY).total.now) == "suppressed"
    assert shown(others[1], crime) == "15"


def test_the_sheet_of_a_ward_is_read_on_its_page_and_printed(client, ward, crime, tmp_path):
    fill(ward, date(2025, 1, 1), date(2026, 3, 1), issue_type=crime, each=6)
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(f"/profiles/wards/{ward.slug}/quarter/").content.decode()
    made = Made("profiles.ward_sheet", ward, quarter="2026-01-01")
    asked = client.post(f"/profiles/wards/{ward.slug}/quarter/pdf/", {"quarter": "2026-01-01"})

    assert "January to March 2026" in page
    assert made.faults_of_accessibility(tmp_path) == []
    assert "The same" in made.text
    assert asked.status_code == 302


@pytest.mark.parametrize("query", ["", "?quarter=nonsense", "?quarter=1999-01-01"])
def test_without_a_whole_quarter_the_pages_say_so_and_nonsense_breaks_nothing(client, ward, query):
    client.force_login(make.person(Role.COUNCILLOR, ward))

    for address in ("/profiles/quarters/", f"/profiles/wards/{ward.slug}/quarter/"):
        assert "No whole quarter is loaded" in client.get(f"{address}{query}").content.decode()


# With and without a PACT (M8)


def test_wards_with_a_pact_stand_beside_those_without_before_and_since(ward, crime):
    other = make.ward("Birchwood", township=ward.memberships.get().township)
    make.pact(ward=ward, started_on=JANUARY)
    for place, since in ((ward, 6), (other, 12)):
        fill(place, date(2025, 7, 1), date(2025, 12, 1), issue_type=crime, each=12)
        fill(place, JANUARY, date(2026, 4, 1), issue_type=crime, each=since)

    compared = queries.with_and_without([ward, other], today=make.TODAY)

    assert [line.ward for line in compared.lines] == [ward]
    assert compared.without == [other]
    assert compared.lines[0].here.shown == ["1.00", "0.50", "−50%"]
    assert compared.typical == ["−50%", "0%"]


def test_a_change_of_a_few_incidents_is_not_told_as_one(ward, crime):
    make.pact(ward=ward, started_on=JANUARY)
    make.figure(ward, 4, indicator="Claimants", unit="%", better="low", period="2019")
    for month, count in ((date(2025, 12, 1), 5), (JANUARY, 19)):
        record(ward, count, month=month, issue_type=crime)

    compared = queries.with_and_without([ward], today=make.TODAY)

    assert compared.lines[0].here.shown == ["0.42", "1.58", "Too few"]
    assert (compared.typical[0], compared.figures) == ("–", [])
    assert compared.sentence.startswith("Too few incidents")


def test_a_closed_pact_does_not_count(ward):
    make.pact(ward=ward, status="closed")

    assert queries.with_and_without([ward], today=make.TODAY).lines == []


def test_the_page_warns_of_what_it_cannot_prove(client, ward, crime):
    make.pact(ward=ward, started_on=JANUARY)
    for period in ("2024", "2026-02"):
        make.figure(ward, 5, indicator="Claimants", better="low", period=period)
    fill(ward, date(2025, 7, 1), date(2026, 2, 1), issue_type=crime, each=12)
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get("/profiles/with-and-without-a-pact/").content.decode()

    assert "This cannot prove that a PACT works" in page
    assert "Claimants" in page
