"""What screens, papers and other rooms show of actions. Each costs the same queries for any number of rows."""

from tasking.queries.exceptional import Exceptional, exceptions
from tasking.queries.histories import Event, timeline
from tasking.queries.pages import facts
from tasking.queries.plans import Plan, PlannedPriority, plan
from tasking.queries.reminding import reminders_due
from tasking.queries.rows import COLOURS, Row, actions_with_rag, carried_over, colours, found, rag_counts, row, whose
from tasking.queries.standings import Standing, standing

__all__ = [
    "COLOURS",
    "Event",
    "Exceptional",
    "Plan",
    "PlannedPriority",
    "Row",
    "Standing",
    "actions_with_rag",
    "carried_over",
    "colours",
    "exceptions",
    "facts",
    "found",
    "plan",
    "rag_counts",
    "reminders_due",
    "row",
    "standing",
    "timeline",
    "whose",
]
