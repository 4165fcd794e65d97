"""Concerns that were said at a meeting or sent in, and who may read what was said."""

from uuid import uuid4

import pytest

from engagement import actions, rules
from engagement.models import Concern
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


def report(cycle, **fields):
    said = {"uuid": uuid4(), "source": "meeting", "issue_type": make.known_type(), "place": "Mill Road"}
    return actions.record_report(cycle, **(said | fields), by=cycle.pact.coordinator, at=make.NOON)


def test_a_report_is_kept_once_however_often_it_is_sent():
    cycle, key = make.cycle(), uuid4()

    first, second = report(cycle, uuid=key), report(cycle, uuid=key)

    assert first == second
    assert Concern.objects.get().reference == f"C{first.pk:05}"


def test_references_are_all_different():
    cycle = make.cycle()

    references = {report(cycle).reference for _ in range(5)}

    assert len(references) == 5


def test_a_report_may_come_before_engagement_opens_and_not_after_it_has_closed():
    cycle = make.cycle()
    report(cycle)
    make.open_stage(cycle, "engagement", closed_at=make.NOON, closed_by=cycle.pact.coordinator)

    with pytest.raises(Refused, match="Record it in the next cycle"):
        report(cycle)


def test_a_report_belongs_to_the_ward_and_the_cycle():
    cycle = make.cycle()
    elsewhere = make.engagement()

    with pytest.raises(Refused) as refusal:
        report(cycle, area=elsewhere.areas.get(), engagement=elsewhere)

    assert refusal.value.reasons == [
        f"{elsewhere.areas.get()} is not in {cycle.ward}.",
        f"{elsewhere} belongs to another cycle.",
    ]


def test_recoding_keeps_everything_but_the_kind_of_issue():
    concern = report(make.cycle(), words="Too loud")
    noise = make.known_type("NOI")

    concern = actions.recode(concern, issue_type=noise, by=concern.recorded_by, at=make.NOON)

    assert (concern.issue_type, concern.words) == (noise, "Too loud")


@pytest.mark.parametrize(
    ("is_restricted", "co_ordinator", "recorder", "councillor"),
    [(False, True, True, False), (True, True, False, False)],
)
def test_words_are_for_the_co_ordinator_and_unless_restricted_for_who_wrote_them_down(
    is_restricted, co_ordinator, recorder, councillor
):
    cycle = make.cycle()
    officer = make.person(Role.OFFICER, cycle.ward)
    concern = make.concern(cycle=cycle, issue_type=make.issue_type(is_restricted=is_restricted), recorded_by=officer)

    readers = (cycle.pact.coordinator, officer, make.person(Role.COUNCILLOR, cycle.ward))

    assert [rules.may_read_words(reader, concern) for reader in readers] == [co_ordinator, recorder, councillor]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("12 Mill Road", True),
        ("12a, Mill Road", True),
        ("Flat 3, Chapel Court", True),
        ("by no. 40", True),
        ("Mill Road by the chapel", False),
        ("24 hour garage", False),
        ("Play area off Station Road", False),
    ],
)
def test_a_place_that_points_to_a_home_is_noticed(place, expected):
    assert rules.names_a_house(place) is expected


def test_how_to_reach_somebody_is_kept_apart_from_what_they_said():
    """A28, contract 3."""
    contact = {"name": "Wilhelmina", "email": "", "phone": "01632 960 777"}

    concern = report(make.cycle(), source="casework", contact=contact)

    assert concern.report.contact.phone == "01632 960 777"
    assert concern.report.words == ""
    assert concern.get_source_display() == "Councillor’s casework"
