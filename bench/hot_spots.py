"""How long the hot spots of 100,000 incidents take to find, beside fetching the columns and counting them bare.

Works in the configured database, migrated already, and takes everything back.
"""

import random

import django
import numpy as np
from _yardstick import compare
from load_incidents import ROWS, SIDE, SOUTH, WEST, WIDE, open_borough

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django first
from django.utils import timezone  # noqa: E402

from pact.core import bulk, geometry  # noqa: E402
from pact.core.working_days import add_months  # noqa: E402
from pact.places.models import Postcode, Ward  # noqa: E402
from pact.taxonomy.models import IssueType  # noqa: E402
from profiles.actions.loading.incidents import FIELDS  # noqa: E402
from profiles.hotspots import Parameters, find  # noqa: E402
from profiles.models import Dataset, Incident, IncidentCount  # noqa: E402
from profiles.queries.hot_spot_material import material  # noqa: E402

POSTCODES, POINTS, MONTHS = 6_000, 8_000, 12


def fill(borough, now):
    """A year of two providers: the police at points that streets share, the council at doors; and a hot spot."""
    chance, wards = random.Random(3), list(Ward.objects.filter(borough=borough).order_by("code"))
    reach = WIDE * SIDE
    doors = [(chance.random() * reach, chance.random() * reach) for _ in range(POSTCODES)]
    Postcode.objects.bulk_create(
        Postcode(code=f"ZZ{n:05}", longitude=WEST + x, latitude=SOUTH + y) for n, (x, y) in enumerate(doors)
    )
    shared, issues = chance.sample(doors, POINTS // 2), list(IssueType.objects.values_list("pk", flat=True))
    months = [add_months(now.date().replace(day=1), -n).isoformat() for n in range(MONTHS)]
    dataset = Dataset.objects.create(
        borough=borough, kind="incidents", title="B", sha256="-", loaded_at=now, rows_taken=ROWS
    )

    def row(n):
        provider, place = ("Police", chance.choice(shared)) if n % 3 else ("Council", chance.choice(doors))
        if n % 100 == 0:
            place = doors[0]
        x, y = place if provider == "Police" else (place[0] + chance.gauss(0, 2e-4), place[1] + chance.gauss(0, 1e-4))
        x, y = min(max(x, 0), reach - 1e-6), min(max(y, 0), reach - 1e-6)
        ward = wards[int(y / SIDE) * WIDE + int(x / SIDE)]
        where = f"On or near Street {hash(place) % 900}"
        return (
            *(dataset.pk, n, chance.choice(months), provider, "-", chance.choice(issues), "", where),
            *(WEST + x, SOUTH + y, ward.pk),
        )

    bulk.insert(Incident, FIELDS, (row(n) for n in range(ROWS)))
    IncidentCount.objects.count_anew(dataset)
    return wards, [dataset]


def fetched(datasets):
    columns = Incident.objects.filter(dataset__in=datasets).values_list(
        "ward_id", "issue_type_id", "month", "provider", "location", "longitude", "latitude"
    )
    return list(zip(*columns, strict=True))


def bare(datasets):
    """The same columns, put on the grid and counted by square, ward and issue: nothing is expected or tested."""
    ward, issue, _, _, _, lons, lats = fetched(datasets)
    east, north = geometry.to_national_grid(np.array(lons), np.array(lats))
    np.unique(np.column_stack([ward, issue, east // 200, north // 200]), axis=0, return_counts=True)


def found(wards, datasets):
    stuff = material(wards, datasets, parameters=Parameters())
    return find(
        *(stuff.incidents, stuff.people, stuff.squares),
        wards=len(stuff.wards),
        strand_of=stuff.strand_of,
        months=len(stuff.months),
        providers=len(stuff.providers),
        is_recent=stuff.is_recent,
        parameters=Parameters(),
    )


def main():
    with transaction.atomic():
        now = timezone.now()
        wards, datasets = fill(open_borough(now), now)
        name = f"hot spots of {ROWS:,} incidents on {connection.vendor}"
        compare(name, lambda: found(wards, datasets), "fetch and count", lambda: bare(datasets), rounds=5)
        compare("the same", lambda: found(wards, datasets), "fetch alone", lambda: fetched(datasets), rounds=5)
        print(f"{len(found(wards, datasets).spots)} hot spots")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
