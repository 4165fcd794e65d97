"""One turn of the cycle, told stage by stage. What differs between towns, the town says."""

from datetime import timedelta

from django.utils import timezone

from pact.core.wording import sentence_list
from tests.journeys.papers import must_be_fit_to_print, must_be_fit_to_read
from tests.journeys.steps import (
    Analyst,
    Chair,
    Coordinator,
    Councillor,
    Manager,
    Officer,
    PrintUnit,
    Resident,
    ScrutinyOfficer,
)

ALLEYS, SHEDS = "Gidlow and Beech Hill alleys", "Springfield Road sheds"
DOORSTEPS, WALK = "Doorsteps of the alleys", "A walk through the alleys"
TIPPING = "Fly-tipping and alley waste"
BURGLARY = "Burglary, vehicle crime and shed theft"
PARKING = "Obstructive and school-gate parking"
METHODS = ["KIN interview", "EVA walkabout"]
CLEAN, SCHOOL = "Clean alleys at Gidlow and Beech Hill", "A safe way into Beech Hill School"
GATES, CONES = "Gate the four alleys", "Put cones at the school gate"
# A table of one ward has more heads than cells, and the markers of a list are painted after its words.
GUESSES = {"TBL-010", "ORD-001"}


def a_profile_says_where_to_look(town):
    ward, analyst, coordinator = town.ward, town.comes(Analyst), town.comes(Coordinator)

    # Given figures that are loaded, the analyst begins
    analyst.starts_the_profile_of(ward)
    analyst.writes_what_the_figures_say("Fewer people claim benefits than in the rest of the borough.")
    analyst.sees_that_nobody_typed_a_number(ward, *town.sources)

    # When the co-ordinator proposes two areas, one by its streets and one by its corners
    coordinator.opens_the_profile_of(ward)
    coordinator.writes_who_lives_here("Terraces around Gidlow Lane, newer homes at Beech Hill.")
    coordinator.cannot_publish_before_an_area_is_proposed()
    coordinator.proposes_an_area(
        ALLEYS,
        why="Three services are called to the same alleys every month.",
        streets="Gidlow Lane\nBeech Hill Avenue",
        issues=[TIPPING],
    )
    coordinator.proposes_an_area(SHEDS, why="Sheds are broken into.", corners=town.corners)

    # Then it is published, and each member of the ward is asked
    coordinator.publishes_the_profile(asking=[member.name for member in town.members()])


def the_members_agree(town):
    ward, coordinator = town.ward, town.comes(Coordinator)

    # When the members answer, one of them late
    first, second, third = town.come_all(Councillor)
    first.agrees_to_the_areas()
    second.proposes_a_change("One area is enough to begin with. Start with the alleys.")
    coordinator.reads_what_the_members_say(ward, "Start with the alleys.")
    coordinator.cannot_confirm_yet(ALLEYS, waiting_for=third.name)
    third.agrees_to_the_areas()

    # Then one area is agreed, and the other is not taken forward
    coordinator.opens_the_profile_of(ward)
    coordinator.confirms(ALLEYS, note="All three members want it.")
    coordinator.does_not_take_forward(SHEDS, note="Members prefer to begin with one area.")


def a_cycle_begins(town):
    coordinator, today = town.comes(Coordinator), timezone.localdate()

    # Given a PACT in the register, to which the members are invited
    chair = town.comes(Chair)
    coordinator.registers_a_pact(town.pact, ward=town.ward, purpose="To agree what comes first here.", chair=chair.name)
    coordinator.reads(*[member.name for member in town.members()])

    # When its first cycle starts, and engagement opens although its neighbours are not ready
    coordinator.starts_a_cycle()
    coordinator.opens_the_stage("Area profile")
    coordinator.closes_the_stage("Area profile")
    coordinator.cannot_open_the_stage("Priority setting", "No findings of the engagement are published")
    coordinator.opens_the_stage_in_spite_of(
        "Engagement",
        f"{sentence_list(town.neighbours)} have no published profile",
        because="The other wards of the township follow next month.",
    )

    # Then people are to be asked, and the streets to be walked
    coordinator.plans("KIN interview", DOORSTEPS, area=ALLEYS, target=20, today=today)
    coordinator.plans("EVA walkabout", WALK, area=ALLEYS, target=1, today=today)


