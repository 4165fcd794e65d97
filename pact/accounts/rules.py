"""Who may manage people and agencies, and what stands in the way. Nothing here writes."""

from django.conf import settings

from pact.accounts.models import DEMO_DOMAIN, Agency, Membership, User
from pact.accounts.permissions import GUARDED_ROLES, ROLES_WITH_AN_AGENCY, Permission, Role

_obstacles_to_leaving = []


def register_obstacle_to_leaving(obstacles_of):
    """Let an app further up refuse that a person leaves (rule 40): `obstacles_of(person)` returns sentences."""
    if obstacles_of not in _obstacles_to_leaving:
        _obstacles_to_leaving.append(obstacles_of)


# Who may


def may_manage_people(user):
    return user.can(Permission.MANAGE_PEOPLE)


def may_give_role_in(user, place):
    return user.can(Permission.MANAGE_PEOPLE, within=place)


def may_end_role(user, membership):
    return user.can(Permission.MANAGE_PEOPLE, within=membership.place)


def may_manage(user, person):
    """Whether every role that `person` holds is in a place for which `user` manages people."""
    return may_manage_people(user) and all(may_end_role(user, held) for held in person.current_memberships)


def may_see_agencies(user):
    return user.can(Permission.SEE_CYCLE) or may_manage_people(user)


def may_edit_agencies(user):
    return may_manage_people(user)


def may_sign_in(person):
    """Nobody who has left; and people of a demonstration only in a demonstration."""
    return person.is_active and (settings.DEMO or not person.is_of_a_demonstration)


def required_role_names():
    """From REQUIRE_MFA: the guarded roles for "true", none for "false", or those that it lists."""
    required = settings.REQUIRE_MFA.strip().lower()
    if required in {"", "0", "no", "off", "false"}:
        return set()
    if required in {"1", "yes", "on", "true"}:
        return {role.value for role in GUARDED_ROLES}
    return {name.strip() for name in required.split(",") if name.strip()}


def needs_a_second_factor(person):
    required = required_role_names()
    return bool(required and required & person.roles)  # asks for the roles only where they matter


# Whether now


def obstacles_to_inviting(email):
    if email.endswith(DEMO_DOMAIN) and not settings.DEMO:
        return ["Addresses that end in @demo.example belong to the demonstration. Enter the person's own address."]
    return []


def obstacles_to_giving_an_address(person, email):
    obstacles = obstacles_to_inviting(email)
    if person.has_address:
        obstacles.append(f"{person} has an address already.")
    if User.objects.filter(email__iexact=email).exists():
        obstacles.append("Somebody else has this address.")
    return obstacles


def obstacles_to_giving_role(person, *, role, agency):
    obstacles = []
    if not person.is_active:
        obstacles.append(f"{person} has left. Invite them again first.")
    if role in ROLES_WITH_AN_AGENCY and agency is None:
        obstacles.append(f"Choose the agency: {Role(role).label.lower()}s work for one.")
    return obstacles


def obstacles_to_ending_role(membership):
    if membership.role == Role.ADMINISTRATOR and _is_last_administrator(membership):
        return [f"{membership.person} is the only administrator of {membership.place}. Make somebody else one first."]
    return []


def _is_last_administrator(membership):
    others = Membership.objects.current().filter(
        role=Role.ADMINISTRATOR,
        borough=membership.borough_id,
        township=membership.township_id,
        ward=membership.ward_id,
        person__is_active=True,
    )
    return membership.ended_at is None and not others.exclude(person=membership.person_id).exists()


def obstacles_to_leaving(person, *, by):
    """Why this person cannot be deactivated: open work to be handed over first (rule 40), and the last key."""
    obstacles = ["You cannot deactivate yourself. Ask another administrator."] if person == by else []
    for membership in person.memberships.current().for_display():
        obstacles += obstacles_to_ending_role(membership)
    for obstacles_of in _obstacles_to_leaving:
        obstacles += obstacles_of(person)
    return obstacles


def obstacles_to_accepting(invitation, *, now):
    if invitation.accepted_at:
        return ["This invitation has been used. Sign in with your e-mail address and your password."]
    if invitation.expires_at <= now:
        return ["This invitation is no longer valid. Ask whoever invited you to send it again."]
    if not may_sign_in(invitation.person):
        return ["This invitation has been withdrawn. Ask whoever invited you."]
    return []


def obstacles_to_inviting_again(person):
    if not person.has_address:
        return [f"{person} is known from a list only. Give their own e-mail address first."]
    if not person.is_active:
        return [f"{person} has left. Invite them again first."]
    if not person.is_invited:
        return [f"{person} has come in already."]
    return []


def obstacles_to_naming_an_agency(name, agency=None):
    if Agency.objects.filter(name__iexact=name).exclude(pk=agency and agency.pk).exists():
        return [f"There is an agency called {name} already."]
    return []


def obstacles_to_a_point_of_contact(agency, person):
    if person and not Membership.objects.current().filter(agency=agency, person=person).exists():
        return [f"{person} holds no role for {agency}."]
    return []
