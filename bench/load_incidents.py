"""How long 100,000 incidents take to load, beside the least that has to be done: parse, assign, insert.

Works in the configured database, migrated already, and takes everything back.
"""

import csv
import random
import resource
import tempfile
from datetime import date
from pathlib import Path

import django
import numpy as np
from _yardstick import compare

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django first
from django.utils import timezone  # noqa: E402

from pact.core import bulk, geometry  # noqa: E402
from pact.places import actions as places  # noqa: E402
from pact.places.models import Ward  # noqa: E402
from profiles.actions.loading import datasets  # noqa: E402
from profiles.loading import incidents  # noqa: E402
from profiles.loading.manifest import File  # noqa: E402
from profiles.loading.outcomes import Outcome  # noqa: E402
from profiles.models import Dataset, Incident  # noqa: E402

ROWS = 100_000
WIDE, SIDE, WEST, SOUTH = 5, 0.015, -2.7, 53.45
KINDS = ["Anti-social behaviour", "Burglary", "Violence and sexual offences", "Vehicle crime", "Shoplifting"]
HEADING = [
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code"),
    *("LSOA name", "Crime type", "Last outcome category", "Context"),
]


def write_file(path):
    """A month of a police force: nine in ten rows inside the borough, and one in a hundred without a place."""
    chance, reach = random.Random(7), WIDE * SIDE * 1.05
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADING)
        for n in range(ROWS):
            x, y = WEST + chance.random() * reach, SOUTH + chance.random() * reach
            place = ["", ""] if n % 100 == 0 else [f"{x:.6f}", f"{y:.6f}"]
            row = [f"{n:064x}", "2024-01", "Kent Police", "Kent Police", *place, f"On or near Street {n % 900}"]
            writer.writerow([*row, "E01000001", "Somewhere 001A", KINDS[n % 5], "Under investigation", ""])


def open_borough(now):
    by = {"by": None, "at": now}
    since = date(2013, 12, 1)
    borough = places.open_borough(code="E08999999", name="Bench", starts_on=since, **by)
    for n in range(WIDE**2):
        outline = many_cornered(n % WIDE, n // WIDE)
        places.open_ward(borough, code=f"E0599{n:04}", name=f"Ward {n}", boundary=outline, starts_on=since, **by)
    return borough


def many_cornered(column, row, corners=100):
    """A square with as many corners as the outline of a real ward."""
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    steps = [SIDE * n / corners for n in range(corners)]
    ring = [[west + step, south] for step in steps] + [[west + SIDE, south + step] for step in steps]
    ring += [[west + SIDE - step, south + SIDE] for step in steps] + [[west, south + SIDE - step] for step in steps]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def taken_back(task):
    """The task in a transaction that leaves no trace."""

    def run():
        with transaction.atomic():
            task()
            transaction.set_rollback(True)

    return run


def load(borough, path):
    reader = incidents.reader({}, provider="")
    file = File(kind="incidents", title="Bench", path=path.name, source="-", licence="-", reader=reader)
    datasets.take(borough, file, path, Outcome("Bench"), indicators={}, again=False, by=None, at=timezone.now())


def bare(borough, path):
    """Parse, assign, insert: nothing is checked, nothing that is not taken is counted, all of it in memory at once."""
    wards = list(Ward.objects.filter(borough=borough).order_by("pk"))
    dataset = Dataset.objects.create(borough=borough, kind="incidents", title="B", sha256="-", loaded_at=timezone.now())
    with path.open(newline="", encoding="utf-8") as stream:
        reader = csv.reader(stream)
        next(reader)
        rows = [row for row in reader if row[4]]
    points = np.array([(row[4], row[5]) for row in rows], dtype=float)
    found = geometry.assign(points, [geometry.parse(ward.boundary) for ward in wards]).tolist()
    keys, of = [ward.pk for ward in wards], dataset.pk
    values = (
        (of, n, "2024-01-01", row[2], row[9], None, row[0], row[6], float(row[4]), float(row[5]), keys[where])
        for n, (row, where) in enumerate(zip(rows, found, strict=True))
        if where >= 0
    )
    fields = ["dataset_id", "row", "month", "provider", "category", "issue_type_id", "reference", "location"]
    bulk.insert(Incident, [*fields, "longitude", "latitude", "ward_id"], values)


def main():
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "2024-01-street.csv"
        write_file(path)
        borough = open_borough(timezone.now())
        name = f"loading {ROWS:,} incidents on {connection.vendor}"
        ours, least = taken_back(lambda: load(borough, path)), taken_back(lambda: bare(borough, path))
        compare(name, ours, "bare parse, assign and insert", least, rounds=3)
        transaction.set_rollback(True)
    print(f"Most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, the bare way's included.")


if __name__ == "__main__":
    main()
