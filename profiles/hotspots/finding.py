"""From incidents and people to hot spots, in a few passes over whole columns."""

from dataclasses import dataclass, field

import numpy as np

from profiles.hotspots import chance, grid, trends
from profiles.hotspots.spots import BUSY, REPEAT, Share, Spot


@dataclass(frozen=True)
class Found:
    """Hot spots, the clearest first; how many squares and how many chances were looked at; dispersions by issue."""

    spots: list = field(default_factory=list)
    units: int = 0
    tests: dict = field(default_factory=dict)
    dispersions: list = field(default_factory=list)


def find(incidents, people, squares, *, wards, strand_of, months, providers, is_recent, parameters):
    """The hot spots of a borough.

    `squares` are the middles of all squares with their wards; `wards`, `months` and `providers` say how many there
    are; `strand_of` is the strand of each issue and `is_recent` says of each month whether it is one of the last.
    """
    people = people.spread(parameters.spread)
    units = grid.Units.covering(parameters.side, incidents, people, squares)
    if not len(units) or not (incidents.issue >= 0).any():
        return Found(units=len(units))
    counts = Counts.of(incidents, people, units, strand_of, (wards, months, providers), parameters)
    busy, dispersions = _busy(counts, parameters)
    repeats = _repeats(counts, parameters)
    spots = [*trends.told(busy.spots, counts, is_recent, parameters), *repeats.spots]
    return Found(
        spots=sorted(spots, key=lambda spot: (spot.chance, spot.kind, spot.ward, spot.column, spot.row, spot.subject)),
        units=len(units),
        tests={BUSY: busy.tests, REPEAT: repeats.tests},
        dispersions=dispersions,
    )


@dataclass(frozen=True)
class Counts:
    """Incidents with an issue inside a ward, and the number of each issue and provider by unit, with what is expected.

    `observed` and `expected` have the shape (units, issues, providers). `lived_in` are the units that have more people
    than are taken to be in any.
    """

    units: grid.Units
    unit: np.ndarray
    issue: np.ndarray
    month: np.ndarray
    provider: np.ndarray
    strand_of: np.ndarray
    months: int
    observed: np.ndarray
    expected: np.ndarray
    lived_in: np.ndarray

    @classmethod
    def of(cls, incidents, people, units, strand_of, sizes, parameters):
        wards, months, providers = sizes
        where = units.holding(incidents)
        kept = (where >= 0) & (incidents.issue >= 0)
        unit, issue, provider = where[kept], incidents.issue[kept], incidents.provider[kept]
        shape = (len(units), len(strand_of), providers)
        places = np.ravel_multi_index((unit, issue, provider), shape)
        observed = np.bincount(places, minlength=np.prod(shape)).reshape(shape)
        of_ward = np.zeros((wards, *shape[1:]))
        np.add.at(of_ward, (units.ward[unit], issue, provider), 1)
        share = np.column_stack([_shares_of(n, incidents, people, units, wards, parameters) for n in range(providers)])
        least = parameters.floor / np.maximum(np.bincount(units.ward, minlength=wards), 1)[units.ward, None]
        expected = of_ward[units.ward] * np.maximum(share, least)[:, None, :]
        lived_in = (share > least).any(axis=1)
        return cls(units, unit, issue, incidents.month[kept], provider, strand_of, months, observed, expected, lived_in)

    def dispersion(self, observed, expected):
        """How uneven the units are in which people live: of the others it is not known what would be even."""
        return chance.dispersion(observed[self.lived_in], expected[self.lived_in])

    def by_strand(self, values):
        """Observed or expected numbers added up to (units, strands, providers)."""
        strands = self.strand_of.max() + 1
        return np.stack([values[:, self.strand_of == strand].sum(axis=1) for strand in range(strands)], axis=1)


def _shares_of(provider, incidents, people, units, wards, parameters):
    """Each unit's share of its ward's people, as this provider's incidents would show it."""
    own = (incidents.provider == provider) & (incidents.ward >= 0)
    columns = (incidents.east[own], incidents.north[own], incidents.ward[own])
    moved = grid.at_shared_points(people, *columns, catchment=parameters.catchment)
    return grid.shares(units, moved, wards)


@dataclass(frozen=True)
class Tested:
    spots: list
    tests: int


