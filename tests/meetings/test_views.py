"""Meetings in the browser: who may do what, and what each page shows."""

from datetime import timedelta

import icalendar
import pytest

from pact.accounts.permissions import Role
from pact.meetings import actions
from pact.meetings.models import Invitation, Meeting
from tests import make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DETAILS = {"title": "Spring meeting", "on": "2031-05-14", "starts": "6.30pm", "ends": "20:00", "venue": "Library"}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOON)


@pytest.fixture
def ward():
    return make.ward()


def sign_in(client, role, place, **fields):
    person = make.person(role, place, **fields)
    client.force_login(person)
    return person


# Who may


PAGES = ["details", "cancellation", "invitations", "agenda", "attendance", "minutes"]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.COORDINATOR, 200),
        (Role.SCRUTINY, 200),
        (Role.COUNCILLOR, 403),
        (Role.OFFICER, 403),
        (Role.MANAGER, 403),
        (Role.CHAIR, 403),
        (Role.ANALYST, 403),
        (Role.ADMINISTRATOR, 403),
        (Role.PRINT_UNIT, 404),
        (Role.DATA_PROTECTION, 404),
    ],
)
def test_only_those_who_hold_meetings_change_them(client, ward, role, expected):
    meeting = make.meeting(place=ward)
    item = make.agenda_item(meeting)
    sign_in(client, role, ward)

    answers = {client.get(f"/meetings/{meeting.pk}/{page}/").status_code for page in PAGES}
    answers.add(client.get(f"/agenda-items/{item.pk}/").status_code)

    assert answers == {expected}
    assert client.get(meeting.get_absolute_url()).status_code == (404 if expected == 404 else 200)


@pytest.mark.parametrize("page", ["", "calendar.ics", *(f"{page}/" for page in PAGES)])
def test_a_stranger_gets_404(client, ward, page):
    meeting = make.meeting(place=ward)
    sign_in(client, Role.COORDINATOR, make.ward())

    assert client.get(f"/meetings/{meeting.pk}/{page}").status_code == 404


@pytest.mark.parametrize("address", ["answer", "minutes/agreement"])
def test_a_stranger_cannot_answer_or_agree(client, ward, address):
    meeting = make.meeting(place=ward)
    sign_in(client, Role.CHAIR, make.ward())

    assert client.post(f"/meetings/{meeting.pk}/{address}/", {"answer": "coming"}).status_code == 404


def test_somebody_invited_from_elsewhere_sees_the_meeting(client, ward):
    guest = sign_in(client, None, None)
    meeting = make.meeting(place=ward, invite=[guest])

    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert client.get(f"/meetings/{meeting.pk}/agenda/").status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, ward):
    meeting = make.meeting(place=ward)

    for address in ("/meetings/", "/meetings/call/", "/calendar/", meeting.get_absolute_url()):
        assert client.get(address).status_code == 302


def test_only_the_chair_agrees_minutes(client, ward):
    meeting = make.meeting(place=ward, starts_at=make.NOON - DAY)
    actions.write_minutes(meeting, text="Agreed to meet.", by=make.person(), at=make.NOON)
    sign_in(client, Role.COORDINATOR, ward)
    assert client.post(f"/meetings/{meeting.pk}/minutes/agreement/").status_code == 403

    sign_in(client, Role.CHAIR, ward)
    page = client.post(f"/meetings/{meeting.pk}/minutes/agreement/", follow=True)

    assert "The minutes are agreed." in page.text


# Calling and changing


def test_calling_a_meeting_invites_the_councillors_of_the_ward(client, ward):
    pact = make.pact(ward=ward)
    councillor = make.person(Role.COUNCILLOR, ward)
    coordinator = sign_in(client, Role.COORDINATOR, ward)

    response = client.post("/meetings/call/", {**DETAILS, "body": "pact", "whose": f"pact-{pact.pk}"})

    meeting = Meeting.objects.get()
    assert response.headers["Location"] == meeting.get_absolute_url()
    assert (meeting.pact, meeting.ward, meeting.starts_at.isoformat()) == (pact, ward, "2031-05-14T17:30:00+00:00")
    assert {i.person for i in meeting.invitations.all()} == {councillor, coordinator, pact.coordinator}


