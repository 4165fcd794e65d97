"""A partner answers a recommendation, and a review is planned, without JavaScript."""

import pytest

from pact.accounts.permissions import Role
from scrutiny.models import Response, Review
from tests import make


@pytest.fixture
def township(live_server):
    return make.township()


def test_a_manager_answers_without_javascript_and_gives_reasons(tab_of, township):
    """Rule 49."""
    manager = make.person(Role.MANAGER, township.borough)
    recommendation = make.recommendation(
        review=make.review(township=township), addressee=manager.memberships.get().agency
    )
    tab = tab_of(manager, java_script_enabled=False)

    tab.goto("/board/")
    tab.get_by_role("link", name=f"Answer recommendation {recommendation.reference}").click()
    tab.get_by_role("button", name="Answer it").click()
    tab.get_by_label("Rejected").check()
    tab.get_by_role("button", name="Send the answer").click()
    assert tab.get_by_label("Rejected").is_checked()
    tab.get_by_label("What you will do, or why not").fill("There is no money.")
    tab.get_by_role("button", name="Send the answer").click()

    assert "Your answer is recorded" in tab.locator("main").inner_text()
    assert Response.objects.get().text == "There is no money."


def test_a_review_is_planned_without_javascript(tab_of, township):
    tab = tab_of(make.person(Role.SCRUTINY, township.borough), java_script_enabled=False)

    tab.goto("/reviews/plan/")
    tab.get_by_label("Township").select_option("Riverside")
    for name, (day, month, year) in {
        "starts_on": ("1", "1", "2099"),
        "ends_on": ("1", "4", "2099"),
        "meets_on": ("16", "4", "2099"),
    }.items():
        for part, value in {"day": day, "month": month, "year": year}.items():
            tab.locator(f"[name={name}_{part}]").fill(value)
    tab.get_by_label("Starts at").fill("6.30pm")
    tab.get_by_label("Ends at").fill("8pm")
    tab.get_by_label("Venue").fill("Town Hall")
    tab.get_by_role("button", name="Plan the review").click()

    assert "The review is planned" in tab.locator("main").inner_text()
    assert Review.objects.get().meeting.venue == "Town Hall"
