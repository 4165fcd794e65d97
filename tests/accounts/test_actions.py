import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from pact.accounts import actions, clock, rules, tasks
from pact.accounts.models import Invitation, Membership
from pact.accounts.permissions import Permission, Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def borough():
    return make.borough("Millbrook")


@pytest.fixture
def administrator(borough):
    return make.person(Role.ADMINISTRATOR, borough, name="Ada")


@pytest.fixture
def at_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def invite(administrator, place, **changed):
    asked = {"email": "New.Person@Example.org", "name": "Noor", "role": Role.COORDINATOR, "agency": None}
    return actions.invite(**asked | changed, place=place, by=administrator, at=make.NOON)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


# Inviting


def test_inviting_gives_the_role_and_sends_one_letter_with_a_link(administrator, borough, at_commit):
    with at_commit():
        person = invite(administrator, borough)

    assert (person.email, person.roles) == ("new.person@example.org", {Role.COORDINATOR})
    assert person.is_invited
    [letter] = mail.outbox
    assert letter.to == ["new.person@example.org"]
    assert "Ada has invited you" in letter.body
    assert person.invitations.get().token in letter.body
    assert verbs() == ["given a role", "invited"]


def test_the_database_holds_a_hash_and_never_the_token_of_an_invitation(administrator, borough):
    invitation = invite(administrator, borough).invitations.get()

    held = {str(value) for value in Invitation.objects.values_list(*(f.name for f in Invitation._meta.fields)).get()}
    assert invitation.token not in held
    assert invitation.token_hash == Invitation.hashed(invitation.token)
    assert Invitation.objects.with_token(invitation.token).get() == invitation


def test_a_letter_that_was_lost_is_sent_by_the_clock_and_then_never_again(administrator, borough, monkeypatch):
    invitation = invite(administrator, borough).invitations.get()
    monkeypatch.setattr(clock.timezone, "now", lambda: make.NOON + timedelta(minutes=5))

    clock.send_waiting_invitations()
    clock.send_waiting_invitations()
    tasks.email_invitation(invitation_id=invitation.pk, at=make.NOON.isoformat())

    assert len(mail.outbox) == 1
    assert Invitation.objects.get().emailed_at == make.NOON + timedelta(minutes=5)


def test_people_of_a_demonstration_get_no_letter(administrator, borough, at_commit, settings):
    settings.DEMO = True

    with at_commit():
        invite(administrator, borough, email="officer@demo.example")

    assert mail.outbox == []


def test_a_demonstration_address_is_refused_outside_a_demonstration(administrator, borough, settings):
    settings.DEMO = False

    with pytest.raises(Refused, match="belong to the demonstration"):
        invite(administrator, borough, email="admin@demo.example")


def test_inviting_somebody_who_is_in_gives_the_role_without_a_letter(administrator, borough, at_commit):
    known = make.person(Role.COUNCILLOR, make.ward(), name="Cllr Cole")

    with at_commit():
        invite(administrator, borough, email=known.email, name="Other")

    assert mail.outbox == []
    known.refresh_from_db()
    assert (known.name, known.roles) == ("Cllr Cole", {Role.COUNCILLOR, Role.COORDINATOR})


# Known of, and not in


def enrol(place):
    how = {"role": Role.COUNCILLOR, "agency": None, "place": place, "by": None, "at": make.NOON}
    return actions.enrol(email="ann-ode@councillors.invalid", name="Ann Ode", **how)


def test_somebody_who_is_enrolled_has_the_role_and_is_told_nothing(borough, at_commit):
    with at_commit():
        person = enrol(make.ward())

    assert person.memberships.get().role == Role.COUNCILLOR
    assert not person.has_usable_password()
    assert not person.invitations.exists()
    assert mail.outbox == []
    assert enrol(make.ward()) == person


def test_somebody_who_is_enrolled_is_invited_at_their_own_address_only(borough, administrator):
    person = enrol(make.ward())

    with pytest.raises(Refused, match=r"Ann Ode is known from a list only\. Give their own e-mail address first\."):
        actions.invite_again(person, by=administrator, at=make.NOON)
    actions.give_address(person, email="Ann@Example.org", by=administrator, at=make.NOON)
    actions.invite_again(person, by=administrator, at=make.NOON)

    person.refresh_from_db()
    assert (person.email, person.invitations.count()) == ("ann@example.org", 1)


