from itertools import count

from pact.accounts.permissions import Role
from priorities.models import Ending, Priority, Proposal, place_key
from tests.make.cycles import cycle as make_cycle
from tests.make.engagement import technique
from tests.make.people import person
from tests.make.taxonomy import issue_type as make_issue_type
from tests.make.times import NOON

numbers = count(1)


def priority(*, cycle=None, issue_type=None, place="", **fields):
    """A live priority, as if the meeting had just decided it."""
    number = next(numbers)
    cycle = cycle or make_cycle()
    place = place or f"Alma Street {number}"
    made = Priority.objects.create(
        **{"cycle": cycle, "issue_type": issue_type or make_issue_type(), "place": place, "place_key": place_key(place)}
        | {"title": f"Cleaner alleys at {place}", "goal": "No rubbish left in the alleys.", "position": number}
        | {"evidence": {}, "decided_at": NOON, "decided_by": cycle.pact.coordinator}
        | fields
    )
    made.methods.add(technique())
    return made


def ending(priority, *, kind=Ending.Kind.RETIRED, **fields):
    return Ending.objects.create(
        **{"priority": priority, "kind": kind, "reason": "The roadworks have finished.", "at": NOON}
        | {"decision": "Agreed at the meeting.", "by": priority.cycle.pact.coordinator}
        | fields
    )


def proposal(*, cycle=None, by=None, **fields):
    """A ward councillor asks the meeting to take something up."""
    cycle = cycle or make_cycle()
    return Proposal.objects.create(
        **{"cycle": cycle, "place": str(cycle.ward), "reason": "Residents ask me every week.", "at": NOON}
        | {"by": by or person(Role.COUNCILLOR, cycle.ward)}
        | ({} if "issue_type" in fields else {"issue_type": make_issue_type()})
        | fields
    )
