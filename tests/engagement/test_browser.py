"""On a phone, with a thumb, with the keyboard alone, and without a script."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from engagement.models import BlurredPhoto, Interview, Transect
from pact.accounts.permissions import Role
from tests import make
from tests.browser import NARROW, overflow

PHONE = {"width": 375, "height": 812}
KEPT = re.compile(r"/interviews/\d+/$")


def url(name, *args):
    return reverse(f"engagement:{name}", args=args)


@pytest.fixture
def engagement():
    """One that is going on today, for the browser's clock is the real one."""
    today = timezone.localdate()
    cycle = make.cycle(starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=60))
    make.open_stage(cycle, "engagement", at=timezone.now())
    days = {"starts_on": today - timedelta(days=7), "ends_on": today + timedelta(days=21)}
    return make.engagement(cycle=cycle, **days)


@pytest.fixture
def officer(engagement):
    return make.person(Role.OFFICER, engagement.cycle.ward)


def tab_to(page, selector):
    """Press Tab until this element has the focus, as somebody without a mouse or a finger does."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"The keyboard alone does not come to {selector}.")


def test_an_officer_records_an_interview_with_the_keyboard_alone(page, signs_in, engagement, officer):
    dogs = make.known_type("DOG")
    signs_in(officer)
    page.set_viewport_size(PHONE)
    page.goto(url("new_interview", engagement.pk))

    tab_to(page, "[name=safe_to_talk]")
    page.keyboard.press("Space")
    tab_to(page, "[name=agreed]")
    page.keyboard.press("Space")
    tab_to(page, "[name=problem1_words]")
    page.keyboard.type("Dogs off the lead in the play area")
    tab_to(page, "[name=problem1_issue_type]")
    page.keyboard.type(dogs.name[:6])
    tab_to(page, "[name=problem1_place]")
    page.keyboard.type("Play area off Bridge Street")
    tab_to(page, "[name=problem1_effect_feel]")
    for key in ("Space", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    tab_to(page, "[name=safe_by_day]")
    page.keyboard.press("Space")
    tab_to(page, "form button[type=submit]:not([name])")
    page.keyboard.press("Enter")

    page.wait_for_url(KEPT)
    interview = Interview.objects.get()
    concern = interview.concerns.get()
    assert (concern.issue_type, concern.place, concern.effect_feel) == (dogs, "Play area off Bridge Street", 2)
    assert (interview.area, interview.safe_by_day) == (engagement.areas.get(), 1)


def test_an_officer_records_an_interview_without_a_script_and_loses_nothing_when_refused(
    new_context, client, live_server, settings, engagement, officer
):
    make.known_type("DOG")
    context = new_context(viewport=PHONE, java_script_enabled=False)
    client.force_login(officer)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(url("new_interview", engagement.pk))

    page.locator("[name=safe_to_talk]").first.check(force=True)
    page.get_by_label("They have heard or read this").check()
    page.get_by_text("Another problem").click()
    page.locator("[name=problem2_words]").fill("Speeding past the school")
    page.locator("[name=problem2_issue_type]").select_option(index=1)
    page.get_by_role("button", name="Save the interview").click()

    assert "Say where it is." in page.locator(".govuk-error-summary").inner_text()
    assert page.locator("[name=problem2_words]").input_value() == "Speeding past the school"
    assert page.locator("[name=problem2_place]").is_visible()

    page.locator("[name=problem2_place]").fill("School gate")
    page.locator("[name=problem2_effect_act]").nth(3).check(force=True)
    page.get_by_text("How to reach them").click()
    page.get_by_label("Phone number").fill("01632 960 123")
    page.get_by_label("They agree that the co-ordinator keeps").check()
    page.get_by_role("button", name="Save the interview").click()

    page.wait_for_url(KEPT)
    interview = Interview.objects.get()
    assert [(c.place, c.effect_act) for c in interview.concerns.all()] == [("School gate", 3)]
    assert interview.contact.phone == "01632 960 123"
    assert "01632" not in page.content()


def test_pressing_save_in_a_hurry_records_one_interview(page, signs_in, engagement, officer):
    signs_in(officer)
    page.set_viewport_size(PHONE)
    page.goto(url("new_interview", engagement.pk))
    page.locator("[name=safe_to_talk]").first.check(force=True)
    page.get_by_label("They have heard or read this").check()

    page.get_by_role("button", name="Save the interview").dblclick()
    page.wait_for_url(KEPT)

    assert Interview.objects.count() == 1


def test_a_stretch_is_graded_with_a_thumb(page, signs_in, engagement, officer):
    make.known_type("LIT")
    walk = make.walkabout(
        engagement=make.engagement(
            cycle=engagement.cycle, form="walkabout", starts_on=engagement.starts_on, ends_on=engagement.ends_on
        ),
        held_on=timezone.localdate(),
    )
    signs_in(officer)
    page.set_viewport_size(PHONE)
    page.goto(url("new_transect", walk.pk))

    boxes = [box.bounding_box() for box in page.locator(".scale .govuk-radios__label").all()]
    page.get_by_label("Street").fill("Mill Road")
    page.get_by_label("From", exact=True).fill("Lamp post 4")
    page.get_by_label("To", exact=True).fill("The chapel")
    page.locator('[name=litter][value="C-"]').click()
    page.get_by_role("button", name="Save and finish").click()
    page.wait_for_url(f"**{walk.get_absolute_url()}")

    assert min(box["height"] for box in boxes) >= 44
    assert min(box["width"] for box in boxes) >= 44
    assert Transect.objects.get().litter == "C-"
    assert walk.findings.get().is_poor


def test_axe_finds_nothing_in_an_interview_unfolded_and_refused(page, signs_in, accessible, engagement, officer):
    signs_in(officer)
    page.set_viewport_size(NARROW)

    page.goto(url("new_interview", engagement.pk))
    for summary in page.locator("summary").all():
        summary.click()
    accessible(page)
    page.get_by_role("button", name="Save the interview").click()

    accessible(page)
    assert overflow(page) == 0


def test_a_face_is_blurred_by_dragging_over_it_and_a_tap_takes_a_rectangle_away(page, signs_in, engagement, officer):
    picture = BytesIO()
    Image.new("RGB", (400, 300), "olive").save(picture, "JPEG")
    walk = make.walkabout(engagement=make.engagement(cycle=engagement.cycle, form="walkabout"))
    finding = make.finding(walkabout=walk, photo=ContentFile(picture.getvalue(), name="photo.jpg"))
    signs_in(officer)
    page.set_viewport_size(PHONE)
    page.goto(url("finding_blurring", finding.pk))
    drawn = page.locator(".blurring__lines--drawn")
    page.locator(".blurring img").evaluate("image => image.decode()")
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()

    def drag(x1, y1, x2, y2):
        page.mouse.move(box["x"] + box["width"] * x1, box["y"] + box["height"] * y1)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * x2, box["y"] + box["height"] * y2, steps=3)
        page.mouse.up()

    drag(0.105, 0.205, 0.295, 0.595)
    drag(0.905, 0.905, 0.705, 0.705)
    page.get_by_text("Rectangle 2 is set").wait_for()
    drag(0.2, 0.3, 0.2, 0.3)
    page.get_by_text("The rectangle is gone").wait_for()
    page.get_by_role("button", name="Make the blurred copy").click()
    page.get_by_role("heading", name="The blurred copy").wait_for()

    assert BlurredPhoto.objects.get().areas == [[70, 70, 21, 21]]
