"""What people do with people, roles and agencies. The only writer of all three."""

from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from pact.accounts import rules, tasks
from pact.accounts.models import Agency, Invitation, Membership, User
from pact.audit import trail
from pact.core.refusals import asking_again, refuse_if
from pact.places.models import Borough, Township

INVITATION_LASTS = timedelta(days=7)
DOUBLE_CLICK = timedelta(minutes=2)

_when_role_begins = []


def when_role_begins(follow):
    """Let an app further up act on a new role: `follow(membership, by=…, at=…)`, inside the same transaction."""
    if follow not in _when_role_begins:
        _when_role_begins.append(follow)


_when_point_of_contact_changes = []


def when_point_of_contact_changes(follow):
    """Let an app further up hand over what was asked of an agency: `follow(agency, by=…, at=…)`, as above."""
    if follow not in _when_point_of_contact_changes:
        _when_point_of_contact_changes.append(follow)


# People


@transaction.atomic
def invite(*, email, name, role, agency, place, by, at):
    """Give `email` a first role and, unless they are in already, a letter that lets them set a password.

    Somebody who has left comes back as a newcomer. A double click sends one letter. Returns the person.
    """
    email = User.objects.normalize_email(email).lower()
    refuse_if(rules.obstacles_to_inviting(email))

    person = _known(email) or _newcomer(email, name)
    if not person.is_active:
        person.is_active, person.last_login = True, None
        person.save(update_fields=["is_active", "last_login"])
    give_role(person, role=role, agency=agency, place=place, by=by, at=at)
    trail.record("invited", on=person, by=by, at=at)
    has_just_gone = person.invitations.waiting(now=at).filter(sent_at__gt=at - DOUBLE_CLICK).exists()
    if person.is_invited and not has_just_gone:
        _write_invitation(person, by=by, at=at)
    return person


@transaction.atomic
def enrol(*, email, name, role, agency, place, by, at):
    """Give a role to somebody who is only known of, such as a councillor from a published list: no letter goes out.

    They have no password and, with an address that ends in .invalid, can be sent none; see `give_address`.
    """
    email = User.objects.normalize_email(email).lower()
    refuse_if(rules.obstacles_to_inviting(email))

    person = _known(email) or _newcomer(email, name)
    give_role(person, role=role, agency=agency, place=place, by=by, at=at)
    trail.record("enrolled", on=person, by=by, at=at)
    return person


def _known(email):
    return User.objects.select_for_update().filter(email=email).first()


def _newcomer(email, name):
    """A new account, or the one that somebody else made for this address at the same moment."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name)
    except IntegrityError:
        return _known(email)


@transaction.atomic
def give_address(person, *, email, by, at):
    """Let somebody who was only enrolled be written to; `invite_again` then lets them in."""
    person = User.objects.select_for_update().get(pk=person.pk)
    email = User.objects.normalize_email(email).lower()
    refuse_if(rules.obstacles_to_giving_an_address(person, email))

    person.email = email
    person.save(update_fields=["email"])
    trail.record("given an address", on=person, by=by, at=at)
    return person


@transaction.atomic
def invite_listed(person, *, email, by, at):
    """Give somebody from a list their address and send them their first letter, both or neither."""
    return invite_again(give_address(person, email=email, by=by, at=at), by=by, at=at)


@transaction.atomic
def invite_again(person, *, by, at):
    """Send a new letter; the link in the one before stops working."""
    person = User.objects.select_for_update().get(pk=person.pk)
    refuse_if(rules.obstacles_to_inviting_again(person))

    trail.record("invited again", on=person, by=by, at=at)
    return _write_invitation(person, by=by, at=at)


def _write_invitation(person, *, by, at):
    person.invitations.waiting(now=at).update(expires_at=at)
    invitation = Invitation(person=person, sent_at=at, sent_by=by, expires_at=at + INVITATION_LASTS)
    invitation.token_hash = Invitation.hashed(invitation.token)
    invitation.save()
    tasks.email_invitation.delay_on_commit(invitation_id=invitation.pk, at=at.isoformat())
    return invitation


@transaction.atomic
def accept(invitation, *, name, phone, password, at):
    """Let the person who holds the letter in. That it reached them proves that the address is theirs."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("person").get(pk=invitation.pk)
    refuse_if(rules.obstacles_to_accepting(invitation, now=at))

    person = invitation.person
    person.name, person.phone = name, phone
    person.set_password(password)
    person.save(update_fields=["name", "phone", "password"])
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    trail.record("accepted the invitation", on=person, by=person, at=at)
    return person


@transaction.atomic
def edit_person(person, *, name, phone, by, at):
    person = User.objects.select_for_update().get(pk=person.pk)
    changed = [field for field, value in (("name", name), ("phone", phone)) if getattr(person, field) != value]
    if changed:
        person.name, person.phone = name, phone
        person.save(update_fields=["name", "phone"])
        trail.record("edited", on=person, by=by, at=at, changed=changed)
    return person


