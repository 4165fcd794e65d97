import re

from tests.journeys.visitor import Visitor


class Resident(Visitor):
    """Anybody: no account, no log-in."""

    def finds_the_ward_in_the_register(self, ward, *, pact):
        self.opens("/")
        self.presses("Find your ward")
        self.reads(pact)
        self.follows(ward.name)

    def reads_what_is_being_done(self, *words):
        self.reads("Priorities now", *words)

    def reads_the_newsletter(self, title, *words):
        self.follows(re.compile("^" + re.escape(title)))
        self.reads("You said", "We did", *words)
