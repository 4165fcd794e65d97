import pytest
from django.template.loader import render_to_string

from pact.accounts.permissions import Role
from pact.documents import papers
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return make.action(priority=make.priority(title="Clean alleys"), title="Fit gates")


def built(cycle):
    return papers.get("tasking.plan").build(cycle.pk, options={}, at=NOON)


def test_the_plan_says_every_priority_and_action_with_its_state_in_words(action):
    """W54 and W56."""
    make.priority(cycle=action.cycle, title="Quiet evenings")

    paper = built(action.cycle)
    page = render_to_string(paper.template, paper.context | {"title": paper.title})

    for words in ("Clean alleys", "Quiet evenings", "Fit gates", action.owner.name, action.agency.name, "Green"):
        assert words in page
    assert "No action has been promised yet." in page
    assert paper.made_from["actions"] == [action.pk]


def test_only_those_who_see_the_ward_may_see_its_plan(action):
    """Rule 69."""
    councillor = make.person(Role.COUNCILLOR, action.ward)
    stranger = make.person(Role.COUNCILLOR, make.ward("Elsewhere"))
    may_see = papers.get("tasking.plan").may_see

    assert may_see(councillor, action.cycle.pk)
    assert not may_see(stranger, action.cycle.pk)
