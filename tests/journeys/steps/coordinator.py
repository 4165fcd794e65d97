import re
from datetime import timedelta

from pact.accounts.models import Role
from tests.journeys.steps.member import Member


class Coordinator(Member):
    name = "Carys Morgan"
    role = Role.COORDINATOR

    # The area profile

    def opens_the_profile_of(self, ward):
        self.turns_to("Profiles")
        self.follows(ward.name)
        self.follows("Area profile, version 1")

    def writes_who_lives_here(self, words):
        self.presses("Write")
        self.follows("Write who lives and works here")
        self.writes("Who lives and works here", words)
        self.presses("Save this section")
        self.follows_back()

    def cannot_publish_before_an_area_is_proposed(self):
        self.presses("Publish")
        self.is_refused_when_pressing("Publish and ask the members", "Propose at least one priority action area.")
        self.follows_back()

    def proposes_an_area(self, name, *, why, streets="", corners=(), issues=()):
        """By its streets, or by its corners as [latitude, longitude]."""
        self.presses("Propose an area")
        self.writes("Name", name)
        self.writes("Why here", why)
        self.writes("Streets", streets)
        self.writes("On the map", "\n".join(f"{latitude}, {longitude}" for latitude, longitude in corners))
        self.ticks(*issues)
        self.presses("Propose this area")
        self.is_told(f"{name} is proposed.")

    def publishes_the_profile(self, *, asking):
        self.presses("Publish")
        self.reads(*asking)
        self.presses("Publish and ask the members")
        self.is_told("the ward’s members are asked about its areas")

    def reads_what_the_members_say(self, ward, *words):
        self.opens_the_profile_of(ward)
        self.reads(*words)

    def cannot_confirm_yet(self, area, *, waiting_for):
        """Silence is not consent: each member is asked, and has ten working days (rule 6)."""
        self._decides(area, "Confirm it: engagement goes here")
        self.is_refused_when_pressing("Record the decision", waiting_for, "the time to answer is not over")
        self.follows_back()
        self.follows_back()

    def confirms(self, area, *, note):
        self._decides(area, "Confirm it: engagement goes here", note)
        self.presses("Record the decision")
        self.is_told(f"{area} is decided: agreed.")

    def does_not_take_forward(self, area, *, note):
        self._decides(area, "Do not take it forward", note)
        self.presses("Record the decision")
        self.is_told(f"{area} is decided: not taken forward.")

    def _decides(self, area, decision, note=""):
        self.follows(area)
        self.presses("Record the decision")
        self.chooses("What was decided?", decision)
        self.writes("Decision note", note)

    # The register and the cycle

    def registers_a_pact(self, name, *, ward, purpose, chair):
        self.turns_to("PACTs")
        self.presses("Enter a PACT")
        self.writes("Name", name)
        self.selects("Ward", ward.name)
        self.writes("What it is for", purpose)
        self.selects("Chair", chair)
        self.writes("Public contact", "The PACT team")
        self.is_refused_when_pressing("Enter in the register", "Give an e-mail address or a phone number")
        self.writes("Public phone number", "01942 000 000")
        self.presses("Enter in the register")
        self.is_told(f"{name} is in the register, and the ward’s councillors are invited to it.")

    def starts_a_cycle(self):
        """The quarter that holds today is suggested."""
        self.presses("Start the next cycle")
        self.presses("Start this cycle")
        self.is_told("has started.")

    def opens_the_cycle(self, pact):
        self.turns_to("PACTs")
        self.follows(pact)
        self.opens_the_latest_cycle()

    def opens_the_stage(self, stage):
        self.follows(f"Open this stage: {stage}")
        self.presses("Open the stage")
        self.is_told(f"{stage} is open.")

    def opens_the_stage_in_spite_of(self, stage, obstacle, *, because):
        """What may be overridden asks for a reason, and the cycle shows it from then on (rule 7)."""
        self.follows(f"Open this stage: {stage}")
        self.reads(obstacle)
        self.is_refused_when_pressing("Open the stage", "Say why it should open all the same.")
        self.writes("Why it should open all the same", because)
        self.presses("Open the stage")
        self.is_told(f"{stage} is open.")
        self.reads(because, self.name)

    def cannot_open_the_stage(self, stage, obstacle):
        self.follows(f"Open this stage: {stage}")
        self.reads("This stage cannot open yet.", obstacle)
        self.follows("Back to the cycle")

    def closes_the_stage(self, stage):
        self.follows(f"Close this stage: {stage}")
        self.presses("Close the stage")
        self.is_told(f"{stage} is closed.")

    # Engagement

    def plans(self, technique, title, *, area, target, today):
        self.turns_to("Engagement")
        self.presses("Plan an engagement")
        self.selects("Technique", technique)
        self.writes("What it is called", title)
        self.ticks(area)
        self.writes("Who is asked what, and why", "People who live, work or pass through: what spoils the area?")
        self.dates("First day", today)
        self.dates("Last day", today + timedelta(days=13))
        self.writes("Aimed at in each area", target)
        self.presses("Save the plan")
        self.is_told(f"{title} is planned.")

    def closes_out(self, engagement, *, why_short=""):
        self.turns_to("Engagement")
        self.follows(engagement)
        self.follows("Close it out")
        if why_short:
            self.is_refused_when_pressing("Close it out", "It closes under its target. Say why")
            self.writes("Why it fell short", why_short)
        self.presses("Close it out")

    def publishes_the_findings_of(self, engagement, *words):
        self.turns_to("Engagement")
        self.follows(engagement)
        self.follows("Findings")
        self.reads(*words)
        self.presses("Publish the findings")
        self.reads("Published on")

    # Priorities, and what is promised for them

    def sees_the_ranking(self, *candidates):
        """The strongest first, each with the parts of its score."""
        self.goes_into("Priority setting")
        self.reads("Said in interviews", "Seen on walks", "Recorded by services")
        self.reads_in_order(*candidates)

    def looks_behind(self, candidate, *words):
        self.follows(candidate)
        self.reads(*words)
        self.follows_back()

    def decides_on(self, candidate, *, title, goal, found_by):
        """The candidate brings its issue, its place and the methods that were used (rule 22)."""
        self.presses(f"Decide on {candidate}")
        for method in found_by:
            self.has_ticked(method)
        self.writes("Title", title)
        self.writes("Goal", goal)
        self.presses("Record the decision")
        self.is_told(f"“{title}” is a priority.")

    def cannot_leave_the_ranking_without_a_word(self, *, issue, place, title, goal, because):
        self.presses("Decide on something else")
        self.selects("Issue type", issue)
        self.writes("Place", place)
        self.writes("Title", title)
        self.writes("Goal", goal)
        self.is_refused_when_pressing("Record the decision", "Say why the meeting departs from the ranking.")
        self.writes("Why the meeting departs from the ranking", because)
        self.presses("Record the decision")
        self.is_told(f"“{title}” is a priority.")

    def promises(self, action, *, for_priority, owner, due):
        self.turns_to("Priorities")
        self.follows(for_priority)
        self.presses("Add an action")
        self.writes("What will be done?", action)
        self.selects("Who owns it?", owner)
        self.dates("When will it be done by?", due)
        self.presses("Add the action")
        self.is_told(f"{owner} now owns “{action}” and has been told.")

    def closes_the_action(self, action, *, how, because):
        """What is not done is not hidden: the reason is published."""
        self.turns_to("Actions")
        self.follows(action)
        self.presses(f"Close: {action}")
        self.chooses("How does it end?", how)
        self.writes("Why?", because)
        self.presses("Close the action")
        self.is_told(f"“{action}” is closed.")

    # You said, we did

    def drafts_the_newsletter(self):
        self.goes_into("You said – We did")
        self.presses("Draft it")
        self.is_told("A draft is written from the priorities and their actions.")

    def edits_the_newsletter(self, *, introduction):
        self.presses("Edit")
        self.writes("Introduction", introduction)
        self.presses("Save the draft")
        self.reads(introduction)

    def opens_the_newsletter(self, title):
        self.turns_to("Newsletters")
        self.follows(title)

    def cannot_publish_before_somebody_else_approves(self, title):
        self.opens_the_newsletter(title)
        self.does_not_offer("Publish", "Read and approve")

    def publishes_the_newsletter(self, title):
        self.opens_the_newsletter(title)
        self.presses("Publish")
        self.presses("Publish it")
        self.reads("Published")

    def orders_a_print_run(self, *, addresses, copies):
        self.presses("Order a print run")
        self.writes("Addresses in the ward", addresses)
        self.writes("Copies", addresses - 1)
        self.is_refused_when_pressing("Order the print run", "Print at least one copy for every address.")
        self.writes("Copies", copies)
        self.presses("Order the print run")
        self.is_told(f"{copies:,} copies are ordered, and the print unit is told.")

    def fetches_the_newsletter_to_read(self, into):
        self.presses("PDF to read")
        return self.fetches_the_file(into)

    def traces(self, priority, *links_in_the_chain):
        """From the line in the newsletter back to the figures, on one page."""
        self.follows(f"Where this came from: {priority}")
        self.reads_in_order(*links_in_the_chain)

    def follows_the_trace_to_the_figures(self, ward):
        self.follows(f"Area profile of {ward}, version 1")
        self.reads(f"{ward.population:,}", "Where the figures come from")

    def follows_a_concern_forward(self, priority):
        """From what somebody said, without their words, to what came of it."""
        self.page.go_back()
        self.unfolds("List the concerns")
        self.follows(re.compile(r"^C\d+$"))
        self.follows("What came of it")
        self.reads_in_order("What came of it", priority, "Newsletter", "Figures")
