"""Loading a small borough from its files: what is stored, what is not, and what happens the second time."""

from datetime import date, timedelta

import pytest

from pact.accounts.models import Agency, Membership, Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.places.models import Borough, Postcode, SmallArea, Township, Ward
from pact.taxonomy.models import IssueType
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.loading import recognition
from profiles.loading.outcomes import NEW, REFUSED, REPLACED, UNCHANGED
from profiles.models import Dataset, Figure, Incident, Indicator, RefusedRow
from tests import make
from tests.make import boroughs as files
from tests.make.boroughs import crime, crimes

pytestmark = pytest.mark.django_db

NOBODY = {"by": None, "at": make.NOON}
LATER = {"by": None, "at": make.NOON + timedelta(days=30)}
TABLES = (Borough, Township, Ward, SmallArea, Postcode, Dataset, Figure, Incident, Indicator, Membership, Agency)


def load(path, **how):
    """Load a manifest and return its outcomes by title."""
    found = loading.load(manifests.read(path), path.parent, **(NOBODY | how))
    return {outcome.title: outcome for outcome in found}


def stored():
    return {model.__name__: model.objects.count() for model in (*TABLES, RefusedRow, Entry)}


def months(path, **how):
    """Load crimes only, on top of the wards; returns the outcome."""
    return load(path, **how)["Crime, January 2024"]


# The whole of it


def test_a_borough_is_loaded_from_its_manifest(tmp_path):
    outcomes = load(make.borough_files(tmp_path))

    assert {outcome.state for outcome in outcomes.values()} == {NEW}
    assert [ward.name for ward in Ward.objects.order_by("code")] == list(files.WARDS.values())
    assert Ward.objects.get(name="Riverside").township_on(make.TODAY).name == "North"
    assert Postcode.objects.get(code="ZZ11AB").ward.name == "St Mary’s"
    assert SmallArea.objects.filter(ward__name="Ashfield").count() == 4
    assert IssueType.objects.get(code="LIT").lead_agency.name == "Millbrook Cleansing"
    assert Incident.objects.count() == 3
    seat = Membership.objects.get(role=Role.COUNCILLOR)
    assert (seat.person.name, seat.ward.name) == ("Ann Ode", "St Mary’s")


def test_loading_twice_changes_nothing(tmp_path):
    path = make.borough_files(tmp_path)
    load(path)
    before = stored()

    outcomes = load(path, **LATER)

    assert {outcome.state for outcome in outcomes.values()} == {UNCHANGED}
    assert stored() == before


def test_a_plan_says_what_loading_does_and_leaves_no_trace(tmp_path):
    path = make.borough_files(tmp_path)
    before = stored()

    planned = loading.plan(manifests.read(path), tmp_path, **NOBODY)

    assert stored() == before
    done = load(path)
    assert {o.title: o.in_words() for o in planned} == {o.title: o.in_words() for o in done.values()}


def test_a_file_that_is_refused_leaves_no_trace_and_the_others_go_on(tmp_path):
    path = make.borough_files(tmp_path, claims="<html>Not found</html>")

    outcomes = load(path)

    assert outcomes["Claims"].state == REFUSED
    assert outcomes["Claims"].reasons == [
        "claims.csv is a web page, perhaps an error page that was saved in place of the file."
    ]
    assert not Dataset.objects.filter(title="Claims").exists()
    assert not Indicator.objects.filter(slug="claimant-rate").exists()
    assert outcomes["Crime, January 2024"].state == NEW


def test_without_wards_nothing_that_rests_on_them_is_loaded(tmp_path):
    outcomes = load(make.borough_files(tmp_path, wards="{}"))

    assert [title for title, outcome in outcomes.items() if outcome.state == NEW] == ["Borough", "Agencies"]
    assert outcomes["Crime, January 2024"].reasons == [
        "No ward of Millbrook is known yet. Load its ward boundaries first."
    ]
    assert not Dataset.objects.exists()


