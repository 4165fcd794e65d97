from pact.accounts.models import Role
from tests.journeys.steps.member import Member


class Manager(Member):
    name = "Maya Chowdhury"
    role = Role.MANAGER
    works_for_an_agency = True

    def answers_the_recommendation(self, reference, *, answer, reasons):
        """Anything but "Accepted" needs reasons (rule 49)."""
        self.takes_up(f"Answer recommendation {reference}")
        self.presses("Answer it")
        self.chooses("Your answer", answer)
        self.is_refused_when_pressing("Send the answer", "Give the reasons for accepting only a part or none of it.")
        self.writes("What you will do, or why not", reasons)
        self.presses("Send the answer")
        self.reads(answer, reasons, "What became of it is to be reported by")
