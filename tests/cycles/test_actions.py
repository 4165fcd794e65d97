from datetime import date

import pytest

from pact.accounts import actions as accounts
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Obstacle, Refused
from pact.cycles import actions, stages
from pact.cycles.models import CouncillorInvitation, Override, Pact, Validation
from pact.notifications.models import Notice
from tests import make

pytestmark = pytest.mark.django_db


def register(ward, coordinator, **fields):
    values = {
        "ward": ward,
        "name": "Ashfield PACT",
        "purpose": "To agree what matters.",
        "coordinator": coordinator,
        "contact_name": "PACT team",
        "contact_phone": "01632 960 001",
    }
    return actions.register_pact(**values | fields, by=coordinator, at=make.NOON)


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ({"purpose": " "}, "Say what this PACT is for."),
        (
            {"contact_phone": "", "contact_email": ""},
            "Give an e-mail address or a phone number by which the public can reach it.",
        ),
    ],
)
def test_a_pact_needs_purpose_and_contact(missing, reason):
    """Rule 1."""
    ward = make.ward()
    coordinator = make.person(Role.COORDINATOR, ward.borough)

    with pytest.raises(Refused) as refusal:
        register(ward, coordinator, **missing)

    assert refusal.value.reasons == [reason]
    assert not Pact.objects.exists()


def test_a_pact_needs_somebody_who_is_a_coordinator_there():
    """Rule 1."""
    ward = make.ward()
    elsewhere = make.person(Role.COORDINATOR, make.ward("Elsewhere"))

    with pytest.raises(Refused, match="is not a PACT co-ordinator for Ashfield"):
        register(ward, elsewhere)


def test_registering_invites_each_current_ward_councillor_once():
    """Rule 2, M30."""
    ward = make.ward()
    coordinator = make.person(Role.COORDINATOR, ward.borough)
    councillors = [make.person(Role.COUNCILLOR, ward) for _ in range(3)]
    make.person(Role.COUNCILLOR, make.ward("Next door", township=make.township(borough=ward.borough)))
    former = make.person(Role.COUNCILLOR, ward)
    former.memberships.update(ended_at=make.NOON)

    pact = register(ward, coordinator)

    assert {invitation.person for invitation in pact.councillor_invitations.all()} == set(councillors)
    assert {notice.recipient for notice in Notice.objects.filter(name="cycles.councillor_invited")} == set(councillors)


def test_a_councillor_who_joins_a_ward_later_is_invited_once_to_each_of_its_active_pacts():
    """Rule 2: giving the role is enough, by whatever road it is given."""
    pact = make.pact()
    make.pact(ward=pact.ward, status="closed")
    make.pact()  # of another ward
    councillor = make.person()

    for _ in range(2):
        seat = accounts.give_role(
            councillor, role=Role.COUNCILLOR, agency=None, place=pact.ward, by=pact.coordinator, at=make.NOON
        )
        accounts.end_role(seat, by=pact.coordinator, at=make.NOON)

    assert [(i.pact, i.person) for i in CouncillorInvitation.objects.all()] == [(pact, councillor)]
    assert Notice.objects.get(name="cycles.councillor_invited").recipient == councillor


@pytest.mark.parametrize("role", [Role.CHAIR, Role.OFFICER])
def test_only_a_seat_in_the_ward_is_invited(role):
    """Rule 2: a chair or an officer works there, and a councillor of the whole borough sits elsewhere."""
    pact = make.pact()

    give(role, pact.ward)
    give(Role.COUNCILLOR, pact.ward.borough)

    assert not CouncillorInvitation.objects.exists()


def give(role, place):
    agency = make.agency() if role == Role.OFFICER else None
    accounts.give_role(make.person(), role=role, agency=agency, place=place, by=None, at=make.NOON)