def test_a_dataset_says_where_it_comes_from_and_what_became_of_its_rows(tmp_path):
    """Rule 5."""
    person = make.person()
    load(make.borough_files(tmp_path), by=person)

    dataset = Dataset.objects.get(title="Claims")

    assert (dataset.source, dataset.licence, dataset.attribution) == (
        "A statistics office",
        "Open Government Licence v3.0",
        "Contains numbers.",
    )
    assert (dataset.period, dataset.loaded_by, dataset.loaded_at) == (
        "October 2018 to November 2018",
        person,
        make.NOON,
    )
    assert (dataset.rows_read, dataset.rows_taken, dataset.rows_outside) == (4, 3, 1)
    assert dataset.outside == [[5, 5]]
    assert [entry.verb for entry in Entry.objects.about(dataset)] == ["loaded"]


# Another file under a known title


def test_another_file_under_the_same_title_replaces_the_former_one(tmp_path):
    load(make.borough_files(tmp_path))

    claims = files.table(["Date", "Geography", "Value"], [["2018-10", "E05009001", 1.5], ["2018-11", "E05009001", 9]])
    outcome = load(make.borough_files(tmp_path, claims=claims), **LATER)["Claims"]

    assert (outcome.state, outcome.new, outcome.changed, outcome.same) == (REPLACED, 0, 1, 1)
    assert outcome.notes == ["1 figures of the file loaded before are not in this one."]
    claimed = Figure.objects.filter(indicator__slug="claimant-rate")
    assert {f.value for f in claimed.in_use()} == {1.5, 9.0}
    assert claimed.count() == 5
    assert Dataset.objects.filter(title="Claims").count() == 2


def test_a_replacement_that_is_refused_leaves_the_former_file_in_use(tmp_path):
    load(make.borough_files(tmp_path))

    outcome = load(make.borough_files(tmp_path, claims="Date,Geography\r\n"), **LATER)["Claims"]

    assert outcome.state == REFUSED
    assert Figure.objects.in_use().filter(indicator__slug="claimant-rate").count() == 3


def test_a_file_read_in_another_way_is_loaded_anew(tmp_path):
    load(make.borough_files(tmp_path))
    sorted_out = files.MANIFEST.replace('path = "crime.csv"', 'path = "crime.csv"\nissue_types = {"Burglary" = "VAN"}')

    outcome = months(make.borough_files(tmp_path, manifest=sorted_out), **LATER)

    assert outcome.state == REPLACED
    assert outcome.notes == ["Replaces 3 incidents of the file loaded before."]
    assert Incident.objects.in_use().get(category="Burglary").issue_type.code == "VAN"
    assert Incident.objects.in_use().count() == 3


def test_a_corrected_licence_is_corrected_without_loading_again(tmp_path):
    load(make.borough_files(tmp_path))
    corrected = files.MANIFEST.replace("Contains numbers.", "Contains good numbers.")

    outcome = load(make.borough_files(tmp_path, manifest=corrected), **LATER)["Claims"]

    assert (outcome.state, outcome.notes) == (UNCHANGED, ["Its attribution was corrected."])
    assert Dataset.objects.get(title="Claims").attribution == "Contains good numbers."


def test_packing_a_file_changes_nothing(tmp_path):
    import gzip

    load(make.borough_files(tmp_path))

    packed = gzip.compress((tmp_path / "crime.csv").read_bytes())
    outcome = months(make.borough_files(tmp_path, crime=packed), **LATER)

    assert outcome.state == UNCHANGED


# Withdrawing


def test_figures_and_incidents_of_a_withdrawn_file_are_no_longer_used(tmp_path):
    load(make.borough_files(tmp_path))
    person = make.person()

    for title in ("Claims", "Crime, January 2024"):
        loading.withdraw(Dataset.objects.get(title=title), by=person, at=make.NOON)
        loading.withdraw(Dataset.objects.get(title=title), by=make.person(), at=LATER["at"])

    assert not Incident.objects.in_use().exists()
    assert not Figure.objects.in_use().filter(indicator__slug="claimant-rate").exists()
    assert not Figure.objects.latest().filter(indicator__slug="claimant-rate").exists()
    assert Incident.objects.count() == 3
    dataset = Dataset.objects.get(title="Claims")
    assert (dataset.withdrawn_by, dataset.withdrawn_at) == (person, make.NOON)
    assert [entry.verb for entry in Entry.objects.about(dataset).order_by("pk")] == ["loaded", "withdrew"]