def test_a_link_can_choose_whose_meeting_it_is(client, ward):
    sign_in(client, Role.COORDINATOR, ward)

    page = client.get(f"/meetings/call/?ward={ward.pk}")

    assert f'<option value="ward-{ward.pk}" selected>' in page.text


def test_a_township_meeting_is_called_by_whoever_holds_meetings_there(client, ward):
    township = ward.memberships.get().township
    sign_in(client, Role.COORDINATOR, ward)
    assert f"township-{township.pk}" not in client.get("/meetings/call/").text

    sign_in(client, Role.SCRUTINY, township)
    assert f"township-{township.pk}" in client.get("/meetings/call/").text


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"ends": "6pm"}, "The time it ends must be after the time it starts."),
        ({"on": "2020-01-01"}, "A meeting is called before it starts."),
        ({"on": "2031-02-30"}, "The day of the meeting must be a real date"),
        ({"starts": "soon"}, "The time it starts must be a real time"),
        ({"whose": "ward-0"}, "Choose one of the answers that are offered"),
        ({"venue": ""}, "Say where it is held."),
        ({"title": "x" * 151}, "must have 150 characters or fewer"),
    ],
)
def test_a_meeting_that_cannot_be_called_keeps_what_was_typed(client, ward, typed, error):
    sign_in(client, Role.COORDINATOR, ward)

    page = client.post("/meetings/call/", {**DETAILS, "body": "pact", "whose": f"ward-{ward.pk}", **typed})

    assert page.status_code == 200
    assert error in page.text
    assert 'value="Library"' in page.text or "venue" in typed
    assert not Meeting.objects.exists()


def test_a_councillor_cannot_call_a_meeting(client, ward):
    sign_in(client, Role.COUNCILLOR, ward)

    assert client.get("/meetings/call/").status_code == 403
    assert "Call a meeting" not in client.get("/meetings/").text


def test_changing_a_meeting_starts_from_what_it_is(client, ward):
    meeting = make.meeting(place=ward)
    sign_in(client, Role.COORDINATOR, ward)

    page = client.get(f"/meetings/{meeting.pk}/details/").text
    client.post(f"/meetings/{meeting.pk}/details/", {**DETAILS, "is_public": "on"})

    assert 'value="12:00"' in page  # London's time, whatever the database keeps
    assert "St Mark&#x27;s hall" in page
    changed = Meeting.objects.get()
    assert (changed.title, changed.venue, changed.is_public) == ("Spring meeting", "Library", True)


def test_a_cancelled_meeting_says_so_everywhere(client, ward):
    meeting = make.meeting(place=ward)
    sign_in(client, Role.COORDINATOR, ward)

    page = client.post(f"/meetings/{meeting.pk}/cancellation/", {"reason": "Flood."}, follow=True)

    assert "Flood." in page.text
    assert "Cancelled" in client.get("/meetings/").text
    again = client.post(f"/meetings/{meeting.pk}/cancellation/", {"reason": "Again."})
    assert "This meeting is cancelled." in again.text


def test_short_notice_is_said_to_those_who_called_it(client, ward):
    meeting = make.meeting(place=ward, starts_at=make.NOON + 7 * DAY)
    sign_in(client, Role.COORDINATOR, ward)

    assert "This meeting was called with 4 clear working days of notice." in client.get(meeting.get_absolute_url()).text


# Coming


def test_one_button_answers(client, ward):
    mary = sign_in(client, Role.COUNCILLOR, ward)
    meeting = make.meeting(place=ward, invite=[mary])

    page = client.post(f"/meetings/{meeting.pk}/answer/", {"answer": "coming"}, follow=True)

    assert "You are coming." in page.text
    assert Invitation.objects.get().answer == "coming"


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_an_answer_that_is_none_changes_nothing(client, ward, answer):
    mary = sign_in(client, Role.COUNCILLOR, ward)
    meeting = make.meeting(place=ward, invite=[mary])

    assert client.post(f"/meetings/{meeting.pk}/answer/", {"answer": answer}).status_code == 302
    assert Invitation.objects.get().answer == ""


