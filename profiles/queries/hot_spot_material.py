"""What hot spots are worked out from, as columns straight out of the database."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Max

from pact.core import geometry
from pact.core.working_days import add_months
from pact.places.models import Postcode, SmallArea
from pact.taxonomy.models import IssueType
from profiles.hotspots import Incidents, People
from profiles.models import Figure, Incident

MONTHS = 12  # within which complaints are repeated (W37), and a year is fair to every season
RESIDENTS, POSTCODES, GROUND = "residents", "postcodes", "ground"


@dataclass(frozen=True)
class Material:
    """Columns for `hotspots.find`, and the lists into which their positions point.

    `basis` says what people were counted by: the residents of small areas, postcodes, or nothing but ground.
    `locations` are the places in words, one for each incident; `postcodes` one for each point of people, if any.
    """

    wards: list
    issue_types: list
    months: list
    providers: list
    strand_of: np.ndarray
    is_recent: np.ndarray
    incidents: Incidents
    locations: list
    people: People
    postcodes: list
    squares: People
    basis: str


def material(wards, datasets, *, parameters):
    """What these datasets know of a borough's wards over the latest year, or None where there is no incident.

    `wards` and `datasets` are lists of rows; wards without a boundary cannot hold a square and are left out.
    """
    wards = [ward for ward in wards if ward.boundary]
    recorded = Incident.objects.filter(dataset__in=datasets)
    latest = recorded.aggregate(latest=Max("month"))["latest"]
    if latest is None or not wards:
        return None
    shapes = [geometry.parse(ward.boundary, mend=True) for ward in wards]
    first = add_months(latest, 1 - MONTHS)
    issue_types = list(IssueType.objects.order_by("pk"))
    rows = recorded.filter(month__gte=first).values_list(
        "ward_id", "issue_type_id", "month", "provider", "location", "longitude", "latitude"
    )
    of_ward, of_issue, month, provider, locations, lons, lats = (list(c) for c in zip(*rows, strict=True))
    months, providers = sorted(set(month)), sorted(set(provider))
    places = np.column_stack([lons, lats])
    ward = _positions(of_ward, [ward.pk for ward in wards])
    # A ward that has been redrawn since: its incidents belong to whichever ward holds them now.
    astray = np.flatnonzero(ward < 0)
    ward[astray] = geometry.assign(places[astray], shapes)
    squares = _squares(shapes, parameters.side)
    people, postcodes, basis = _people(wards, shapes)
    strands = [issue_type.strand for issue_type in issue_types]
    return Material(
        wards=wards,
        issue_types=issue_types,
        months=months,
        providers=providers,
        strand_of=_positions(strands, IssueType.Strand.values),
        is_recent=np.array([each > add_months(latest, -parameters.recent) for each in months]),
        incidents=Incidents(
            *geometry.to_national_grid(places[:, 0], places[:, 1]),
            ward,
            _positions(of_issue, [issue_type.pk for issue_type in issue_types]),
            _positions(month, months),
            _positions(provider, providers),
        ),
        locations=locations,
        people=squares if people is None else people,
        postcodes=postcodes,
        squares=squares,
        basis=basis,
    )


def _positions(values, known):
    """Each value's position in a list of what is known, -1 where it is not."""
    place = {value: position for position, value in enumerate(known)}
    return np.fromiter((place.get(value, -1) for value in values), dtype=np.int64, count=len(values))


def _squares(shapes, side):
    """The middle of every square whose middle lies in a ward."""
    west, south, east, north = geometry.bounds(*shapes)
    corners = geometry.to_national_grid(np.array([west, west, east, east]), np.array([south, north, south, north]))
    along, across = (np.arange(edge.min() // side, edge.max() // side + 1) * side + side / 2 for edge in corners)
    easts, norths = (grid.ravel() for grid in np.meshgrid(along, across))
    ward = geometry.assign(np.column_stack(geometry.to_wgs84(easts, norths)), shapes)
    inside = ward >= 0
    return People(easts[inside], norths[inside], ward[inside], np.ones(inside.sum()))


def _people(wards, shapes):
    """Where people live, and by what that is known: postcodes weighted by the residents of small areas, or alike."""
    west, south, east, north = geometry.bounds(*shapes)
    inside = Postcode.objects.filter(
        longitude__gte=west, longitude__lte=east, latitude__gte=south, latitude__lte=north
    ).order_by("code")
    known = list(inside.values_list("code", "longitude", "latitude"))
    points = np.array([place for _, *place in known]).reshape(-1, 2)
    ward = geometry.assign(points, shapes)
    kept = ward >= 0
    if not kept.any():
        return None, [], GROUND
    weights, basis = _weights(points[kept], wards)
    places = geometry.to_national_grid(points[kept, 0], points[kept, 1])
    return People(*places, ward[kept], weights), [known[n][0] for n in np.flatnonzero(kept)], basis


def _weights(points, wards):
    """The residents of each small area shared out evenly among its postcodes; else each postcode counts alike."""
    areas = SmallArea.objects.filter(ward__borough=wards[0].borough_id, boundary__isnull=False).order_by("code")
    areas = dict(areas.values_list("code", "boundary"))
    figures = Figure.objects.latest().filter(indicator__slug="population", area_code__in=list(areas))
    residents = dict(figures.values_list("area_code", "value"))
    if not residents:
        return np.ones(len(points)), POSTCODES
    counted = sorted(residents)
    where = geometry.assign(points, [geometry.parse(areas[code], mend=True) for code in counted])
    sharing = np.maximum(np.bincount(where[where >= 0], minlength=len(counted)), 1)
    each = np.array([residents[code] for code in counted]) / sharing
    return np.where(where >= 0, each[where], 0), RESIDENTS
