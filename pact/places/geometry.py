"""Boundaries as shapes: is it one, what box does it fill, and which of them holds a point. Degrees, WGS84."""

import numpy as np
import shapely
from shapely.geometry import shape

NOWHERE = -1


def faults(boundary):
    """Why this GeoJSON geometry cannot be the boundary of a place, as sentences without a subject."""
    if not isinstance(boundary, dict) or boundary.get("type") not in {"Polygon", "MultiPolygon"}:
        return ["is not a polygon"]
    try:
        area = shape(boundary)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        return ["has coordinates that cannot be read"]
    if area.is_empty:
        return ["has no corners"]
    west, south, east, north = area.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        return ["is not in longitude and latitude (WGS84)"]
    return [] if area.is_valid else [f"crosses itself ({shapely.is_valid_reason(area).split('[')[0].lower()})"]


def box(boundary):
    """West, south, east, north."""
    return shape(boundary).bounds


def overlaps(boundaries, *, tolerance=0.01):
    """Pairs of positions whose areas share more than `tolerance` of the smaller one."""
    areas = [shape(boundary) for boundary in boundaries]
    pairs = shapely.STRtree(areas).query(areas, predicate="intersects").T
    return [
        (int(a), int(b))
        for a, b in pairs
        if a < b and areas[a].intersection(areas[b]).area > tolerance * min(areas[a].area, areas[b].area)
    ]


class Areas:
    """Boundaries made ready to say which of them holds each of very many points."""

    def __init__(self, boundaries):
        self.shapes = np.array([shape(boundary) for boundary in boundaries], dtype=object)
        shapely.prepare(self.shapes)

    def holding(self, longitudes, latitudes):
        """For each point the position of the boundary that holds it, `NOWHERE` if none or if the point is not a number.

        A point on a shared edge belongs to the boundary that comes first.
        """
        found = np.full(len(longitudes), NOWHERE)
        real = np.flatnonzero(np.isfinite(longitudes) & np.isfinite(latitudes))
        if len(real) and len(self.shapes):
            # Areas asking a tree of the points is two to ten times faster than points asking a tree of areas.
            tree = shapely.STRtree(shapely.points(longitudes[real], latitudes[real]))
            areas, points = tree.query(self.shapes, predicate="intersects")
            last_to_first = np.argsort(-areas, kind="stable")
            found[real[points[last_to_first]]] = areas[last_to_first]
        return found

    def first_holding(self, longitude, latitude):
        """The position of the boundary that holds this one point, or None."""
        position = int(self.holding(np.array([longitude]), np.array([latitude]))[0])
        return None if position == NOWHERE else position
