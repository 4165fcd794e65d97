"""An officer with a phone: by touch, by keyboard alone, and without JavaScript."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tasking.models import Action
from tests import make
from tests.browser import NARROW, PHONE, overflow

FORMS = ["progress", "completion", "block", "refusal"]


@pytest.fixture
def priority(live_server):
    return make.priority(cycle=make.cycle(open_stage="tasking"), title="Clean alleys behind Alma Street")


@pytest.fixture
def officer(priority):
    return make.officer(priority.ward, name="Sam Whitfield")


@pytest.fixture
def action(priority, officer):
    now = timezone.now()
    due_on = timezone.localdate() + timedelta(days=20)
    return make.action(priority=priority, owner=officer, title="Fit gates", due_on=due_on, heard_at=now, accepted=False)


def tab_to(page, name):
    """Press Tab until the element with this accessible name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()")
        if focused.startswith(name):
            return
    pytest.fail(f"No way to {name!r} with the Tab key.")


def photo():
    out = BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_an_officer_accepts_and_finishes_an_action_on_a_phone(page, signs_in, officer, action, accessible):
    page.set_viewport_size(PHONE)
    signs_in(officer)

    # given an action that waits for an answer
    page.goto("/actions/")
    accessible(page)
    page.get_by_role("button", name="Accept").click()

    # when it is accepted and done, with a photo
    page.get_by_role("button", name="Done").click()
    accessible(page)
    page.get_by_label("What changed as a result?").fill("Both gates are up, and every resident has a key.")
    page.get_by_label("Photo or document").set_input_files(photo())
    page.get_by_role("button", name="Mark as done").click()

    # then somebody else is to verify it, and the photo is there
    assert page.get_by_text("Somebody else will verify it.").is_visible()
    accessible(page)
    page.get_by_role("img", name="Photo: Both gates are up").scroll_into_view_if_needed()
    assert Action.objects.get().is_done


def test_an_officer_reports_with_the_keyboard_alone(page, signs_in, officer, action):
    signs_in(officer)
    page.set_viewport_size(PHONE)
    page.goto("/actions/")

    tab_to(page, "Accept")
    page.keyboard.press("Enter")
    page.get_by_text("You have accepted").wait_for()
    tab_to(page, "Blocked")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Something stands in the way").wait_for()
    tab_to(page, "reason")
    page.keyboard.type("The gate is locked.")
    tab_to(page, "who_must_act")
    page.keyboard.type("Network Rail")
    tab_to(page, "Mark as blocked")
    page.keyboard.press("Enter")

    page.get_by_text("is marked as blocked.").wait_for()
    assert Action.objects.get().blocks.get().who_must_act == "Network Rail"


def test_everything_works_without_javascript(new_context, context, signs_in, officer, action):
    signs_in(officer)
    visitor = new_context(viewport=PHONE, java_script_enabled=False)
    visitor.add_cookies(context.cookies())
    page = visitor.new_page()
    page.goto("/actions/")

    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="Progress").click()
    page.get_by_role("button", name="Save progress").click()
    refused = page.get_by_role("link", name="Say what has happened.").is_visible()
    page.get_by_label("What has happened?").fill("Both ends are measured.")
    page.get_by_label("Photo").set_input_files(photo())
    page.get_by_role("button", name="Save progress").click()

    assert refused
    assert page.get_by_text("is noted.").is_visible()
    assert Action.objects.get().notes.get().photo


def test_axe_finds_nothing_at_320_pixels_where_an_action_is_late_and_done(page, signs_in, priority, action, accessible):
    coordinator = priority.cycle.pact.coordinator
    make.note(action)
    late = make.action(priority=priority, due_on=timezone.localdate() - timedelta(days=3))
    make.completion(late)
    signs_in(coordinator)
    page.set_viewport_size(NARROW)

    urls = [reverse(f"tasking:{name}", args=[late.pk]) for name in ("action", "verification", "send_back", "closing")]
    urls += [reverse(f"tasking:{name}", args=[action.pk]) for name in ("action", "redating", "handover")]
    urls += [reverse("tasking:plan", args=[priority.cycle.pk]), reverse("tasking:new_action", args=[priority.pk])]
    for url in ["/actions/", *urls]:
        page.goto(url)
        accessible(page)
        assert overflow(page) == 0, url


def test_axe_finds_nothing_in_what_an_officer_fills_in(page, signs_in, officer, action, accessible):
    signs_in(officer)
    page.set_viewport_size(PHONE)

    for name in FORMS:
        page.goto(reverse(f"tasking:{name}", args=[action.pk]))
        accessible(page)
        page.locator("main form button[type=submit]").click()
        page.get_by_role("heading", name="There is a problem").wait_for()
        accessible(page)