def test_boundaries_are_not_withdrawn(tmp_path):
    load(make.borough_files(tmp_path))

    with pytest.raises(Refused, match="stand on their own"):
        loading.withdraw(Dataset.objects.get(title="Wards"), **NOBODY)


def test_a_withdrawn_file_comes_back_only_when_somebody_says_so(tmp_path):
    path = make.borough_files(tmp_path)
    load(path)
    loading.withdraw(Dataset.objects.get(title="Crime, January 2024"), **NOBODY)

    refused = months(path, **LATER)
    taken = months(path, again={"Crime, January 2024"}, **LATER)

    assert (refused.state, taken.state) == (REFUSED, NEW)
    assert refused.reasons == [
        "It was withdrawn on 11 March 2026. Take it out of the manifest, or say that it is to be loaded again."
    ]
    assert Incident.objects.in_use().count() == 3


# Incidents: none lost, none doubled


def test_identical_rows_are_separate_incidents(tmp_path):
    same = [crime(1)] * 5

    outcome = months(make.borough_files(tmp_path, crime=crimes(*same)))

    assert (outcome.read, outcome.new) == (5, 5)
    assert sorted(Incident.objects.values_list("row", flat=True)) == [2, 3, 4, 5, 6]


def test_the_same_content_under_another_title_is_refused(tmp_path):
    load(make.borough_files(tmp_path))
    twin = files.MANIFEST.replace('title = "Crime, January 2024"', 'title = "Crime"')

    outcome = load(make.borough_files(tmp_path, manifest=twin), **LATER)["Crime"]

    assert outcome.reasons == ["It is loaded already, as “Crime, January 2024”."]
    assert Incident.objects.count() == 3


def test_one_month_of_one_provider_is_not_counted_twice(tmp_path):
    load(make.borough_files(tmp_path))
    longer = crimes(crime(1), crime(1), crime(2, category="Burglary", reference="a1"), crime(3))
    twin = files.MANIFEST.replace('title = "Crime, January 2024"', 'title = "Crime, better"')

    outcome = load(make.borough_files(tmp_path, manifest=twin, crime=longer), **LATER)["Crime, better"]

    assert outcome.reasons == [
        "Anti-social behaviour of Kent Police in January 2024 is in “Crime, January 2024” already. "
        "Withdraw that, or give this file the same title."
    ]
    assert Incident.objects.count() == 3


def test_the_next_month_is_added_and_the_first_stays(tmp_path):
    load(make.borough_files(tmp_path))
    (tmp_path / "february.csv").write_text(crimes(crime(1, month="2024-02"), crime(4, month="2024-02")))
    next_month = files.MANIFEST + (
        '\n[[file]]\nkind = "incidents"\ntitle = "Crime, February 2024"\npath = "february.csv"\nfrom = "ons"\n'
    )

    outcomes = load(make.borough_files(tmp_path, manifest=next_month), **LATER)

    assert [title for title, outcome in outcomes.items() if outcome.state != UNCHANGED] == ["Crime, February 2024"]
    assert list(Incident.objects.in_use().by_month()) == [
        {"month": date(2024, 1, 1), "count": 3},
        {"month": date(2024, 2, 1), "count": 2},
    ]


def test_every_row_that_is_not_taken_is_counted_where_it_belongs(tmp_path):
    rows = [
        crime(1),
        crime(1, at=("", "")),
        crime(1, at=(0.5, 51.4)),
        crime(1, month="January"),
        crime(1, at=("west", 53.5)),
        crime(1, at=(-2.6, "")),
        crime(1, category=" "),
        crime(1, at=(-2.6, 153.5)),
        crime(1, Location="x" * 151),
        crime(1, at=("nan", "nan")),
        crime(1, month="2013-11"),
    ]

    outcome = months(make.borough_files(tmp_path, crime=crimes(*rows)))

    dataset = Dataset.objects.get(title="Crime, January 2024")
    assert [(row.number, row.reason) for row in dataset.refused_rows.order_by("number")] == [
        (3, "It has no place."),
        (5, "“January” is not a month like 2024-01."),
        (6, "“west” is not a longitude."),
        (7, "It has no latitude."),
        (8, "It does not say what happened."),
        (9, "“153.5” is not a latitude."),
        (10, "Its location has more than 150 characters."),
        (11, "“nan” is not a longitude."),
        (12, "No ward boundaries are known for November 2013."),
    ]
    assert outcome.outside_runs == [[4, 4]]
    assert (outcome.read, outcome.taken, len(outcome.faults)) == (11, 1, 8)
    assert [fault.row for fault in outcome.not_taken()] == [3, 5, 6, 7, 8, 9, 10, 11, 12, 4]


