from datetime import date
from itertools import count

from pact.accounts.permissions import Role
from pact.cycles.models import Cycle, Override, Pact, StageOpening
from tests.make.people import person
from tests.make.places import ward as make_ward
from tests.make.times import LONG_AGO, NOON

numbers = count(1)


def pact(*, ward=None, coordinator=None, **fields):
    number = next(numbers)
    ward = ward or make_ward()
    return Pact.objects.create(
        **{"ward": ward, "name": f"{ward} PACT", "slug": f"pact-{number}", "purpose": "To agree what matters here."}
        | {"coordinator": coordinator or person(Role.COORDINATOR, ward.borough), "contact_name": "PACT team"}
        | {"contact_phone": "01632 960 001", "started_on": LONG_AGO, "next_validation_on": date(2027, 1, 1)}
        | fields
    )


def cycle(*, pact=None, ward=None, open_stage=None, **fields):
    """A quarter of a PACT, with one stage open if named."""
    made = Cycle.objects.create(
        **{"pact": pact or globals()["pact"](ward=ward), "name": "January to March 2026"}
        | {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 4, 1)}
        | fields
    )
    if open_stage:
        globals()["open_stage"](made, open_stage)
    return made


def open_stage(cycle, stage, *, at=NOON, **fields):
    return StageOpening.objects.create(
        cycle=cycle, stage=stage, opened_at=at, opened_by=cycle.pact.coordinator, **fields
    )


def override(cycle, reason="They follow in May.", **fields):
    """Engagement was opened although a ward of the township was not ready (rule 7)."""
    return Override.objects.create(
        **{"cycle": cycle, "stage": "engagement", "obstacles": ["Dene is not ready."], "reason": reason}
        | {"at": NOON, "by": cycle.pact.coordinator}
        | fields
    )
