from pact.accounts.models import Role
from tests.journeys.steps.member import Member


class Councillor(Member):
    """A councillor whom the open data names; they come in by the letter that invites them."""

    role = Role.COUNCILLOR

    def accepts_the_invitation(self, token, password):
        self.opens(f"/accounts/invitation/{token}/")
        self.writes("Password", password)
        self.writes("The same password again", password)
        self.presses("Start using PACT")
        self.is_told("Your account is ready.")

    def agrees_to_the_areas(self):
        self.takes_up("Answer about the priority action areas")
        self.chooses("What do you say to these areas?", "I agree")
        self.presses("Send my answer")
        self.is_told("Your answer is recorded.")

    def proposes_a_change(self, words):
        """Whoever wants a change says which: without words the answer is not taken, and what was chosen stays."""
        self.takes_up("Answer about the priority action areas")
        self.chooses("What do you say to these areas?", "I would change something")
        self.is_refused_when_pressing("Send my answer", "Say what you would change, or why you disagree.")
        self.writes("In your words", words)
        self.presses("Send my answer")
        self.is_told("Your answer is recorded.")

    def proposes_a_priority(self, pact, issue, *, place, because):
        self.turns_to("PACTs")
        self.follows(pact)
        self.opens_the_latest_cycle()
        self.goes_into("Priority setting")
        self.presses("Propose a priority")
        self.selects("Issue type", issue)
        self.writes("Place", place)
        self.writes("Why should the meeting take it up?", because)
        self.presses("Propose it")
        self.is_told("is among the candidates.")
