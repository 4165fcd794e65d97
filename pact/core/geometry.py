"""Places as shapes: GeoJSON read and checked, points put into areas, National Grid and longitude and latitude.

The only module that imports shapely and pyproj. Shapes are shapely geometries in WGS84, longitude before latitude;
arrays of points are numpy arrays of shape (n, 2) in that order.
"""

import json
import math
from functools import cache
from typing import NamedTuple

import numpy as np
import pyproj
import shapely

METRES_PER_DEGREE = 111_320  # of latitude; of longitude, times the cosine of the latitude
MOST_CORNERS = 200_000
NATIONAL_GRID = 27700
NOBODY = -1
CRUMB = 0.01  # of the largest part: outlines that were generalised differently leave some along their edges


class BadGeometry(ValueError):
    """A shape that cannot be used; its text is a sentence for whoever drew or sent it."""


class Bounds(NamedTuple):
    west: float
    south: float
    east: float
    north: float


class Feature(NamedTuple):
    """One area of a GeoJSON file: its place in the file from 1, what is said of it, its shape or what is wrong."""

    number: int
    properties: dict
    shape: shapely.Geometry | None
    fault: str = ""


# Reading


def parse(geojson, *, mend=False, crs=None):
    """The area that a GeoJSON geometry or feature (text or dict) describes, as Polygon or MultiPolygon.

    With `mend`, an outline that crosses itself is repaired instead of refused. `crs` is an EPSG number where the
    coordinates are not longitude and latitude. Raises `BadGeometry`.
    """
    geojson = _loaded(geojson)
    if geojson.get("type") == "Feature":
        geojson = geojson.get("geometry") or {}
    kind = geojson.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise BadGeometry(f"An area has to be a Polygon or MultiPolygon, and this is {_named(kind)}.")
    try:
        shape = shapely.from_geojson(json.dumps({"type": kind, "coordinates": geojson.get("coordinates")}))
    except (shapely.errors.GEOSException, TypeError, ValueError) as fault:
        raise BadGeometry("The coordinates of this area cannot be read.") from fault
    return _checked(_as_wgs84(shapely.force_2d(shape), crs), mend=mend)


def parse_point(geojson):
    """The (longitude, latitude) that a GeoJSON point (text or dict) describes. Raises `BadGeometry`."""
    geojson = _loaded(geojson)
    if geojson.get("type") == "Feature":
        geojson = geojson.get("geometry") or {}
    try:
        lon, lat = (float(number) for number in geojson["coordinates"][:2])
    except (KeyError, TypeError, ValueError) as fault:
        raise BadGeometry("The coordinates of this point cannot be read.") from fault
    if geojson.get("type") != "Point" or not (abs(lon) <= 180 and abs(lat) <= 90):
        raise BadGeometry("A point needs a longitude and a latitude.")
    return lon, lat


def features(geojson, *, mend=True):
    """Every `Feature` of a GeoJSON file, the faulty ones with a sentence. Raises `BadGeometry` for the file itself.

    Coordinates too large for degrees are taken for the National Grid where they lie on it, whatever the file says.
    """
    geojson = _loaded(geojson)
    if geojson.get("type") != "FeatureCollection" or not isinstance(geojson.get("features"), list):
        raise BadGeometry("This is not a GeoJSON file of areas: it has no list of features.")
    crs = _crs_of(geojson) or (NATIONAL_GRID if _is_in_metres(geojson) else None)
    return [_feature(number, entry, crs, mend) for number, entry in enumerate(geojson["features"], 1)]


def as_geojson(shape, *, places=6):
    """A shape as a GeoJSON dict, rounded: six places are about ten centimetres."""
    return json.loads(shapely.to_geojson(_rounded(shape, places)))


def _feature(number, entry, crs, mend):
    properties = (entry.get("properties") or {}) if isinstance(entry, dict) else {}
    try:
        return Feature(number, properties, parse(entry, mend=mend, crs=crs))
    except BadGeometry as fault:
        return Feature(number, properties, None, str(fault))


def _loaded(geojson):
    if isinstance(geojson, str | bytes):
        try:
            geojson = json.loads(geojson)
        except (ValueError, RecursionError) as fault:
            raise BadGeometry("This is not GeoJSON.") from fault
    if not isinstance(geojson, dict):
        raise BadGeometry("This is not GeoJSON.")
    return geojson


def _named(kind):
    return f"a {kind}" if isinstance(kind, str) and kind.isalpha() and len(kind) < 30 else "neither"


