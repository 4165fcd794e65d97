"""How long it takes to find the area of 100,000 points among 25, beside a bare loop over the points."""

import math
import random

import numpy as np
import shapely
from _yardstick import compare

from pact.core import geometry

POINTS = 100_000
SIDE = 5  # areas in a row and in a column
CORNERS = 80


def areas():
    """25 areas of 80 corners each, a little ragged, spread over 0.3 by 0.2 degrees."""
    return [_area(-2.7 + n % SIDE * 0.06, 53.45 + n // SIDE * 0.04) for n in range(SIDE * SIDE)]


def _area(lon, lat):
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    waves = [1 + 0.08 * math.sin(9 * corner) for corner in range(CORNERS)]
    ring = [
        (lon + 0.03 * wave * math.cos(turn), lat + 0.02 * wave * math.sin(turn))
        for turn, wave in zip(turns, waves, strict=True)
    ]
    return geometry.parse({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, mend=True)


def bare_loop(points):
    total = 0.0
    for lon, lat in points:
        total += lon * lat
    return total


def tree_of_areas(array, shapes):
    """The areas in a tree, asked by every point."""
    return shapely.STRtree(shapes).query(shapely.points(array), predicate="intersects")


def tree_of_points(array, shapes):
    """The points in a tree, asked by every area."""
    shapely.prepare(shapes)
    return shapely.STRtree(shapely.points(array)).query(shapes, predicate="intersects")


def main():
    chance = random.Random(1)
    points = [(chance.uniform(-2.73, -2.43), chance.uniform(53.43, 53.63)) for _ in range(POINTS)]
    array, shapes = np.array(points), areas()
    print(f"{(geometry.assign(array, shapes) >= 0).sum():,} of {POINTS:,} points lie in an area.")
    for name, way in (("boxes", geometry.assign), ("tree of points", tree_of_points), ("tree of areas", tree_of_areas)):
        compare(name, lambda way=way: way(array, shapes), "bare loop", lambda: bare_loop(points))


if __name__ == "__main__":
    main()
