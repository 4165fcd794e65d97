"""An analyst sends a file: without JavaScript, by keyboard alone, on a phone; and watches it being loaded."""

import pytest

from pact.accounts.models import Membership
from pact.accounts.permissions import Role
from profiles.models import Dataset, Upload
from tests import make
from tests.browser import PHONE, overflow
from tests.make.boroughs import crime, crimes

CRIMES = crimes(*[crime(1)] * 20, crime(1, month="Smarch"), crime(1, at=(0.5, 51))).encode()


@pytest.fixture
def analyst(live_server):
    return make.person(Role.ANALYST, make.ward().borough)


def choose(tab, content=CRIMES, name="crime.csv", kind="text/csv"):
    tab.get_by_label("The file").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def test_a_file_is_sent_checked_loaded_and_taken_back_without_javascript(tab_of, analyst):
    tab = tab_of(analyst, java_script_enabled=False)

    tab.goto("/datasets/")
    tab.get_by_role("button", name="Upload a file").click()
    choose(tab)
    tab.get_by_role("button", name="Send the file").click()
    assert tab.get_by_label("Month", exact=True).input_value() == "month"
    tab.get_by_role("button", name="Check the file").click()
    assert "“Smarch” is not a month like 2024-01." in tab.locator("main").inner_text()
    tab.get_by_role("button", name="Load the file").click()
    assert "The file is loaded as" in tab.get_by_role("status").inner_text()
    assert Dataset.objects.get().rows_taken == 20

    tab.get_by_role("button", name="Undo: withdraw it").click()
    tab.get_by_role("button", name="Withdraw").click()
    assert Dataset.objects.get().is_withdrawn


def test_a_wrong_file_is_said_beside_the_field_and_the_borough_stays_chosen(tab_of, analyst):
    other = make.ward(township=make.township(borough=make.borough("Zeal")))
    Membership.objects.create(person=analyst, role=Role.ANALYST, borough=other.borough, started_at=make.NOON)
    tab = tab_of(analyst)
    tab.goto("/uploads/new/")

    tab.get_by_label("Which borough is it for?").select_option("Zeal")
    choose(tab, b"\x89PNG\r\n\x1a\n12345", "map.png", "image/png")
    tab.get_by_role("button", name="Send the file").click()

    assert "map.png is a picture." in tab.get_by_role("alert").inner_text()
    assert tab.get_by_label("Which borough is it for?").locator("option:checked").inner_text() == "Zeal"
    tab.get_by_role("alert").get_by_role("link").first.press("Enter")
    assert tab.evaluate("document.activeElement.type") == "file"


def test_a_description_is_corrected_and_checked_with_the_keyboard_alone(tab_of, analyst):
    upload = make.upload(analyst.current_memberships[0].borough, CRIMES, entry=None)
    tab = tab_of(analyst)
    tab.goto(f"/uploads/{upload.pk}/description/")

    tab.get_by_label("Title").focus()
    tab.keyboard.press("Control+A")
    tab.keyboard.type("Crime of January")
    while tab.evaluate("document.activeElement.innerText") != "Check the file":
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")

    tab.get_by_role("button", name="Load the file").wait_for()
    assert Upload.objects.get().entry["title"] == "Crime of January"


def test_progress_is_followed_without_a_reload_and_the_rest_of_the_page_comes_by_itself(tab_of, analyst):
    upload = make.upload(analyst.current_memberships[0].borough, CRIMES)
    row = Upload.objects.filter(pk=upload.pk)
    row.update(state="applying", is_taken=True, percent=20)
    tab = tab_of(analyst)
    tab.goto(upload.get_absolute_url())
    tab.evaluate("window.sameAsBefore = true")
    assert tab.locator("progress").get_attribute("value") == "20"

    row.update(percent=60)
    tab.locator("progress[value='60']").wait_for()
    row.update(state="failed", failure="It broke.", is_taken=False)
    tab.get_by_text("It broke.").wait_for()

    assert tab.evaluate("window.sameAsBefore")
    assert not tab.locator("progress").count()


def test_a_load_is_stopped_by_its_button(tab_of, analyst):
    upload = make.upload(analyst.current_memberships[0].borough, CRIMES)
    Upload.objects.filter(pk=upload.pk).update(state="applying", is_taken=True)
    tab = tab_of(analyst)
    tab.goto(upload.get_absolute_url())

    tab.get_by_role("button", name="Stop reading this file").click()

    assert "Nothing of it was taken." in tab.get_by_role("alert").or_(tab.locator("main")).first.inner_text()
    assert Upload.objects.get().state == "cancelled"


@pytest.mark.parametrize("width", [{"width": 1280, "height": 900}, PHONE])
def test_every_page_of_an_upload_can_be_read_by_everybody(tab_of, analyst, accessible, width):
    upload = make.checked(analyst.current_memberships[0].borough, CRIMES)
    tab = tab_of(analyst, viewport=width)

    for part in ("", "description/", "manifest/", "removal/", "../", "../new/"):
        tab.goto(f"/uploads/{upload.pk}/{part}")
        accessible(tab)
        assert overflow(tab) <= 0, part
