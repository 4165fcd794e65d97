"""Beside the cycles: what partners plan to ask, a shared event, an impact that was assessed, a youth PACT's schools."""

from datetime import timedelta

from engagement import actions as engagement
from engagement.models import Engagement, Group
from pact.accounts.models import Agency
from pact.core.working_days import add_months
from pact.demo.clockwork import moment

SCHOOLS = ["Ferndale High School", "St Anne’s Academy", "Moorside School", "Riverside College", "Youth Parliament"]
PLANS = [
    # Title, agency, how, wards, groups, first day from today, days.
    (
        "What tenants think of repairs",
        "Ferndale Homes",
        "Postal survey",
        ["Birch Hill", "Ashfield"],
        ["tenants"],
        -9,
        28,
    ),
    (
        "Bus routes: have your say",
        "Ferndale Highways",
        "Stalls at the stops",
        ["Canal Side", "Dene", "Foundry"],
        [],
        6,
        14,
    ),
    (
        "Bins and recycling",
        "Ferndale Street Scene",
        "Online form",
        ["Birch Hill", "Juniper Road"],
        ["not-online"],
        20,
        21,
    ),
    ("What tenants think of safety", "Ferndale Homes", "Telephone calls", ["Birch Hill"], ["tenants"], 34, 10),
]


def beside_the_cycles(story):
    calendar(story)
    impact(story)
    youth(story)


def calendar(story):
    """Four consultations of partners; two of them ask the same tenants within a few weeks."""
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    at = moment(story.today - timedelta(days=20), 10)
    made = []
    for title, agency, method, wards, groups, start, days in PLANS:
        first = story.today + timedelta(days=start)
        made.append(
            engagement.enter_consultation(
                agencies.get(agency) or next(iter(agencies.values())),
                title=title,
                purpose="What works, what does not, and what should come first.",
                method=method,
                wards=[story.stages[name].ward for name in wards],
                groups=Group.objects.filter(slug__in=groups),
                starts_on=first,
                ends_on=first + timedelta(days=days),
                by=story.cast.coordinator,
                at=at,
            )
        )
    doors = Engagement.objects.filter(closed_at=None, technique__form="interview").order_by("pk").first()
    highways = story.cast.highways_manager.memberships.exclude(agency=None).get().agency
    coordinator = doors.cycle.pact.coordinator
    shared = engagement.share(
        doors, agency=highways, kind="invited", words="Could you add two questions on crossings?", by=coordinator, at=at
    )
    engagement.answer_sharing(
        shared, answer="accepted", reply="Gladly.", by=story.cast.highways_manager, at=at + timedelta(hours=5)
    )
    engagement.share(made[2], agency=highways, kind="asked", by=story.cast.highways_manager, at=at + timedelta(hours=6))


def impact(story):
    """Canal Side's way of engaging was assessed, with two groups affected; its review is due soon."""
    stage = story.stages["Canal Side"]
    cycle = story.cycle_of("Canal Side", story.now)
    groups = {group.slug: group for group in Group.objects.to_assess()}
    assessment = engagement.assess(
        cycle,
        title="Asking at the door in Canal Side",
        engagement=cycle.engagements.order_by("pk").first(),
        aim="To hear what troubles people in the streets where most is recorded.",
        evidence="Figures of the area profile; interviews of last quarter by age and ethnic group.",
        collected="Interviews at the door; two visits to the Canal Side community association.",
        lawful="yes",
        legislation="Equality Act 2010, public sector equality duty.",
        other_plans="Community cohesion plan.",
        groups={
            groups["age"]: (True, "People of working age are out by day: few of them were heard."),
            groups["disability"]: (
                True,
                "Some flats have no lift, and knocking alone misses those who cannot come down.",
            ),
            groups["gender"]: (False, "Women and men were heard in equal numbers."),
            groups["religion"]: (False, ""),
        },
        review_on=story.today + timedelta(days=12),
        by=stage.coordinator,
        at=moment(story.today - timedelta(days=30), 14),
    )
    for action, timescale, who in (
        ("Knock on two evenings and one Saturday", "From next quarter", "PACT co-ordinator"),
        ("Ring before calling on the flats without a lift", "At once", "Ferndale Homes"),
    ):
        engagement.plan_impact_action(
            assessment,
            action=action,
            timescale=timescale,
            responsibility=who,
            by=stage.coordinator,
            at=moment(story.today - timedelta(days=30), 15),
        )


def youth(story):
    """Juniper Road's youth PACT has pupils of three schools; two have nobody on it yet."""
    stage = story.stages["Juniper Road"]
    at = moment(add_months(story.today, -2), 16)
    schools = [engagement.list_school(stage.ward.borough, name=name, by=stage.coordinator, at=at) for name in SCHOOLS]
    members = dict(zip(schools, (4, 3, 0, 0, 2), strict=True))
    engagement.seat_schools(stage.pact, members=members, by=stage.coordinator, at=at)
