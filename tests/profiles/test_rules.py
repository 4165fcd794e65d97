from datetime import datetime, timedelta

import pytest

from pact.accounts.permissions import Role
from profiles import rules
from tests import make
from tests.make.times import LONDON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("published", "stale"),
    [((2025, 9, 11), False), ((2025, 9, 10), True), ((2025, 3, 1), True), ((2026, 3, 1), False)],
)
def test_a_profile_is_stale_when_older_than_six_calendar_months(published, stale):
    """Rule 4; today is 11 March 2026."""
    profile = make.profile(published=datetime(*published, 12, tzinfo=LONDON))

    assert rules.is_stale(profile, today=make.TODAY) is stale


def test_engagement_cannot_begin_without_a_published_profile():
    """Rule 6."""
    ward = make.ward()
    make.profile(ward, published=False)

    assert rules.obstacles_to_engaging(ward, today=make.TODAY) == ["Ashfield has no published area profile."]


def test_engagement_cannot_begin_on_a_stale_profile():
    """Rule 4."""
    area = make.area(profile=make.profile(published=datetime(2025, 3, 1, tzinfo=LONDON)))

    assert rules.obstacles_to_engaging(area.ward, today=make.TODAY) == [
        "The area profile of Ashfield is older than six months. Refresh it."
    ]


def test_engagement_waits_for_every_member_who_still_has_time():
    """Rule 6, W39: asked, and either answered or out of time. Silence is not consent, but it ends."""
    area = make.area()
    answered, silent, out_of_time, not_asked = (
        make.person(Role.COUNCILLOR, area.ward, name=name) for name in ("Ada", "Ben", "Cy", "Dee")
    )
    make.member_answer(area.profile, answered, "disagrees")
    make.member_answer(area.profile, silent)
    make.member_answer(area.profile, out_of_time, answer_by=make.TODAY - timedelta(days=1))

    assert rules.obstacles_to_engaging(area.ward, today=make.TODAY) == [
        "Ben and Dee have not answered yet, and the time to answer is not over."
    ]


def test_engagement_waits_for_a_confirmed_area():
    """Rule 6."""
    area = make.area(confirmed=False)
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, area.ward), "agrees")

    assert rules.obstacles_to_engaging(area.ward, today=make.TODAY) == [
        "No priority action area of Ashfield is confirmed."
    ]


def test_engagement_may_begin_once_members_answered_and_an_area_is_confirmed():
    """Rule 6."""
    area = make.area()
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, area.ward), "agrees")

    assert rules.obstacles_to_engaging(area.ward, today=make.TODAY) == []


def test_a_ward_whose_councillors_are_unknown_cannot_skip_them():
    """Rule 6."""
    area = make.area()

    assert rules.obstacles_to_engaging(area.ward, today=make.TODAY) == [
        "PACT knows no councillor of Ashfield. Invite them first."
    ]


def test_the_township_gate_names_the_wards_that_are_not_ready():
    """Rule 7, W40."""
    township = make.township()
    ward, ready, stale, missing = (make.ward(name, township=township) for name in ("Here", "Ready", "Stale", "Missing"))
    elsewhere = make.ward("Elsewhere", township=make.township(borough=township.borough))
    make.profile(ready)
    make.profile(stale, published=datetime(2025, 3, 1, tzinfo=LONDON))

    unready = rules.township_wards_unready(ward, today=make.TODAY)

    assert unready == [missing, stale]
    assert elsewhere not in unready