def people_are_asked(town):
    coordinator, officer = town.comes(Coordinator), town.comes(Officer)

    # When an officer goes from door to door and walks the alleys
    officer.goes_out_for(DOORSTEPS)
    officer.records_an_interview(issue=TIPPING, place="Alley behind Gidlow Lane", words="Sofas.", effect="A lot")
    officer.leaves_out_the_effect_and_loses_nothing(
        issue=TIPPING, place="Beech Hill Avenue", words="Bags of rubble, every week.", effect="Very much"
    )
    officer.records_an_interview(issue=BURGLARY, place="Springfield Road", words="The shed again.", effect="A little")
    officer.goes_out_for(WALK)
    officer.starts_walking()
    officer.grades_a_stretch(
        "Gidlow Lane", "the chip shop", "lamp post 12", then="Save and add another", Litter="C", Detritus="B−"
    )
    officer.grades_a_stretch(
        "Beech Hill Avenue", "number 2", "the post box", then="Save and finish", Litter="B", Graffiti="A"
    )
    officer.finds("Fly-tipping", how_bad="Serious", on="Gidlow Lane, the chip shop to lamp post 12")
    officer.sees_the_photo_of("Fly-tipping")

    # Then the findings go to the meeting, and say why fewer were heard than was hoped
    coordinator.closes_out(DOORSTEPS, why_short="Two evenings of heavy rain.")
    coordinator.closes_out(WALK)
    coordinator.publishes_the_findings_of(DOORSTEPS, "Two evenings of heavy rain.", TIPPING)
    coordinator.publishes_the_findings_of(WALK, TIPPING)
    coordinator.opens_the_cycle(town.pact)
    coordinator.closes_the_stage("Engagement")


def the_meeting_decides(town):
    coordinator, councillor = town.comes(Coordinator), town.come_all(Councillor)[-1]
    tipping, burglary = f"{TIPPING}, {ALLEYS}", f"{BURGLARY}, {ALLEYS}"

    # Given what was said, seen and recorded, and what a councillor proposes
    coordinator.opens_the_stage("Priority setting")
    councillor.proposes_a_priority(town.pact, PARKING, place="Beech Hill School", because="Parents ask me every week.")

    # When the meeting takes the first of the ranking, and one from outside it
    coordinator.sees_the_ranking(tipping, burglary)
    coordinator.looks_behind(tipping, "KIN interview", "EVA walkabout")
    coordinator.decides_on(tipping, title=CLEAN, goal="No rubbish in the alleys.", found_by=METHODS)

    # Then it says why it departs from it
    coordinator.cannot_leave_the_ranking_without_a_word(
        issue=PARKING,
        place="Beech Hill School",
        title=SCHOOL,
        goal="Children cross without fear.",
        because="The school asked for it.",
    )
    coordinator.opens_the_cycle(town.pact)
    coordinator.closes_the_stage("Priority setting")


def promises_are_kept(town):
    coordinator, officer, today = town.comes(Coordinator), town.comes(Officer), timezone.localdate()

    # Given two promises, each of one named person by a day
    coordinator.opens_the_stage("Tasking")
    coordinator.promises(GATES, for_priority=CLEAN, owner=officer.name, due=today + timedelta(days=21))
    coordinator.promises(CONES, for_priority=SCHOOL, owner=officer.name, due=today + timedelta(days=28))

    # When one is kept and the other cannot be
    officer.takes_on(GATES)
    officer.tells_of_progress(GATES, "Two of four gates hang.")
    officer.says_it_is_done(GATES, outcome="Four gates are up, and the alleys are clear.")
    coordinator.closes_the_action(CONES, how="Not achievable", because="The school has no room for cones.")

    # Then somebody else makes sure of what was done
    town.comes(ScrutinyOfficer).verifies(GATES, outcome="Four gates are up, and the alleys are clear.")
    coordinator.opens_the_cycle(town.pact)
    coordinator.closes_the_stage("Tasking")


