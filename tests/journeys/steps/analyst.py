from pact.accounts.models import Role
from tests.journeys.steps.member import Member


class Analyst(Member):
    name = "Asha Patel"
    role = Role.ANALYST

    def starts_the_profile_of(self, ward):
        self.turns_to("Profiles")
        self.follows(ward.name)
        self.reads("No profile yet")
        self.presses("Start the profile")
        self.is_told("Version 1 is started as a draft.")

    def writes_what_the_figures_say(self, words):
        self.follows("Write what the figures say")
        self.writes("What the figures say", words)
        self.presses("Save this section")
        self.is_told("“What the figures say” is saved.")
        self.follows_back()

    def sees_that_nobody_typed_a_number(self, ward, *sources):
        """They come from the files that were loaded, and each says from where."""
        self.reads(f"{ward.population:,}", "Where the figures come from", *sources)