def test_an_address_is_given_once_and_to_one_person(borough, administrator):
    person = enrol(make.ward())
    other = make.person()

    with pytest.raises(Refused, match=r"Somebody else has this address\."):
        actions.give_address(person, email=other.email.upper(), by=administrator, at=make.NOON)
    with pytest.raises(Refused, match="has an address already"):
        actions.give_address(other, email="new@example.org", by=administrator, at=make.NOON)


def test_inviting_again_makes_the_earlier_link_useless(administrator, borough):
    person = invite(administrator, borough)
    first = person.invitations.get()

    second = actions.invite_again(person, by=administrator, at=make.NOON + timedelta(hours=1))

    later = make.NOON + timedelta(hours=2)
    first.refresh_from_db()
    assert rules.obstacles_to_accepting(first, now=later)
    assert rules.obstacles_to_accepting(second, now=later) == []


def test_inviting_again_is_refused_once_they_are_in(administrator):
    here = make.person(Role.COORDINATOR, make.borough())

    with pytest.raises(Refused, match="has come in already"):
        actions.invite_again(here, by=administrator, at=make.NOON)


# Accepting


def accept(invitation, *, at):
    return actions.accept(invitation, name="Noor Khan", phone="01632 960 100", password="a long password", at=at)


def test_accepting_sets_name_and_password_and_proves_the_address(administrator, borough):
    invitation = invite(administrator, borough).invitations.get()

    person = accept(invitation, at=make.NOON + timedelta(days=6))

    person.refresh_from_db()
    assert (person.name, person.phone) == ("Noor Khan", "01632 960 100")
    assert person.check_password("a long password")
    assert person.emailaddress_set.get().verified
    assert not person.is_invited


def test_an_invitation_is_accepted_once_and_within_seven_days(administrator, borough):
    used = invite(administrator, borough).invitations.get()
    late = invite(administrator, borough, email="late@example.org").invitations.get()
    accept(used, at=make.NOON)

    with pytest.raises(Refused, match="has been used"):
        accept(used, at=make.NOON)
    with pytest.raises(Refused, match="no longer valid"):
        accept(late, at=make.NOON + timedelta(days=7))


def test_an_invitation_of_somebody_who_has_been_deactivated_is_refused(administrator, borough):
    person = invite(administrator, borough)
    actions.deactivate(person, by=administrator, at=make.NOON + timedelta(hours=1))

    with pytest.raises(Refused):
        accept(person.invitations.get(), at=make.NOON + timedelta(hours=2))


# Roles


def test_giving_a_role_that_is_held_changes_nothing(administrator, borough):
    person = make.person()
    given = {"role": Role.SCRUTINY, "agency": None, "place": borough, "by": administrator, "at": make.NOON}

    first = actions.give_role(person, **given)
    second = actions.give_role(person, **given)

    assert first == second
    assert verbs() == ["given a role"]
    assert person.can(Permission.RUN_REVIEWS)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_officers_and_managers_need_an_agency(administrator, borough, role):
    with pytest.raises(Refused, match="Choose the agency"):
        actions.give_role(make.person(), role=role, agency=None, place=borough, by=administrator, at=make.NOON)


def test_what_follows_a_new_role_is_told_once_in_the_same_transaction(administrator, borough, monkeypatch):
    told = []
    monkeypatch.setattr(actions, "_when_role_begins", [])
    actions.when_role_begins(lambda membership, *, by, at: told.append((membership.role, by, at)))
    given = {"role": Role.COUNCILLOR, "agency": None, "place": borough, "by": administrator, "at": make.NOON}
    person = make.person()

    actions.give_role(person, **given)
    actions.give_role(person, **given)

    assert told == [("councillor", administrator, make.NOON)]


def test_a_role_that_ends_is_kept_with_who_ended_it_and_is_held_no_longer(administrator, borough):
    person = make.person(Role.COORDINATOR, borough)
    membership = person.memberships.get()

    actions.end_role(membership, by=administrator, at=make.NOON)
    actions.end_role(membership, by=administrator, at=make.NOON)

    membership.refresh_from_db()
    assert (membership.ended_at, membership.ended_by) == (make.NOON, administrator)
    assert not person.can(Permission.RUN_CYCLE)
    assert verbs() == ["ended a role"]


