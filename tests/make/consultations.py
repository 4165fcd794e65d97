from datetime import date
from itertools import count

from pact.accounts.permissions import Role
from profiles.models import CouncilPriority, PastConsultation, PastFinding
from tests.make.people import person
from tests.make.places import ward as make_ward
from tests.make.taxonomy import issue_type as make_issue_type
from tests.make.times import NOON

numbers = count(1)


def consultation(*, wards=(), townships=(), borough=None, **fields):
    """A past consultation of these wards or townships, or of a whole borough if that is given; else of a new ward."""
    if not wards and not townships and not borough:
        wards = [make_ward()]
    places = [*wards, *townships]
    borough = borough or places[0].borough
    reach = "wards" if wards else "townships" if townships else "borough"
    made = PastConsultation.objects.create(
        **{"borough": borough, "title": f"Survey {next(numbers)}", "method": "survey", "asked_by": "The council"}
        | {"starts_on": date(2024, 5, 1), "ends_on": date(2024, 6, 30), "sample_size": 412, "asked": 3000}
        | {"reach": reach, "added_at": NOON}
        | ({} if "added_by" in fields else {"added_by": person(Role.ANALYST, borough)})
        | fields
    )
    made.wards.set(wards)
    made.townships.set(townships)
    return made


def past_finding(consultation=None, **fields):
    return PastFinding.objects.create(
        **{"consultation": consultation or globals()["consultation"]()}
        | {"sentence": f"Litter matters most, said {next(numbers)} streets.", "share": 41.0}
        | ({} if "issue_type" in fields else {"issue_type": make_issue_type()})
        | fields
    )


def council_priority(borough, *, issue_types=(), **fields):
    made = CouncilPriority.objects.create(
        **{"borough": borough, "title": f"Aim {next(numbers)}", "source": "Corporate plan, page 8"}
        | {"starts_on": date(2025, 4, 1), "added_at": NOON}
        | ({} if "added_by" in fields else {"added_by": person(Role.ANALYST, borough)})
        | fields
    )
    made.issue_types.set(issue_types)
    return made
