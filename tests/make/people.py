from itertools import count

from django.utils.text import slugify

from pact.accounts.models import Agency, Membership, User
from pact.accounts.permissions import Role
from pact.places.models import Borough, Township, Ward
from tests.make.times import NOON

numbers = count(1)


def agency(name="Street Cleansing", **fields):
    number = next(numbers)
    return Agency.objects.create(**{"name": f"{name} {number}", "slug": f"{slugify(name)}-{number}"} | fields)


def person(role=None, place=None, *, agency=None, name="", **fields):
    """A person who may sign in, with one role in a place (Borough, Township or Ward) if a role is given."""
    number = next(numbers)
    made = User.objects.create_user(
        f"person{number}@example.org", "a long password", name=name or f"Person {number}", **fields
    )
    if role is not None:
        if agency is None and role in {Role.OFFICER, Role.MANAGER}:
            agency = globals()["agency"]()
        kind = {Borough: "borough", Township: "township", Ward: "ward"}[type(place)]
        Membership.objects.create(person=made, role=role, agency=agency, started_at=NOON, **{kind: place})
    return made
