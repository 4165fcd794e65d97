"""The meeting's screens in a real browser: what axe finds, narrow screens, and deciding without JavaScript."""

import pytest
from django.urls import reverse

from priorities.models import Priority
from tests import make
from tests.browser import NARROW, PHONE, overflow
from tests.make import NOON


@pytest.fixture
def cycle(live_server):
    """Two candidates, one of them decided."""
    cycle = make.cycle(open_stage="priorities")
    engagement = make.closed_engagement(make.engagement(cycle=cycle), findings_published_at=NOON)
    for name in ("Litter", "Noise"):
        interview = make.interview(engagement=engagement)
        make.concern(interview=interview, issue_type=make.issue_type(name))
    make.action(priority=make.priority(cycle=cycle))
    make.ending(make.priority(cycle=cycle))
    return cycle


def test_axe_finds_nothing_at_320_pixels_where_one_is_decided_and_one_has_ended(page, signs_in, cycle, accessible):
    signs_in(cycle.pact.coordinator)
    page.set_viewport_size(NARROW)
    page.goto(reverse("priorities:candidate_list", args=[cycle.pk]))
    rows = page.get_by_role("link", name="Litter").first.get_attribute("href")
    live, ended = cycle.priorities.order_by("pk")
    of_cycle = [reverse(f"priorities:{name}", args=[cycle.pk]) for name in ("candidate_list", "decision", "proposal")]
    of_live = [reverse(f"priorities:{name}", args=[live.pk]) for name in ("priority", "words", "ending")]

    for url in [rows, *of_cycle, *of_live, ended.get_absolute_url(), "/priorities/"]:
        page.goto(url)
        accessible(page)
        assert overflow(page) == 0, url


def test_the_meeting_decides_without_javascript(new_context, context, signs_in, cycle):
    make.technique("Doorstep interviews")
    signs_in(cycle.pact.coordinator)
    visitor = new_context(viewport=PHONE, java_script_enabled=False)
    visitor.add_cookies(context.cookies())
    page = visitor.new_page()
    page.goto(reverse("priorities:candidate_list", args=[cycle.pk]))

    page.get_by_role("button", name="Decide on Litter").click()
    page.get_by_role("button", name="Record the decision").click()
    refused = page.get_by_role("link", name="Give the priority a title.").is_visible()
    page.get_by_label("Title").fill("Clean alleys")
    page.get_by_label("Goal").fill("No rubbish left.")
    page.get_by_role("button", name="Record the decision").click()

    assert refused
    assert page.get_by_text("“Clean alleys” is a priority.").is_visible()
    assert Priority.objects.get(title="Clean alleys").evidence["rank"] in (1, 2)
