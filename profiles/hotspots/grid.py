"""Squares of the National Grid cut along ward boundaries, and how many people count in each."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

BITS = 15  # for a column and for a row: enough for squares of 50 metres
NOWHERE = -1


@dataclass(frozen=True)
class Incidents:
    """Columns of one length. Places in metres of the National Grid, the rest positions in the caller's lists.

    `ward` is -1 outside all wards, `issue` -1 where a category belongs to no issue type.
    """

    east: np.ndarray
    north: np.ndarray
    ward: np.ndarray
    issue: np.ndarray
    month: np.ndarray
    provider: np.ndarray


@dataclass(frozen=True)
class People:
    """Points that stand for where people live, each with its weight; only the shares within a ward matter."""

    east: np.ndarray
    north: np.ndarray
    ward: np.ndarray
    weight: np.ndarray

    def spread(self, metres):
        """The same people, each point's on five: itself and one so far to the east, west, north and south.

        A postcode is some fifteen homes along a street and not a point: those of a street on the edge of two squares
        live in both.
        """
        return People(
            np.tile(self.east, 5) + np.repeat([0, metres, -metres, 0, 0], len(self.east)),
            np.tile(self.north, 5) + np.repeat([0, 0, 0, metres, -metres], len(self.north)),
            np.tile(self.ward, 5),
            np.tile(self.weight, 5) / 5,
        )


@dataclass(frozen=True)
class Units:
    """The part of a square that lies in one ward, for every square and ward, in the order of `keys`."""

    keys: np.ndarray
    side: int

    @classmethod
    def covering(cls, side, *places):
        """All units in which something lies: `places` have `east`, `north` and `ward`."""
        keys = [_keys(place.ward, place.east, place.north, side) for place in places]
        return cls(np.unique(np.concatenate([of[of >= 0] for of in keys])), side)

    def __len__(self):
        return len(self.keys)

    @property
    def ward(self):
        return self.keys >> 2 * BITS

    @property
    def column(self):
        return (self.keys >> BITS) & ((1 << BITS) - 1)

    @property
    def row(self):
        return self.keys & ((1 << BITS) - 1)

    def holding(self, place):
        """The unit of each point of a place, -1 where it lies in no ward."""
        keys = _keys(place.ward, place.east, place.north, self.side)
        found = np.searchsorted(self.keys, keys)
        found[found == len(self)] = 0
        return np.where(self.keys[found] == keys, found, NOWHERE) if len(self) else np.full(len(keys), NOWHERE)


def _keys(ward, east, north, side):
    on_grid = (ward >= 0) & (east >= 0) & (north >= 0)  # what is not a number compares as false
    columns, rows = (np.where(on_grid, metres, 0).astype(np.int64) // side for metres in (east, north))
    return np.where(on_grid, (ward.astype(np.int64) << 2 * BITS) | (columns << BITS) | rows, NOWHERE)


def shares(units, people, wards):
    """Of the people of its ward, how many (0 to 1) count in each unit. A ward without any is lived in evenly."""
    where, ward = units.holding(people), units.ward
    inside = where >= 0
    counted = np.bincount(where[inside], weights=people.weight[inside], minlength=len(units))
    totals = np.bincount(ward, weights=counted, minlength=wards)
    counted = np.where(totals[ward] > 0, counted, 1)
    return counted / np.bincount(ward, weights=counted, minlength=wards)[ward]


def at_shared_points(people, east, north, ward, *, catchment):
    """People counted where a provider would record what happens to them.

    The police move each incident to the nearest of the points that they publish, the same for a whole street. Where
    most incidents share their point with another, the people within `catchment` metres of one are counted there too;
    otherwise every such point would look busy and the squares around it quiet.
    """
    points, first, times = np.unique(np.column_stack([east, north]), axis=0, return_index=True, return_counts=True)
    if len(points) == 0 or times[times > 1].sum() <= len(east) / 2:
        return people
    metres, nearest = cKDTree(points).query(np.column_stack([people.east, people.north]))
    moved = metres <= catchment
    return People(
        np.where(moved, points[nearest, 0], people.east),
        np.where(moved, points[nearest, 1], people.north),
        np.where(moved, ward[first][nearest], people.ward),
        people.weight,
    )
