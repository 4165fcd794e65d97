"""Which concerns may be the same problem told twice: near in place and time, and alike in type and words."""

from dataclasses import dataclass
from datetime import timedelta
from math import cos, hypot, radians

from engagement.coding.words import words_of

NEAR_METRES = 60
NEAR_TIME = timedelta(days=60)
ALIKE = 0.35  # of all words of both, those that are in both
METRES_A_DEGREE = 111_320


@dataclass(frozen=True)
class Told:
    """A concern as far as it is compared."""

    pk: int
    issue: int
    place: str
    longitude: float | None
    latitude: float | None
    at: object
    words: str
    may_go: bool  # into another: what one person said in an interview counts as that person's, and stays


@dataclass(frozen=True)
class Pair:
    """`first` was told first and is the one to keep; `second` may go into it."""

    first: Told
    second: Told
    metres: float | None
    alike: float

    @property
    def why(self):
        where = f"{self.metres:.0f} metres apart" if self.metres is not None else "the same place by name"
        days = abs((self.second.at - self.first.at).days)
        when = "the same day" if not days else f"{days} day{'s' if days > 1 else ''} apart"
        return f"{where}, {when}, {self.alike:.0%} of the words in both"


def pairs(told):
    """Every pair that may be one, the likeliest first."""
    cells, found = {}, []
    ordered = sorted(told, key=lambda one: (one.at, one.pk))
    sets = {one.pk: frozenset(words_of(one.words)) for one in ordered}
    for one in ordered:
        for other in {earlier.pk: earlier for cell in _around(one) for earlier in cells.get(cell, ())}.values():
            if pair := _pair(other, one, sets):
                found.append(pair)
        cells.setdefault(_cell(one), []).append(one)
    return sorted(found, key=lambda pair: (-pair.alike, pair.metres or 0, pair.second.pk))


def _pair(earlier, later, sets):
    """Of two alike, the one that may not go is kept, else the earlier."""
    if not (earlier.may_go or later.may_go) or later.at - earlier.at > NEAR_TIME:
        return None
    metres = _metres(earlier, later)
    is_near = metres <= NEAR_METRES if metres is not None else _name(earlier) == _name(later)
    both = sets[earlier.pk] | sets[later.pk]
    alike = len(sets[earlier.pk] & sets[later.pk]) / len(both) if both else 0.0
    if not is_near or alike < ALIKE or (earlier.issue != later.issue and alike < 2 * ALIKE):
        return None
    first, second = (earlier, later) if later.may_go else (later, earlier)
    return Pair(first, second, metres, alike)


def _metres(one, other):
    if one.latitude is None or other.latitude is None:
        return None
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return METRES_A_DEGREE * hypot(east, one.latitude - other.latitude)


def _name(one):
    return " ".join(one.place.casefold().split())


def _cell(one):
    if one.latitude is None:
        return _name(one)
    return int(one.latitude * 1000), int(one.longitude * 1000)


def _around(one):
    """Cells of about 100 metres: what is near lies in the same one or beside it."""
    cell = _cell(one)
    if isinstance(cell, str):
        return [cell]
    return [(cell[0] + up, cell[1] + along) for up in (-1, 0, 1) for along in (-1, 0, 1)]
