"""Two people, or two workers, do the same thing at the same moment."""

from datetime import timedelta

from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tasking import actions, clock
from tasking.models import Completion
from tests import make
from tests.make import NOON, TODAY


def test_a_double_tap_says_it_is_done_once(at_once):
    action = make.action()
    words = {"outcome": "Alley cleared.", "why_no_evidence": "Too dark."}

    found = at_once(lambda: actions.complete(action, **words, by=action.owner, at=NOON), times=3)

    assert sum(isinstance(result, Completion) for result in found) == 1
    assert sum(isinstance(result, Refused) for result in found) == 2


def test_two_workers_on_the_same_morning_send_each_reminder_once(at_once, monkeypatch):
    """Rule 41."""
    priority = make.priority()
    for _ in range(3):
        make.action(priority=priority, due_on=TODAY - timedelta(days=7), created_at=NOON - timedelta(days=60))
    monkeypatch.setattr(clock.timezone, "now", lambda: NOON)

    found = at_once(clock.remind_of_actions)

    assert found == [None, None]
    assert Notice.objects.count() == 3
