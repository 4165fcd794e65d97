"""A borough of nine square wards for the statistics alone: squares, people, and incidents that follow the people."""

import numpy as np
from scipy.spatial import cKDTree

from profiles import hotspots
from profiles.hotspots import Incidents, Parameters, People

SIDE, WARD, WIDE = 200, 12, 3  # metres; squares along a ward; wards along the borough
EDGE, LENGTH = 400_000, SIDE * WARD * WIDE
ISSUES, MONTHS = 6, 12
STRANDS = np.array([0, 0, 0, 1, 1, 2])


class Borough:
    """The same for the same seed. `postcodes` is how many there are in an average square; none in many."""

    def __init__(self, seed, *, postcodes=4):
        self.chance = np.random.default_rng(seed)
        along = np.arange(WARD * WIDE) * SIDE + EDGE + SIDE / 2
        east, north = (grid.ravel() for grid in np.meshgrid(along, along))
        self.squares = People(east, north, ward_of(east, north), np.ones(len(east)))
        lived_in = np.repeat(
            np.arange(len(east)), self.chance.poisson(self.chance.gamma(0.7, postcodes / 0.7, len(east)))
        )
        east, north = (self._around(middle[lived_in], SIDE / 2) for middle in (east, north))
        residents = self.chance.integers(20, 60, len(east)).astype(float)
        self.people = People(east, north, ward_of(east, north), residents)

    def _around(self, middle, metres):
        return middle + self.chance.uniform(-metres, metres, len(middle))

    def scatter(self, count, *, snapped=False, uneven=0, providers=1, months=MONTHS):
        """So many incidents at random people's doors: moved to shared points as the police do, or some homes busier."""
        weight = self.people.weight * (self.chance.gamma(1 / uneven, uneven, len(self.people.weight)) if uneven else 1)
        home = self.chance.choice(len(weight), count, p=weight / weight.sum())
        east, north = (self._door(place[home]) for place in (self.people.east, self.people.north))
        if snapped:
            shared = self.chance.choice(len(weight), len(weight) // 4, replace=False)
            points = np.column_stack([self.people.east[shared], self.people.north[shared]])
            east, north = points[cKDTree(points).query(np.column_stack([east, north]))[1]].T
        return Incidents(
            east,
            north,
            ward_of(east, north),
            self.chance.choice(ISSUES, count, p=[0.3, 0.25, 0.2, 0.15, 0.08, 0.02]),
            self.chance.integers(0, months, count),
            self.chance.integers(0, providers, count),
        )

    def _door(self, place):
        return np.clip(place + self.chance.normal(0, 30, len(place)), EDGE, EDGE + LENGTH - 1)

    def find(self, incidents, *, people=None, months=MONTHS, providers=1, **parameters):
        return hotspots.find(
            incidents,
            self.people if people is None else people,
            self.squares,
            wards=WIDE**2,
            strand_of=STRANDS,
            months=months,
            providers=providers,
            is_recent=np.arange(months) >= months - 3,
            parameters=Parameters(**parameters),
        )


def ward_of(east, north):
    column, row = ((place - EDGE) // (SIDE * WARD) for place in (east, north))
    return (row * WIDE + column).astype(np.int64)


def at(column, row, count, *, issue=0, month=None, provider=0):
    """So many incidents in the square of this column and row; `month` is one, or one for each, or any in turn."""
    east, north = np.full(count, EDGE + (column + 0.5) * SIDE), np.full(count, EDGE + (row + 0.5) * SIDE)
    months = np.arange(count) % MONTHS if month is None else np.broadcast_to(month, count)
    return Incidents(
        *(east, north, ward_of(east, north)),
        *(np.full(count, issue), np.array(months), np.full(count, provider)),
    )


def together(*parts):
    """Some incidents and others."""
    columns = ("east", "north", "ward", "issue", "month", "provider")
    return Incidents(*(np.concatenate([getattr(part, column) for part in parts]) for column in columns))


def place(spot):
    """The column and row of a spot, counted from the borough's corner."""
    return spot.column - EDGE // SIDE, spot.row - EDGE // SIDE
