"""The people of the demonstration: one log-in for each role, and colleagues with whom something can go wrong."""

from dataclasses import dataclass, fields

from pact.accounts import actions
from pact.accounts.models import Agency, Invitation, User
from pact.accounts.permissions import Role
from pact.places.models import Borough, Ward

PASSWORD = "pact-demo"  # noqa: S105 - known to everybody, and refused outside demonstration mode
DOMAIN = "demo.example"
CHAIRED = "Canal Side"


@dataclass
class Cast:
    """Everybody who acts in the story."""

    admin: User
    coordinator: User
    second_coordinator: User
    scrutiny: User
    analyst: User
    printer: User
    data_protection: User
    chair: User
    councillor: User
    officer: User
    cleaner: User
    warden: User
    manager: User
    police_manager: User
    highways_manager: User

    def everybody(self):
        return [getattr(self, part.name) for part in fields(self)]


# Address before the @, name, role, agency (or None), for all the borough or for one ward.
PEOPLE = {
    "coordinator": ("coordinator", "Priya Nair", Role.COORDINATOR, None, None),
    "second_coordinator": ("coordinator2", "Martin Hale", Role.COORDINATOR, None, None),
    "scrutiny": ("scrutiny", "Ruth Ogden", Role.SCRUTINY, None, None),
    "analyst": ("analyst", "Dev Kapoor", Role.ANALYST, None, None),
    "printer": ("print", "Sandra Pike", Role.PRINT_UNIT, None, None),
    "data_protection": ("dataprotection", "Colin Frame", Role.DATA_PROTECTION, None, None),
    "chair": ("chair", "Maureen Tully", Role.CHAIR, None, CHAIRED),
    "officer": ("officer", "PC Jamie Lowe", Role.OFFICER, "Ferndale Police", None),
    "cleaner": ("officer2", "Tariq Aziz", Role.OFFICER, "Ferndale Street Scene", None),
    "warden": ("officer3", "Beth Crowther", Role.OFFICER, "Ferndale Public Protection", None),
    "manager": ("manager", "Helen Marsh", Role.MANAGER, "Ferndale Street Scene", None),
    "police_manager": ("manager2", "Inspector Owen Shah", Role.MANAGER, "Ferndale Police", None),
    "highways_manager": ("manager3", "Gareth Pugh", Role.MANAGER, "Ferndale Highways", None),
}


def arrive(*, at):
    """Invite everybody and let them accept. The councillor is one who was loaded from the list of councillors."""
    borough = Borough.objects.get()
    admin = _enter("admin", "Ann Fielding", Role.ADMINISTRATOR, None, borough, by=None, at=at)
    people = {}
    for part, (address, name, role, agency, ward) in PEOPLE.items():
        place = Ward.objects.get(name=ward) if ward else borough
        agency = Agency.objects.get(name=agency) if agency else None
        people[part] = _enter(address, name, role, agency, place, by=admin, at=at)
    return Cast(admin=admin, councillor=_seated_councillor(by=admin, at=at), **people)


def _enter(address, name, role, agency, place, *, by, at):
    email = f"{address}@{DOMAIN}"
    person = actions.invite(email=email, name=name, role=role, agency=agency, place=place, by=by, at=at)
    return _accept(person, at=at)


def _seated_councillor(*, by, at):
    seat = (
        User.objects.filter(memberships__role=Role.COUNCILLOR, memberships__ward__name=CHAIRED).order_by("pk").first()
    )
    person = actions.give_address(seat, email=f"councillor@{DOMAIN}", by=by, at=at)
    actions.invite_again(person, by=by, at=at)
    return _accept(person, at=at)


def _accept(person, *, at):
    letter = Invitation.objects.filter(person=person, accepted_at=None).order_by("-sent_at", "-pk").first()
    return actions.accept(letter, name=person.name, phone=person.phone, password=PASSWORD, at=at)