def test_two_pacts_of_one_name_get_addresses_of_their_own():
    """Two wards may share a name; one ward has no two PACTs of a name."""
    ward = make.ward()
    namesake = make.ward(township=make.township(borough=ward.borough))
    coordinator = make.person(Role.COORDINATOR, ward.borough)

    first, second = register(ward, coordinator), register(namesake, coordinator)

    assert (first.slug, second.slug) == ("ashfield-pact", "ashfield-pact-2")
    with pytest.raises(Refused, match="has a PACT of this name already"):
        register(ward, coordinator)


def test_validation_is_due_again_a_year_later_and_stopping_closes():
    """M15."""
    pact = make.pact()

    actions.validate(pact, outcome="stop", reason="Nobody came.", by=pact.coordinator, at=make.NOON)

    pact.refresh_from_db()
    assert (pact.status, pact.next_validation_on) == ("closed", date(2027, 3, 11))
    assert Validation.objects.get().reason == "Nobody came."


def test_cycles_of_a_pact_do_not_overlap():
    cycle = make.cycle()

    with pytest.raises(Refused, match="January to March 2026 overlaps these dates."):
        actions.start_cycle(
            cycle.pact, name="March", starts_on=date(2026, 3, 31), ends_on=date(2026, 7, 1), by=None, at=make.NOON
        )


@pytest.fixture
def gated(monkeypatch):
    """A registry with one stage that has a firm and a waivable obstacle, switched by attributes."""

    class Gated(stages.Stage):
        slug, title, position = "gated", "Gated", 1
        firm, waivable, closing = [], [], []

        def obstacles_to_opening(self, cycle, *, today):
            return [*self.firm, *self.waivable]

        def obstacles_to_closing(self, cycle, *, today):
            return self.closing

        def can_be_overridden(self, obstacle):
            return obstacle in self.waivable

        def cards(self, cycles, *, user, today):
            return {cycle.pk: stages.Card(status=self.status_of(cycle)) for cycle in cycles}

    stage = Gated()
    monkeypatch.setattr(stages, "_registered", {"gated": stage})
    return stage


def open_it(cycle, **fields):
    return actions.open_stage(cycle, "gated", **fields, by=cycle.pact.coordinator, at=make.NOON)


def test_a_stage_without_obstacles_opens_and_the_trail_says_who(gated):
    cycle = make.cycle()

    opening = open_it(cycle)

    assert opening.opened_by == cycle.pact.coordinator
    assert Entry.objects.about(cycle).get().verb == "opened"


def test_a_firm_obstacle_cannot_be_overridden(gated):
    gated.firm = [Obstacle("Confirm an area first.")]
    cycle = make.cycle()

    with pytest.raises(Refused, match="Confirm an area first."):
        open_it(cycle, override_reason="We are in a hurry.")


def test_a_waivable_obstacle_needs_a_reason_which_is_kept(gated):
    """Rule 7: an override is logged."""
    gated.waivable = [Obstacle("Two profiles of the township are not published.")]
    cycle = make.cycle()

    with pytest.raises(Refused, match="Two profiles"):
        open_it(cycle)
    open_it(cycle, override_reason="The others follow in May.")

    override = Override.objects.get()
    assert override.reason == "The others follow in May."
    assert override.obstacles == ["Two profiles of the township are not published."]


def test_opening_what_is_open_is_refused_and_changes_nothing(gated):
    cycle = make.cycle(open_stage="gated")

    with pytest.raises(Refused, match="Gated is open already."):
        open_it(cycle)

    assert cycle.openings.count() == 1


def test_closing_asks_the_stage(gated):
    cycle = make.cycle(open_stage="gated")
    gated.closing = [Obstacle("Three interviews are missing.")]

    with pytest.raises(Refused, match="Three interviews"):
        actions.close_stage(cycle, "gated", by=cycle.pact.coordinator, at=make.NOON)
    gated.closing = []
    actions.close_stage(cycle, "gated", by=cycle.pact.coordinator, at=make.NOON)

    assert not cycle.stage_is_open("gated")
    assert cycle.stage_has_been_opened("gated")
