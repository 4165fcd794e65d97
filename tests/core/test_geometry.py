"""Shapes are read, checked and asked (rule 6 and the importers rest on it)."""

import csv
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.core import geometry
from pact.core.geometry import BadGeometry

SQUARE = {"type": "Polygon", "coordinates": [[[-2.7, 53.5], [-2.6, 53.5], [-2.6, 53.6], [-2.7, 53.6], [-2.7, 53.5]]]}
NEXT_DOOR = {
    "type": "Polygon",
    "coordinates": [[[-2.6, 53.5], [-2.5, 53.5], [-2.5, 53.6], [-2.6, 53.6], [-2.6, 53.5]]],
}
BOW = {"type": "Polygon", "coordinates": [[[0, 50], [1, 51], [1, 50], [0, 51], [0, 50]]]}


def polygon(*corners):
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def test_an_area_is_read_from_text_dict_or_feature():
    shapes = [geometry.parse(given) for given in (SQUARE, json.dumps(SQUARE), {"type": "Feature", "geometry": SQUARE})]

    assert {geometry.bounds(shape) for shape in shapes} == {(-2.7, 53.5, -2.6, 53.6)}


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        ("nonsense", "This is not GeoJSON."),
        ([], "This is not GeoJSON."),
        ({"type": "Point", "coordinates": [0, 0]}, "An area has to be a Polygon or MultiPolygon, and this is a Point."),
        ({"type": 7}, "An area has to be a Polygon or MultiPolygon, and this is neither."),
        ({"type": "Polygon", "coordinates": "x"}, "The coordinates of this area cannot be read."),
        (
            {"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [1, 0]]]},
            "The coordinates of this area cannot be read.",
        ),
        ({"type": "Polygon", "coordinates": []}, "This area has no corners."),
        (BOW, "The outline crosses itself near 50.50000, 0.50000."),
        (polygon([0, 0], [1, 1], [0, 0]), "The outline does not enclose an area."),
        (
            polygon([358000, 405000], [358100, 405000], [358100, 405100]),
            "These are not longitudes and latitudes. National Grid files have to say so in “crs”.",
        ),
    ],
)
def test_a_shape_that_cannot_be_used_is_refused_with_a_sentence(drawn, sentence):
    with pytest.raises(BadGeometry) as refusal:
        geometry.parse(drawn)

    assert str(refusal.value) == sentence


def test_an_outline_that_crosses_itself_is_mended_where_a_file_is_loaded():
    assert geometry.parse(BOW, mend=True).is_valid


def test_a_file_gives_every_feature_and_says_what_is_wrong_with_the_others():
    file = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"WD13NM": "Ince"}, "geometry": SQUARE},
            {"type": "Feature", "properties": None, "geometry": None},
            "nonsense",
        ],
    }

    found = geometry.features(file)

    assert [(f.number, f.properties, bool(f.shape)) for f in found] == [
        (1, {"WD13NM": "Ince"}, True),
        (2, {}, False),
        (3, {}, False),
    ]
    assert all(f.fault for f in found[1:])


def test_a_national_grid_file_that_says_so_is_converted():
    file = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},
        "features": [
            {
                "type": "Feature",
                "properties": {},
                "geometry": polygon([358000, 405000], [358900, 405000], [358900, 405900]),
            }
        ],
    }

    (found,) = geometry.features(file)

    assert geometry.bounds(found.shape).west == pytest.approx(-2.6352, abs=0.0002)


def test_a_point_is_read_and_a_bad_one_refused():
    assert geometry.parse_point('{"type": "Point", "coordinates": [-2.63, 53.54]}') == (-2.63, 53.54)
    for bad in ('{"type": "Point"}', '{"type": "Point", "coordinates": [358000, 405000]}', "7"):
        with pytest.raises(BadGeometry):
            geometry.parse_point(bad)


def test_points_are_assigned_to_the_area_they_lie_in_and_an_edge_to_the_first():
    areas = [geometry.parse(SQUARE), geometry.parse(NEXT_DOOR)]
    points = [(-2.65, 53.55), (-2.55, 53.55), (-2.6, 53.55), (0, 0), (float("nan"), 53.55)]

    assert geometry.assign(points, areas).tolist() == [0, 1, 0, -1, -1]
    assert geometry.assign([], areas).tolist() == []
    assert geometry.assign(points, []).tolist() == [-1] * 5


def test_metres_and_areas_are_right_to_a_hundredth():
    wigan, leigh = (-2.6318, 53.5448), (-2.5152, 53.4967)

    assert geometry.metres_apart(wigan, leigh) == pytest.approx(9380, rel=0.01)
    around = geometry.circle(*wigan, metres=500)
    assert geometry.square_kilometres(around) == pytest.approx(0.785, rel=0.01)
    assert geometry.contains(around, *wigan)


def test_an_area_is_covered_even_where_its_edge_was_generalised_differently():
    outer = geometry.parse(SQUARE)
    bulging = geometry.parse(polygon([-2.7001, 53.5], [-2.65, 53.5], [-2.65, 53.6]))

    assert not geometry.covers(outer, bulging)
    assert geometry.covers(outer, bulging, slack_metres=50)
    assert not geometry.overlaps(outer, geometry.parse(NEXT_DOOR))


@given(easting=st.integers(100_000, 600_000), northing=st.integers(50_000, 900_000))
def test_the_national_grid_and_back_is_where_one_was(easting, northing):
    lons, lats = geometry.to_wgs84(np.array([easting]), np.array([northing]))
    back = geometry.to_national_grid(lons, lats)

    assert back[0][0] == pytest.approx(easting, abs=0.5)
    assert back[1][0] == pytest.approx(northing, abs=0.5)


def test_wigans_wards_hold_all_9394_burglaries(real_data):
    wards = geometry.features((real_data / "boundaries/wards_2013_wigan.geojson").read_text())
    with open(real_data / "crime/gmp_burglary_2016-02_2019-01_wigan.csv", newline="") as file:
        points = [(float(row["Longitude"]), float(row["Latitude"])) for row in csv.DictReader(file)]

    found = geometry.assign(points, [ward.shape for ward in wards])

    assert len(wards) == 25
    assert sum(geometry.square_kilometres(ward.shape) for ward in wards) == pytest.approx(188, abs=1)
    assert (found >= 0).sum() == 9394
