"""Everybody who has an account."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor


class Member(Visitor):
    """Each kind has a `name`, a `role` and, where the role needs one, an `agency`."""

    name = ""
    role = None
    agency = ""

    def signs_in(self, email, password):
        self.opens("/accounts/login/")
        self.writes("E-mail address", email)
        self.writes("Password", password)
        self.presses("Sign in")
        self.lands_on_the_board()

    def lands_on_the_board(self):
        expect(self.page).to_have_url(re.compile(r"/board/$"))

    def takes_up(self, task):
        """Go to the board, and from there to what waits for this person."""
        self.turns_to("Board")
        self.reads("Waiting for you")
        self.follows(task)

    def opens_the_latest_cycle(self):
        self.page.locator(".card__link").first.click()
        self.page.wait_for_url("**/cycles/*/")
        self._arrives()

    def goes_into(self, stage):
        """From the page of a cycle to where this stage is worked on."""
        self._goes_by(self.page.locator(".stage-card").get_by_role("link", name=stage, exact=True))

    def fetches_the_file(self, into):
        """Wait on the page of a file that is being made: it finds out by itself, then offers the download."""
        self.reads("The file is ready.")
        return self.downloads(re.compile("^Download"), into)
