"""Youth PACTs: every secondary school, counted and never named (M36, rule 70)."""

import pytest
from django.urls import reverse

from engagement import actions, queries
from engagement.models import School
from pact.core.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


def test_the_page_says_which_schools_have_nobody_yet(client):
    pact = make.pact(kind="youth")
    high, grammar = make.school(pact.ward.borough, "High"), make.school(pact.ward.borough, "Grammar")
    make.school(make.borough(), "Elsewhere")

    actions.seat_schools(pact, members={high: 3}, by=pact.coordinator, at=make.NOON)
    actions.seat_schools(pact, members={high: 4}, by=pact.coordinator, at=make.NOON)

    assert [(each.school, each.members) for each in queries.seats_of(pact)] == [(grammar, 0), (high, 4)]
    client.force_login(pact.coordinator)
    assert "Some schools have nobody on it yet." in client.get(reverse("engagement:youth_pact", args=[pact.pk])).text


def test_the_way_to_it_is_on_the_list_of_engagements_for_who_may_see_that_pact(client):
    youth, other = make.pact(kind="youth"), make.pact(kind="youth")
    client.force_login(youth.coordinator)

    page = client.get(reverse("engagement:engagement_list")).text

    addresses = [reverse("engagement:youth_pact", args=[pact.pk]) in page for pact in (youth, other)]
    assert addresses == [True, False]


def test_a_school_is_listed_once_and_comes_back():
    borough, by = make.borough(), make.person()

    school = actions.list_school(borough, name="High", by=by, at=make.NOON)
    actions.unlist_school(school, by=by, at=make.NOON)
    again = actions.list_school(borough, name="HIGH", by=by, at=make.NOON)

    assert School.objects.get() == again
    assert again.retired_at is None


def test_only_a_youth_pact_has_seats():
    pact = make.pact()

    with pytest.raises(Refused, match="not a youth PACT"):
        actions.seat_schools(pact, members={}, by=pact.coordinator, at=make.NOON)