def test_categories_become_issue_types_and_what_fits_none_keeps_its_name(tmp_path):
    rows = [
        crime(1),
        crime(1, category="Burglary"),
        crime(1, category="Shoplifting"),
        crime(1, category="Noise at sea"),
    ]

    outcome = months(make.borough_files(tmp_path, crime=crimes(*rows)))

    found = {incident.category: incident.issue_type and incident.issue_type.code for incident in Incident.objects.all()}
    assert found == {"Anti-social behaviour": "YTH", "Burglary": "ACQ", "Shoplifting": None, "Noise at sea": None}
    assert outcome.notes == ["“Noise at sea” belongs to no issue type. The manifest can say to which, as issue_types."]


def test_an_incident_belongs_to_the_ward_as_it_was_in_that_month(tmp_path):
    path = make.borough_files(tmp_path)
    load(path)
    moved = files.boundaries({"E05009001": files.square(0, 0, 0.004)})
    redrawn = files.MANIFEST.replace('path = "wards.geojson"', 'path = "wards.geojson"\nstarts_on = 2024-02-01')
    rows = crimes(crime(1), crime(1, month="2024-02", at=(-2.598, 53.502)), crime(1, month="2024-02"))

    outcomes = load(make.borough_files(tmp_path, manifest=redrawn, wards=moved, crime=rows), **LATER)

    assert (outcomes["Wards"].changed, outcomes["Wards"].same) == (1, 3)
    old, new = Ward.objects.filter(code="E05009001").order_by("starts_on")
    assert (old.ends_on, new.starts_on) == (date(2024, 2, 1), date(2024, 2, 1))
    assert [(i.row, i.ward) for i in Incident.objects.in_use().order_by("row")] == [(2, old), (3, new)]
    assert outcomes["Crime, January 2024"].outside_runs == [[4, 4]]


def test_a_long_file_that_is_mostly_wrong_is_not_read_to_its_end(tmp_path):
    rows = crimes(crime(1), *[crime(1, month="May")] * 6_000)

    outcome = months(make.borough_files(tmp_path, crime=rows))

    assert outcome.reasons == [
        "6,000 of the first 6,001 rows of crime.csv cannot be read. Row 3: “May” is not a month like 2024-01."
    ]


def test_a_file_that_holds_nothing_of_this_borough_is_the_wrong_file(tmp_path):
    outcome = months(make.borough_files(tmp_path, crime=crimes(crime(1, at=(0.5, 51.4)), crime(1, at=("", "")))))

    assert outcome.reasons == ["None of the 2 rows of crime.csv can be taken for Millbrook."]
    assert not Incident.objects.exists()


# Boundaries


def test_another_boundary_on_the_same_day_would_rewrite_history(tmp_path):
    load(make.borough_files(tmp_path))
    before = Ward.objects.get(code="E05009001").boundary

    wards = files.boundaries({"E05009001": files.square(0, 0, 0.004)})
    outcome = load(make.borough_files(tmp_path, wards=wards), **LATER)["Wards"]

    assert outcome.reasons == [
        "The boundary of Ashfield differs from the one that stands from 1 December 2013. "
        "If it changed, say on which day with starts_on."
    ]
    assert Ward.objects.get(code="E05009001").boundary == before