def test_who_is_not_invited_cannot_answer(client, ward):
    sign_in(client, Role.COUNCILLOR, ward)
    meeting = make.meeting(place=ward)

    assert client.post(f"/meetings/{meeting.pk}/answer/", {"answer": "coming"}).status_code == 404


def test_inviting_offers_those_who_work_here_and_are_not_invited(client, ward):
    coordinator = sign_in(client, Role.COORDINATOR, ward, name="Coral")
    officer, elsewhere = (
        make.person(Role.OFFICER, ward, name="Olive"),
        make.person(Role.OFFICER, make.ward(), name="Ezra"),
    )
    meeting = make.meeting(place=ward, invite=[coordinator], by=coordinator)

    page = client.get(f"/meetings/{meeting.pk}/invitations/").text
    assert "Olive" in page
    assert f'value="{coordinator.pk}"' not in page
    assert elsewhere.name not in page

    client.post(f"/meetings/{meeting.pk}/invitations/", {"people": [elsewhere.pk]})
    assert meeting.invitations.count() == 1
    client.post(f"/meetings/{meeting.pk}/invitations/", {"people": [officer.pk]})
    assert meeting.invitations.count() == 2


def test_attendance_starts_with_those_who_said_they_come(client, ward):
    mary, joan = make.person(), make.person()
    meeting = make.meeting(place=ward, starts_at=make.NOON - DAY / 24, invite=[mary, joan])
    actions.answer(meeting, answer="coming", by=mary, at=make.NOON)
    sign_in(client, Role.COORDINATOR, ward)

    page = client.get(f"/meetings/{meeting.pk}/attendance/").text
    assert page.count(" checked") == 1
    refused = client.post(f"/meetings/{meeting.pk}/attendance/", {"people": [joan.pk], "residents": "many"})
    assert "must be a whole number" in refused.text
    page = client.post(
        f"/meetings/{meeting.pk}/attendance/", {"people": [joan.pk], "residents": "14"}, follow=True
    ).text

    assert "1 member and 14 residents came." in page


def test_a_youth_pact_names_nobody_to_those_who_do_not_run_it(client, ward):
    """Rule 70."""
    guest = make.person(name="Young Tom")
    pact = make.pact(ward=ward, kind="youth")
    meeting = make.meeting(place=ward, pact=pact, starts_at=make.NOON - DAY, invite=[guest])
    actions.record_attendance(meeting, people=[guest], residents=0, by=make.person(), at=make.NOON)

    sign_in(client, Role.COUNCILLOR, ward)
    assert "Young Tom" not in client.get(meeting.get_absolute_url()).text
    sign_in(client, Role.COORDINATOR, ward)
    assert "Young Tom" in client.get(meeting.get_absolute_url()).text


# The agenda and the minutes


def test_the_agenda_is_put_in_order_without_a_script(client, ward):
    meeting = make.meeting(place=ward)
    sign_in(client, Role.COORDINATOR, ward)
    for title in ("Bins", "Lights"):
        client.post(f"/meetings/{meeting.pk}/agenda/", {"title": title, "purpose": "decision"})
    bins, lights = meeting.agenda.order_by("position")

    client.post(f"/agenda-items/{lights.pk}/place/", {"direction": "up"})
    client.post(f"/agenda-items/{bins.pk}/", {"title": "Bins and bags", "purpose": "information"})
    page = client.get(meeting.get_absolute_url()).text

    assert page.index("Lights") < page.index("Bins and bags")
    client.post(f"/agenda-items/{lights.pk}/removal/")
    assert list(meeting.agenda.values_list("title", flat=True)) == ["Bins and bags"]


def test_an_agenda_item_of_a_strangers_meeting_is_not_found(client, ward):
    item = make.agenda_item(make.meeting(place=ward))
    sign_in(client, Role.COORDINATOR, make.ward())

    assert client.get(f"/agenda-items/{item.pk}/").status_code == 404
    for name in ("place", "removal"):
        assert client.post(f"/agenda-items/{item.pk}/{name}/").status_code == 404


