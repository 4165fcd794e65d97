"""Hot spots worked out anew whenever what they rest on has changed, and the areas that they suggest."""

import hashlib
import json
from collections import Counter

import numpy as np
from django.db import transaction
from scipy.spatial import cKDTree

from pact.core import geometry
from pact.places.models import Borough, Ward
from pact.taxonomy.models import IssueType
from profiles.hotspots import METHOD_VERSION, REPEAT, Parameters, People, Units, find, joining, words
from profiles.models import Dataset, HotSpot, HotSpotRun, SuggestedArea
from profiles.queries.hot_spot_material import material
from profiles.queries.repeats import coming_back

GAP = 60  # metres: squares that touch at a corner become one outline
MOST_STREETS = 8
MOST_SENTENCES = 3


def work_out(borough, *, today, at):
    """The HotSpotRun that stands for the borough's data as they are now; None where nothing is recorded.

    Whatever was worked out before is found again, and comes to stand again, however often and by how many it is asked.
    """
    wards = list(Ward.objects.on(today).filter(borough=borough).order_by("code", "pk"))
    datasets = list(Dataset.objects.in_use().filter(borough=borough).exclude(kind=Dataset.Kind.PEOPLE).order_by("pk"))
    parameters = Parameters()
    key = _key(wards, datasets, parameters)
    known = HotSpotRun.objects.filter(borough=borough, key=key).first()
    if known:
        return _stand_again(known, at=at)
    stuff = material(wards, [each for each in datasets if each.kind == Dataset.Kind.INCIDENTS], parameters=parameters)
    if stuff is None:
        return None
    found = find(
        stuff.incidents,
        stuff.people,
        stuff.squares,
        wards=len(stuff.wards),
        strand_of=stuff.strand_of,
        months=len(stuff.months),
        providers=len(stuff.providers),
        is_recent=stuff.is_recent,
        parameters=parameters,
    )
    return _store(borough, key, datasets, stuff, found, parameters, at=at)


def is_worked_out(borough, *, today):
    """Whether what stands for the borough is of the data as they are now. Three small queries."""
    wards = Ward.objects.on(today).filter(borough=borough).order_by("code", "pk")
    datasets = Dataset.objects.in_use().filter(borough=borough).exclude(kind=Dataset.Kind.PEOPLE).order_by("pk")
    run = HotSpotRun.objects.current(borough)
    if not datasets.filter(kind=Dataset.Kind.INCIDENTS, rows_taken__gt=0).exists():
        return True
    return run is not None and run.key == _key(wards, datasets, Parameters())


def _key(wards, datasets, parameters):
    """Datasets, wards and method: their rows are never changed once they are loaded, so their keys are enough."""
    everything = [METHOD_VERSION, parameters.as_json(), [ward.pk for ward in wards], [each.pk for each in datasets]]
    return hashlib.sha256(json.dumps(everything, sort_keys=True).encode()).hexdigest()


def _stand_again(run, *, at):
    if HotSpotRun.objects.current(run.borough).pk != run.pk:
        run.current_since = at
        run.save(update_fields=["current_since"])
    return run


@transaction.atomic
def _store(borough, key, datasets, stuff, found, parameters, *, at):
    # Two workers may have worked out the same; the second finds here what the first has stored.
    Borough.objects.select_for_update(no_key=True).get(pk=borough.pk)
    known = HotSpotRun.objects.filter(borough=borough, key=key).first()
    if known:
        return _stand_again(known, at=at)
    run = HotSpotRun.objects.create(
        borough=borough,
        key=key,
        method_version=METHOD_VERSION,
        parameters=parameters.as_json(),
        months=[month.isoformat() for month in stuff.months],
        providers=stuff.providers,
        basis=stuff.basis,
        units=found.units,
        tests=found.tests,
        dispersions={i.code: round(d, 3) for i, d in zip(stuff.issue_types, found.dispersions, strict=False)},
        coming_back=coming_back(borough, stuff.months),
        made_at=at,
        current_since=at,
    )
    run.datasets.set(datasets)
    places = Places(stuff, found.spots, parameters.side)
    spots = HotSpot.objects.bulk_create(
        _row(run, n, spot, stuff, places, parameters) for n, spot in enumerate(found.spots, 1)
    )
    _suggest(run, found.spots, spots, stuff, places, parameters)
    return run


