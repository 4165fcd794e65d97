"""The small cast of the tests: each function builds the least that is valid. One module a room."""

from tests.make.cycles import cycle, open_stage, pact
from tests.make.people import agency, person
from tests.make.places import borough, township, ward
from tests.make.times import LONG_AGO, NOON, TODAY

__all__ = [
    "LONG_AGO",
    "NOON",
    "TODAY",
    "agency",
    "borough",
    "cycle",
    "open_stage",
    "pact",
    "person",
    "township",
    "ward",
]