def test_a_new_set_of_wards_ends_those_that_it_no_longer_has(tmp_path):
    load(make.borough_files(tmp_path))
    names = {"E05009001": "Ashfield", "E05009002": "St Mary’s", "E05009011": "Mill Bridge", "E05009004": "Riverside"}
    manifest = files.MANIFEST.replace('path = "wards.geojson"', 'path = "wards.geojson"\nstarts_on = 2023-05-04')

    wards = files.boundaries(names=names)
    outcomes = load(make.borough_files(tmp_path, manifest=manifest, wards=wards), **LATER)

    assert (outcomes["Wards"].new, outcomes["Wards"].same) == (1, 3)
    assert outcomes["Wards"].notes == ["Mill Bridge ended on 4 May 2023."]
    new = Ward.objects.get(code="E05009011")
    assert new.township_on(make.TODAY).name == "North"
    assert Ward.objects.get(code="E05009003").ends_on == date(2023, 5, 4)
    assert {ward.name for ward in Ward.objects.on(date(2023, 5, 3))} == set(files.WARDS.values())


def test_wards_that_overlap_are_refused(tmp_path):
    wards = files.boundaries({"E05009002": files.square(0.5, 0)})

    outcome = load(make.borough_files(tmp_path, wards=wards))["Wards"]

    assert outcome.reasons == ["Ashfield and St Mary’s overlap in wards.geojson."]
    assert not Ward.objects.exists()


def test_a_township_that_names_an_unknown_ward_is_refused_whole(tmp_path):
    manifest = files.MANIFEST.replace('wards = ["Ashfield", "St Mary\'s"]', 'wards = ["Ashfield", "St Peter\'s"]')

    outcome = load(make.borough_files(tmp_path, manifest=manifest))["Townships"]

    assert outcome.reasons == ["Township South: there is no ward called St Peter's in Millbrook."]
    assert not Township.objects.exists()


# Small areas and figures


def test_small_areas_that_merge_across_wards_are_in_none(tmp_path):
    """Splits and merges are followed, never guessed."""
    small = files.small_area
    rows = [
        [small(1, 1), "E01002001", "Split 1", "S"],
        [small(1, 1), "E01002002", "Split 2", "S"],
        [small(1, 2), "E01002003", "Merged inside", "M"],
        [small(2, 1), "E01002004", "Merged across", "M"],
        [small(3, 1), "E01002004", "Merged across", "M"],
    ]
    changes = files.table(["old", "new", "name", "change"], rows)

    outcome = load(make.borough_files(tmp_path, changes=changes))["Changes"]

    assert dict(SmallArea.objects.filter(vintage=2021).values_list("code", "ward__name")) == {
        "E01002001": "Ashfield",
        "E01002002": "Ashfield",
        "E01002003": "Ashfield",
        "E01002004": None,
    }
    assert outcome.notes == ["E01002004 spans more than one ward and is in none."]
    assert SmallArea.objects.get(code="E01002004").predecessors.count() == 2


def test_small_areas_add_up_to_their_ward_with_shares(tmp_path):
    load(make.borough_files(tmp_path))
    ward = Ward.objects.get(name="Ashfield")

    figures = {f.indicator.slug: f.value for f in Figure.objects.of(ward).for_display()}
    of_borough = {f.indicator.slug: f.value for f in Figure.objects.of_borough(ward.borough).for_display()}

    assert figures["population"] == 202
    assert figures["aged-25-to-44"] == 200
    assert figures["share-aged-65-and-over"] == pytest.approx(100 * 2 / 202, abs=0.001)
    assert (figures["ethnic-white"], figures["census-residents"], figures["share-ethnic-white"]) == (120, 200, 60)
    assert of_borough["population"] == 808
    assert ward.population == 202
    assert Figure.objects.inside(ward).filter(indicator__slug="population").count() == 2
    assert Indicator.objects.get(slug="everybody-else").is_count_of_people


def test_a_ward_with_a_gap_has_no_sum(tmp_path):
    ages = files.everybody().splitlines(keepends=True)
    wrong = ages[1].replace(f"{files.small_area(1, 1)},101,", f"{files.small_area(1, 1)},999,")

    outcome = load(make.borough_files(tmp_path, ages="".join([ages[0], wrong, *ages[2:]])))["Ages"]

    assert [(fault.row, fault.reason) for fault in outcome.faults] == [
        (2, "Its ages add up to 101 and its total says 999.")
    ]
    assert "Ashfield has no sum for June 2020: 1 of its 2 small areas are missing." in outcome.notes
    summed = set(
        Figure.objects.filter(indicator__slug="population", area_code__startswith="E05").values_list("area_code")
    )
    assert summed == {("E05009002",), ("E05009003",), ("E05009004",)}
    assert not Figure.objects.filter(indicator__slug="population", area_code=files.BOROUGH).exists()