def _row(run, position, spot, stuff, places, parameters):
    is_repeat = spot.kind == REPEAT
    issue_type = None if is_repeat else stuff.issue_types[spot.subject]
    strand = IssueType.Strand.values[spot.subject] if is_repeat else ""
    at = places.name(spot)
    facts = {"at": at, "months": stuff.months, "providers": stuff.providers, "basis": stuff.basis}
    if is_repeat:
        evidence = words.repeat(spot, name=IssueType.Strand(strand).label, fewest=parameters.fewest, **facts)
    else:
        recent_from = next((m for m, late in zip(stuff.months, stuff.is_recent, strict=True) if late), stuff.months[0])
        evidence = words.busy(spot, name=issue_type.name, recent_from=recent_from, **facts)
    return HotSpot(
        run=run,
        position=position,
        ward=stuff.wards[spot.ward],
        kind=spot.kind,
        issue_type=issue_type,
        strand=strand,
        easting=spot.column * parameters.side,
        northing=spot.row * parameters.side,
        place=at[:180],
        count=spot.count,
        expected=spot.expected,
        chance=spot.chance,
        false_rate=spot.false_rate,
        trend=spot.trend,
        months=spot.months,
        providers=[[stuff.providers[s.provider], s.count, round(s.expected, 2), s.months] for s in spot.shares],
        evidence=evidence,
    )


class Places:
    """What hot squares are called: by the streets that their incidents name, and the postcode sector around them."""

    def __init__(self, stuff, spots, side):
        keys = {(spot.ward, spot.column, spot.row) for spot in spots}
        where = np.array(sorted(keys)).reshape(-1, 3)
        middles = People(*((where[:, n] + 0.5) * side for n in (1, 2)), where[:, 0], np.ones(len(where)))
        units = Units.covering(side, middles)
        inside = units.holding(stuff.incidents)
        rows = np.flatnonzero(inside >= 0)
        named = Counter(zip(inside[rows].tolist(), [stuff.locations[row] for row in rows], strict=True))
        self._names = {}
        for (unit, location), _ in sorted(named.items(), key=lambda item: (-item[1], item[0])):
            self._names.setdefault(unit, []).append(location)
        self._unit = {tuple(w): unit for w, unit in zip(where.tolist(), units.holding(middles).tolist(), strict=True)}
        self._tree = cKDTree(np.column_stack([stuff.people.east, stuff.people.north])) if stuff.postcodes else None
        self._postcodes, self._side = stuff.postcodes, side

    def name(self, spot):
        return words.place(self.streets(spot), self._locations(spot), self._sector(spot))

    def streets(self, spot):
        return list(dict.fromkeys(filter(None, map(words.street, self._locations(spot)))))

    def _locations(self, spot):
        return self._names.get(self._unit[spot.ward, spot.column, spot.row], [])

    def _sector(self, spot):
        if self._tree is None:
            return ""
        nearest = self._tree.query([(spot.column + 0.5) * self._side, (spot.row + 0.5) * self._side])[1]
        return words.sector(self._postcodes[nearest])


def _suggest(run, found, spots, stuff, places, parameters):
    """Neighbouring hot spots of a ward become a suggested area."""
    shapes = {}
    for position, members in enumerate(joining.joined(found), 1):
        area = [found[n] for n in members]
        ward = stuff.wards[area[0].ward]
        shape = shapes.setdefault(ward.pk, geometry.parse(ward.boundary, mend=True))
        squares = sorted({(spot.column * parameters.side, spot.row * parameters.side) for spot in area})
        outline = geometry.tidied(geometry.squares(*zip(*squares, strict=True), parameters.side), shape, metres=GAP)
        streets = dict.fromkeys(street for spot in area for street in places.streets(spot))
        beyond = joining.neighbouring_wards(area, found)
        suggestion = SuggestedArea.objects.create(
            run=run,
            ward=ward,
            position=position,
            place=spots[members[0]].place,
            boundary=geometry.as_geojson(outline),
            squares=squares,
            streets="\n".join(list(streets)[:MOST_STREETS]),
            evidence=" ".join(spots[n].evidence for n in members[:MOST_SENTENCES]),
            goes_on_in=[stuff.wards[n].name for n in beyond],
        )
        suggestion.spots.set([spots[n] for n in members])
