"""What happens in a cycle of the demonstration, step by step, each through the action that a person would use."""

import random
from datetime import timedelta
from uuid import UUID

from engagement import actions as engagement
from engagement.models import Technique
from pact.accounts.models import User
from pact.accounts.permissions import Role
from pact.core.working_days import working_day_on_or_after
from pact.cycles import actions as cycles
from pact.demo import geography
from pact.demo.clockwork import moment
from pact.meetings import actions as meetings
from pact.taxonomy.models import IssueType
from priorities import actions as priorities
from priorities import queries as ranking
from profiles import actions as profiles

CONSENT = (
    "Your answers are kept without your name and used to decide what comes first here. You need not answer anything. "
    "If you want to hear back, we keep how to reach you apart from your answers, until you tell us to stop."
)
SAID = {
    "TIP": ["Mattresses and bags in the back alley again.", "They tip it at night and it draws rats."],
    "LIT": ["Litter blows about after market day.", "The bins by the shops are always full."],
    "DOG": ["You cannot walk to school without stepping in it."],
    "YTH": ["Groups by the shelter shout at people after dark.", "Motorbikes on the field all evening."],
    "ACQ": ["Two sheds were broken into last month.", "My neighbour's van was emptied."],
    "LGT": ["The path by the canal is pitch dark."],
    "PRK": ["Parents park across the drives.", "The bus cannot get through at half past three."],
    "TRA": ["They race down the main road at night."],
    "NOI": ["Music until three in the morning."],
    "VAN": ["The bus shelter is smashed every other week."],
    "GRA": ["Tags all along the wall."],
    "ROA": ["The pavement is broken by the surgery."],
}
# What a priority of each issue type is called, and what will be different.
PROMISES = {
    "TIP": ("Clean back alleys", "No tipped waste lies longer than two days, and people can see that somebody looks."),
    "LIT": ("Streets without litter", "The streets by the shops are as clean on Monday as on Friday."),
    "DOG": ("Clean pavements on the way to school", "You can push a pram to school without looking down."),
    "YTH": (
        "Quieter evenings, and something to do",
        "Young people have somewhere to go, and nobody avoids the shelter.",
    ),
    "ACQ": ("Safer sheds and vans", "Fewer people lose their tools, and each victim gets a visit."),
    "LGT": ("No dark paths", "Every lamp on the way from the bus works."),
    "PRK": ("Room for the bus at half past three", "No drive is blocked, and the bus gets through."),
    "TRA": ("Slower traffic on the main road", "Fewer cars go faster than thirty."),
    "NOI": ("Nights without noise", "Whoever calls hears back the next day."),
    "VAN": ("Nothing smashed for long", "What is broken is mended within a week."),
    "GRA": ("Walls without tags", "A tag is gone within five working days."),
    "ROA": ("Pavements that are even", "Nobody has to walk in the road with a stick or a pram."),
}

# People who asked to hear back. Their numbers lie in the range that is kept for stories.
CONTACTS = [
    {"name": "Olive Marsh", "phone": "01632 960 201", "wants_updates": True},
    {"name": "Sid Barlow", "email": "sid@residents.demo.example", "wants_updates": True, "wants_walkabout": True},
    {"name": "Nadia Khan", "phone": "01632 960 203", "wants_to_help": True},
]


def chance_of(*parts):
    """The same dice for the same part of the story."""
    return random.Random("-".join(str(part) for part in parts))  # noqa: S311 - a story, not a secret


def uuid_of(chance):
    return UUID(int=chance.getrandbits(128), version=4)


def publish_profile(ward, place, *, words, areas, by, at):
    """Write, propose areas and publish. `areas` are (name, evidence, issue type codes)."""
    profile = profiles.start(ward, by=by, at=at)
    profiles.write(profile, **words, by=by, at=at + timedelta(hours=1))
    profiles.write_first_draft(profile, by=by, at=at + timedelta(hours=1))
    for name, evidence, codes in areas:
        profiles.propose_area(
            profile,
            name=name,
            evidence=evidence,
            small_areas=list(ward.small_areas.order_by("code")[:2]),
            issue_types=IssueType.objects.filter(code__in=codes),
            by=by,
            at=at + timedelta(hours=2),
        )
    return profiles.publish(profile, by=by, at=at + timedelta(hours=3))


def members_answer(profile, answers, *, at):
    """Each councillor of the ward answers in turn with (answer, words); who is left over stays silent."""
    seats = User.objects.filter(memberships__role=Role.COUNCILLOR, memberships__ward=profile.ward).order_by("pk")
    for councillor, (answer, words) in zip(seats, answers, strict=False):
        profiles.answer(profile, answer=answer, words=words, by=councillor, at=at)


def confirm_areas(profile, *, by, at):
    for area in profile.areas.order_by("pk"):
        profiles.decide_area(area, confirm=True, note="Both members agree that it starts here.", by=by, at=at)
    return list(profile.areas.confirmed().order_by("pk"))


def plan_engagement(cycle, areas, *, slug, target, starts_on, by):
    """Plan four weeks of interviews ("kin-interview") or walks ("eva-walkabout") from this day."""
    technique = Technique.objects.get(slug=slug)
    title = "Doorstep interviews" if technique.form == "interview" else "Walk round the estate"
    return engagement.plan(
        cycle,
        technique=technique,
        areas=areas,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=28),
        title=f"{title}, {cycle.name}",
        purpose="Residents and shopkeepers of the area: what spoils it, and what would help.",
        can_change="What comes first, and what services do about it this quarter.",
        cannot_change="Planning decisions that have been made, and court cases.",
        target=target,
        consent_text=CONSENT,
        consent_version="2",
        by=by,
        at=moment(starts_on, 9),
    )


