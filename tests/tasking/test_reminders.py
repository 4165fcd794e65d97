from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.accounts.permissions import Role
from pact.core.working_days import is_working_day
from pact.notifications.models import Notice
from tasking import actions, clock, queries
from tasking.reminders import Reminder, reminder
from tests import make
from tests.make import NOON, TODAY

LONG_SINCE = date(2000, 1, 1)
WEDNESDAY = date(2026, 3, 11)


def sent_between(due_on, first, last, since=LONG_SINCE):
    """What goes out if the job runs every day: {day: weeks}."""
    sent, seen, day = {}, set(), first
    while day <= last:
        found = reminder(due_on, day, since=since)
        if found and found.occasion not in seen:
            seen.add(found.occasion)
            sent[day] = found.weeks
        day += timedelta(days=1)
    return sent


# On which days (handbook 9)


def test_a_week_before_then_on_the_day_then_weekly():
    sent = sent_between(WEDNESDAY, date(2026, 2, 1), date(2026, 4, 2))

    assert sent == {
        date(2026, 3, 4): -1,
        date(2026, 3, 11): 0,
        date(2026, 3, 18): 1,
        date(2026, 3, 25): 2,
        date(2026, 4, 1): 3,
    }


def test_reminders_for_a_sunday_go_on_the_friday_before():
    """Rule 29."""
    sent = sent_between(date(2026, 3, 15), date(2026, 3, 1), date(2026, 3, 20))

    assert sent == {date(2026, 3, 6): -1, date(2026, 3, 13): 0, date(2026, 3, 20): 1}


def test_reminders_for_easter_monday_go_on_the_thursday_before():
    """Rule 29: Good Friday and Easter Monday 2026 are 3 and 6 April."""
    assert Reminder(date(2026, 4, 6), 0).on == date(2026, 4, 2)


def test_who_is_told_widens_week_by_week():
    weeks = {n: Reminder(WEDNESDAY, n) for n in range(-1, 6)}

    assert [n for n, r in weeks.items() if r.tells_managers] == [1]
    assert [n for n, r in weeks.items() if r.tells_coordinator] == [2]
    assert [n for n, r in weeks.items() if r.is_exception] == [4, 5]


def test_who_has_just_been_told_of_a_date_is_not_reminded_of_it():
    set_today = reminder(WEDNESDAY, WEDNESDAY - timedelta(days=5), since=WEDNESDAY - timedelta(days=5))
    a_day_earlier = reminder(WEDNESDAY, WEDNESDAY, since=WEDNESDAY - timedelta(days=5))

    assert set_today is None
    assert a_day_earlier.weeks == 0


any_day = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(any_day, st.integers(-20, 100))
def test_nobody_is_reminded_on_a_day_off(due_on, offset):
    found = reminder(due_on, due_on + timedelta(days=offset), since=LONG_SINCE)

    assert found is None or is_working_day(found.on)


@given(any_day, st.integers(-20, 100), st.integers(0, 60))
def test_reminders_only_ever_move_forward(due_on, offset, longer):
    day = due_on + timedelta(days=offset)
    first = reminder(due_on, day, since=LONG_SINCE)
    then = reminder(due_on, day + timedelta(days=longer), since=LONG_SINCE)

    assert first is None or then.weeks >= first.weeks


@given(any_day)
def test_a_job_that_runs_every_day_sends_each_reminder_once(due_on):
    sent = sent_between(due_on, due_on - timedelta(days=20), due_on + timedelta(days=40))

    assert list(sent.values()) == sorted(set(sent.values()))
    assert set(sent.values()) >= {-1, 0, 1, 2, 3, 4}


# The job


@pytest.mark.django_db
def test_the_job_run_twice_sends_one_message(monkeypatch):
    """Rule 41."""
    action = make.action(due_on=TODAY - timedelta(days=7), created_at=NOON - timedelta(days=40))
    manager = make.person(Role.MANAGER, action.ward.borough, agency=action.agency)
    monkeypatch.setattr(clock.timezone, "now", lambda: NOON)

    clock.remind_of_actions()
    clock.remind_of_actions()

    sent = Notice.objects.values_list("name", "recipient", "occasion").order_by("recipient")
    assert list(sent) == [
        ("tasking.action_overdue", action.owner.pk, "2026-03-04 +1w"),
        ("tasking.action_overdue", manager.pk, "2026-03-04 +1w"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days_late", "name", "told"),
    [
        (-7, "tasking.action_due", {"owner"}),
        (0, "tasking.action_due", {"owner"}),
        (7, "tasking.action_overdue", {"owner", "manager"}),
        (14, "tasking.action_overdue", {"owner", "coordinator"}),
        (21, "tasking.action_overdue", {"owner"}),
    ],
)
def test_the_owner_then_the_manager_then_the_coordinator(days_late, name, told):
    action = make.action(due_on=TODAY - timedelta(days=days_late), created_at=NOON - timedelta(days=60))
    people = {
        "owner": action.owner,
        "manager": make.person(Role.MANAGER, action.ward.borough, agency=action.agency),
        "coordinator": action.cycle.pact.coordinator,
    }
    make.person(Role.MANAGER, action.ward.borough)  # of another agency

    for found, due in queries.reminders_due(TODAY):
        actions.remind(found, due, by=None, at=NOON)

    assert {notice.recipient for notice in Notice.objects.filter(name=name)} == {people[who] for who in told}
    assert Notice.objects.count() == len(told)


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_done_verified_or_closed():
    late = {"due_on": TODAY - timedelta(days=7), "created_at": NOON - timedelta(days=60)}
    make.completion(make.action(**late))
    make.verification(make.action(**late))
    make.closing(make.action(**late))
    waiting = make.action(**late, accepted=False)

    assert [action for action, _ in queries.reminders_due(TODAY)] == [waiting]


@pytest.mark.django_db
def test_an_action_finished_between_finding_and_sending_is_left_alone():
    action = make.action(due_on=TODAY, created_at=NOON - timedelta(days=60))
    [(found, due)] = queries.reminders_due(TODAY)
    make.completion(action)

    assert actions.remind(found, due, by=None, at=NOON) == []


@pytest.mark.django_db
def test_finding_what_is_due_costs_the_same_for_any_number(costs_the_same):
    priority = make.priority()
    owner = make.officer(priority.ward)

    def rows(number):
        for _ in range(number):
            make.action(priority=priority, owner=owner, due_on=TODAY, created_at=NOON - timedelta(days=60))

    found = costs_the_same(rows, fetch=lambda: list(queries.reminders_due(TODAY)))

    assert len(found) == 30
