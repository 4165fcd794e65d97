"""Every component and every field in a real browser: focus, keyboard, narrow screens, no script, and what axe finds."""

import pytest

from tests.browser import DESKTOP, NARROW, PHONE, overflow
from tests.conftest import REPOSITORY

PAGES = ["/gallery/", "/gallery/form/"]
# Field on the page, and the element that must have the focus once its error has been followed.
FIELDS = {
    "Fill in “Summary”.": "id_summary",
    "Fill in “What did you see?”.": "id_detail",
    "Fill in “How many items?”.": "id_number",
    "Choose an answer for “Issue type”.": "id_issue",
    "Choose an answer for “How far does it change what people do?”.": "id_effect_0",
    "Choose an answer for “What else was there?”.": "id_seen_0",
    "Choose an answer for “Daylight”.": "id_weather_0",
    "Tick “I saw this myself” to go on.": "id_confirmed",
    "Enter the date you saw it.": "id_seen_on_0",
    "Enter the time you saw it.": "id_seen_at",
    "Show the place on the map.": "id_place_0",
    "Choose a photograph.": "id_photo",
    "Fill in “E-mail address”.": "id_email",
    "Fill in “Password”.": "id_password",
}


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


COMPONENTS = sorted(
    path for path in (REPOSITORY / "templates" / "components").glob("*.html") if not path.name.startswith("_")
)
# Shown through a tag, which is what the gallery calls.
TAGS = {"error_summary.html": "{% crispy form %}", "chart.html": "{% chart"}


def focused(page):
    return page.evaluate("document.activeElement.id")


def send_empty(page):
    page.goto("/gallery/form/")
    page.get_by_role("button", name="Record the walkabout").click()
    page.wait_for_selector(".govuk-error-summary")


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_says_what_it_takes_and_is_in_the_gallery(component):
    gallery = "".join(path.read_text() for path in (REPOSITORY / "templates" / "core").glob("*.html"))

    assert component.read_text().startswith("{# ")
    assert TAGS.get(component.name, f"components/{component.name}") in gallery


@pytest.mark.parametrize("path", PAGES)
def test_the_gallery_is_for_development_and_the_demonstration_only(client, settings, path):
    assert client.get(path).status_code == 200

    settings.DEMO = False

    assert client.get(path).status_code == 404


def test_each_error_moves_the_focus_to_its_field(page):
    send_empty(page)

    assert page.title().startswith("Error: ")
    for sentence, target in FIELDS.items():
        page.locator(".govuk-error-summary").get_by_role("link", name=sentence, exact=True).click()
        assert focused(page) == target


def test_each_error_moves_the_focus_without_script_too(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()

    send_empty(page)

    for sentence, target in FIELDS.items():
        page.locator(".govuk-error-summary").get_by_role("link", name=sentence, exact=True).click()
        assert page.locator("*:focus").get_attribute("id") == target
    context.close()


def test_errors_have_the_focus_when_the_page_comes_back(page):
    send_empty(page)

    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page, accessible, path, size):
    page.set_viewport_size(size)

    page.goto(path)

    accessible(page)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_a_form_that_was_refused(page, accessible, size):
    page.set_viewport_size(size)

    send_empty(page)

    accessible(page)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_over_the_edge_of_a_narrow_screen(page, path):
    page.set_viewport_size(NARROW)

    page.goto(path)

    assert overflow(page) == 0


def test_the_menu_is_behind_a_button_on_a_phone_and_open_without_script(page, browser, live_server):
    page.set_viewport_size(PHONE)
    page.goto("/gallery/")
    meetings = page.get_by_role("link", name="Meetings")
    assert not meetings.is_visible()

    page.get_by_role("button", name="Menu").click()

    assert meetings.is_visible()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=PHONE)
    without = context.new_page()
    without.goto("/gallery/")
    assert without.get_by_role("link", name="Meetings").is_visible()
    context.close()


def test_the_keyboard_reaches_the_content_first(page):
    page.goto("/gallery/form/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert focused(page) == "main"


def test_a_place_and_an_area_are_drawn_on_the_map_and_typed_below_it(page):
    page.goto("/gallery/form/")
    page.wait_for_selector(".leaflet-container")

    page.locator("#group_id_place").get_by_role("button", name="Set it at the middle of the map").click()
    canvas = page.locator("#group_id_area .map-input__map")
    for x, y in ((200, 100), (300, 120), (250, 200)):
        canvas.click(position={"x": x, "y": y})

    assert page.input_value("#id_place_0").startswith("53.54")
    assert len(page.input_value("#id_area").splitlines()) == 3
    page.locator("#group_id_area").get_by_role("button", name="Remove the last corner").click()
    assert len(page.input_value("#id_area").splitlines()) == 2


def test_a_corner_is_put_into_a_side_moved_taken_away_and_each_is_undone(page):
    page.goto("/gallery/form/")
    page.wait_for_selector(".leaflet-container")
    box = page.locator("#group_id_area")
    canvas, undo = box.locator(".map-input__map"), box.get_by_role("button", name="Undo")
    for x, y in ((200, 100), (300, 100), (250, 200)):
        canvas.click(position={"x": x, "y": y})
    drawn = page.input_value("#id_area").splitlines()

    canvas.click(position={"x": 250, "y": 102})
    put_in = page.input_value("#id_area").splitlines()
    box.locator(".map-pin").nth(1).drag_to(canvas, target_position={"x": 250, "y": 60})
    moved = page.input_value("#id_area").splitlines()
    box.locator(".map-pin").nth(1).click()

    assert [put_in[0], *put_in[2:]] == [moved[0], *moved[2:]] == drawn
    assert moved[1] != put_in[1]
    assert page.input_value("#id_area").splitlines() == drawn
    for before in (moved, put_in, drawn):
        undo.click()
        assert page.input_value("#id_area").splitlines() == before