def test_minutes_begin_with_the_agenda_and_are_shown_as_a_draft(client, ward):
    meeting = make.meeting(place=ward, starts_at=make.NOON - DAY)
    make.agenda_item(meeting, "Bins")
    sign_in(client, Role.COORDINATOR, ward)

    assert "# 1. Bins" in client.get(f"/meetings/{meeting.pk}/minutes/").text
    text = "# 1. Bins\n\nTwice a week. <script>alert(1)</script>"
    page = client.post(f"/meetings/{meeting.pk}/minutes/", {"text": text}, follow=True).text

    assert "<h3>1. Bins</h3>" in page
    assert "<script>alert" not in page
    assert "The chair has not agreed them yet." in page


# Calendars


def events(response):
    calendar = icalendar.Calendar.from_ical(response.content)
    return [(str(e["summary"]), str(e["status"]), e["dtstart"].dt) for e in calendar.walk("VEVENT")]


def test_a_calendar_program_reads_ones_meetings_without_signing_in(client, ward):
    mary = make.person()
    meeting = make.meeting(place=ward, invite=[mary], title="Bins; and, bags")
    make.meeting(place=ward)
    declined = make.meeting(place=ward, invite=[mary])
    actions.answer(declined, answer="apologies", by=mary, at=make.NOON)
    make.meeting(place=ward, invite=[mary], title="Off", cancelled_at=make.NOON, starts_at=make.NOON + 40 * DAY)
    feed = actions.open_feed(mary)

    response = client.get(f"/calendar/{feed.token}.ics")

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert events(response) == [
        ("Bins; and, bags", "CONFIRMED", meeting.starts_at),
        ("Cancelled: Off", "CANCELLED", make.NOON + 40 * DAY),
    ]


def test_a_new_address_stops_the_old_one(client):
    mary = sign_in(client, None, None)
    old = actions.open_feed(mary).token
    assert old in client.get("/calendar/").text

    client.post("/calendar/renewal/")

    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{actions.open_feed(mary).token}.ics").status_code == 200


def test_the_calendar_of_somebody_who_has_left_is_gone(client):
    feed = actions.open_feed(make.person(is_active=False))

    assert client.get(f"/calendar/{feed.token}.ics").status_code == 404


def test_one_meeting_can_be_put_in_a_calendar(client, ward):
    meeting = make.meeting(place=ward)
    sign_in(client, Role.COUNCILLOR, ward)

    assert events(client.get(f"/meetings/{meeting.pk}/calendar.ics")) == [
        (meeting.title, "CONFIRMED", meeting.starts_at)
    ]


# Lists


def test_the_list_shows_what_is_to_come_and_what_is_past(client, ward):
    sign_in(client, Role.COUNCILLOR, ward)
    make.meeting(place=ward, title="To come")
    make.meeting(place=ward, title="Long ago", starts_at=make.NOON - DAY)
    make.meeting(title="Elsewhere")

    to_come, past = client.get("/meetings/").text, client.get("/meetings/?when=past").text

    assert "To come" in to_come.split("</nav>")[-1]
    assert "Long ago" not in to_come
    assert "Long ago" in past
    assert "Elsewhere" not in to_come + past


@pytest.mark.parametrize("when", ["", "?when=past"])
def test_the_list_costs_the_same_with_many(client, ward, costs_the_same, when):
    mary = sign_in(client, Role.COUNCILLOR, ward)
    starts_at = make.NOON - DAY if when else make.NOON + DAY
    coordinator = make.person()

    page = costs_the_same(
        lambda n: [make.meeting(place=ward, invite=[mary], starts_at=starts_at, by=coordinator) for _ in range(n)],
        client,
        f"/meetings/{when}",
    )

    assert "1 to 25 of 30" in page.text


@pytest.mark.parametrize("address", ["", "invitations/", "attendance/"])
def test_a_meeting_costs_the_same_with_many_people(client, ward, costs_the_same, address):
    sign_in(client, Role.COORDINATOR, ward)
    meeting = make.meeting(place=ward)

    def more(n):
        for _ in range(n):
            Invitation.objects.create(meeting=meeting, person=make.person(), invited_at=make.NOON)
            make.person(Role.OFFICER, ward)
            make.agenda_item(meeting)

    costs_the_same(more, client, f"/meetings/{meeting.pk}/{address}")
