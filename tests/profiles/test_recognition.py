"""What an unknown file probably is, seen from its titles and cells; nothing here asks the database."""

import gzip
import json

import openpyxl
import pytest

from pact.core.refusals import Refused
from profiles.loading import recognition
from tests.make import boroughs as small
from tests.make.boroughs import crime, crimes

REAL = {
    "boundaries/wards_2013_wiltshire.geojson": ("wards", ""),
    "boundaries/lsoa_2011_medway.geojson": ("small-area-boundaries", ""),
    "councillors/councillors_2019-05_five_councils.csv": ("councillors", ""),
    "crime/2024-01-kent-street.csv.gz": ("incidents", ""),
    "crime/2024-01-wiltshire-street.csv": ("incidents", ""),
    "crime/gmp_burglary_2016-02_2019-01_wigan.csv": ("incidents", ""),
    "crime/police_api_street_crimes_2018-06_ward_E05000437.json": ("incidents", ""),
    "deprivation/imd2019_lsoa11.csv": ("figures", "columns"),
    "deprivation/imd2019_ward2017.csv": ("figures", "columns"),
    "indicators/gm_claimant-rate.csv": ("figures", "columns"),
    "indicators/gm_social-rented-households.csv": ("figures", "columns"),
    "indicators/stats19_road_casualties_2019-2024H1_wigan.csv": ("incidents", ""),
    "indicators/trafford_ward_indicators_long.csv": ("figures", "long"),
    "issues/fixmystreet_lsoa_counts_2015-2018.csv": ("figures", "long"),
    "issues/lewisham_fixmystreet_reports_2016-2021.csv": ("incidents", ""),
    "issues/lewisham_fixmystreet_reports_2016-2021.json": ("incidents", ""),
    "lookups/codepoint_open_2014-08_medway.csv": ("postcodes", ""),
    "lookups/lsoa11_lsoa21.csv": ("small-area-changes", ""),
    "lookups/lsoa11_ward17.csv": ("small-areas", ""),
    "population/census2021_ethnic_group_lsoa21.csv": ("figures", "groups"),
    "population/population_mid2020_lsoa11_single_year_of_age.csv": ("figures", "ages"),
}


def recognised(tmp_path, content, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return recognition.recognise(path)


@pytest.mark.parametrize(("name", "expected"), REAL.items())
def test_every_real_file_is_recognised_and_its_first_rows_are_understood(real_data, name, expected):
    found = recognition.recognise(real_data / name)

    assert (found.kind, found.shape) == expected
    assert len(found.preview) >= 10
    assert sum(bool(row.facts) for row in found.preview) >= 0.9 * len(found.preview)


def test_a_street_file_is_recognised_with_its_columns_and_its_month(tmp_path):
    found = recognised(tmp_path, crimes(*[crime(1)] * 30))

    assert (found.kind, found.coordinates, found.period_in_words) == ("incidents", "WGS84", "January 2024")
    assert found.entry["columns"]["category"] == "Crime type"
    assert {c.fact for c in found.columns if c.confidence > 0.9} == {*found.entry["columns"]}
    assert len(found.preview) == 20
    assert found.preview[0].facts["month"] == "January 2024"


def test_residents_words_are_not_read(tmp_path):
    rows = [["Graffiti", "Me and my dog saw it", "51.5", "-0.03", "2021-02-03"]] * 3
    found = recognised(tmp_path, small.table(["service_name", "detail", "lat", "long", "requested_datetime"], rows))

    assert found.kind == "incidents"
    assert "What residents may have written is not read: detail." in found.notes
    assert not any("dog" in str(row.facts) for row in found.preview)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_dress_does_not_matter(tmp_path, delimiter, encoding):
    rows = [["E05009001", "Café Ward", 12], ["E05009002", "St Mary’s", 13]]
    lines = [delimiter.join(map(str, row)) for row in [["Area code", "Area name", "Cars per household"], *rows]]

    found = recognised(tmp_path, "\r\n".join(["Cars by ward", "", *lines]).encode(encoding))

    assert (found.kind, found.delimiter, found.heading_row) == ("figures", delimiter, 3)
    assert found.entry["column"] == [{"name": "Cars per household", "indicator": "cars-per-household"}]
    assert found.geographies == {"wards": 2}


def test_the_sheet_with_the_table_is_found_behind_the_notes(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["These figures are experimental."])
    sheet = book.create_sheet("Table 1")
    for row in [["Claimants"], [], ["Area code", "2023", "2024"], ["E05009001", 1.5, 2], ["E05009002", 3, "[c]"]]:
        sheet.append(row)
    book.save(tmp_path / "claims.xlsx")

    found = recognition.recognise(tmp_path / "claims.xlsx")

    assert (found.form, found.sheet, found.sheets, found.heading_row) == (
        *("workbook", "Table 1", ("Notes", "Table 1")),
        3,
    )
    assert (found.kind, found.shape, found.period_in_words) == ("figures", "periods", "2023 to 2024")


def test_places_on_the_national_grid_are_recognised(tmp_path):
    rows = [["Fly-tipping", 358000 + n, 405000, "03/02/2024"] for n in range(5)]

    found = recognised(tmp_path, small.table(["Category", "Easting", "Northing", "Date reported"], rows))

    assert (found.kind, found.coordinates, found.period_in_words) == ("incidents", "National Grid", "3 February 2024")
    assert found.preview[0].facts["place"].startswith("53.5")


def test_a_corrected_entry_is_previewed_anew(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(small.table(["Area", "First", "Second"], [["E05009001", 1, 2]]))
    found = recognition.recognise(path)

    entry = found.entry | {"period": "2020-Q1", "column": [{"name": "Second", "indicator": "second", "times": 10}]}
    file, mistakes = recognition.as_file(entry, title="Seconds", indicators=found.indicators)

    assert mistakes == []
    (row,) = recognition.preview(path, file, indicators=found.indicators)
    assert row.facts == {"area": "E05009001", "period": "January to March 2020", "Second": "20"}


def test_what_is_wrong_with_an_entry_is_said(tmp_path):
    file, mistakes = recognition.as_file({"kind": "figures", "shape": "columns", "area_column": "a"}, title="A")

    assert file is None
    assert "give either “period” or “period_column”." in mistakes


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4", "is a PDF"),
        (b"<html>", "is a web page"),
        (b"{}", "holds no list of things"),
        (gzip.compress(b"a,b\n" * 99)[:-8], "damaged or cut short"),
        (b"PK\x03\x04zip", "cannot be opened"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, sentence):
    with pytest.raises(Refused, match=sentence):
        recognised(tmp_path, content)


def test_a_table_of_nothing_known_is_said_to_be_unclear(tmp_path):
    found = recognised(tmp_path, "name,colour\nA,red\nB,blue\n")

    assert (found.kind, found.entry, found.preview) == ("", {}, ())
    assert found.notes == ("It is not clear what it holds. Say so, and which column is which.",)


def test_a_map_of_points_is_incidents_and_not_a_map(tmp_path):
    points = [
        {
            "type": "Feature",
            "properties": {"type": "Graffiti", "date": "2024-02-03"},
            "geometry": {"type": "Point", "coordinates": [-2.6, 53.5]},
        }
    ] * 3

    found = recognised(tmp_path, json.dumps({"type": "FeatureCollection", "features": points}), "points.geojson")

    assert (found.kind, found.entry["columns"]["longitude"]) == ("incidents", "longitude")
