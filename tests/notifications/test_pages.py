"""What a person has been told, in a real browser."""

import pytest

from pact.notifications.models import Sending
from tests import make
from tests.browser import DESKTOP, PHONE


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_notices_is_accessible_and_fits(page, signs_in, accessible, viewport, db):
    mary = make.person(name="Mary Jones")
    signs_in(mary)
    make.notice(to=mary, read_at=make.NOON)
    make.notice(to=mary, sending=Sending.FAILED)
    plain = make.notice(
        to=mary, subject="Your action is due tomorrow: empty the bins behind the shops in Leigh Road twice a week"
    )
    page.set_viewport_size(viewport)

    for address in ["/notices/", "/notices/preferences/", plain.get_absolute_url()]:
        page.goto(address)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is too wide"
        accessible(page)


def test_reading_here_opens_the_text_by_keyboard(page, signs_in, db):
    mary = make.person()
    signs_in(mary)
    make.notice(to=mary, text="The bins are late.")
    page.goto("/notices/")

    page.locator("summary").focus()
    page.keyboard.press("Enter")

    page.get_by_text("The bins are late.").wait_for()