def _busy(counts, parameters):
    """Units with more of one issue, by all providers together, than chance would give."""
    observed, expected = counts.observed.sum(axis=2), counts.expected.sum(axis=2)
    # What moves all incidents, such as where streets lie, makes every issue uneven: none is taken to be less so.
    least = counts.dispersion(observed.sum(axis=1), expected.sum(axis=1))
    uneven = np.full(observed.shape[1], least)
    for issue in np.unique(counts.issue):
        uneven[issue] = max(least, counts.dispersion(observed[:, issue], expected[:, issue]))
    tests = int((expected > 0).sum())
    unit, issue = np.nonzero(observed >= parameters.fewest)
    chances = chance.chance_of_as_many(observed[unit, issue], expected[unit, issue], uneven[issue])
    rates = chance.false_discovery_rates(chances, tests)
    hot = rates <= parameters.false_rate
    spots = _described(BUSY, counts, unit[hot], issue[hot], counts.issue, chances[hot], rates[hot])
    return Tested(spots, tests), uneven.tolist()


def _repeats(counts, parameters):
    """Units where two providers or more are each told more of one strand than chance would give, month after month.

    The chance that at least two are is the second smallest of the providers' own, times the number of others: the
    partial conjunction of Benjamini and Heller (2008).
    """
    observed, expected = counts.by_strand(counts.observed), counts.by_strand(counts.expected)
    telling = (expected > 0).sum(axis=2)
    tests = int((telling >= 2).sum())
    enough = (observed >= parameters.fewest) & (_months_with_any(counts, observed.shape) >= 2)
    unit, strand = np.nonzero(enough.sum(axis=2) >= 2)
    chances = np.ones((len(unit), observed.shape[2]))
    for s, p in {(s, p) for s in set(strand.tolist()) for p in range(observed.shape[2]) if expected[:, s, p].any()}:
        rows = (strand == s) & enough[unit, strand, p]
        o, e = observed[unit[rows], s, p], expected[unit[rows], s, p]
        chances[rows, p] = chance.chance_of_as_many(o, e, counts.dispersion(observed[:, s, p], expected[:, s, p]))
    second = np.sort(chances, axis=1)[:, 1] if len(unit) else np.zeros(0)
    together = np.minimum(second * (telling[unit, strand] - 1), 1)
    rates = chance.false_discovery_rates(together, tests)
    hot = rates <= parameters.false_rate
    strands = counts.strand_of[counts.issue]
    return Tested(_described(REPEAT, counts, unit[hot], strand[hot], strands, together[hot], rates[hot]), tests)


def _months_with_any(counts, shape):
    """In how many months anything was recorded, by unit, strand and provider."""
    columns = (counts.unit, counts.strand_of[counts.issue], counts.provider, counts.month)
    known = np.unique(np.ravel_multi_index(columns, (*shape, counts.months)))
    return np.bincount(known // counts.months, minlength=np.prod(shape)).reshape(shape)


def _described(kind, counts, unit, subject, subjects, chances, rates):
    """Spots for these units and subjects. `subjects` is the subject of each incident."""
    many, providers = int(subjects.max()) + 1, counts.observed.shape[2]
    hot = unit * many + subject
    order = np.argsort(hot)
    place = np.searchsorted(hot[order], counts.unit * many + subjects)
    place[place == len(hot)] = 0
    inside = hot[order][place] == counts.unit * many + subjects if len(hot) else np.zeros(len(place), dtype=bool)
    cube = np.zeros((len(hot), providers, counts.months), dtype=int)
    np.add.at(cube, (order[place[inside]], counts.provider[inside], counts.month[inside]), 1)
    expected = counts.expected if kind == BUSY else counts.by_strand(counts.expected)
    return [
        Spot(
            kind,
            *(int(column[u]) for column in (counts.units.ward, counts.units.column, counts.units.row)),
            subject=int(s),
            count=int(numbers.sum()),
            expected=float(expected[u, s].sum()),
            chance=float(p),
            false_rate=float(q),
            months=tuple(numbers.sum(axis=0).tolist()),
            shares=tuple(
                Share(n, int(own.sum()), float(expected[u, s, n]), int((own > 0).sum()))
                for n, own in enumerate(numbers)
                if own.any()
            ),
        )
        for u, s, p, q, numbers in zip(unit, subject, chances, rates, cube, strict=True)
    ]
