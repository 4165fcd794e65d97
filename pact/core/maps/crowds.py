"""Points gathered where they would lie on one another."""

import math
from dataclasses import dataclass

from pact.core import drawing
from pact.core.drawing import SMALL
from pact.core.maps.frame import UNITS
from pact.core.wording import number

NEAR = 26  # pixels: points nearer than about this are drawn as one


@dataclass(frozen=True)
class Crowd:
    """Points drawn as one, at their middle; x, y and the radius in units."""

    x: float
    y: float
    count: int

    @property
    def radius(self):
        if self.count == 1:
            return 4 * UNITS
        room = drawing.width_of(number(self.count), SMALL) / 2 + 3
        return max(7 + min(8, 1.6 * math.log2(max(self.count, 1))), room) * UNITS

    def touches(self, other):
        return math.hypot(self.x - other.x, self.y - other.y) < (self.radius + other.radius) * 0.85

    def with_(self, other):
        count = self.count + other.count
        share = other.count / count if count else 0.5
        return Crowd(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share, count)


def _apart(crowds):
    """Crowds joined until none lies on another, beginning with the largest."""
    crowds = sorted(crowds, key=lambda crowd: (-crowd.count, crowd.x, crowd.y))
    apart = []
    for crowd in crowds:
        near = next((n for n, other in enumerate(apart) if other.touches(crowd)), None)
        if near is None:
            apart.append(crowd)
        else:
            apart[near] = apart[near].with_(crowd)
    return apart if len(apart) == len(crowds) else _apart(apart)


def gathered(points, frame):
    """The points of a map as `Crowd`s, the smallest first."""
    squares = {}
    for point in points:
        x, y = frame.at(point.lon, point.lat)
        square = (int(x // (NEAR * UNITS)), int(y // (NEAR * UNITS)))
        one = Crowd(x, y, point.count)
        squares[square] = squares[square].with_(one) if square in squares else one
    return sorted(_apart(squares.values()), key=lambda crowd: (crowd.count, crowd.x, crowd.y))