def test_figures_of_mixed_areas_are_never_added_up(tmp_path):
    load(make.borough_files(tmp_path))

    assert set(Figure.objects.filter(indicator__slug="claimant-rate").values_list("area_code", "period", "value")) == {
        ("E05009001", "2018-10", 1.5),
        ("E05009001", "2018-11", 2.5),
        ("E08009999", "2018-11", 2.0),
    }


def test_the_latest_figure_is_of_the_latest_period_and_the_file_loaded_last(tmp_path):
    load(make.borough_files(tmp_path))
    ward = Ward.objects.get(name="Ashfield")
    again = make.dataset(ward.borough, loaded_at=LATER["at"])
    indicator = Indicator.objects.get(slug="claimant-rate")
    Figure.objects.create(
        indicator=indicator, dataset=again, area_code=ward.code, ward=ward, period="2018-11", value=2.75
    )

    latest = Figure.objects.of(ward).in_use().latest().get(indicator=indicator)

    assert (latest.period, latest.value) == ("2018-11", 2.75)


def test_a_value_given_twice_is_taken_once_and_said(tmp_path):
    rows = [["2018-10", "E05009001", 1.5], ["2018-10", "E05009001", 2.5], ["2018-10", "E05009002", "many"]]

    outcome = load(make.borough_files(tmp_path, claims=files.table(["Date", "Geography", "Value"], rows)))["Claims"]

    assert [(fault.row, fault.reason) for fault in outcome.own_rows()] == [
        (3, "E05009001 has a value for October 2018 in row 2 already."),
        (4, "“many” is not a number."),
    ]


COUNTED = """
[[file]]
kind = "figures"
title = "Homes"
path = "claims.csv"
from = "ons"
period = "2021"
vintage = 2011
adds_up = true
area_column = "Area"
column = [{ name = "n", indicator = "social-rented-households" }]
"""


def counted(how):
    return (COUNTED.replace("vintage = 2011\n", "") if "vintage" in how else COUNTED) + how


def homes(tmp_path, rows, how="", areas=None):
    """Load small areas and then counts of homes; returns the outcome."""
    start = files.MANIFEST[: files.MANIFEST.index('[[file]]\nkind = "postcodes"')]
    path = make.borough_files(
        tmp_path, manifest=start + counted(how), claims=files.table(["Area", "n"], rows), changes=areas
    )
    return load(path)["Homes"]


def values():
    found = Figure.objects.in_use().filter(indicator__slug="social-rented-households")
    return dict(found.values_list("area_code", "value"))


def test_what_a_file_says_of_a_ward_is_not_overwritten_by_our_sum(tmp_path):
    every = [[files.small_area(ward, n), 10] for ward in range(1, 5) for n in (1, 2)]

    homes(tmp_path, [*every, ["E05009001", 23]])

    assert (values()["E05009001"], values()["E05009002"], values()[files.BOROUGH]) == (23, 20, 80)


def test_an_area_that_is_missing_is_a_gap_or_none_as_the_manifest_says(tmp_path):
    some = [[files.small_area(ward, 1), 10] for ward in range(1, 5)]

    gap = homes(tmp_path, some)
    without = set(values())
    none = homes(tmp_path, some, "missing_means_none = true\n")

    assert gap.notes[0] == "Ashfield has no sum for 2021: 1 of its 2 small areas are missing."
    assert without == {area for area, _ in some}
    assert none.notes == []
    assert (values()["E05009001"], values()[files.BOROUGH]) == (10, 40)


