"""Read models for the screens and papers: each in a number of queries that does not grow with the rows."""

from profiles.queries.comparison import IndicatorRow, ordinal
from profiles.queries.consultations import SaidRow, by_issue, consultation_facts, consultations, covered, said_before
from profiles.queries.datasets import Contents, dataset_contents, dataset_facts, datasets, described, rows_not_taken
from profiles.queries.incidents import IssueLine, IssueRow, busiest_places, issue_rows, latest_year
from profiles.queries.indicator_pages import (
    WardTable,
    catalogue,
    indicator_facts,
    indicator_line,
)
from profiles.queries.indicators import WardRow, course_of, indicator_rows, wards_by
from profiles.queries.numbers import Numbers, numbers, numbers_of, sources
from profiles.queries.uploads import (
    guess,
    preview,
    sources_of,
    upload_counts,
    upload_facts,
    upload_reasons,
    upload_rows,
    uploads,
)
from profiles.queries.versions import (
    FigureChange,
    changes_since,
    figure_changes,
    last_published,
    last_saves,
    problems,
    word_changes,
    written,
)
from profiles.queries.wards import Standing, WardLine, answers_to, areas_of, members_of, overview, standing, was_asked

__all__ = [
    "Contents",
    "FigureChange",
    "IndicatorRow",
    "IssueLine",
    "IssueRow",
    "Numbers",
    "SaidRow",
    "Standing",
    "WardLine",
    "WardRow",
    "WardTable",
    "answers_to",
    "areas_of",
    "busiest_places",
    "by_issue",
    "catalogue",
    "changes_since",
    "consultation_facts",
    "consultations",
    "course_of",
    "covered",
    "dataset_contents",
    "dataset_facts",
    "datasets",
    "described",
    "figure_changes",
    "guess",
    "indicator_facts",
    "indicator_line",
    "indicator_rows",
    "issue_rows",
    "last_published",
    "last_saves",
    "latest_year",
    "members_of",
    "numbers",
    "numbers_of",
    "ordinal",
    "overview",
    "preview",
    "problems",
    "rows_not_taken",
    "said_before",
    "sources",
    "sources_of",
    "standing",
    "upload_counts",
    "upload_facts",
    "upload_reasons",
    "upload_rows",
    "uploads",
    "wards_by",
    "was_asked",
    "word_changes",
    "written",
]
