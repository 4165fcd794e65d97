"""One turn of the cycle in a real ward: from the figures to the leaflet on every doormat, each role in its turn."""

from datetime import timedelta

from django.utils import timezone

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

PACT = "Wigan West PACT"
ALLEYS = "Gidlow and Beech Hill alleys"
SHEDS = "Springfield Road sheds"
DOORSTEPS = "Doorsteps of the alleys"
WALK = "A walk through the alleys"
TIPPING = "Fly-tipping and alley waste"
BURGLARY = "Burglary, vehicle crime and shed theft"
PARKING = "Obstructive and school-gate parking"
METHODS = ["KIN interview", "EVA walkabout"]
CLEAN, SCHOOL = "Clean alleys at Gidlow and Beech Hill", "A safe way into Beech Hill School"
GATES, CONES = "Gate the four alleys", "Put cones at the school gate"
LEAFLET = "You said – We did: Wigan West"
# A table of one ward has more heads than cells, and the markers of a list are painted after its words.
GUESSES = {"TBL-010", "ORD-001"}
# Corners of a few streets inside the ward, latitude before longitude.
SPRINGFIELD = [(53.5585, -2.6530), (53.5585, -2.6490), (53.5560, -2.6490), (53.5560, -2.6530)]


def test_a_ward_goes_round_the_whole_cycle(wigan_west, worker, tmp_path):
    town, ward, today = wigan_west, wigan_west.ward, timezone.localdate()

    # Given a profile that the analyst and the co-ordinator have written from open data
    analyst, coordinator = town.comes(Analyst), town.comes(Coordinator)
    analyst.starts_the_profile_of(ward)
    analyst.writes_what_the_figures_say("Fewer people claim benefits than in the rest of the borough.")
    analyst.sees_that_nobody_typed_a_number(ward)
    coordinator.opens_the_profile_of(ward)
    coordinator.writes_who_lives_here("Terraces around Gidlow Lane, newer homes at Beech Hill.")
    coordinator.cannot_publish_before_an_area_is_proposed()
    coordinator.proposes_an_area(
        ALLEYS,
        why="Three services are called to the same alleys every month.",
        streets="Gidlow Lane\nBeech Hill Avenue",
        issues=[TIPPING],
    )
    coordinator.proposes_an_area(SHEDS, why="Sheds are broken into.", corners=SPRINGFIELD)
    coordinator.publishes_the_profile(asking=[member.name for member in town.members()])

    # When each of the ward's members answers
    first, second, third = town.councillors(Councillor)
    first.agrees_to_the_areas()
    second.proposes_a_change("One area is enough to begin with. Start with the alleys.")
    coordinator.reads_what_the_members_say(ward, "Start with the alleys.")
    coordinator.cannot_confirm_yet(ALLEYS, waiting_for=third.name)
    third.agrees_to_the_areas()

    # Then one area is agreed, and the other waits
    coordinator.opens_the_profile_of(ward)
    coordinator.confirms(ALLEYS, note="All three members want it.")
    coordinator.does_not_take_forward(SHEDS, note="Members prefer to begin with one area.")

    # Given a PACT in the register, and a cycle that has begun
    chair = town.comes(Chair)
    coordinator.registers_a_pact(PACT, ward=ward, purpose="To agree what comes first here.", chair=chair.name)
    coordinator.reads(*[member.name for member in town.members()])
    coordinator.starts_a_cycle()
    coordinator.opens_the_stage("Area profile")
    coordinator.closes_the_stage("Area profile")
    coordinator.cannot_open_the_stage("Priority setting", "No findings of the engagement are published")
    coordinator.opens_the_stage_in_spite_of(
        "Engagement",
        "Shevington with Lower Ground, Standish with Langtree and Wigan Central have no published profile",
        because="The other wards of the township follow next month.",
    )
    coordinator.plans("KIN interview", DOORSTEPS, area=ALLEYS, target=20, today=today)
    coordinator.plans("EVA walkabout", WALK, area=ALLEYS, target=1, today=today)

    # When an officer goes from door to door and walks the alleys
    officer = town.comes(Officer)
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
    coordinator.opens_the_cycle(PACT)
    coordinator.closes_the_stage("Engagement")

    # When the meeting chooses from what was said, seen and recorded
    coordinator.opens_the_stage("Priority setting")
    third.proposes_a_priority(PACT, PARKING, place="Beech Hill School", because="Parents ask me every week.")
    tipping, burglary = f"{TIPPING}, {ALLEYS}", f"{BURGLARY}, {ALLEYS}"
    coordinator.sees_the_ranking(tipping, burglary)
    coordinator.looks_behind(tipping, "KIN interview", "EVA walkabout")
    coordinator.decides_on(tipping, title=CLEAN, goal="No rubbish in the alleys.", found_by=METHODS)
    coordinator.cannot_leave_the_ranking_without_a_word(
        issue=PARKING,
        place="Beech Hill School",
        title=SCHOOL,
        goal="Children cross without fear.",
        because="The school asked for it.",
    )
    coordinator.opens_the_cycle(PACT)
    coordinator.closes_the_stage("Priority setting")

    # Then each priority becomes a promise of one named person, by a day
    coordinator.opens_the_stage("Tasking")
    coordinator.promises(GATES, for_priority=CLEAN, owner=officer.name, due=today + timedelta(days=21))
    coordinator.promises(CONES, for_priority=SCHOOL, owner=officer.name, due=today + timedelta(days=28))
    officer.takes_on(GATES)
    officer.tells_of_progress(GATES, "Two of four gates hang.")
    officer.says_it_is_done(GATES, outcome="Four gates are up, and the alleys are clear.")
    coordinator.closes_the_action(CONES, how="Not achievable", because="The school has no room for cones.")
    scrutiny = town.comes(ScrutinyOfficer)
    scrutiny.verifies(GATES, outcome="Four gates are up, and the alleys are clear.")
    coordinator.opens_the_cycle(PACT)
    coordinator.closes_the_stage("Tasking")

    # When members hold the partners to account, with a pack that is made while they watch
    manager = town.comes(Manager)
    coordinator.opens_the_stage("Scrutiny")
    scrutiny.plans_the_review("Wigan North", on=today + timedelta(days=2), venue="Wigan Town Hall")
    scrutiny.asks_for_the_pack_and_sees_it_wait()
    worker.start(DEBUG="1")  # it takes static files from where they are written, as the site does in tests
    pack = scrutiny.fetches_the_file(tmp_path)
    must_be_fit_to_read(pack, says=[CLEAN, GATES, "Declarations of interest"], overlooking=GUESSES)
    scrutiny.goes_back_to_the_review()
    scrutiny.publishes_the_pack_in_a_hurry(because="The meeting was brought forward.")
    reference = scrutiny.recommends("Say by May when the other alleys are gated.", to=Manager.agency, received_on=today)
    manager.answers_the_recommendation(
        reference, answer="Partly accepted", reasons="Gidlow Lane by May. Beech Hill needs the landlord."
    )

    # Then the ward hears what it said and what was done, in words that somebody else approved
    coordinator.opens_the_stage("You said – We did")
    coordinator.drafts_the_newsletter()
    coordinator.reads("Some of you told us about fly-tipping", "Four gates are up", CONES, "The school has no room")
    coordinator.edits_the_newsletter(
        introduction="You asked for clean alleys. This is what happened, and what did not."
    )
    coordinator.does_not_offer("Publish", "Read and approve")
    chair.approves_the_newsletter("You asked for clean alleys.", "Four gates are up")
    coordinator.publishes_the_newsletter(LEAFLET)
    coordinator.orders_a_print_run(addresses=6100, copies=6350)
    to_read = coordinator.fetches_the_newsletter_to_read(tmp_path)
    must_be_fit_to_read(to_read, says=[CLEAN, SCHOOL, "Four gates are up"])

    printer = town.comes(PrintUnit)
    printer.takes_up_the_run(LEAFLET)
    to_print = printer.fetches_the_file_for_the_press(tmp_path)
    must_be_fit_to_print(to_print, says=[CLEAN, SCHOOL, "Four gates are up"])
    printer.takes_up_the_run(LEAFLET)
    printer.prints_and_delivers()

    # And whoever lives there can read it all without an account
    resident = town.passes_by(Resident)
    resident.finds_the_ward_in_the_register(ward, pact=PACT)
    resident.reads_what_is_being_done(CLEAN, GATES)
    resident.reads_the_newsletter(LEAFLET, CLEAN, "Four gates are up")

    # And the line in the leaflet leads back to the figures
    coordinator.opens_the_newsletter(LEAFLET)
    coordinator.traces(
        CLEAN, "Newsletter", "Review of Wigan North", GATES, CLEAN, "KIN interview: 2", ALLEYS, "Figures"
    )
    coordinator.follows_the_trace_to_the_figures(ward)
    coordinator.follows_a_concern_forward(CLEAN)