@pytest.mark.parametrize(("how", "sums"), [("", [None, None, 10]), ('spanning = "apportion"\n', [10, 10, 10])])
def test_an_area_that_spans_wards_is_divided_only_if_the_manifest_says_so(tmp_path, how, sums):
    """The first of ward 1 and the first of ward 2 became one in 2021."""
    old = [files.small_area(ward, n) for ward in range(1, 5) for n in (1, 2)]
    merged = files.small_area(9, 1, 2021)
    new = [merged if code in {old[0], old[2]} else code.replace("E01001", "E01002") for code in old]
    changes = files.table(
        ["old", "new", "name", "change"],
        [[a, b, "Mill", "M" if b == merged else "U"] for a, b in zip(old, new, strict=True)],
    )
    rows = [[code, 10 if code == merged else 5] for code in dict.fromkeys(new)]

    outcome = homes(tmp_path, rows, "vintage = 2021\n" + how, changes)

    assert [values().get(f"E0500900{ward}") for ward in (1, 2, 3)] == sums
    assert values()[merged] == 10
    assert values().get(files.BOROUGH) == (40 if how else None)
    assert any("spans more than one ward, and the manifest does not say" in note for note in outcome.notes) != bool(how)


# Councillors


def test_councillors_have_no_password_and_an_address_that_reaches_nobody(tmp_path):
    load(make.borough_files(tmp_path))

    person = Membership.objects.get(role=Role.COUNCILLOR).person

    assert person.email == "ann-ode.e05009002@councillors.invalid"
    assert not person.has_usable_password()
    assert not person.has_address
    assert not person.invitations.exists()


def test_a_vacant_seat_and_an_unknown_ward_are_said(tmp_path):
    rows = [
        ["St. Marys", "Ann Ode", files.BOROUGH],
        ["Ashfield", "Vacancy", files.BOROUGH],
        ["Ashfeild", "Bo Peep", files.BOROUGH],
        ["St Mary's", "Ann  Ode", files.BOROUGH],
        ["", "Cy Pres", files.BOROUGH],
    ]
    councillors = files.table(["ward", "name", "council"], rows)

    outcome = load(make.borough_files(tmp_path, councillors=councillors))["Councillors"]

    assert [fault.reason for fault in outcome.faults] == [
        "The seat is vacant.",
        "There is no ward called “Ashfeild” in Millbrook. Its other name can be given under [aliases].",
        "Ann Ode is in row 2 already.",
        "It does not name a ward.",
    ]


def test_a_councillor_is_the_same_person_with_a_title_and_a_ward_with_its_kind(tmp_path):
    load(make.borough_files(tmp_path))
    councillors = files.table(["ward", "name", "council"], [["St Mary's Ward", "Councillor Ann Ode", files.BOROUGH]])

    outcome = load(make.borough_files(tmp_path, councillors=councillors), **LATER)["Councillors"]

    assert (outcome.new, outcome.same, outcome.faults) == (0, 1, [])


def test_an_alias_finds_the_ward(tmp_path):
    manifest = '[aliases]\n"Bridge End" = "Mill Bridge"\n' + files.MANIFEST
    councillors = files.table(["ward", "name", "council"], [["Bridge End", "Bo Peep", files.BOROUGH]])

    load(make.borough_files(tmp_path, manifest=manifest, councillors=councillors))

    assert Membership.objects.get(role=Role.COUNCILLOR).ward.name == "Mill Bridge"


def test_a_councillor_who_was_given_an_address_stays_the_same_person(tmp_path):
    from pact.accounts import actions as accounts

    path = make.borough_files(tmp_path)
    load(path)
    person = accounts.give_address(
        Membership.objects.get(role=Role.COUNCILLOR).person, email="ann@example.org", **NOBODY
    )

    councillors = files.table(
        ["ward", "name", "council"], [["Ashfield", "Di Vote", files.BOROUGH], ["St Marys", "Ann Ode", files.BOROUGH]]
    )
    outcome = load(make.borough_files(tmp_path, councillors=councillors), **LATER)["Councillors"]

    assert (outcome.new, outcome.same) == (1, 1)
    assert [seat.person for seat in Membership.objects.filter(ward__name="St Mary’s")] == [person]


def test_a_councillor_who_is_no_longer_listed_keeps_the_seat_and_is_named(tmp_path):
    load(make.borough_files(tmp_path))

    councillors = files.table(["ward", "name", "council"], [["Ashfield", "Di Vote", files.BOROUGH]])
    outcome = load(make.borough_files(tmp_path, councillors=councillors), **LATER)["Councillors"]

    assert outcome.notes == ["Ann Ode, St Mary’s, is not in this list. End the role by hand if it is over."]
    assert Membership.objects.current().count() == 2


# Two at once


