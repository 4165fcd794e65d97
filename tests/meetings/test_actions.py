"""Meetings are called, changed and held, and everybody invited hears of it once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.meetings import actions, clock, queries, rules
from pact.meetings.models import Invitation, Meeting
from pact.notifications.models import Notice
from tests import make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SOON = make.NOON + 30 * DAY


def call(*, place=None, invite=(), **fields):
    facts = {"body": "pact", "title": "Spring meeting", "starts_at": SOON, "ends_at": SOON + HOUR, "venue": "The hall"}
    return actions.call(
        **{**facts, "place": place or make.ward(), "invite": invite, "by": make.person(), "at": make.NOON, **fields}
    )


def change(meeting, *, at=make.NOON, **fields):
    names = ("title", "starts_at", "ends_at", "venue", "access", "is_public")
    now = {name: getattr(meeting, name) for name in names}
    return actions.change(meeting, **now | fields, by=make.person(), at=at)


def told(name):
    return [notice.recipient for notice in Notice.objects.filter(name=f"meetings.{name}").order_by("pk")]


def test_calling_a_meeting_invites_people_once():
    mary, joan = make.person(), make.person()

    meeting = call(invite=[mary, joan, mary])

    assert [invitation.person for invitation in meeting.invitations.order_by("pk")] == [mary, joan]
    assert told("meeting_invited") == [mary, joan]
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["called", "invited people to"]


def test_a_meeting_is_of_a_ward_or_of_a_township():
    ward, township = make.ward(), make.township()

    assert call(place=ward).place == ward
    assert call(place=township).place == township


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"starts_at": make.NOON}, "A meeting is called before it starts."),
        ({"ends_at": SOON}, "A meeting ends after it starts."),
    ],
)
def test_a_meeting_at_an_impossible_time_is_refused(fields, reason):
    with pytest.raises(Refused) as refusal:
        call(**fields)

    assert refusal.value.reasons == [reason]
    assert not Meeting.objects.exists()


def test_a_change_tells_everybody_invited_what_is_new():
    mary = make.person()
    meeting = make.meeting(invite=[mary])

    change(meeting, starts_at=meeting.starts_at + HOUR, venue="Library")

    [notice] = Notice.objects.all()
    assert "It is now on Friday 10 April 2026, 1pm to 2pm." in notice.text
    assert "It is now at Library." in notice.text
    assert Meeting.objects.get().revision == 1


def test_a_change_that_changes_nothing_tells_nobody():
    meeting = make.meeting(invite=[make.person()])

    change(meeting)

    assert not Notice.objects.exists()
    assert Meeting.objects.get().revision == 0


def test_cancelling_tells_everybody_why_and_is_final():
    mary = make.person()
    meeting = make.meeting(invite=[mary])

    actions.cancel(meeting, reason="The hall is flooded.", by=make.person(), at=make.NOON)

    assert told("meeting_cancelled") == [mary]
    assert "The hall is flooded." in Notice.objects.get().text
    with pytest.raises(Refused):
        change(meeting, venue="Library")
    with pytest.raises(Refused):
        actions.invite(meeting, people=[make.person()], by=make.person(), at=make.NOON)


def test_a_meeting_that_has_started_is_no_longer_changed():
    meeting = make.meeting()

    with pytest.raises(Refused) as refusal:
        change(meeting, venue="Library", at=meeting.starts_at)

    assert refusal.value.reasons == ["This meeting has started."]


def test_inviting_more_people_leaves_the_answers_of_the_others():
    mary, joan = make.person(), make.person()
    meeting = make.meeting(invite=[mary])
    actions.answer(meeting, answer="coming", by=mary, at=make.NOON)

    assert actions.invite(meeting, people=[mary, joan], by=make.person(), at=make.NOON) == 1

    assert Invitation.objects.get(person=mary).answer == "coming"
    assert told("meeting_invited") == [joan]


def test_the_latest_answer_counts():
    mary = make.person()
    meeting = make.meeting(invite=[mary])
    for answer in ("coming", "coming", "apologies"):
        actions.answer(meeting, answer=answer, by=mary, at=make.NOON)

    assert Invitation.objects.get().answer == "apologies"
    assert Entry.objects.filter(verb="answered").count() == 2


# The agenda


def test_items_follow_each_other_and_change_places():
    meeting = make.meeting()
    first, second, third = (
        actions.add_item(meeting, title=title, purpose="decision", by=make.person(), at=make.NOON) for title in "abc"
    )

    actions.move_item(third, up=True, by=make.person(), at=make.NOON)
    actions.move_item(first, up=True, by=make.person(), at=make.NOON)
    actions.remove_item(second, by=make.person(), at=make.NOON)

    assert titles(meeting) == ["a", "c"]
    actions.move_item(first, up=False, by=make.person(), at=make.NOON)
    assert titles(meeting) == ["c", "a"]


def titles(meeting):
    return list(meeting.agenda.order_by("position").values_list("title", flat=True))


# What happened


def after(meeting):
    return meeting.ends_at + HOUR


def test_attendance_is_what_was_ticked_last_and_residents_are_counted():
    mary, joan = make.person(), make.person()
    meeting = make.meeting(invite=[mary, joan])
    record = {"by": make.person(), "at": after(meeting)}

    actions.record_attendance(meeting, people=[mary], residents=12, **record)
    actions.record_attendance(meeting, people=[joan], residents=14, **record)

    assert [attendance.person for attendance in meeting.attendances.all()] == [joan]
    assert meeting.minutes.residents == 14


def test_minutes_are_a_draft_until_they_are_agreed_and_then_stay():
    meeting, chair = make.meeting(invite=[make.person()]), make.person()
    when = {"by": chair, "at": after(meeting)}
    actions.write_minutes(meeting, text="# Bins\n\nTwice a week.", **when)

    minutes = actions.agree_minutes(meeting, **when)

    assert minutes.agreed_by == chair
    assert len(told("minutes_agreed")) == 1
    with pytest.raises(Refused):
        actions.write_minutes(meeting, text="Something else", **when)
    with pytest.raises(Refused):
        actions.record_attendance(meeting, people=[], residents=0, **when)
    with pytest.raises(Refused):
        actions.add_item(meeting, title="Late", purpose="decision", **when)
    with pytest.raises(Refused):
        actions.agree_minutes(meeting, **when)


def test_nothing_is_minuted_before_the_meeting():
    with pytest.raises(Refused) as refusal:
        actions.write_minutes(make.meeting(), text="It went well.", by=make.person(), at=make.NOON)

    assert refusal.value.reasons == ["This meeting has not started."]


def test_minutes_that_are_not_written_cannot_be_agreed():
    meeting = make.meeting()
    actions.record_attendance(meeting, people=[], residents=3, by=make.person(), at=after(meeting))

    with pytest.raises(Refused):
        actions.agree_minutes(meeting, by=make.person(), at=after(meeting))


# Reminders


def test_people_are_reminded_once_three_working_days_before(monkeypatch):
    """Rule 41. The meeting is on Tuesday 7 April 2026, after Easter: the third working day before is 31 March."""
    mary, joan = make.person(), make.person()
    meeting = make.meeting(starts_at=make.NOON + 27 * DAY, invite=[mary, joan])
    actions.answer(meeting, answer="apologies", by=joan, at=make.NOON)
    assert rules.reminder_day(meeting).isoformat() == "2026-03-31"

    for days in (19, 20, 20, 21):
        monkeypatch.setattr("django.utils.timezone.now", lambda days=days: make.NOON + days * DAY)
        clock.remind_of_meetings()
        assert len(told("meeting_reminded")) == (days >= 20)

    assert told("meeting_reminded") == [mary]


def test_a_meeting_that_was_moved_reminds_anew():
    mary = make.person()
    meeting = make.meeting(invite=[mary])
    actions.remind(meeting, at=meeting.starts_at - DAY)
    moved = change(meeting, starts_at=meeting.starts_at + 7 * DAY, ends_at=meeting.ends_at + 7 * DAY)

    actions.remind(moved, at=moved.starts_at - DAY)

    assert told("meeting_reminded") == [mary, mary]


def test_nobody_is_reminded_of_what_they_were_asked_to_just_now_or_of_what_is_off():
    late = make.meeting(starts_at=make.NOON + 2 * DAY, invite=[make.person()])
    off = make.meeting(invite=[make.person()], cancelled_at=make.NOON)

    assert actions.remind(late, at=make.NOON + DAY) == []
    assert actions.remind(off, at=off.starts_at - DAY) == []


# What the database refuses


@pytest.mark.parametrize(
    ("broken", "claim"),
    [
        ({"ends_at": make.NOON}, "a_meeting_ends_after_it_starts"),
        ({"ward": None}, "a_meeting_is_of_a_ward_or_a_township"),
        ({"body": "party"}, "meeting_body_is_known"),
    ],
)
def test_the_database_refuses_what_is_no_meeting(broken, claim):
    meeting = make.meeting()

    with pytest.raises(IntegrityError, match=claim), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**broken)


def test_who_is_asked_as_a_rule():
    township = make.township()
    ward = make.ward(township=township)
    councillor, elsewhere = make.person(Role.COUNCILLOR, ward), make.person(Role.COUNCILLOR, make.ward())
    chair, officer = make.person(Role.CHAIR, ward), make.person(Role.OFFICER, ward)
    manager = make.person(Role.MANAGER, ward.borough)
    make.person(Role.COUNCILLOR, ward, is_active=False)
    pact = make.pact(ward=ward, coordinator=make.person())

    assert set(queries.usual_invitees(body="pact", place=ward, pact=pact)) == {councillor, chair, pact.coordinator}
    assert set(queries.usual_invitees(body="review", place=township)) == {councillor, chair}
    assert set(queries.usual_invitees(body="tasking", place=ward)) == {officer, manager}
    assert elsewhere not in queries.usual_invitees(body="review", place=township)


def test_an_open_meeting_has_no_issue_arranged_before_it_starts():
    """M35."""
    meeting = make.meeting(place=make.ward(), body="open")

    with pytest.raises(Refused, match="those who come say"):
        actions.add_item(meeting, title="Parking", purpose="discussion", by=meeting.called_by, at=make.NOON)
    item = actions.add_item(meeting, title="Parking", purpose="discussion", by=meeting.called_by, at=meeting.starts_at)

    assert item.position == 1
