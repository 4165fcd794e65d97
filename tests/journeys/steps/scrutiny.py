import re

from pact.accounts.models import Role
from tests.journeys.steps.member import Member


class ScrutinyOfficer(Member):
    name = "Ines Costa"
    role = Role.SCRUTINY

    def verifies(self, action, *, outcome):
        self.turns_to("Actions")
        self.follows(action)
        self.reads(outcome)
        self.sees_a_picture()
        self.presses(f"Verify: {action}")
        self.presses("Yes, it is done")
        self.is_told("is verified and complete.")

    def plans_the_review(self, township, *, on, venue):
        self.turns_to("Reviews")
        self.presses("Plan a review")
        self.selects("Township", township)
        self.dates("The review meets on", on)
        self.writes("Starts at", "6.30pm")
        self.writes("Ends at", "8.30pm")
        self.writes("Venue", venue)
        self.presses("Plan the review and call its meeting")
        self.is_told("The review is planned, and its members and partners are invited.")
        self.review = self.page.locator("h1").inner_text()

    def asks_for_the_pack_and_sees_it_wait(self):
        self.presses("Make the pack")
        self.reads("PACT makes this in the background")

    def goes_back_to_the_review(self):
        self.turns_to("Reviews")
        self.follows(self.review)

    def publishes_the_pack_in_a_hurry(self, *, because):
        """Less than five clear days before the meeting it goes out only with a reason (rule 42)."""
        self.presses("Publish the pack")
        self.is_refused_when_pressing("Publish the pack", "5 clear days", "Give the reason why it is urgent.")
        self.writes("Why it is urgent", because)
        self.presses("Publish the pack")
        self.is_told("The pack is out, and everybody who is invited has been told.")

    def recommends(self, words, *, to, received_on):
        """Gives the reference that the recommendation got."""
        self.presses("Make a recommendation")
        self.writes("What is recommended", words)
        self.selects("To whom", to)
        self.dates("Received on", received_on)
        self.presses("Make the recommendation")
        self.reads(words)
        return re.search(r"\d{4}/\d\d", self.page.locator("main").inner_text())[0]
