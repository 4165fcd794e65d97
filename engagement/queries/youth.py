"""Which schools sit on a youth PACT, and which do not yet (M36)."""

from dataclasses import dataclass

from engagement.models import School, SchoolSeats
from pact.cycles.models import Pact


@dataclass(frozen=True)
class Seats:
    school: School
    members: int


def schools_of(borough):
    return School.objects.filter(borough=borough, retired_at=None).order_by("name", "pk")


def youth_pacts(user):
    return Pact.objects.visible_to(user).filter(kind=Pact.Kind.YOUTH).order_by("name", "pk")


def seats_of(pact):
    """`Seats` of every school of the borough, those without a member too. Two queries."""
    taken = dict(SchoolSeats.objects.filter(pact=pact).values_list("school", "members"))
    return [Seats(school, taken.get(school.pk, 0)) for school in schools_of(pact.ward.borough_id)]