def test_two_loadings_at_once_double_nothing(tmp_path, at_once):
    wards = files.MANIFEST[: files.MANIFEST.index('[[file]]\nkind = "small-areas"')]
    load(make.borough_files(tmp_path, manifest=wards))
    path = make.borough_files(tmp_path, manifest=INCIDENTS_ONLY)

    first, second = at_once(lambda: months(path))

    assert {first.state, second.state} == {NEW, UNCHANGED}
    assert Incident.objects.count() == 3


INCIDENTS_ONLY = (
    files.MANIFEST[: files.MANIFEST.index("[[township]]")]
    + '[[file]]\nkind = "incidents"\ntitle = "Crime, January 2024"\npath = "crime.csv"\nfrom = "ons"\n'
)


# Areas without codes


def named(tmp_path, *rows, **how):
    """Load claims of areas by name; returns the outcome and {code: value}."""
    path = make.borough_files(tmp_path, claims=files.table(["Date", "Geography", "Value"], list(rows)))
    outcome = load(path, **how)["Claims"]
    return outcome, dict(Figure.objects.in_use().filter(dataset__title="Claims").values_list("area_code", "value"))


def test_areas_are_found_by_their_names(tmp_path):
    """However they are spaced and capitalised, and whether “and” or “&” stands between."""
    codes = {name: code for code, name in files.WARDS.items()}
    first, *_ = codes

    outcome, values = named(tmp_path, ["2018-10", f" {first.upper()}  ", 1.5], ["2018-10", "Elsewhere Entirely", 9])

    assert values == {codes[first]: 1.5}
    assert outcome.outside == [3]


def test_a_name_that_is_nearly_one_of_ours_is_refused_with_a_hint(tmp_path):
    first = next(iter(files.WARDS.values()))
    slip = first[:-2] + first[-1] + first[-2]

    outcome, _ = named(tmp_path, ["2018-10", "E05009002", 1], ["2018-10", slip, 2])

    assert [(fault.row, fault.reason) for fault in outcome.own_rows()] == [
        (3, f"No area of {Borough.objects.get()} is called “{slip}”. Is it “{first}”?")
    ]


def test_of_two_rows_with_one_name_neither_is_taken(tmp_path):
    """A file of the whole country has many an Abbey."""
    first = next(iter(files.WARDS.values()))

    outcome, values = named(tmp_path, *(["2018-10", name, n] for n, name in enumerate([first, first, "E05009002"])))

    assert values == {"E05009002": 2}
    reason = f"“{first}” stands in rows 2 and 3, and which of them is meant cannot be told."
    assert [(fault.row, fault.reason) for fault in outcome.own_rows()] == [(2, reason), (3, reason)]


def test_a_name_of_two_areas_of_the_borough_is_refused(tmp_path):
    load(make.borough_files(tmp_path))
    first = next(iter(files.WARDS.values()))
    SmallArea.objects.filter(pk=SmallArea.objects.first().pk).update(name=first)

    outcome, _ = named(tmp_path, ["2018-10", "E05009002", 1], ["2018-10", first, 2])

    assert outcome.own_rows()[0].reason == (
        f"“{first}” is the name of 2 areas of {Borough.objects.get()}. Give its code."
    )


def test_a_name_is_of_the_ward_that_stood_in_the_period(tmp_path):
    path = make.borough_files(tmp_path)
    load(path)
    old = Ward.objects.order_by("code").first()
    Ward.objects.filter(pk=old.pk).update(ends_on=date(2018, 11, 1))
    Ward.objects.create(borough=old.borough, code="E05019999", name=old.name, slug="anew", starts_on=date(2018, 11, 1))

    _, values = named(tmp_path, ["2018-10", old.name, 1], ["2018-11", old.name, 2])

    assert values == {old.code: 1, "E05019999": 2}


def test_a_file_that_names_areas_is_recognised(tmp_path):
    path = tmp_path / "named.csv"
    path.write_text(files.table(["Ward name", "Empty homes"], [["Mill", 4], ["Riverside", 9]]))

    found = recognition.recognise(path)

    assert (found.kind, found.entry["area_column"]) == ("figures", "Ward name")
    assert "It names its areas without codes. Each is looked for among the names of the borough." in found.notes
