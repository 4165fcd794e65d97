"""Interviews and walks by anybody on the team, councillors included (W43), and by nobody else."""

import pytest
from django.urls import reverse

from engagement import actions, queries
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tests import make

pytestmark = pytest.mark.django_db

WHO = [
    (Role.OFFICER, False, 200),
    (Role.COUNCILLOR, False, 200),
    (Role.MANAGER, True, 200),
    (Role.MANAGER, False, 403),
    (Role.CHAIR, True, 403),
    (Role.ANALYST, True, 403),
    (Role.SCRUTINY, True, 403),
]


def status(client, name, *args):
    return client.get(reverse(f"engagement:{name}", args=args)).status_code


@pytest.mark.parametrize(("role", "is_on_team", "expected"), WHO)
@pytest.mark.parametrize(("form", "page"), [("interview", "new_interview"), ("walkabout", "new_walkabout")])
def test_whoever_is_on_the_team_records_at_that_engagement(client, role, is_on_team, expected, form, page):
    mine = make.engagement(form=form)
    other = make.engagement(cycle=mine.cycle, form=form)
    person = make.person(role, mine.cycle.ward)
    mine.team.set([person] if is_on_team else [])
    client.force_login(person)

    found = {status(client, page, mine.pk), status(client, "field_forms", mine.pk), status(client, "field")}

    assert found == {expected}
    assert status(client, page, other.pk) == (403 if is_on_team else expected)
    taken = [each.pk for each in queries.to_take(person, today=mine.starts_on)]
    assert taken == ([mine.pk] if is_on_team and expected == 200 else [mine.pk, other.pk] if expected == 200 else [])


def test_a_team_opens_no_ward_in_which_somebody_holds_no_role(client):
    engagement = make.engagement()
    far = make.person(Role.MANAGER, make.ward())
    engagement.team.set([far])
    client.force_login(far)

    assert status(client, "new_interview", engagement.pk) == 404
    assert far not in queries.walkers(engagement)


def test_a_manager_walks_the_round_of_their_team_until_they_leave_it(client):
    engagement = make.engagement()
    manager = make.person(Role.MANAGER, engagement.cycle.ward, name="Mo Marsh")
    area = engagement.areas.get()
    details = {"area": area, "officers": [manager], "by": engagement.planned_by, "at": make.NOON}
    with pytest.raises(Refused) as refusal:
        actions.make_round(engagement, **details)
    engagement.team.add(manager)

    round = actions.make_round(engagement, **details)

    client.force_login(manager)
    assert refusal.value.reasons == [f"Mo Marsh does not record engagement in {engagement.cycle.ward}."]
    assert manager in queries.walkers(engagement)
    assert (status(client, "round", round.pk), len(queries.rounds_to_take(manager))) == (200, 1)
    engagement.team.clear()
    assert (status(client, "round", round.pk), len(queries.rounds_to_take(manager))) == (404, 0)


def test_whoever_comes_to_a_team_or_a_round_is_told_once():
    engagement = make.engagement()
    by, kay = engagement.planned_by, make.person(Role.OFFICER, engagement.cycle.ward)
    plan = {name: getattr(engagement, name) for name in ("technique", "starts_on", "ends_on", "title", "purpose")}
    plan |= {"consent_text": engagement.consent_text, "consent_version": engagement.consent_version}
    for team in ([by, kay], [], [kay]):
        actions.replan(engagement, areas=engagement.areas.all(), team=team, **plan, by=by, at=make.NOON)

    round = actions.make_round(engagement, area=engagement.areas.get(), officers=[by, kay], by=by, at=make.NOON)
    for officers in ([by], [by, kay]):
        actions.change_officers(round, officers=officers, by=by, at=make.NOON)

    told = Notice.objects.order_by("pk").values_list("name", "recipient")
    assert list(told) == [("engagement.joined_team", kay.pk), ("engagement.walks_round", kay.pk)]
