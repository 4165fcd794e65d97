"""What the pages about people, agencies and permissions show."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q

from pact.accounts.models import Agency, Membership, User
from pact.accounts.permissions import GUARDED_ROLES, MAY, Permission, Role
from pact.places.models import Borough, Township, TownshipWard


@dataclass(frozen=True)
class Places:
    """Where a person may give roles: `choices` in groups for a list, and the place behind each of its values."""

    choices: list
    by_value: dict = field(repr=False)


def places_managed_by(user, *, day, township_word="Township"):
    """The boroughs, townships and wards that exist on `day` and for which `user` manages people. Three queries."""
    boroughs = user.boroughs(Permission.MANAGE_PEOPLE).on(day)
    held = Membership.objects.filter(person=user).current().holding(Permission.MANAGE_PEOPLE)
    townships = Township.objects.on(day).filter(
        Q(borough__in=boroughs.values("pk")) | Q(pk__in=held.values("township"))
    )
    wards = user.wards(Permission.MANAGE_PEOPLE).on(day).defer("boundary")
    groups = [("Borough", "borough", boroughs), (township_word, "township", townships), ("Ward", "ward", wards)]
    choices, by_value = [], {}
    for heading, kind, places in groups:
        named = {f"{kind}-{place.pk}": place for place in places.order_by("name", "pk")}
        by_value |= named
        if named:
            choices.append((heading, [(value, place.name) for value, place in named.items()]))
    return Places(choices, by_value)


STATES = {"": "Active or invited", "invited": "Invited, not yet active", "left": "Left"}


def people(user, *, search="", role="", agency=None, place=None, state=""):
    """The people whom `user` may look up, by name, with `.current_roles`. The filters all hold together."""
    held = Membership.objects.current().managed_by(user)
    if state == "left":
        found = User.objects.visible_to(user).filter(is_active=False)
    else:
        found = User.objects.visible_to(user).active()
    if state == "invited":
        found = found.filter(last_login=None, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if role or agency or place:
        held = held.filter(_in(place)) if place else held
        held = held.filter(role=role) if role else held
        held = held.filter(agency=agency) if agency else held
        found = found.filter(pk__in=held.values("person"))
    return found.with_current_roles().order_by("name", "pk")


def _in(place):
    """Roles in this place or in one that lies inside it."""
    if isinstance(place, Borough):
        return Q(borough=place) | Q(township__borough=place) | Q(ward__borough=place)
    if isinstance(place, Township):
        return Q(township=place) | Q(ward__in=TownshipWard.objects.filter(township=place).values("ward"))
    return Q(ward=place)


def agencies(*, search="", kind=""):
    """Every agency by name, with its point of contact and `.people`, how many hold a role for it."""
    found = Agency.objects.all()
    if search:
        found = found.filter(name__icontains=search)
    if kind:
        found = found.filter(kind=kind)
    current = Count("memberships__person", filter=Q(memberships__ended_at=None), distinct=True)
    return found.select_related("point_of_contact").annotate(people=current).order_by("name", "pk")


def roles_for(agency):
    """The roles that people hold for this agency now, by name."""
    held = Membership.objects.current().filter(agency=agency, person__is_active=True)
    return held.for_display().select_related("person").order_by("person__name", "pk")


def people_of(agency):
    """Who can be its point of contact: those who hold a role for it."""
    held = Membership.objects.current().filter(agency=agency)
    return User.objects.active().filter(pk__in=held.values("person")).order_by("name", "pk")


def permission_table():
    """`pact/accounts/permissions.py` as a table: column headings, and rows of (permission, "Yes" or "" by role)."""
    columns = [{"text": "A person with this role may"}, *({"text": role.label} for role in Role)]
    rows = [
        (_sentence(permission), ["Yes" if permission in MAY[role] else "" for role in Role])
        for permission in Permission
    ]
    return columns, rows


def _yes(may):
    return "Yes" if may else ""


def _sentence(permission):
    return permission.value[0].upper() + permission.value[1:]


def guarded_roles():
    return [role.label for role in Role if role in GUARDED_ROLES]
