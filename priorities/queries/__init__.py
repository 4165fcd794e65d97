"""What screens, papers and the stages above show of priorities, each in a number of queries that does not grow."""

from priorities.queries.lists import found
from priorities.queries.pages import areas, decided, evidence_of, facts, live_from_before, live_of, meetings_of
from priorities.queries.ranked import (
    Candidate,
    Part,
    candidate_for,
    candidate_key,
    candidate_named,
    candidates,
    concerns_behind,
    first_words,
    moved,
)
from priorities.queries.recorded import MONTHS, RecordedIncidents, incidents_by_month, recorded_incidents
from priorities.queries.recurring import recurring
from priorities.queries.standings import Standing, standing

__all__ = [
    "Candidate",
    "MONTHS",
    "Part",
    "RecordedIncidents",
    "Standing",
    "areas",
    "candidate_for",
    "candidate_key",
    "candidate_named",
    "candidates",
    "concerns_behind",
    "decided",
    "evidence_of",
    "facts",
    "first_words",
    "found",
    "incidents_by_month",
    "live_from_before",
    "live_of",
    "meetings_of",
    "moved",
    "recorded_incidents",
    "recurring",
    "standing",
]