def _crs_of(geojson):
    """The EPSG number of a file whose old-style `crs` member says National Grid; None for longitude and latitude."""
    name = str((geojson.get("crs") or {}).get("properties", {}).get("name", ""))
    return NATIONAL_GRID if name.endswith(str(NATIONAL_GRID)) else None


def _is_in_metres(geojson):
    """Whether the first corner of a file is no longitude and latitude, and is a place on the National Grid."""
    place = geojson["features"][0] if geojson["features"] else None
    place = (place.get("geometry") or {}).get("coordinates") if isinstance(place, dict) else None
    while isinstance(place, list) and place and isinstance(place[0], list):
        place = place[0]
    if not (isinstance(place, list) and len(place) >= 2 and all(isinstance(n, int | float) for n in place[:2])):
        return False
    x, y = place[:2]
    return (abs(x) > 180 or abs(y) > 90) and 0 <= x < 700_000 and 0 <= y < 1_300_000


def _as_wgs84(shape, crs):
    if crs is None:
        return shape
    transform = _transformer(crs, 4326).transform
    return shapely.transform(shape, lambda xy: np.column_stack(transform(xy[:, 0], xy[:, 1])))


def _checked(shape, *, mend):
    if shape.is_empty:
        raise BadGeometry("This area has no corners.")
    if shapely.get_num_coordinates(shape) > MOST_CORNERS:
        raise BadGeometry(f"This area has more than {MOST_CORNERS:,} corners. Simplify it first.")
    corners = shapely.get_coordinates(shape)
    if not np.isfinite(corners).all():
        raise BadGeometry("The coordinates of this area cannot be read.")
    if (np.abs(corners) > (180, 90)).any():
        raise BadGeometry("These are not longitudes and latitudes. National Grid files have to say so in “crs”.")
    if not shape.is_valid:
        shape = _mended(shape) if mend else _refused(shape)
    if not shape.area:
        raise BadGeometry("This area is only a line.")
    return shape


def _refused(shape):
    why, _, where = shapely.is_valid_reason(shape).partition("[")
    if "intersection" in why.lower() and where:
        lon, lat = (float(number) for number in where.strip("]").split())
        raise BadGeometry(f"The outline crosses itself near {lat:.5f}, {lon:.5f}.")
    raise BadGeometry("The outline does not enclose an area.")


def _mended(shape):
    parts = shapely.get_parts(shapely.make_valid(shape))
    areas = [part for part in shapely.get_parts(parts) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(areas)


def _rounded(shape, places):
    return shapely.transform(shape, lambda xy: np.round(xy, places))


# Asking


def bounds(*shapes):
    """The box around all of these shapes."""
    return Bounds(*(float(edge) for edge in shapely.total_bounds(list(shapes))))


def inside_point(shape):
    """A (longitude, latitude) that is certainly inside: where a label goes."""
    point = shape.point_on_surface()
    return point.x, point.y


def roomiest_point(shape):
    """The (longitude, latitude) furthest from any edge of a shape: where its name has most room."""
    squeeze = math.cos(math.radians(shape.centroid.y))
    flat = shapely.transform(shape, lambda xy: xy * (squeeze, 1))
    spoke = shapely.maximum_inscribed_circle(flat, tolerance=math.sqrt(flat.area) / 50)
    lon, lat = shapely.get_coordinates(spoke)[0]
    return float(lon / squeeze), float(lat)


def share_inside(shape, frame):
    """How much of a frame (west, south, east, north), from 0 to 1, lies in a shape."""
    frame = shapely.box(*frame)
    return shapely.intersection(shape, frame).area / frame.area


def clipped(shape, frame):
    """The part of a shape that lies in a frame (west, south, east, north); may be empty."""
    return shapely.clip_by_rect(shape, *frame)


def contains(shape, lon, lat):
    """Whether a point lies in a shape or on its edge."""
    return bool(shapely.intersects_xy(shape, lon, lat))


def contains_each(shape, lons, lats):
    """For each of many points, whether it lies in a shape or on its edge: all at once."""
    shapely.prepare(shape)
    return shapely.intersects_xy(shape, lons, lats).tolist()


def overlaps(first, second):
    """Whether two areas share ground, and not only an edge."""
    return bool(first.intersects(second) and not first.touches(second))


def shared(first, second):
    """How much of the smaller of two areas lies in the other, from 0 to 1."""
    return first.intersection(second).area / min(first.area, second.area)


def covers(outer, inner, *, slack_metres=0):
    """Whether one area lies in another; `slack_metres` forgives outlines that were generalised differently."""
    return bool(outer.buffer(slack_metres / METRES_PER_DEGREE).covers(inner))


def join(shapes):
    """Areas as one area without inner edges."""
    return shapely.union_all(list(shapes))


def box(west, south, east, north):
    """The area between two longitudes and two latitudes."""
    return shapely.box(west, south, east, north)


def circle(lon, lat, *, metres):
    """The area around a point, as a polygon of 32 corners."""
    return shapely.transform(
        shapely.Point(0, 0).buffer(metres / METRES_PER_DEGREE, quad_segs=8),
        lambda xy: xy / (math.cos(math.radians(lat)), 1) + (lon, lat),
    )


def part_inside(shape, outer):
    """The part of an area that lies in another, without the crumbs along its edges; None where there is none."""
    common = shapely.set_precision(shapely.intersection(shape, outer), 1e-6)
    parts = [part for part in shapely.get_parts(common) if part.geom_type in ("Polygon", "MultiPolygon")]
    kept = [part for part in parts if part.area > CRUMB * max(each.area for each in parts)]
    return shapely.union_all(kept) if kept else None


def square_kilometres(shape):
    """The area of a shape, exact enough for a density (it is projected to its own latitude)."""
    _, south, _, north = shape.bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    return shape.area * squeeze * (METRES_PER_DEGREE / 1000) ** 2


def metres_apart(first, second):
    """The distance between two (longitude, latitude) points of one county."""
    (west, south), (east, north) = first, second
    squeeze = math.cos(math.radians((south + north) / 2))
    return math.hypot((east - west) * squeeze, north - south) * METRES_PER_DEGREE


def simplified(shapes, *, metres):
    """The same areas with fewer corners, none moved by more than `metres`; neighbours still share their edges."""
    tolerance = metres / METRES_PER_DEGREE
    try:
        return list(shapely.coverage_simplify(np.array(shapes), tolerance))
    except shapely.errors.GEOSException:
        return [shape.simplify(tolerance) for shape in shapes]


def rings(shape):
    """Every outline of an area, outer and inner, as arrays of (longitude, latitude)."""
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]


