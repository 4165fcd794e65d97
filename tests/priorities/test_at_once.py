"""Two people record decisions at the same moment."""

from itertools import count

from pact.core.refusals import Refused
from priorities import actions
from priorities.models import Priority
from tests import make
from tests.make import NOON


def test_the_last_place_is_given_once(at_once):
    """Rule 21."""
    cycle = make.cycle(open_stage="priorities")
    make.closed_engagement(make.engagement(cycle=cycle), findings_published_at=NOON)
    cycle.pact.priority_limit = 1
    cycle.pact.save()
    method, litter, by, places = make.technique(), make.issue_type(), cycle.pact.coordinator, count(1)
    words = {"title": "Clean", "goal": "Clean.", "departure_reason": "So.", "methods": [method]}

    found = at_once(
        lambda: actions.decide(cycle, issue_type=litter, place=f"Street {next(places)}", **words, by=by, at=NOON),
        times=3,
    )

    assert sum(isinstance(result, Priority) for result in found) == 1
    assert sum(isinstance(result, Refused) for result in found) == 2
    assert Priority.objects.count() == 1
