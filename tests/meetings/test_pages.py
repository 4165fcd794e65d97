"""The pages of meetings in a real browser: at phone and desktop width, by keyboard, without a script."""

import pytest

from pact.accounts.permissions import Role
from pact.meetings import actions
from pact.meetings.models import Invitation
from tests import make
from tests.browser import DESKTOP, PHONE


@pytest.fixture
def ward(db):
    return make.ward()


@pytest.fixture
def coordinator(ward, signs_in):
    coordinator = make.person(Role.COORDINATOR, ward, name="Coral Cooper")
    signs_in(coordinator)
    return coordinator


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_a_meeting_is_accessible_and_fits(page, ward, coordinator, accessible, viewport, now):
    coming = full_meeting(ward, coordinator, now=now)
    page.set_viewport_size(viewport)

    for address in [
        "/meetings/",
        "/meetings/?when=past",
        "/meetings/call/",
        "/calendar/",
        coming.get_absolute_url(),
        *(f"/meetings/{coming.pk}/{name}/" for name in ("details", "cancellation", "invitations", "agenda")),
        *(f"/meetings/{coming.pk}/{name}/" for name in ("attendance", "minutes")),
        f"/agenda-items/{coming.agenda.first().pk}/",
    ]:
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is too wide"
        accessible(page)


def test_a_councillor_answers_with_one_key_press(page, ward, signs_in, now):
    councillor = make.person(Role.COUNCILLOR, ward)
    signs_in(councillor)
    meeting = make.meeting(place=ward, invite=[councillor], starts_at=now + 30 * make.A_DAY)
    page.goto(meeting.get_absolute_url())

    page.get_by_role("button", name="I am coming").focus()
    page.keyboard.press("Enter")

    page.get_by_text("You are coming", exact=True).wait_for()
    assert Invitation.objects.get().answer == "coming"


@pytest.mark.parametrize("with_script", [True, False])
def test_an_agenda_is_written_and_put_in_order(browser, live_server, ward, client, now, with_script):
    coordinator = make.person(Role.COORDINATOR, ward)
    meeting = make.meeting(place=ward, by=coordinator, starts_at=now + 30 * make.A_DAY)
    client.force_login(coordinator)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=with_script)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()

    page.goto(f"/meetings/{meeting.pk}/agenda/")
    for title in ("Bins", "Lights"):
        page.get_by_label("Item").fill(title)
        page.get_by_role("button", name="Put it on the agenda").click()
        page.get_by_role("link", name=title).wait_for()
    page.get_by_role("button", name="Up Lights").click()
    page.get_by_role("link", name="1. Lights").wait_for()
    context.close()

    assert list(meeting.agenda.order_by("position").values_list("title", flat=True)) == ["Lights", "Bins"]


def full_meeting(ward, coordinator, *, now):
    """A meeting with everything on its page: an agenda, answers, attendance, draft minutes; and others around it."""
    guests = [coordinator, *(make.person(role, ward) for role in (Role.COUNCILLOR, Role.CHAIR, Role.OFFICER))]
    facts = {"place": ward, "by": coordinator}
    started = now - make.A_DAY / 24
    meeting = make.meeting(**facts, invite=guests, starts_at=started, title="Spring meeting of Ashfield PACT")
    for title in ("Apologies and introductions", "What was done about the bins behind the shops", "Other business"):
        make.agenda_item(meeting, title)
    actions.answer(meeting, answer="coming", by=guests[1], at=started)
    actions.answer(meeting, answer="apologies", by=guests[2], at=started)
    actions.record_attendance(meeting, people=guests[:2], residents=14, by=coordinator, at=now)
    actions.write_minutes(meeting, text="# 1. Bins\n\n- Twice a **week**\n- From *May*", by=coordinator, at=now)
    make.meeting(**facts, starts_at=now + 5 * make.A_DAY, invite=[coordinator])
    make.meeting(**facts, starts_at=now + 9 * make.A_DAY, title="Tasking", body="tasking", cancelled_at=now)
    make.meeting(**facts, starts_at=now - 40 * make.A_DAY, title="Winter meeting")
    return meeting


@pytest.fixture
def now():
    from django.utils import timezone

    return timezone.now()
