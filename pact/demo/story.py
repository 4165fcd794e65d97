"""Eleven PACTs over two cycles, some going well and some badly, told in the order in which it happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from pact.core.working_days import add_months, add_working_days, working_day_on_or_after
from pact.cycles import actions as cycles
from pact.cycles.models import Cycle, Pact
from pact.demo import deeds, doors, doorsteps, geography, partners, past, steps, walks, wider
from pact.demo.clockwork import Turn, moment, turns
from pact.demo.people import Cast
from pact.places.models import Ward
from priorities.models import Priority

GRADES = [("Alma Street", "C", "C", "B", "A"), ("Lock Road", "D", "C-", "C", "B"), ("Gas Street", "B-", "B", "B", "A")]
# The same streets a turn later.
GRADES_AGAIN = [
    ("Alma Street", "B", "B-", "B", "A"),
    ("Lock Road", "C", "C", "C", "B"),
    ("Gas Street", "B", "B", "B-", "A"),
]
FOUND = [
    ("fly_tipping", "serious", "Alma Street"),
    ("lighting", "minor", "Lock Road"),
    ("dog_fouling", "minor", "Gas Street"),
]


@dataclass
class Stage:
    """One ward of the story: its PACT, its shape, what troubles it (likeliest first) and who runs it."""

    ward: Ward
    place: geography.Place
    pact: Pact
    codes: list
    coordinator: object
    cycles: dict = field(default_factory=dict)
    areas: list = field(default_factory=list)


@dataclass
class Story:
    """The telling of it. `today` is the day on which the demonstration is built."""

    cast: Cast
    today: object
    news: Callable  # loads the files that came next, at a moment
    before: Turn = None
    now: Turn = None
    stages: dict = field(default_factory=dict)

    def tell(self):
        """Everything, oldest first. Yields a line on each part as it is done."""
        self.before, self.now = turns(self.today)
        yield "The register of PACTs"
        self.register()
        yield "What people were asked before"
        past.register(before=self.before.starts_on, by=self.cast.analyst, at=self.before.at(-40))
        past.plan(starts_on=self.before.starts_on, by=self.cast.analyst, at=self.before.at(-39))
        yield "Area profiles, and what members say to them"
        self.first_profiles()
        yield f"{self.before.name}: one whole turn in four wards"
        for name in ("Canal Side", "Ashfield", "Eastbrook", "Ings"):
            self.whole_turn(name)
        yield f"{self.now.name}: new figures, and profiles refreshed"
        self.news(self.now.at(-27))
        self.second_profiles()
        yield f"{self.now.name}: the same four wards, up to now"
        for name in ("Canal Side", "Ashfield", "Eastbrook", "Ings"):
            self.turn_so_far(name)
        yield f"{self.now.name}: the others, each somewhere else"
        self.the_others()
        yield "What came in by other doors, and how it is coded"
        doors.open_doors(self)
        yield "The latest figures"
        self.news(moment(self.today, 7))
        yield "Hot spots, and the area that they suggest"
        deeds.hear_suggestions(self)
        yield "Reviews and recommendations"
        deeds.reviews(self)
        yield "Newsletters"
        deeds.newsletters(self)
        yield "The consultation calendar, an impact assessment and a youth PACT's schools"
        wider.beside_the_cycles(self)
        yield "Figures that agencies are asked for"
        partners.asked_for_figures(self)

    # Set-up

    def register(self):
        at = self.before.at(-40)
        for name, title, kind, aliases, codes in PACTS:
            ward = Ward.objects.get(name=name)
            coordinator = self.cast.second_coordinator if name in SOUTH else self.cast.coordinator
            chair = self.cast.chair if name == "Canal Side" else None
            pact = cycles.register_pact(
                ward=ward,
                name=title,
                kind=kind,
                purpose=f"To agree with the people of {name} what matters most, and to see that it is dealt with.",
                coordinator=coordinator,
                chair=chair,
                contact_name="PACT team",
                contact_phone="01632 960 050",
                contact_email="pact@ferndale.example",
                meets="First Tuesday of the second month of a quarter, 7pm, St Mark's Hall",
                aliases=aliases,
                by=coordinator,
                at=at,
            )
            place = next(place for place in geography.wards() if place.name == name)
            self.stages[name] = Stage(ward, place, pact, codes, coordinator)
        cycles.set_status(self.stages["Kirkstead"].pact, status="dormant", by=self.cast.second_coordinator, at=at)

    def first_profiles(self):
        """Three townships; Grange's was written long ago and has gone stale, Holt Park has only a draft."""
        published = moment(add_months(self.today, -8), 9)
        self.profile("Grange", at=published, confirmed=True)
        for name in ("Ashfield", "Birch Hill", "Canal Side", "Dene", "Eastbrook", "Ings", "Juniper Road", "Kirkstead"):
            self.profile(name, at=self.before.at(-25), confirmed=True)
        self.profile_of_lockwood(at=self.before.at(-24))

    def second_profiles(self):
        for name in (
            "Ashfield",
            "Birch Hill",
            "Canal Side",
            "Eastbrook",
            "Foundry",
            "Ings",
            "Juniper Road",
            "Kirkstead",
        ):
            self.profile(name, at=self.now.at(-25), confirmed=True)
        self.profile_of_lockwood(at=self.now.at(-24))
        self.profile("Dene", at=moment(working_day_on_or_after(self.today - timedelta(days=8)), 9), confirmed=False)

    def profile_of_lockwood(self, *, at):
        """A ward need not have a PACT (M23), and its profile is written all the same."""
        place = next(place for place in geography.wards() if place.name == "Lockwood")
        self.publish(Ward.objects.get(name="Lockwood"), place, ["GRN"], by=self.cast.second_coordinator, at=at)

    def profile(self, name, *, at, confirmed):
        """Publish a profile, have the ward's members answer, and confirm its area once they have had their time."""
        stage = self.stages[name]
        profile = self.publish(stage.ward, stage.place, stage.codes, by=stage.coordinator, at=at)
        answers = [("agrees", ""), ("change", "Please take in the streets by the school as well.")]
        if name in {"Ashfield", "Dene"}:
            answers = answers[:1]  # the other member stays silent
        steps.members_answer(profile, answers, at=at + timedelta(days=3))
        if confirmed:
            stage.areas = steps.confirm_areas(profile, by=stage.coordinator, at=at + timedelta(days=17))

    def publish(self, ward, place, codes, *, by, at):
        street = geography.STREETS[len(ward.name) % 7]
        words = {
            "people": f"{ward} has about [[population]] people in [[households]] homes. "
            + (
                "Many rent, and many moved here in the last ten years."
                if place.hardship > 0.5
                else "Most own their home."
            ),
            "figures": "More people than in most wards are out of work, and more is recorded by the police."
            if place.hardship > 0.5
            else "Most figures are near the middle of the borough.",
            "partners": "The police and Street Scene each count more calls from here than from the wards next to it.",
        }
        if ward.profiles.exists():
            words |= AT_THE_REFRESH
        evidence = f"Complaints to three services keep coming from {street} and the streets behind it."
        area = (f"{street} and around", evidence, codes[:2])
        return steps.publish_profile(ward, place, words=words, areas=[area], by=by, at=at)

    # One turn

    def start(self, name, turn):
        stage = self.stages[name]
        cycle = cycles.start_cycle(
            stage.pact,
            name=turn.name,
            starts_on=turn.starts_on,
            ends_on=turn.ends_on,
            by=stage.coordinator,
            at=turn.at(0, 8),
        )
        stage.cycles[turn.name] = cycle
        steps.open_and_close(
            cycle, "profiles", by=stage.coordinator, opened=turn.at(0, 8, 30), closed=turn.at(0, 8, 40)
        )
        return stage, cycle

    def engage(self, stage, cycle, turn, *, how_many, starts_on=None, shortfall_reason="", is_over=True, said=()):
        """Interviews and a walk; if it is over, closed out with its findings published. `said`: see `walks.refer`."""
        starts_on = starts_on or turn.day(1)
        # Kept only where the township gate is really in the way (rule 7).
        reason = OVERRIDE if stage.ward.name in RIVERSIDE else OTHER_OVERRIDE
        cycles.open_stage(
            cycle, "engagement", override_reason=reason, by=stage.coordinator, at=moment(starts_on, 8, 30)
        )
        area, officers = stage.areas[0], [self.cast.officer, self.cast.cleaner]
        plan = {"starts_on": starts_on, "by": stage.coordinator}
        doors = steps.plan_engagement(cycle, [area], slug="kin-interview", target=20, **plan)
        steps.interviews(doors, area, how_many=how_many, codes=stage.codes, by=officers)
        streets = steps.plan_engagement(cycle, [area], slug="eva-walkabout", target=1, **plan)
        grades = GRADES if turn is self.before else GRADES_AGAIN
        walkabout = walks.walk(streets, area, grades=grades, findings=FOUND, by=self.cast.cleaner)
        if said:
            walks.refer(walkabout, said, cast=self.cast, by=stage.coordinator)
        if turn is self.before:
            walks.look_again(walkabout, ["gone", "gone", "gone", "better"], by=self.cast.cleaner)
        if is_over:
            over = moment(working_day_on_or_after(starts_on + timedelta(days=24)), 9)
            steps.publish_findings(doors, by=stage.coordinator, at=over, shortfall_reason=shortfall_reason)
            steps.publish_findings(streets, by=stage.coordinator, at=over + timedelta(hours=2))
            cycles.close_stage(cycle, "engagement", by=stage.coordinator, at=over + timedelta(hours=4))

    def go_round(self, stage, cycle):
        plan = cycle.engagements.get(technique__form="interview")
        officers = [self.cast.officer, self.cast.cleaner]
        doorsteps.go_round(plan, stage.areas[0], officers=officers, today=self.today, by=stage.coordinator)
        doorsteps.introductions(plan, by=stage.coordinator)
        doorsteps.network(stage.pact, today=self.today, by=stage.coordinator)

    def decide(self, stage, cycle, turn, *, how_many):
        """The meeting, the decision, and tasking begins."""
        invite = [self.cast.chair, self.cast.officer] if stage.pact.chair else [self.cast.officer]
        day_before, day_after = (add_working_days(turn.meets_on, n) for n in (-1, 1))
        steps.meet(stage.pact, turn.meets_on, invite=invite, by=stage.coordinator)
        cycles.open_stage(cycle, "priorities", by=stage.coordinator, at=moment(day_before))
        steps.decide(cycle, how_many=how_many, by=stage.coordinator, at=moment(turn.meets_on, 20, 15))
        cycles.close_stage(cycle, "priorities", by=stage.coordinator, at=moment(day_after, 9))
        cycles.open_stage(cycle, "tasking", by=stage.coordinator, at=moment(day_after, 9, 30))
        return list(Priority.objects.filter(cycle=cycle).order_by("position"))

    def whole_turn(self, name):
        stage, cycle = self.start(name, self.before)
        self.engage(stage, cycle, self.before, how_many=22, said=["done", "done", "done", "left out"])
        made = self.decide(stage, cycle, self.before, how_many=2)
        deeds.all_done(self, stage, made, turn=self.before)
        steps.open_and_close(cycle, "scrutiny", by=stage.coordinator, opened=self.before.at(80))

    def turn_so_far(self, name):
        stage, cycle = self.start(name, self.now)
        short = {
            "how_many": 14,
            "shortfall_reason": "Two officers were ill; the walk and the drop-in made up for some.",
        }
        said = ["done", "done", "", "done"] if name == "Ashfield" else ["done"]
        self.engage(stage, cycle, self.now, said=said, **(short if name == "Ings" else {"how_many": 21}))
        deeds.retire_what_went_before(self, stage, turn=self.now)
        made = self.decide(stage, cycle, self.now, how_many=3 if name == "Canal Side" else 2)
        deeds.under_way(self, stage, made, turn=self.now, is_going_badly=name == "Ashfield")

    def the_others(self):
        today = self.today
        stage, cycle = self.start("Birch Hill", self.now)
        recently = working_day_on_or_after(today - timedelta(days=16))
        self.engage(stage, cycle, self.now, how_many=12, starts_on=recently, is_over=False)

        self.go_round(stage, cycle)

        stage, cycle = self.start("Foundry", self.now)
        lately, said = working_day_on_or_after(today - timedelta(days=30)), ["done", "", "back"]
        self.engage(stage, cycle, self.now, how_many=20, starts_on=lately, said=said)
        cycles.open_stage(cycle, "priorities", by=stage.coordinator, at=moment(today, 8))
        steps.meet(stage.pact, working_day_on_or_after(today + timedelta(days=6)), invite=[], by=stage.coordinator)

        stage, cycle = self.start("Juniper Road", self.now)
        self.engage(stage, cycle, self.now, how_many=6, starts_on=recently, is_over=False, said=[""])
        self.go_round(stage, cycle)

        for name in ("Dene", "Grange", "Holt Park"):
            stage = self.stages[name]
            cycle = cycles.start_cycle(
                stage.pact,
                name=self.now.name,
                starts_on=self.now.starts_on,
                ends_on=self.now.ends_on,
                by=stage.coordinator,
                at=self.now.at(0, 8),
            )
            cycles.open_stage(cycle, "profiles", by=stage.coordinator, at=self.now.at(0, 9))
            stage.cycles[self.now.name] = cycle
        deeds.draft_a_profile(self.stages["Holt Park"], at=moment(today - timedelta(days=4), 15))

    def cycle_of(self, name, turn):
        return Cycle.objects.get(pk=self.stages[name].cycles[turn.name].pk)


