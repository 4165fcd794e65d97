from pact.accounts.models import Role
from tests.journeys.steps.member import Member


class Chair(Member):
    name = "Gwen Hughes"
    role = Role.CHAIR

    def approves_the_newsletter(self, *words):
        self.takes_up("Read and approve the newsletter")
        self.presses("Read and approve")
        self.reads(*words)
        self.presses("Approve it as it stands")
        self.reads("Approved", self.name)
