"""The network of key individuals. What a member answers is an interview like any other; here it only counts."""

from django.db import transaction
from django.utils import timezone

from engagement import notices, rules
from engagement.models import Member, MemberContact, Turn
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.cycles.models import Pact


@transaction.atomic
def add_member(pact, *, role, agreed_on, by, at, **contact):
    """`contact` is name, organisation, email and phone. The trail says that somebody joined, and not who."""
    Pact.objects.select_for_update(of=("self",)).get(pk=pact.pk)
    refuse_if(rules.obstacles_to_joining(pact, role=role, name=contact["name"]))

    member = Member.objects.create(pact=pact, role=role, joined_on=agreed_on)
    MemberContact.objects.create(member=member, agreed_on=agreed_on, **contact)
    trail.record("added to the network", on=member, by=by, at=at)
    return member


@transaction.atomic
def edit_member(member, *, role, agreed_on, by, at, **contact):
    member = _locked(member)
    refuse_if(rules.obstacles_to_member(member))

    member.role = role
    member.save(update_fields=["role"])
    MemberContact.objects.update_or_create(member=member, defaults={"agreed_on": agreed_on, **contact})
    trail.record("changed the details of", on=member, by=by, at=at)
    return member


@transaction.atomic
def look_at_member(member, *, by, at):
    trail.looked(on=member, by=by, at=at)


@transaction.atomic
def invite_member(member, *, by, at):
    """Ask them whether somebody may come and talk with them: by e-mail, once a quarter, where they left an address."""
    member = _locked(member)
    refuse_if(rules.obstacles_to_member(member))

    today = timezone.localdate(at)
    turn, _ = Turn.objects.get_or_create(member=member, quarter=rules.quarter_of(today))
    if turn.invited_on is None:
        turn.invited_on = today
        turn.save(update_fields=["invited_on"])
        trail.record("invited", on=member, by=by, at=at)
        notices.member_invited(member, quarter=turn.quarter, at=at)
    return turn


@transaction.atomic
def count_answer(member, *, by, at):
    """They answered this quarter. Says whether it is the first time in it (rule 12).

    The trail says of the PACT that one of its members answered: beside an interview of the same minute, which one
    would be too much.
    """
    member = _locked(member)
    refuse_if(rules.obstacles_to_member(member))

    turn, _ = Turn.objects.get_or_create(member=member, quarter=rules.quarter_of(timezone.localdate(at)))
    if turn.has_answered:
        return False
    turn.has_answered = True
    turn.save(update_fields=["has_answered"])
    trail.record("counted an answer in the network of", on=member.pact, by=by, at=at)
    return True


@transaction.atomic
def leave_network(member, *, by, at):
    """Forget who it was at once. That there was a member with this role, and how often they answered, stays."""
    member = _locked(member)
    if member.left_on:
        return member
    MemberContact.objects.filter(member=member).delete()
    member.left_on = timezone.localdate(at)
    member.save(update_fields=["left_on"])
    trail.record("left the network", on=member, by=by, at=at)
    return member


def _locked(member):
    return Member.objects.select_for_update(of=("self",)).select_related("pact__ward").get(pk=member.pk)
