"""A councillor answers for the ward, and a co-ordinator decides: by keyboard alone, and without JavaScript."""

import pytest

from pact.accounts.permissions import Role
from profiles.models import MemberAnswer, PriorityActionArea
from tests import make
from tests.browser import PHONE


@pytest.fixture
def area(live_server):
    return make.area(profile=make.profile(make.ward("Ashfield")), confirmed=False, name="Canal Streets")


@pytest.fixture
def councillor(area):
    member = make.person(Role.COUNCILLOR, area.ward)
    make.member_answer(area.profile, member)
    return member


def test_a_councillor_answers_without_javascript_and_is_told_what_is_missing(tab_of, area, councillor):
    """W39, rule 6: a refused form keeps what was chosen."""
    tab = tab_of(councillor, viewport=PHONE, java_script_enabled=False)

    tab.goto(f"/profiles/{area.profile.pk}/")
    tab.get_by_role("button", name="Answer for your ward").click()
    tab.get_by_label("I would change something").check()
    tab.get_by_role("button", name="Send my answer").click()

    assert tab.get_by_label("I would change something").is_checked()
    assert "Say what you would change, or why you disagree." in tab.get_by_role("alert").inner_text()
    tab.get_by_label("In your words").fill("Take in Lock Road.")
    tab.get_by_role("button", name="Send my answer").click()

    assert "Your answer is recorded." in tab.locator("main").inner_text()
    assert MemberAnswer.objects.get().words == "Take in Lock Road."


def test_a_councillor_answers_with_the_keyboard_alone(tab_of, area, councillor):
    tab = tab_of(councillor)
    tab.goto(f"/profiles/{area.profile.pk}/answer/")

    tab.get_by_label("I agree", exact=True).focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")

    tab.get_by_text("Your answer is recorded.").wait_for()
    assert MemberAnswer.objects.get().answer == "agrees"


def test_an_area_is_proposed_as_a_list_of_streets_without_javascript(tab_of, area):
    """W38: the map is a help, never the only way."""
    draft = make.profile(area.ward, published=False)
    tab = tab_of(draft.started_by, java_script_enabled=False)

    tab.goto(f"/profiles/{draft.pk}/areas/")
    tab.get_by_label("Name").fill("Mill Lanes")
    tab.get_by_label("Streets").fill("Mill Road\nLock Road")
    tab.get_by_label("Why here").fill("Complaints to three services.")
    tab.get_by_role("button", name="Propose this area").click()

    assert "Mill Lanes is proposed." in tab.locator("main").inner_text()
    assert PriorityActionArea.objects.get(name="Mill Lanes").streets == "Mill Road\r\nLock Road"


def test_text_that_was_not_saved_is_offered_again_and_thrown_away_when_it_is_saved(tab_of, area):
    draft = make.profile(area.ward, published=False)
    tab = tab_of(draft.started_by)
    address = f"/profiles/{draft.pk}/draft/people/"

    tab.goto(address, wait_until="networkidle")  # what keeps the text comes after the page
    tab.get_by_label("Who lives and works here").fill("Half a sentence")
    tab.goto("/board/")
    tab.goto(address)
    tab.get_by_role("button", name="Put it back").click()

    assert tab.get_by_label("Who lives and works here").input_value() == "Half a sentence"
    tab.get_by_role("button", name="Save this section").click()
    tab.get_by_text("“Who lives and works here” is saved.").wait_for()
    tab.goto(address)
    assert tab.get_by_role("button", name="Put it back").count() == 0


def test_a_section_is_written_and_previewed_without_javascript(tab_of, area):
    draft = make.profile(area.ward, published=False)
    tab = tab_of(draft.started_by, viewport=PHONE, java_script_enabled=False)

    tab.goto(f"/profiles/{draft.pk}/draft/")
    tab.get_by_role("link", name="Write who lives and works here").click()
    tab.get_by_label("Who lives and works here").fill("[[population]] people, and [[nonsense]].")
    tab.get_by_role("button", name="Preview").click()

    words = tab.locator("main").inner_text()
    assert "12,000 people" in words
    assert "No figure is called “nonsense”." in words
    tab.get_by_role("button", name="Save this section").click()
    assert "is saved." in tab.locator("main").inner_text()
