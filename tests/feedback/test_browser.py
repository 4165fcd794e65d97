"""A newsletter from the draft to the ward's page, as people have it in front of them."""

import pytest

from pact.accounts.permissions import Role
from tests import make
from tests.browser import PHONE


@pytest.fixture
def priority(live_server):
    return make.priority(cycle=make.cycle(ward=make.ward("Ashfield")), title="Cleaner alleys")


def test_a_newsletter_is_edited_without_javascript_and_an_empty_item_is_pointed_out(tab_of, priority):
    newsletter = make.newsletter(priority=priority)
    tab = tab_of(newsletter.drafted_by, java_script_enabled=False)

    tab.goto(f"/newsletters/{newsletter.pk}/text/")
    tab.get_by_label("Introduction").fill("Dear all,")
    tab.get_by_label("We did").fill("")
    tab.get_by_role("button", name="Save the draft").click()

    assert "Say what was done about “Cleaner alleys”" in tab.get_by_role("alert").inner_text()
    assert tab.get_by_label("Introduction").input_value() == "Dear all,"
    tab.get_by_label("Still to do, and why not").fill("The gates come in May.")
    tab.get_by_role("button", name="Save the draft").click()

    assert "The draft is saved." in tab.locator("main").inner_text()
    assert newsletter.items.get().still_to_do == "The gates come in May."


def test_the_error_summary_leads_to_the_box(tab_of, priority):
    newsletter = make.newsletter(priority=priority)
    tab = tab_of(newsletter.drafted_by)

    tab.goto(f"/newsletters/{newsletter.pk}/text/")
    tab.get_by_label("Title").fill("")
    tab.get_by_role("button", name="Save the draft").click()
    tab.get_by_role("link", name="Give it a title.").press("Enter")

    assert tab.evaluate("document.activeElement.name") == "title"


def test_a_resident_finds_the_ward_and_reads_on_a_phone_what_became_of_it(tab_of, priority, accessible):
    """Rule 3: without a log-in, and with the map or without."""
    make.newsletter(priority=priority, published=True)
    tab = tab_of(viewport=PHONE, java_script_enabled=False)

    tab.goto("/")
    tab.get_by_role("button", name="Find your ward").click()
    tab.get_by_label("Ward, PACT or another name").fill("ashf")
    tab.get_by_role("button", name="Show").click()
    tab.get_by_role("link", name="Ashfield", exact=True).last.click()
    tab.get_by_role("link", name="You said – We did: Ashfield").click()

    assert "12 people told us." in tab.locator("main").inner_text()


def test_somebody_else_approves_with_the_keyboard(tab_of, priority):
    """Rule 57."""
    newsletter = make.newsletter(priority=priority)
    tab = tab_of(make.person(Role.CHAIR, priority.ward))

    tab.goto("/board/")
    tab.get_by_role("link", name="Read and approve the newsletter").press("Enter")
    tab.get_by_role("button", name="Read and approve").press("Enter")
    tab.get_by_role("button", name="Approve it as it stands").press("Enter")

    tab.get_by_text("The newsletter is approved.").wait_for()
    newsletter.refresh_from_db()
    assert newsletter.approval.by != newsletter.drafted_by
