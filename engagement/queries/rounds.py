"""Street rounds: how far they have come, who is where, and which door comes next."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from engagement import rules
from engagement.models import Claim, Door, Round, Side
from pact.accounts.models import Membership, Permission, User
from pact.core import geometry
from pact.core.wording import number
from pact.places.models import Postcode

STATES = [  # in the order of the tally, with its words
    (Door.State.NEW, "Not knocked yet"),
    (Door.State.NOT_IN, "Not in"),
    (Door.State.BACK, "Come back"),
    (Door.State.DONE, "Interviewed"),
    (Door.State.REFUSED, "Refused"),
    (Door.State.UNSAFE, "Not safe"),
    (Door.State.EMPTY, "Empty"),
]


@dataclass(frozen=True)
class Tally:
    """How many doors stand how, of a round, a street or a side."""

    counts: dict

    @property
    def doors(self):
        return sum(self.counts.values())

    @property
    def finished(self):
        return sum(n for state, n in self.counts.items() if state not in Door.LEFT)

    @property
    def words(self):
        return f"{number(self.finished)} of {number(self.doors)} doors finished"

    @property
    def rows(self):
        return [(words, self.counts.get(state, 0)) for state, words in STATES if self.counts.get(state)]


@dataclass(frozen=True)
class StreetRow:
    """A street in its round: how far it has come, and who is on it."""

    street: object
    tally: Tally
    claims: list = field(default_factory=list)


def rounds(visible):
    left = Count("streets__doors", filter=Q(streets__doors__state__in=Door.LEFT))
    found = visible.for_display().prefetch_related("officers")
    return found.annotate(door_count=Count("streets__doors"), left_count=left).order_by("ended_at", "-made_at", "-pk")


def tally_of(round):
    """Counted while it is on; once it is over, as it was."""
    if round.is_over:
        return Tally({state: round.tally.get(state, 0) for state in Door.State.values})
    return _tally(Door.objects.filter(street__round=round))


def _tally(doors):
    return Tally(dict(doors.order_by().values_list("state").annotate(n=Count("pk"))))


def street_rows(round, *, at):
    """The streets of a round, in the order in which they were added."""
    counts = {}
    for street, state, n in (
        Door.objects.filter(street__round=round).order_by().values_list("street", "state").annotate(n=Count("pk"))
    ):
        counts.setdefault(street, {})[state] = n
    on = claims_on(Claim.objects.filter(street__round=round), at=at)
    return [
        StreetRow(street, Tally(counts.get(street.pk, {})), on.get(street.pk, []))
        for street in round.streets.order_by("pk")
    ]


def claims_on(claims, *, at):
    """`{street.pk: [(person, where, since)]}` of those who are out now."""
    held = {}
    for claim in claims.live(at=at).select_related("by", "street").order_by("at", "pk"):
        held.setdefault((claim.street, claim.by, claim.at), []).append(claim.side)
    found = {}
    for (street, person, since), sides in held.items():
        found.setdefault(street.pk, []).append((person, rules.where(street, sides), since))
    return found


def doors_to_come_back_to(round):
    """By time, over all streets."""
    doors = Door.objects.filter(street__round=round, state=Door.State.BACK).select_related("street")
    return doors.order_by("back_at", "pk")


@dataclass(frozen=True)
class Walk:
    """A street, or a side of it, as one walks it: the next door, those after it, and those that are finished."""

    next: object
    left: list
    finished: list
    tally: Tally


def walk(street, *, side="", at):
    """Doors to come back to wait for their time, and then come first."""
    doors = list(street.doors.filter(side=side).in_order() if side in Side.values else street.doors.in_order())
    counts = {}
    for door in doors:
        counts[door.state] = counts.get(door.state, 0) + 1
    left = sorted((door for door in doors if door.is_left), key=lambda door: _turn(door, at))
    return Walk(
        next=left[0] if left and _turn(left[0], at)[0] < 3 else None,
        left=left,
        finished=[door for door in doors if not door.is_left],
        tally=Tally(counts),
    )


def _turn(door, at):
    if door.state == Door.State.BACK:
        return (0 if door.back_at <= at else 3, door.back_at.timestamp(), 0, "")
    return (1 if door.state == Door.State.NEW else 2, door.not_in, door.number or 0, door.label)


def sides_of(street):
    """The sides on which there are doors."""
    there = set(street.doors.order_by().values_list("side", flat=True))
    return [Side(side) for side in Side.values if side in there]


def walkers(engagement):
    """Whoever may record at this engagement, by name."""
    seats = Membership.objects.current().within(engagement.cycle.ward)
    by_role = Q(pk__in=seats.holding(Permission.RECORD_ENGAGEMENT).values("person"))
    by_team = Q(pk__in=seats.holding(Permission.JOIN_ENGAGEMENT).values("person")) & Q(
        pk__in=engagement.team.values("pk")
    )
    return User.objects.active().filter(by_role | by_team).order_by("name", "pk")


def last_walkers(areas):
    """Who walked these areas last: people like to see a face again (M4)."""
    last = Round.objects.filter(area__in=areas).order_by("-made_at", "-pk").first()
    return list(last.officers.all()) if last else []


def postcodes_in(areas):
    """`[(area, ["FD1 2AB", …])]` of the areas that are drawn, to look their addresses up by."""
    drawn = [area for area in areas if area.boundary]
    codes = list(Postcode.objects.filter(ward__in={area.ward_id for area in drawn}).order_by("code"))
    lons, lats = [code.longitude for code in codes], [code.latitude for code in codes]
    found = []
    for area in drawn:
        inside = geometry.contains_each(geometry.parse(area.boundary), lons, lats)
        found.append((area, [str(code) for code, is_inside in zip(codes, inside, strict=True) if is_inside]))
    return [(area, postcodes) for area, postcodes in found if postcodes]


def my_street(engagement, person, *, at):
    """The street of this engagement on which this person is now, or None. It knows nothing of interviews."""
    claim = Claim.objects.live(at=at).filter(street__round__engagement=engagement, by=person).select_related("street")
    return next((each.street for each in claim.order_by("pk")[:1]), None)