# What the writers changed when they came back to a profile.
AT_THE_REFRESH = {
    "figures": "People claiming out-of-work benefits: [[People claiming out-of-work benefits]] of working age. "
    "[[People claiming out-of-work benefits: change]]. Households without a car: [[Households without a car]], and "
    "[[Households without a car: borough]] in the middle ward of the borough. At the door people speak of litter and "
    "of cars more than half a year ago.",
    "partners": "Street Scene counts more calls from here than from the wards next to it. The police go out to it as "
    "often as half a year ago.",
}
RIVERSIDE = {"Eastbrook", "Foundry"}
SOUTH = {"Ings", "Juniper Road", "Kirkstead"}
OVERRIDE = "Holt Park waits for new figures until spring, and the people of this ward cannot wait that long."
OTHER_OVERRIDE = "The missing profile is refreshed this month, and its areas do not touch this ward."
# Ward, name, kind, other names, what troubles it.
PACTS = [
    ("Canal Side", "Canal Side PACT", "pact", ["Canal Side Neighbourhood Panel"], ["TIP", "LIT", "YTH", "LGT"]),
    ("Ashfield", "Ashfield PACT", "pact", ["Ashfield Forum"], ["YTH", "VAN", "TRA", "NOI"]),
    ("Birch Hill", "Birch Hill Panel", "panel", [], ["PRK", "TRA", "DOG"]),
    ("Dene", "Dene PACT", "pact", [], ["TRA", "PRK"]),
    ("Eastbrook", "Eastbrook PACT", "pact", ["Eastbrook Residents' Meeting"], ["PRK", "LIT", "DOG"]),
    ("Foundry", "Foundry PACT", "pact", [], ["ACQ", "VAN", "LGT"]),
    ("Grange", "Grange PACT", "pact", [], ["DOG", "PRK"]),
    ("Holt Park", "Holt Park Residents' Group", "other", [], ["DOG", "ROA"]),
    ("Ings", "Ings PACT", "pact", [], ["DOG", "GRA", "LIT"]),
    ("Juniper Road", "Juniper Road Youth PACT", "youth", ["JR Young Voices"], ["YTH", "LGT"]),
    ("Kirkstead", "Kirkstead PACT", "pact", [], ["PRK"]),
]