@transaction.atomic
def deactivate(person, *, by, at):
    """Shut the door on somebody who leaves, and end their roles. Refused while they hold open work (rule 40)."""
    current = User.objects.select_for_update().get(pk=person.pk)
    if not current.is_active:
        return
    refuse_if(rules.obstacles_to_leaving(current, by=by))

    for membership in current.memberships.current().select_for_update(of=("self",)):
        _end(membership, by=by, at=at)
    current.is_active = False
    current.set_unusable_password()
    current.save(update_fields=["is_active", "password"])
    current.invitations.waiting(now=at).update(expires_at=at)
    trail.record("deactivated", on=current, by=by, at=at)
    _forget_roles(person)


@transaction.atomic
def remove_second_factor(person, *, by, at):
    """For somebody who has lost their phone and their recovery codes."""
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if removed:
        trail.record("removed the second factor of", on=person, by=by, at=at)


# Roles


@transaction.atomic
def give_role(person, *, role, agency, place, by, at):
    """Give a role for an agency (or None) in a Borough, Township or Ward. Held already, it is left as it is."""
    current = User.objects.select_for_update().get(pk=person.pk)
    refuse_if(rules.obstacles_to_giving_role(current, role=role, agency=agency))

    membership, is_new = Membership.objects.get_or_create(
        person=current,
        role=role,
        agency=agency,
        **_place_fields(place),
        ended_at=None,
        defaults={"started_at": at, "started_by": by},
    )
    if is_new:
        trail.record("given a role", on=current, by=by, at=at, **_in_words(membership))
        for follow in _when_role_begins:
            follow(membership, by=by, at=at)
    _forget_roles(person)
    return membership


@transaction.atomic
def end_role(membership, *, by, at):
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.ended_at:
        return
    refuse_if(rules.obstacles_to_ending_role(membership))
    _end(membership, by=by, at=at)


def _end(membership, *, by, at):
    membership.ended_at, membership.ended_by = max(at, membership.started_at), by
    membership.save(update_fields=["ended_at", "ended_by"])
    trail.record("ended a role", on=membership.person, by=by, at=at, **_in_words(membership))
    _stop_being_point_of_contact(membership, by=by, at=at)


def _stop_being_point_of_contact(membership, *, by, at):
    if Membership.objects.current().filter(person=membership.person_id, agency=membership.agency_id).exists():
        return
    for agency in Agency.objects.filter(pk=membership.agency_id, point_of_contact=membership.person_id):
        agency.point_of_contact = None
        agency.save(update_fields=["point_of_contact"])
        trail.record("left without a point of contact", on=agency, by=by, at=at)
        _hand_over(agency, by=by, at=at)


def _hand_over(agency, *, by, at):
    for follow in _when_point_of_contact_changes:
        follow(agency, by=by, at=at)


def _place_fields(place):
    """All three, so that a role in the borough is not taken for one in a ward of it."""
    fields = {"borough": None, "township": None, "ward": None}
    kind = {Borough: "borough", Township: "township"}.get(type(place), "ward")
    return fields | {kind: place}


def _in_words(membership):
    agency = str(membership.agency or "")
    return {"role": membership.get_role_display(), "agency": agency, "place": str(membership.place)}


def _forget_roles(person):
    person.__dict__.pop("current_memberships", None)


# Agencies


@transaction.atomic
def add_agency(*, name, kind, public_phone, public_email, by, at):
    obstacles = partial(rules.obstacles_to_naming_an_agency, name)
    refuse_if(obstacles())
    with asking_again(obstacles):
        agency = Agency.objects.create(
            name=name, slug=_free_slug(name), kind=kind, public_phone=public_phone, public_email=public_email
        )
    trail.record("added", on=agency, by=by, at=at)
    return agency


@transaction.atomic
def edit_agency(agency, *, name, kind, public_phone, public_email, point_of_contact, by, at):
    """`point_of_contact` is the one person who answers for the agency's figures (A8), or None."""
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    refuse_if(
        rules.obstacles_to_naming_an_agency(name, agency)
        + rules.obstacles_to_a_point_of_contact(agency, point_of_contact)
    )
    given = {
        "name": name,
        "kind": kind,
        "public_phone": public_phone,
        "public_email": public_email,
        "point_of_contact": point_of_contact,
    }
    changed = [field for field, value in given.items() if getattr(agency, field) != value]
    if changed:
        for field in changed:
            setattr(agency, field, given[field])
        agency.save(update_fields=changed)
        trail.record("edited", on=agency, by=by, at=at, changed=changed)
    if "point_of_contact" in changed:
        _hand_over(agency, by=by, at=at)
    return agency


RESERVED_SLUGS = {"", "new"}


def _free_slug(name):
    wanted = slugify(name)[:130]
    taken = RESERVED_SLUGS | set(Agency.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted or 'agency'}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


# What allauth reports


@transaction.atomic
def note_sign_in(person, *, method, by, at):
    """Somebody came in, by password or by the council's own single sign-on, which also answers an invitation."""
    person.invitations.waiting(now=at).update(accepted_at=at)
    trail.record("signed in", on=person, by=by, at=at, method=method)


@transaction.atomic
def note_failed_sign_in(email, *, why, by, at):
    """Of people we know only: what a stranger typed, which may be somebody's private address, is not kept."""
    person = User.objects.filter(email=email.lower()).first()
    if person:
        trail.record("failed to sign in as", on=person, by=by, at=at, why=why)


@transaction.atomic
def note_change_of_key(person, verb, *, by, at):
    trail.record(verb, on=person, by=by, at=at)
