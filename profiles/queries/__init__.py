"""Read models for the screens and papers: each in a number of queries that does not grow with the rows."""

from profiles.queries.comparison import IndicatorRow, ordinal
from profiles.queries.datasets import Contents, dataset_contents, dataset_facts, datasets, rows_not_taken
from profiles.queries.incidents import IssueLine, IssueRow, busiest_places, issue_rows, latest_year
from profiles.queries.indicator_pages import (
    WardTable,
    catalogue,
    indicator_facts,
    indicator_line,
)
from profiles.queries.indicators import WardRow, course_of, indicator_rows, wards_by
from profiles.queries.numbers import Numbers, first_words, numbers, numbers_of, sources
from profiles.queries.wards import Standing, WardLine, answers_to, areas_of, members_of, overview, standing, was_asked

__all__ = [
    "Contents",
    "IndicatorRow",
    "IssueLine",
    "IssueRow",
    "Numbers",
    "Standing",
    "WardLine",
    "WardRow",
    "WardTable",
    "answers_to",
    "areas_of",
    "busiest_places",
    "catalogue",
    "course_of",
    "dataset_contents",
    "dataset_facts",
    "datasets",
    "first_words",
    "indicator_facts",
    "indicator_line",
    "indicator_rows",
    "issue_rows",
    "latest_year",
    "members_of",
    "numbers",
    "numbers_of",
    "ordinal",
    "overview",
    "rows_not_taken",
    "sources",
    "standing",
    "wards_by",
    "was_asked",
]