def test_the_last_administrator_of_a_place_stays(administrator, borough):
    with pytest.raises(Refused, match="only administrator of Millbrook"):
        actions.end_role(administrator.memberships.get(), by=administrator, at=make.NOON)

    make.person(Role.ADMINISTRATOR, borough)
    actions.end_role(administrator.memberships.get(), by=administrator, at=make.NOON)

    assert administrator.roles == set()


def test_whoever_holds_no_role_for_an_agency_stops_being_its_point_of_contact(administrator, borough):
    agency = make.agency()
    manager = make.person(Role.MANAGER, borough, agency=agency)
    agency.point_of_contact = manager
    agency.save()

    actions.end_role(manager.memberships.get(), by=administrator, at=make.NOON)

    agency.refresh_from_db()
    assert agency.point_of_contact is None


# Leaving


def test_somebody_with_open_work_cannot_be_deactivated_and_is_told_why(administrator, borough, monkeypatch):
    """Rule 40."""
    monkeypatch.setattr(rules, "_obstacles_to_leaving", [])
    rules.register_obstacle_to_leaving(lambda person: [f"{person} owns 2 open actions. Hand them over first."])
    person = make.person(Role.COORDINATOR, borough, name="Olu")

    with pytest.raises(Refused) as refusal:
        actions.deactivate(person, by=administrator, at=make.NOON)

    assert refusal.value.reasons == ["Olu owns 2 open actions. Hand them over first."]
    person.refresh_from_db()
    assert person.is_active
    assert not Entry.objects.exists()


def test_deactivating_ends_every_role_and_shuts_the_door(administrator, borough):
    person = make.person(Role.COORDINATOR, borough)

    actions.deactivate(person, by=administrator, at=make.NOON)
    actions.deactivate(person, by=administrator, at=make.NOON)

    person.refresh_from_db()
    assert not person.is_active
    assert not person.has_usable_password()
    assert not Membership.objects.current().filter(person=person).exists()
    assert verbs() == ["ended a role", "deactivated"]


def test_nobody_deactivates_themselves(borough, administrator):
    make.person(Role.ADMINISTRATOR, borough)

    with pytest.raises(Refused, match="yourself"):
        actions.deactivate(administrator, by=administrator, at=make.NOON)


def test_somebody_who_comes_back_is_a_newcomer(administrator, borough, at_commit):
    person = make.person(Role.COORDINATOR, borough)
    actions.deactivate(person, by=administrator, at=make.NOON)

    with at_commit():
        back = invite(administrator, borough, email=person.email)

    assert back == person
    assert back.is_invited
    assert re.search(r"/accounts/invitation/[0-9a-f]{64}/", mail.outbox[0].body)


# Agencies


def test_two_agencies_of_one_name_are_refused(administrator):
    given = {"kind": "council", "public_phone": "", "public_email": "", "by": administrator, "at": make.NOON}
    actions.add_agency(name="Street Cleansing", **given)

    with pytest.raises(Refused, match="already"):
        actions.add_agency(name="street cleansing", **given)


def test_agencies_whose_names_read_alike_get_addresses_of_their_own(administrator):
    given = {"kind": "council", "public_phone": "", "public_email": "", "by": administrator, "at": make.NOON}

    slugs = [actions.add_agency(name=name, **given).slug for name in ("Fire & Rescue", "Fire Rescue", "New", "警察")]

    assert slugs == ["fire-rescue", "fire-rescue-2", "new-2", "agency-2"]


def test_the_point_of_contact_works_for_the_agency(administrator, borough):
    """A8."""
    agency = make.agency()
    inside = make.person(Role.MANAGER, borough, agency=agency)
    outside = make.person(Role.MANAGER, borough)
    given = {"name": agency.name, "kind": "council", "public_phone": "", "public_email": ""}
    given |= {"by": administrator, "at": make.NOON}

    with pytest.raises(Refused, match="holds no role"):
        actions.edit_agency(agency, **given, point_of_contact=outside)
    actions.edit_agency(agency, **given, point_of_contact=inside)

    agency.refresh_from_db()
    assert agency.point_of_contact == inside
    assert Entry.objects.get().detail == {"changed": ["point_of_contact"]}


@pytest.mark.parametrize("agency", [True, False])
def test_the_database_holds_a_role_once_at_a_time(borough, agency):
    given = {"person": make.person(), "role": Role.COORDINATOR, "borough": borough, "started_at": make.NOON}
    given["agency"] = make.agency() if agency else None
    Membership.objects.create(**given, ended_at=make.NOON)
    Membership.objects.create(**given)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**given)
