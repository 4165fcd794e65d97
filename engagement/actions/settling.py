"""What the night does to street rounds, so that not even the order in a table tells which door was called on when."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from engagement import rules
from engagement.actions.rounds import end_round
from engagement.models import Claim, Door, ReferralRoute, RestingDoor, Round, Street, Turn
from pact.core.working_days import ONE_DAY

A_WEEK = 7 * ONE_DAY


def settle_rounds(*, by, at):
    """End rounds whose engagement is over, forget who was where and who may be asked again, and mix up the rest.

    A database writes a changed row anew, so those of a street lie in the order of the calls until they are all
    written again, in the order of the houses.
    """
    today = timezone.localdate(at)
    over = Q(engagement__closed_at__isnull=False) | Q(engagement__ends_on__lte=today - A_WEEK)
    for round in Round.objects.open().filter(over).order_by("pk"):
        end_round(round, by=by, at=at)
    Claim.objects.filter(until__lte=at).delete()
    RestingDoor.objects.filter(until_on__lte=today).delete()
    _write_turns_anew(rules.quarter_of(today))
    ReferralRoute.objects.update(answered=F("answered"))
    for pk in Street.objects.filter(round__ended_at=None).order_by("pk").values_list("pk", flat=True):
        _write_anew(pk)


@transaction.atomic
def _write_turns_anew(quarter):
    """Those of this quarter, in the order of the members."""
    turns = list(Turn.objects.select_for_update().filter(quarter=quarter).order_by("member"))
    Turn.objects.filter(pk__in=[turn.pk for turn in turns]).delete()
    Turn.objects.bulk_create(turns)


@transaction.atomic
def _write_anew(pk):
    street = Street.objects.select_for_update().get(pk=pk)
    doors = list(street.doors.in_order())
    Door.objects.filter(pk__in=[door.pk for door in doors]).delete()
    Door.objects.bulk_create(doors)
