"""Street rounds on the way: who walks, which doors are left, and where to come back."""

from datetime import timedelta

from django.utils import timezone

from engagement import actions as engagement
from engagement.rules import addresses
from pact.core.working_days import add_months
from pact.demo import geography, steps
from pact.demo.clockwork import moment

OUTCOMES = ["not_in", "not_in", "not_in", "done", "done", "refused", "empty"]
NOTES = ["", "", "", "Bell is broken", "Home after 6", "Use the side gate", "Dog"]


def go_round(plan, area, *, officers, today, by):
    """Three streets, of which the first is nearly done, the second begun, and the third waits for somebody."""
    chance = steps.chance_of("round", plan.pk)
    streets = [street for street in geography.STREETS if street not in area.name][:2]
    names = [area.name.removesuffix(" and around"), *streets]
    listed = "\n".join(
        f"{name}: 1-{last} odd, 2-{last + 1} even" for name, last in zip(names, (23, 31, 17), strict=True)
    )
    round = engagement.make_round(
        plan,
        area=area,
        officers=officers,
        streets=addresses.read(listed),
        by=by,
        at=moment(plan.starts_on, 10),
    )
    yesterday = moment(today - timedelta(days=1), 14)
    for street, share in zip(round.streets.order_by("pk"), (0.8, 0.3, 0), strict=True):
        doors = list(street.doors.in_order())
        for door in doors[: int(len(doors) * share)]:
            outcome = chance.choice(OUTCOMES)
            note = chance.choice(NOTES) if outcome == "not_in" else ""
            _call(round, door, outcome, chance, note=note, by=officers[0], at=yesterday)
        engagement.release(street, by=officers[0], at=yesterday)
    _come_back(round, chance, today=today, by=officers[0])
    engagement.claim(round.streets.order_by("pk").last(), by=officers[1], at=timezone.now())
    return round


def _call(round, door, outcome, chance, *, by, at, **more):
    engagement.call(round, uuid=steps.uuid_of(chance), door=door, outcome=outcome, by=by, at=at, **more)


def _come_back(round, chance, *, today, by):
    """Two doors of the second street have an appointment this evening and tomorrow."""
    street = round.streets.order_by("pk")[1]
    waiting = street.doors.filter(state="new").in_order()[:2]
    for door, days in zip(waiting, (0, 1), strict=True):
        at = moment(today - timedelta(days=1), 15)
        _call(round, door, "back", chance, back_at=moment(today + timedelta(days=days), 18), by=by, at=at)
    engagement.release(street, by=by, at=moment(today - timedelta(days=1), 15))


MEMBERS = [  # role, name, where, months since they joined, quarters ago in which they answered
    ("head_teacher", "Ruth Adeyemi", "Lock Road Primary", 14, (0, 1)),
    ("shopkeeper", "Imran Shah", "Shah’s News", 14, (1,)),
    ("shopkeeper", "Dot Farrow", "The Wool Basket", 9, (0,)),
    ("youth_worker", "Callum Reece", "The Hut", 9, (1,)),
    ("postal_worker", "Bev Tranter", "", 8, ()),
    ("caretaker", "Stan Kowal", "Canal Court", 14, (0, 1)),
    ("faith", "Noreen Galloway", "St Mark’s", 6, (0,)),
    ("health", "Priya Nair", "Wharf Pharmacy", 4, ()),
    ("hospitality", "Lou Penn", "The Boatman", 2, (0,)),
]


def network(pact, *, today, by):
    """Nine members, some of whom have answered; one has left."""
    for number, (role, name, where, months, answered) in enumerate(MEMBERS):
        joined = add_months(today, -months)
        member = engagement.add_member(
            pact,
            role=role,
            agreed_on=joined,
            name=name,
            organisation=where,
            phone=f"01632 960 {300 + number}",
            email="",
            by=by,
            at=moment(joined),
        )
        for quarters in answered:
            at = moment(add_months(today, -3 * quarters))
            engagement.invite_member(member, by=by, at=at)
            engagement.count_answer(member, by=by, at=at)
    left = engagement.add_member(
        pact,
        role="transport",
        agreed_on=add_months(today, -12),
        name="Gus Pell",
        organisation="",
        phone="01632 960 399",
        email="",
        by=by,
        at=moment(add_months(today, -12)),
    )
    engagement.leave_network(left, by=by, at=moment(add_months(today, -1)))


def introductions(plan, *, by):
    """Two services ask those whom they know."""
    at = moment(plan.starts_on, 11)
    for role, service, asked in (("victim", "Victim Support", 6), ("complainant", "Complaints team", 9)):
        engagement.add_route(plan, role=role, service=service, asked=asked, by=by, at=at)
