"""Names on a map where there is room for them, and numerals where there is none."""

from functools import cached_property

from pact.core import drawing, geometry
from pact.core.maps.frame import UNITS

SIZE = 12  # the font size of a name on the map
MOST_NUMERALS = 30  # a longer key than this is no help; the table of figures names the areas


class Names:
    """The names of areas, of which `shapes` are as they are drawn."""

    def __init__(self, labels, shapes, frame):
        self._labels, self._shapes, self._frame = labels, shapes, frame

    @cached_property
    def that_fit(self):
        """By place among the areas: (x, y, lines) of the names for which there is room, on no other name."""
        fits, taken = {}, []
        for n, label in enumerate(self._labels):
            ways = self._ways(n, label)
            room, box, *way = max(ways, key=lambda way: (round(way[0], 2), -len(way[4])))
            if room >= 0.9 and not any(_overlap(box, other) for other in taken):
                fits[n] = way
                taken.append(box)
        return fits

    @cached_property
    def numerals(self):
        """By place among the areas: the numeral that stands for a name without room."""
        unnamed = [n for n in range(len(self._labels)) if n not in self.that_fit]
        return {n: str(numeral) for numeral, n in enumerate(unnamed, 1)} if len(unnamed) <= MOST_NUMERALS else {}

    @property
    def placed(self):
        """(place among the areas, x of the middle, [(y of the base, line), …]) of every name and numeral."""
        spots = {
            n: (*self._frame.at(*geometry.roomiest_point(self._shapes[n])), [numeral])
            for n, numeral in self.numerals.items()
        }
        for n, (x, y, lines) in sorted((self.that_fit | spots).items()):
            top = y - (len(lines) - 1) * SIZE * UNITS / 2 + SIZE * UNITS * 0.35
            yield n, round(x), [(round(top + k * SIZE * UNITS), line) for k, line in enumerate(lines)]

    def _ways(self, n, name):
        """(how much of it lies inside, the box around it, x, y, lines) of a name in several ways."""
        shape = self._shapes[n]
        for spot in (geometry.roomiest_point(shape), geometry.inside_point(shape)):
            x, y = self._frame.at(*spot)
            for lines in (_broken(name), [name]):
                wide = max(drawing.width_of(line, SIZE) for line in lines) * UNITS * 0.95
                box = self._frame.box_at(x, y, wide, len(lines) * SIZE * UNITS)
                around = self._frame.box_at(x, y, wide * 1.15, len(lines) * SIZE * UNITS)
                yield geometry.share_inside(shape, box), around, x, y, lines


def _overlap(one, other):
    """Whether two boxes (west, south, east, north) do."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _broken(name):
    """A name on lines of about equal length: a word each, short words joined to their neighbour."""
    lines = []
    for word in str(name).split():
        if lines and (len(lines[-1]) <= 3 or len(word) <= 3 or len(lines[-1]) + len(word) < 9):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
