"""Read models for the screens and papers: each in a number of queries that does not grow with the rows."""

from scrutiny.queries.packs import Pack, WardReport, pack
from scrutiny.queries.planning import (
    agencies_to_address,
    cycles_of,
    managers_in,
    next_reference,
    this_quarter,
    title_of_review,
    who_reviews,
)
from scrutiny.queries.tracker import recommendations, responses_to_remind_of, reviews

__all__ = [
    "Pack",
    "WardReport",
    "agencies_to_address",
    "cycles_of",
    "managers_in",
    "next_reference",
    "pack",
    "recommendations",
    "responses_to_remind_of",
    "reviews",
    "this_quarter",
    "title_of_review",
    "who_reviews",
]
