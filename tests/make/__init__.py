"""The small cast of the tests: each function builds the least that is valid. One module a room."""

from tests.make.cycles import cycle, open_stage, pact
from tests.make.engagement import (
    closed_engagement,
    concern,
    confirmed_area,
    contact,
    engagement,
    finding,
    interview,
    known_type,
    technique,
    transect,
    walkabout,
)
from tests.make.people import agency, person
from tests.make.places import borough, township, ward
from tests.make.times import LONG_AGO, NOON, TODAY

__all__ = [
    "LONG_AGO",
    "NOON",
    "TODAY",
    "agency",
    "borough",
    "closed_engagement",
    "concern",
    "confirmed_area",
    "contact",
    "cycle",
    "engagement",
    "finding",
    "interview",
    "known_type",
    "open_stage",
    "pact",
    "person",
    "technique",
    "township",
    "transect",
    "walkabout",
    "ward",
]