def assign(points, areas):
    """Which area each point lies in: an integer array of indexes into `areas`, -1 for none.

    A point on a shared edge belongs to the area that comes first; one that is not a number, to none. Only the points
    in an area's box are asked about, as bare coordinates: five times as quick as any tree (bench/assign_points.py).
    """
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    areas = np.array(list(areas), dtype=object)
    shapely.prepare(areas)
    found = np.full(len(points), NOBODY)
    eastward = np.argsort(points[:, 0], kind="stable")  # what is not a number comes last, outside every box
    lons, lats = points[eastward].T
    for place in reversed(range(len(areas))):
        west, south, east, north = areas[place].bounds
        strip = slice(np.searchsorted(lons, west, "left"), np.searchsorted(lons, east, "right"))
        near = eastward[strip][(lats[strip] >= south) & (lats[strip] <= north)]
        inside = shapely.intersects_xy(areas[place], points[near, 0], points[near, 1])
        found[near[inside]] = place
    return found


# National Grid


def to_wgs84(eastings, northings):
    """Arrays of metres on the British National Grid as (longitudes, latitudes), to within five metres."""
    return _transformer(NATIONAL_GRID, 4326).transform(eastings, northings)


def to_national_grid(lons, lats):
    """Arrays of longitudes and latitudes as (eastings, northings) in metres, to within five metres."""
    return _transformer(4326, NATIONAL_GRID).transform(lons, lats)


def squares(eastings, northings, side):
    """Squares of the National Grid by their south-west corners, in metres, as shapes in WGS84."""
    corners = np.array([(0, 0), (side, 0), (side, side), (0, side), (0, 0)])
    places = np.column_stack([eastings, northings])[:, None, :] + corners
    lons, lats = to_wgs84(places[..., 0], places[..., 1])
    return list(shapely.polygons(np.stack([lons, lats], axis=-1)))


def tidied(shapes, inside, *, metres):
    """One Polygon without holes around areas not more than `metres` apart, within another area."""
    reach = metres / METRES_PER_DEGREE
    closed = join(shapes).buffer(reach, join_style="mitre").buffer(-reach, join_style="mitre")
    outline = shapely.intersection(closed if closed.geom_type == "Polygon" else closed.convex_hull, inside)
    largest = max(shapely.get_parts(outline), key=lambda part: part.area)
    return shapely.Polygon(largest.exterior).simplify(1 / METRES_PER_DEGREE)


@cache
def _transformer(source, target):
    return pyproj.Transformer.from_crs(source, target, always_xy=True)
