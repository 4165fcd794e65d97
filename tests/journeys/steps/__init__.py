"""What each role does on its way round the cycle, one module a role. Each step says what the person sees of it."""

from tests.journeys.steps.analyst import Analyst
from tests.journeys.steps.chair import Chair
from tests.journeys.steps.coordinator import Coordinator
from tests.journeys.steps.councillor import Councillor
from tests.journeys.steps.manager import Manager
from tests.journeys.steps.officer import Officer
from tests.journeys.steps.print_unit import PrintUnit
from tests.journeys.steps.resident import Resident
from tests.journeys.steps.scrutiny import ScrutinyOfficer

__all__ = [
    "Analyst",
    "Chair",
    "Coordinator",
    "Councillor",
    "Manager",
    "Officer",
    "PrintUnit",
    "Resident",
    "ScrutinyOfficer",
]