def interviews(plan, area, *, how_many, codes, by):
    """So many interviews, two each working day, by the officers in `by` in turn."""
    day = plan.starts_on
    for number in range(how_many):
        contact = CONTACTS[number // 5 % len(CONTACTS)] if number % 5 == 4 else None
        interview(plan, area, day, number=number, codes=codes, by=by[number % len(by)], contact=contact)
        if number % 2:
            day = working_day_on_or_after(day + timedelta(days=1))


def interview(plan, area, day, *, number, codes, by, contact=None):
    """One interview on the doorstep with one or two problems out of `codes`, the likeliest first."""
    chance = chance_of("interview", plan.pk, number)
    problems = []
    for code in dict.fromkeys(chance.choices(codes, weights=range(len(codes), 0, -1), k=chance.choice([1, 1, 2]))):
        longitude, latitude = _point_in(area, chance)
        problems.append(
            {
                "issue_type": IssueType.objects.get(code=code),
                "place": chance.choice(geography.STREETS[:8]),
                "words": chance.choice(SAID.get(code, ["It should be better looked after."])),
                "often": chance.choice(["daily", "weekly", "weekly", "monthly"]),
                "times_of_day": chance.sample(["afternoon", "evening", "night", "weekend"], k=chance.randint(0, 2)),
                "since": chance.choice(["", "weeks", "months", "years"]),
                "affected": chance.sample(["household", "neighbours", "young", "older"], k=chance.randint(0, 2)),
                "reported_to": chance.choice(["", "nobody", "council", "police"]),
                "effect_feel": chance.randint(1, 3),
                "effect_act": chance.randint(0, 3),
                "effect_think": chance.randint(0, 3),
                "point": (latitude, longitude),
            }
        )
    return engagement.record_interview(
        plan,
        uuid=uuid_of(chance),
        area=area,
        held_on=day,
        consent_version=plan.consent_version,
        problems=problems,
        contact=contact,
        equality={
            "age_band": chance.choice(["16_24", "25_44", "45_64", "65_over", "unsaid"]),
            "sex": chance.choice(["female", "female", "male", "unsaid"] if number % 7 else ["unsaid"]),
            "ethnic_group": chance.choices(["white", "asian", "black", "unsaid"], weights=[12, 3, 1, 2])[0],
            "disability": chance.choices(["yes", "no", "unsaid"], weights=[2, 8, 1])[0],
        },
        mode="doorstep",
        minutes=chance.randint(12, 40),
        roles=["business", "works"] if number in {3, 12} else ["lives", "young"] if number == 8 else ["lives"],
        safe_by_day=chance.randint(2, 5),
        safe_after_dark=chance.randint(1, 4),
        services_deal_with_it=chance.randint(1, 4),
        people_get_on=chance.randint(2, 5),
        can_influence=chance.randint(1, 4),
        what_helped=chance.choice(["", "", "The wardens came round.", "The alley gates."]),
        by=by,
        at=moment(day, 11 + number % 6, (number * 7) % 60),
    )


def publish_findings(plan, *, by, at, shortfall_reason=""):
    engagement.close_out(plan, shortfall_reason=shortfall_reason, by=by, at=at)
    return engagement.publish_findings(plan, by=by, at=at + timedelta(hours=1))


def meet(pact, day, *, invite, by):
    """The PACT's public meeting on this evening, called three weeks ahead."""
    return meetings.call(
        body="pact",
        title=f"{pact} meeting",
        place=pact.ward,
        pact=pact,
        starts_at=moment(day, 19),
        ends_at=moment(day, 20, 30),
        venue="St Mark's Hall, Chapel Row",
        access="Level entrance from the car park; buses 12 and 14",
        invite=invite,
        is_public=True,
        by=by,
        at=moment(day - timedelta(days=21), 9),
    )


def decide(cycle, *, how_many, by, at):
    """Decide on so many in the order of the ranking, one of each issue type."""
    made = []
    techniques = Technique.objects.filter(slug__in=["kin-interview", "eva-walkabout"])
    for _ in range(how_many):
        taken = {priority.issue_type_id for priority in made}
        candidate = next(c for c in ranking.candidates(cycle) if c.issue_type.pk not in taken and c.area is not None)
        made.append(
            priorities.decide(
                cycle,
                issue_type=candidate.issue_type,
                area=candidate.area,
                place=candidate.place,
                title=PROMISES[candidate.issue_type.code][0],
                goal=PROMISES[candidate.issue_type.code][1],
                methods=list(techniques),
                method_note="Interviews at the door and a walk with residents; shown to the meeting before it decided.",
                departure_reason="The meeting took one of each kind.",
                by=by,
                at=at,
            )
        )
    return made


def open_and_close(cycle, slug, *, by, opened, closed=None, override_reason=""):
    cycles.open_stage(cycle, slug, override_reason=override_reason, by=by, at=opened)
    if closed:
        cycles.close_stage(cycle, slug, by=by, at=closed)


def _point_in(area, chance):
    ring = area.boundary["coordinates"][0][:-1]
    weights = [chance.random() for _ in ring]
    total = sum(weights)
    return (
        round(sum(w * x for w, (x, _) in zip(weights, ring, strict=True)) / total, 6),
        round(sum(w * y for w, (_, y) in zip(weights, ring, strict=True)) / total, 6),
    )
