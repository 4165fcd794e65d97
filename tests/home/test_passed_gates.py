"""A gate that was passed with a reason is shown wherever the cycle is, in every room (rule 7)."""

import pytest

from pact.accounts.permissions import Role
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db
REASON = "They follow in May."


@pytest.fixture
def cycle():
    made = make.cycle(ward=make.ward("Ashfield"), open_stage="engagement")
    make.override(made, REASON)
    return made


def test_every_page_and_paper_about_the_cycle_gives_the_reason(client, cycle):
    engagement, concern = make.engagement(cycle=cycle), make.concern(cycle=cycle)
    priority = make.priority(cycle=cycle)
    newsletter, review = make.newsletter(priority=priority), make.review(cycles=[cycle])
    pages = [
        *(cycle.get_absolute_url(), cycle.pact.get_absolute_url(), "/board/"),
        *(engagement.get_absolute_url(), f"{engagement.get_absolute_url()}plan/", f"/engagements/new/{cycle.pk}/"),
        *(f"{engagement.get_absolute_url()}findings/", f"/concerns/new/{cycle.pk}/"),
        *(f"/cycles/{cycle.pk}/{each}/" for each in ("candidates", "decision", "proposal", "plan")),
        *(priority.get_absolute_url(), f"/trace/priorities/{priority.pk}/", f"/trace/concerns/{concern.reference}/"),
        *(newsletter.get_absolute_url(), f"{newsletter.get_absolute_url()}text/", review.get_absolute_url()),
    ]
    priority.concerns.add(concern)
    client.force_login(cycle.pact.coordinator)

    told = {page: REASON in client.get(page, follow=True).content.decode() for page in pages}

    assert [page for page, is_told in told.items() if not is_told] == []
    assert REASON in Made("tasking.plan", cycle).text
    assert REASON in Made("scrutiny.pack", review).text


def test_a_cycle_whose_gates_were_not_passed_says_nothing_of_it(client):
    cycle = make.cycle()
    client.force_login(make.person(Role.COORDINATOR, cycle.ward.borough))

    assert "Opened with a reason" not in client.get(f"/cycles/{cycle.pk}/plan/").content.decode()


def test_many_reasons_cost_no_more_queries_than_one(cycle, django_assert_num_queries):
    for person in range(3):
        make.override(cycle, f"Reason {person}", by=make.person())

    with django_assert_num_queries(1):
        assert len([gate.in_words for gate in cycle.passed_gates()]) == 4
