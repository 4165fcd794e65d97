"""A co-ordinator opens a stage, without JavaScript and by keyboard."""

import re

import pytest

from pact.accounts.permissions import Role
from tests import make


@pytest.fixture
def cycle(live_server):
    """Of a ward whose profile is agreed, in a township where another is not ready."""
    cycle = make.cycle(ward=make.ward("Ashfield"))
    area = make.area(profile=make.profile(cycle.ward, published=make_now()))
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, cycle.ward), "agrees")
    make.ward("Birchwood", township=cycle.ward.memberships.get().township)
    return cycle


def make_now():
    from django.utils import timezone

    return timezone.now()


def test_a_stage_is_opened_without_javascript_and_with_a_reason(tab_of, cycle):
    """Rule 7: what was passed over is shown wherever the cycle is."""
    tab = tab_of(cycle.pact.coordinator, java_script_enabled=False)

    tab.goto(cycle.get_absolute_url())
    tab.get_by_role("link", name=re.compile("Open this stage.*Engagement")).click()
    tab.get_by_role("button", name="Open the stage").click()
    assert "Say why it should open all the same." in tab.get_by_role("alert").inner_text()
    tab.get_by_label("Why it should open all the same").fill("Birchwood follows in May.")
    tab.get_by_role("button", name="Open the stage").click()

    assert "Engagement is open." in tab.locator("main").inner_text()
    assert "Birchwood follows in May." in tab.locator("main").inner_text()


def test_a_stage_is_opened_with_the_keyboard_alone(tab_of, cycle):
    tab = tab_of(cycle.pact.coordinator)
    tab.goto(f"/cycles/{cycle.pk}/stages/profiles/opening/")

    tab.get_by_role("button", name="Open the stage").focus()
    tab.keyboard.press("Enter")

    tab.get_by_text("Area profile is open.").wait_for()
