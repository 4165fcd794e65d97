"""Street rounds. What is kept of a call is how the door stands; the trail says who went out, and not where to."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from engagement import notices, rules
from engagement.models import Call, Claim, Door, Engagement, RestingDoor, Round, Side, Street
from engagement.rules import addresses
from pact.audit import trail
from pact.core.refusals import asking_again, refuse_if
from pact.core.working_days import ONE_DAY, add_months

BLANK = {"state": Door.State.NEW, "not_in": 0, "tried": [], "back_at": None, "note": "", "note_ends_on": None}


@transaction.atomic
def make_round(engagement, *, area, officers, streets=None, by, at):
    """Begin a round with these streets (`addresses.Streets`) and those of the last round of the area."""
    engagement = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    officers = list(officers)
    refuse_if(rules.obstacles_to_making_round(engagement, area=area, officers=officers))

    last = area.rounds.order_by("-made_at", "-pk").first()
    round = Round.objects.create(engagement=engagement, area=area, made_at=at, made_by=by)
    round.officers.set(officers)
    for street in last.streets.prefetch_related("doors").order_by("pk") if last else []:
        _add_doors(round, street.name, [door.label for door in street.doors.all()])
    for name, labels in streets.doors.items() if streets else ():
        _add_doors(round, name, labels)
    trail.record("made", on=round, by=by, at=at, officers=[str(each) for each in officers])
    notices.walks_round(round, set(officers) - {by}, at=at)
    return round


@transaction.atomic
def change_officers(round, *, officers, by, at):
    round = _locked(round)
    officers = list(officers)
    refuse_if(rules.obstacles_to_officers(round.engagement, officers))

    came = set(officers) - set(round.officers.all()) - {by}
    round.officers.set(officers)
    Claim.objects.filter(street__round=round).exclude(by__in=officers).delete()
    trail.record("changed who walks", on=round, by=by, at=at, officers=[str(each) for each in officers])
    notices.walks_round(round, came, at=at)
    return round


@transaction.atomic
def add_streets(round, *, streets, by, at):
    """Add streets and doors; those that are there already stay as they are. Answers how many doors came."""
    round = _locked(round)
    refuse_if(["This round is over."] if round.is_over else [])

    added = sum(_add_doors(round, name, labels) for name, labels in streets.doors.items())
    trail.record("added doors to", on=round, by=by, at=at, streets=len(streets.doors), doors=added)
    return added


def _add_doors(round, name, labels):
    """A door where somebody refused not long ago is not knocked on."""
    street = round.streets.filter(name__iexact=name).first() or Street.objects.create(round=round, name=name)
    known = {label.lower() for label in street.doors.values_list("label", flat=True)}
    resting = {label.lower() for label in _resting(round, name).values_list("label", flat=True)}
    new = {label.lower(): label for label in labels if label.lower() not in known}
    doors = [
        Door(
            street=street,
            label=label,
            number=addresses.number_of(label),
            side=addresses.side_of(label),
            state=Door.State.REFUSED if key in resting else Door.State.NEW,
        )
        for key, label in new.items()
    ]
    Door.objects.bulk_create(doors)
    return len(doors)


def _resting(round, street_name):
    return RestingDoor.objects.filter(ward=round.engagement.cycle.ward, street__iexact=street_name)


@transaction.atomic
def claim(street, *, sides=tuple(Side.values), by, at):
    """Say that one is on this street or on these sides of it, and on no other of the round any more."""
    street = Street.objects.select_for_update(of=("self",)).select_related("round__engagement__cycle").get(pk=street.pk)
    sides = [side for side in Side.values if side in sides]
    Claim.objects.filter(street=street, until__lte=at).delete()
    refuse_if(rules.obstacles_to_walking(street.round))
    refuse_if(rules.obstacles_to_claiming(street, sides, by=by, at=at))

    mine = Claim.objects.filter(street__round=street.round_id, by=by)
    if not mine.live(at=at).exists():
        trail.record("went out on", on=street.round, by=by, at=at)
    since = mine.live(at=at).filter(street=street).values_list("at", flat=True).first() or at
    mine.exclude(street=street, side__in=sides).delete()
    until = at + timedelta(minutes=settings.DOOR_CLAIM_MINUTES)
    with asking_again(lambda: rules.obstacles_to_claiming(street, sides, by=by, at=at)):
        for side in sides:
            Claim.objects.update_or_create(
                street=street,
                side=side,
                by=by,
                defaults={"until": until},
                create_defaults={"at": since, "until": until},
            )
    return street


@transaction.atomic
def release(street, *, by, at):
    """Leave this street to somebody else."""
    Claim.objects.filter(street=street, by=by).delete()


@transaction.atomic
def call(round, *, uuid, door, outcome, back_at=None, note="", called_at=None, by, at):
    """Keep how a door stands after somebody called there. The same `uuid` is one call, however often it is sent.

    `outcome` is a `Door.State`; "new" takes a mistake back. Where an interview took place is final but for that,
    in whatever order the calls of several phones arrive. `called_at` is given where it arrives later than it was:
    it says in which part of the week nobody was in, and is not kept. That somebody refused counts after the round too.
    """
    street = Street.objects.select_for_update(of=("self",)).get(pk=door.street_id, round=round)
    round = Round.objects.for_display().get(pk=round.pk)
    door = Door.objects.get(pk=door.pk)
    if Call.objects.filter(pk=uuid).exists():
        return door
    then = called_at or at
    if round.is_over and outcome == Door.State.REFUSED and then <= round.ended_at:
        _let_rest(round, street, door, is_refused=True, at=then)
        return door
    refuse_if(rules.obstacles_to_calling(round, outcome=outcome, back_at=back_at, note=note, at=then))

    Call.objects.create(uuid=uuid, round=round)
    if called_at is None:
        _stay(street, door.side, by=by, at=at)
    if door.state == Door.State.DONE and outcome != Door.State.NEW:
        return door
    if Door.State.REFUSED in (door.state, outcome):
        _let_rest(round, street, door, is_refused=outcome == Door.State.REFUSED, at=at)
    _stand(door, outcome, back_at=back_at, note=note, at=then)
    return door


def _stand(door, outcome, *, back_at, note, at):
    """Only what is still needed: whoever is done with a door needs no note and no time."""
    if outcome == Door.State.NEW and door.state == Door.State.NOT_IN:
        door.not_in = max(door.not_in - 1, 0)  # that nobody was in was the mistake
        outcome = Door.State.NOT_IN if door.not_in else outcome
        door.tried = door.tried if door.not_in else []
    elif outcome == Door.State.NOT_IN:
        door.not_in = min(door.not_in + 1, 99)
        door.tried = sorted({*door.tried, rules.part_of_week(at)})
    door.state, door.back_at = outcome, back_at if outcome == Door.State.BACK else None
    if note or not door.is_left:
        door.note = note if door.is_left else ""
        door.note_ends_on = (timezone.localdate(at) + settings.DOOR_NOTE_DAYS * ONE_DAY) if door.note else None
    door.save(update_fields=["state", "back_at", "not_in", "tried", "note", "note_ends_on"])


def _let_rest(round, street, door, *, is_refused, at):
    """Nobody asks again for a time, in whatever round; or, where that was a mistake, they may."""
    resting = _resting(round, street.name).filter(label__iexact=door.label)
    if not is_refused:
        resting.delete()
        return
    until_on = add_months(timezone.localdate(at), settings.DOOR_REST_MONTHS)
    if not resting.update(until_on=until_on):
        ward = round.engagement.cycle.ward
        RestingDoor.objects.create(ward=ward, street=street.name, label=door.label, until_on=until_on)
    elsewhere = Door.objects.left().filter(
        street__round__ended_at=None,
        street__round__engagement__cycle__pact__ward=round.engagement.cycle.ward,
        street__name__iexact=street.name,
        label__iexact=door.label,
    )
    elsewhere.exclude(pk=door.pk).update(**BLANK | {"state": Door.State.REFUSED})


def _stay(street, side, *, by, at):
    """Whoever calls is there still; and where nobody was said to be, they are."""
    until = at + timedelta(minutes=settings.DOOR_CLAIM_MINUTES)
    mine = Claim.objects.live(at=at).filter(street=street, by=by)
    if not mine.update(until=until) and not rules.obstacles_to_claiming(street, [side], by=by, at=at):
        Claim.objects.filter(street=street, side=side).delete()
        Claim.objects.filter(street__round=street.round_id, by=by).delete()
        Claim.objects.create(street=street, side=side, by=by, at=at, until=until)


@transaction.atomic
def end_round(round, *, by, at):
    """Count how the doors stand, and make them blank: a list of addresses for the next round, and no more."""
    round = _locked(round)
    if round.is_over:
        return round
    list(Street.objects.select_for_update().filter(round=round).order_by("pk"))  # a call in between waits, and is told
    doors = Door.objects.filter(street__round=round)
    counted = Counter(doors.values_list("state", flat=True))
    round.tally = dict(counted) | {"times_not_in": doors.aggregate(n=Sum("not_in"))["n"] or 0}
    round.ended_at, round.ended_by = at, by
    round.save(update_fields=["tally", "ended_at", "ended_by"])
    doors.update(**BLANK)
    round.calls.all().delete()
    Claim.objects.filter(street__round=round).delete()
    trail.record("ended", on=round, by=by, at=at, doors=sum(counted.values()))
    return round


def _locked(round):
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    return Round.objects.for_display().get(pk=round.pk)
