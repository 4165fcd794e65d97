from pact.accounts.models import Role
from tests.journeys.steps.member import Member


class PrintUnit(Member):
    name = "Pat Lowe"
    role = Role.PRINT_UNIT

    def takes_up_the_run(self, newsletter):
        self.turns_to("Board")
        self.reads("To print and deliver")
        self.follows(newsletter)

    def fetches_the_file_for_the_press(self, into):
        self.presses("PDF for the printer")
        return self.fetches_the_file(into)

    def prints_and_delivers(self):
        self.presses("It is printed")
        self.is_told("The run is printed.")
        self.presses("It is delivered to every address")
        self.is_told("The run is delivered to every address.")
