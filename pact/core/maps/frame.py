"""From longitude and latitude to the paper."""

import math

from pact.core import geometry
from pact.core.drawing import LINE, WIDTH

UNITS = 2  # of the drawing in a CSS pixel
TALLEST = 1.3  # times the width


class Frame:
    """From longitude and latitude to the units of the drawing."""

    def __init__(self, west, south, east, north):
        self.squeeze = math.cos(math.radians((south + north) / 2))
        across, down = max((east - west) * self.squeeze, 1e-4), max(north - south, 1e-4)
        room = WIDTH - 8
        self.per_degree = min(room / across, room * TALLEST / down)
        self.height = round(down * self.per_degree + 8 + 2 * LINE)
        self.west = west - (WIDTH / self.per_degree / self.squeeze - (east - west)) / 2
        self.north = north + 4 / self.per_degree
        self.metres = geometry.METRES_PER_DEGREE / self.per_degree  # in a CSS pixel

    @classmethod
    def around(cls, shapes, points):
        lons, lats = [p.lon for p in points], [p.lat for p in points]
        if shapes:
            west, south, east, north = geometry.bounds(*shapes)
            return cls(west, south, east, north)
        return cls(min(lons) - 0.002, min(lats) - 0.002, max(lons) + 0.002, max(lats) + 0.002)

    def at(self, lon, lat):
        scale = self.per_degree * UNITS
        return (lon - self.west) * self.squeeze * scale, (self.north - lat) * scale

    @property
    def box(self):
        """What the map reaches to, in longitude and latitude."""
        return self.box_at(WIDTH * UNITS / 2, self.height * UNITS / 2, WIDTH * UNITS, self.height * UNITS)

    def box_at(self, x, y, wide, high):
        """West, south, east and north of a box around a place in the drawing."""
        scale = self.per_degree * UNITS
        lon, lat = self.west + x / self.squeeze / scale, self.north - y / scale
        across, down = wide / 2 / self.squeeze / scale, high / 2 / scale
        return lon - across, lat - down, lon + across, lat + down

    def path(self, shape):
        """The outlines of a shape in whole units, each corner told from the one before it."""
        return "".join(self._ring(ring) for ring in geometry.rings(shape))

    def _ring(self, ring):
        scale = self.per_degree * UNITS
        corners = ((ring[:-1] - (self.west, self.north)) * (self.squeeze * scale, -scale)).round().astype(int).tolist()
        steps = [(x - px, y - py) for (px, py), (x, y) in zip(corners, corners[1:], strict=False) if (px, py) != (x, y)]
        if len(steps) < 2:
            return ""
        told = "".join(f" {x}{'' if y < 0 else ' '}{y}" for x, y in steps)
        return f"M{corners[0][0]} {corners[0][1]}l{told[1:].replace(' -', '-')}z"
