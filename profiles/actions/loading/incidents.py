"""Incidents from a file: each row at its point, in the ward that held it in its month."""

from datetime import date
from itertools import compress, repeat

import numpy as np

from pact.core import bulk, geometry
from pact.core.dates import short_day
from pact.core.refusals import Refused
from pact.core.wording import counted
from pact.places.models import Ward
from pact.taxonomy.models import IssueType
from profiles.loading import categories, periods
from profiles.loading.tables import Fault
from profiles.models import Incident, IncidentCount

FIELDS = [
    *("dataset_id", "row", "month", "provider", "category", "issue_type_id", "reference", "location"),
    *("longitude", "latitude", "ward_id"),
]


def incidents(dataset, file, source, outcome, *, former, indicators, by, at):
    """Take every row inside the borough. Identical rows are separate incidents: nothing is compared with anything."""
    outcome.things = "incident"
    wards, sorter = WardsByMonth(dataset.borough), IssueTypes(file.issue_types)
    for batch in file.reader.batches(source):
        bulk.insert(Incident, FIELDS, _rows(dataset, batch, wards, sorter, outcome))
        outcome.notes.extend(batch.notes)
        outcome.refuse_if_hopeless(source.name)
    outcome.new = outcome.taken
    IncidentCount.objects.count_anew(dataset)
    _refuse_doubles(dataset)
    _describe(dataset, former, sorter, outcome)


def _rows(dataset, batch, wards, sorter, outcome):
    """The batch's rows inside the borough as tuples for `FIELDS`; all others are counted where they belong."""
    ward_of = wards.holding(batch)
    outcome.read += len(batch.months)
    outcome.faults.extend(batch.faults)
    outcome.placeless.extend(batch.numbers[position] for position in batch.placeless)
    faulty = {fault.row for fault in batch.faults}
    for position in np.flatnonzero(ward_of == WardsByMonth.NO_BOUNDARIES).tolist():
        month = short_day(date.fromisoformat(batch.months[position])).removeprefix("1 ")
        outcome.faults.append(Fault(batch.numbers[position], f"No ward boundaries are known for {month}."))
    outside = np.flatnonzero((ward_of == WardsByMonth.OUTSIDE) & np.isfinite(batch.longitudes)).tolist()
    outcome.outside.extend(batch.numbers[position] for position in outside if batch.numbers[position] not in faulty)

    inside = (ward_of > 0).tolist()
    columns = (
        batch.numbers,
        batch.months,
        batch.provider,
        batch.category,
        batch.reference,
        batch.location,
        batch.longitudes.tolist(),
        batch.latitudes.tolist(),
        ward_of.tolist(),
    )
    # Column by column in C: a hundred thousand tuples made one by one take as long as their insertion.
    numbers, months, providers, kinds, *others = (list(compress(column, inside)) for column in columns)
    return zip(repeat(dataset.pk), numbers, months, providers, kinds, map(sorter.__getitem__, kinds), *others)


class WardsByMonth:
    """Which ward held a point in a month. Files are of one month or a few, so the wards of each are fetched once."""

    OUTSIDE, NO_BOUNDARIES = -1, -2

    def __init__(self, borough):
        self._wards = [
            (ward, geometry.parse(ward.boundary, mend=True))
            for ward in Ward.objects.filter(borough=borough, boundary__isnull=False).order_by("code", "starts_on")
        ]
        if not self._wards:
            raise Refused([f"No ward of {borough} is known yet. Load its ward boundaries first."])
        self._known = {}

    def holding(self, batch):
        """For each row the primary key of its ward, or one of the two negative marks."""
        points = np.column_stack([batch.longitudes, batch.latitudes])
        months = np.array(batch.months)
        found = np.full(len(months), self.OUTSIDE)
        for month in set(batch.months) - {""}:
            rows = np.flatnonzero((months == month) & np.isfinite(points).all(axis=1))
            keys, shapes = self._of(month)
            if len(keys):
                positions = geometry.assign(points[rows], shapes)
                found[rows] = np.where(positions == geometry.NOBODY, self.OUTSIDE, keys[positions])
            else:
                found[rows] = self.NO_BOUNDARIES
        return found

    def _of(self, month):
        if month not in self._known:
            day = date.fromisoformat(month)
            standing = [(ward.pk, shape) for ward, shape in self._wards if ward.exists_on(day)]
            self._known[month] = np.array([pk for pk, _ in standing]), [shape for _, shape in standing]
        return self._known[month]


class IssueTypes(dict):
    """Primary keys of issue types by the provider's category, looked up once each."""

    def __init__(self, also):
        super().__init__()
        self._also = also
        self._keys = dict(IssueType.objects.values_list("code", "pk"))

    def __missing__(self, category):
        self[category] = self._keys.get(categories.issue_type_of(category, self._also))
        return self[category]

    def unknown(self):
        """Categories that nobody has decided about yet."""
        return sorted(category for category in self if not categories.is_known(category, self._also))


def _refuse_doubles(dataset):
    """Refuse if another file in use has the same provider's same category in the same month: that is counting twice."""
    kinds = {"provider", "month", "category"}
    mine = set(Incident.objects.filter(dataset=dataset).values_list(*sorted(kinds)).distinct())
    others = Incident.objects.in_use().filter(
        dataset__borough=dataset.borough, month__in={month for _, month, _ in mine}
    )
    others = others.exclude(dataset=dataset).values_list(*sorted(kinds), "dataset__title").distinct()
    for category, month, provider, title in others:
        if (category, month, provider) in mine:
            what = f"{category} of {provider} in {periods.in_words(month.strftime('%Y-%m'))}"
            raise Refused([f"{what} is in “{title}” already. Withdraw that, or give this file the same title."])


def _describe(dataset, former, sorter, outcome):
    months = Incident.objects.filter(dataset=dataset).order_by().values_list("month", flat=True).distinct()
    dataset.period = periods.span_in_words([month.strftime("%Y-%m") for month in months])[:60]
    if former:
        outcome.notes.append(f"Replaces {counted(former.rows_taken, 'incident')} of the file loaded before.")
    for category in sorter.unknown():
        outcome.notes.append(f"“{category}” belongs to no issue type. The manifest can say to which, as issue_types.")
