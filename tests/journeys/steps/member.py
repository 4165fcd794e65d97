"""Everybody who has an account."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor


class Member(Visitor):
    """Each kind has a `name` and a `role`."""

    name = ""
    role = None
    works_for_an_agency = False

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
        """Wait on the page of a file that is being made. It finds out by itself; without script there is a link."""
        while not self.has_script and self.page.get_by_text("The file is ready.").count() == 0:
            self.follows("Check again")
        self.reads("The file is ready.")
        return self.downloads(re.compile("^Download"), into)