def members_hold_the_partners_to_account(town, worker, folder):
    scrutiny, manager, today = town.comes(ScrutinyOfficer), town.comes(Manager), timezone.localdate()
    town.comes(Coordinator).opens_the_stage("Scrutiny")

    # Given a review, whose pack is made in the background
    scrutiny.plans_the_review(town.township, on=today + timedelta(days=2), venue="The town hall")
    scrutiny.asks_for_the_pack_and_sees_it_wait()
    worker.start(DEBUG="1")  # it takes static files from where they are written, as the site does in tests
    pack = scrutiny.fetches_the_file(folder)
    must_be_fit_to_read(pack, says=[CLEAN, GATES, "Declarations of interest"], overlooking=GUESSES)

    # When it is published in a hurry, and something is recommended
    scrutiny.goes_back_to_the_review()
    scrutiny.publishes_the_pack_in_a_hurry(because="The meeting was brought forward.")
    reference = scrutiny.recommends(
        "Say by May when the other alleys are gated.", to=town.agency.name, received_on=today
    )

    # Then the agency that it is addressed to answers
    manager.answers_the_recommendation(
        reference, answer="Partly accepted", reasons="Gidlow Lane by May. Beech Hill needs the landlord."
    )


def the_ward_is_told(town, folder):
    coordinator, leaflet = town.comes(Coordinator), town.leaflet

    # Given a draft that says what was done, and what was not
    coordinator.opens_the_stage("You said – We did")
    coordinator.drafts_the_newsletter()
    coordinator.reads("Some of you told us about fly-tipping", "Four gates are up", CONES, "The school has no room")
    coordinator.edits_the_newsletter(introduction="You asked for clean alleys. This is what came of it.")
    coordinator.does_not_offer("Publish", "Read and approve")

    # When somebody else approves it, and it is published and printed
    town.comes(Chair).approves_the_newsletter("You asked for clean alleys.", "Four gates are up")
    coordinator.publishes_the_newsletter(leaflet)
    coordinator.orders_a_print_run(addresses=6100, copies=6350)
    to_read = coordinator.fetches_the_newsletter_to_read(folder)
    printer = town.comes(PrintUnit)
    printer.takes_up_the_run(leaflet)
    to_print = printer.fetches_the_file_for_the_press(folder)
    printer.takes_up_the_run(leaflet)
    printer.prints_and_delivers()

    # Then it is fit to be read and to be printed, and says what the ward put first
    must_be_fit_to_read(to_read, says=[CLEAN, SCHOOL, "Four gates are up"])
    must_be_fit_to_print(to_print, says=[CLEAN, SCHOOL, "Four gates are up"])


def anybody_can_read_it(town):
    resident = town.passes_by(Resident)

    resident.finds_the_ward_in_the_register(town.ward, pact=town.pact)
    resident.reads_what_is_being_done(CLEAN, GATES)
    resident.reads_the_newsletter(town.leaflet, CLEAN, "Four gates are up")


def a_line_leads_back_to_the_figures(town):
    coordinator = town.comes(Coordinator)

    coordinator.opens_the_newsletter(town.leaflet)
    coordinator.traces(
        CLEAN, "Newsletter", f"Review of {town.township}", GATES, CLEAN, "KIN interview: 2", ALLEYS, "Figures"
    )
    coordinator.follows_the_trace_to_the_figures(town.ward)
    coordinator.follows_a_concern_forward(CLEAN)
