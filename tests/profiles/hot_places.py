"""A ward with something going on in one square of it, in the database."""

from itertools import count

from pact.core.working_days import add_months
from profiles.models import Incident, IncidentCount
from tests import make

MONTHS = [add_months(make.TODAY.replace(day=1), -back) for back in range(12, 0, -1)]
HOT = (0.0075, 0.0045)  # degrees from the ward's south-west corner
numbers = count(1)


def scatter(ward, issue_type, dataset, *, each=1, **fields):
    """So many incidents at every one of 64 places all over the ward."""
    steps = [(0.015 * (i + 0.5) / 8, 0.009 * (j + 0.5) / 8) for i in range(8) for j in range(8)]
    for n, step in enumerate(steps):
        months = MONTHS[n % 12 :] + MONTHS[: n % 12]
        recorded(ward, each, issue_type, dataset, at=step, months=months, location="Back Lane", **fields)


def recorded(ward, count, issue_type, dataset, *, at=HOT, months=MONTHS, location="On or near High Street", **fields):
    """So many incidents at one place, in turn in these months."""
    Incident.objects.bulk_create(
        Incident(
            **{"dataset": dataset, "row": next(numbers), "ward": ward, "issue_type": issue_type}
            | {"month": months[n % len(months)], "provider": "Police", "category": "-", "location": location}
            | {"longitude": ward.west + at[0], "latitude": ward.south + at[1]}
            | fields
        )
        for n in range(count)
    )
    IncidentCount.objects.count_anew(dataset)


def hot_ward(name="Ashfield", *, count=40, issue_type=None, **fields):
    """A ward with one hot spot: scattered litter, and forty times more of it in High Street."""
    ward = make.ward(name, **fields)
    litter = issue_type or make.issue_type("Litter")
    dataset = make.dataset(ward.borough, kind="incidents", rows_taken=64 + count)
    scatter(ward, litter, dataset)
    recorded(ward, count, litter, dataset)
    return ward
