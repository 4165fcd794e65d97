"""Everything countable on a profile: live in a draft, frozen when it is published."""

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from pact.core.suppression import suppress
from pact.core.wording import number
from profiles import references
from profiles.hotspots import words
from profiles.models import Dataset
from profiles.queries.comparison import IndicatorRow
from profiles.queries.consultations import SaidRow, by_issue, said_before
from profiles.queries.council import Mismatch, mismatch
from profiles.queries.incidents import IssueLine, IssueRow, busiest_places, issue_rows, latest_year, span_in_words
from profiles.queries.indicators import rows_of_wards
from profiles.queries.repeats import Repeats, repeats
from profiles.queries.townships import TownshipLine, township_lines, wards_beside

# What an indicator of those who work in a place, wherever they live, is called; and what sounds much like it.
WORKPLACES = re.compile(
    r"\b(jobs|employees|employment|workplaces?|businesses|enterprises|work(ing)? here)\b", re.IGNORECASE
)
RESIDENTS = re.compile(r"\b(not in|without|out of|seek|rate|deprivation|score|support|claim)", re.IGNORECASE)


@dataclass(frozen=True)
class Numbers:
    """Everything countable on a profile, as it stands on `day`."""

    day: str
    population: int | None
    households: int | None
    indicators: list
    issues: list
    months: list
    incidents: int
    busiest_places: list
    sources: list
    # A profile frozen before these were known has none of them.
    repeats: Repeats = field(default_factory=lambda: Repeats(0, 0))
    said: list = field(default_factory=list)
    township: list = field(default_factory=list)
    council: Mismatch = field(default_factory=Mismatch)

    def as_json(self):
        return asdict(self)

    @property
    def compared(self):
        """[(topic, rows)] of the topics in which one end is better, for judging the ward."""
        return [(topic, rows) for topic, rows in self._topics if any(row.has_a_better_end for row in rows)]

    @property
    def described(self):
        """[(topic, rows)] of the other topics, which only say who lives here."""
        return [(topic, rows) for topic, rows in self._topics if not any(row.has_a_better_end for row in rows)]

    @property
    def works_here(self):
        """The rows on those who work in the ward, such as jobs: not on whether its residents have work."""
        return [row for row in self.indicators if WORKPLACES.search(row.name) and not RESIDENTS.search(row.name)]

    @property
    def has_england(self):
        return any(row.england is not None for row in self.indicators)

    @property
    def _topics(self):
        return [(topic, list(rows)) for topic, rows in groupby(self.indicators, key=lambda row: row.topic)]

    @property
    def population_shown(self):
        return number(self.population)

    @property
    def households_shown(self):
        return number(self.households)

    @cached_property
    def incidents_shown(self):
        """How many in all; suppressed where that would give a small count away (rule 64)."""
        return str(suppress([row.count for row in self.issues]).total) if self.issues else ""

    @property
    def incidents_label(self):
        return f"incidents recorded, {self.span_in_words}"

    @cached_property
    def vocabulary(self):
        """Every figure that text can put in; see `references`."""
        return references.vocabulary(self)

    @cached_property
    def issue_lines(self):
        counts = suppress([row.count for row in self.issues])
        return [
            IssueLine(
                row=row,
                shown=str(cell),
                rate_shown="–" if cell.is_suppressed else number(row.rate, 1) or "–",
                borough_rate_shown=number(row.borough_rate, 1) or "–",
                is_high=row.is_high and not cell.is_suppressed,
                is_hidden=cell.is_suppressed,
            )
            for row, cell in zip(self.issues, counts, strict=True)
        ]

    @property
    def busiest_in_words(self):
        """The places where most was recorded as a sentence names them, each once."""
        return list(dict.fromkeys(words.in_a_sentence(place) for place, *_ in self.busiest_places if place))

    @property
    def said_by_issue(self):
        """[(issue type, rows)] of what people said in past consultations."""
        return by_issue(self.said)

    @property
    def span_in_words(self):
        """The months that the incidents cover: "March 2023 to February 2024"."""
        return span_in_words([date.fromisoformat(month) for month in self.months])

    @classmethod
    def from_json(cls, frozen):
        rows = {
            "indicators": [IndicatorRow(**row) for row in frozen["indicators"]],
            "issues": [IssueRow(**row) for row in frozen["issues"]],
        }
        if "repeats" in frozen:
            rows["repeats"] = Repeats(**frozen["repeats"])
        if "said" in frozen:
            rows["said"] = [SaidRow(**row) for row in frozen["said"]]
        if "council" in frozen:
            rows["council"] = Mismatch.from_json(frozen["council"])
        if "township" in frozen:
            rows["township"] = [TownshipLine(**line) for line in frozen["township"]]
        return cls(**(frozen | rows))


def numbers_of(profile, *, today):
    """A published profile's numbers as they were frozen, a draft's as they are now."""
    return Numbers.from_json(profile.frozen) if profile.frozen else numbers(profile.ward, today=today)


def numbers(ward, *, today):
    months = latest_year(ward)
    issues = issue_rows(ward, months=months, today=today)
    beside = wards_beside(ward, today=today)
    indicators = rows_of_wards([ward, *(other for other in beside if other.pk != ward.pk)], today=today)
    said = said_before(ward)
    return Numbers(
        day=today.isoformat(),
        population=ward.population,
        households=ward.households,
        indicators=indicators[ward.pk],
        issues=issues,
        months=[month.isoformat() for month in months],
        incidents=sum(issue.count for issue in issues),
        busiest_places=busiest_places(ward, months=months),
        sources=sources(ward),
        repeats=_without(repeats(ward, months=months), issues),
        said=said,
        council=mismatch(ward.borough_id, said, today=today),
        township=township_lines(beside, indicators, months=months),
    )


def _without(repeated, issues):
    """Without the places of a kind whose number is not told: so many at one place is a part of it (rule 64)."""
    cells = suppress([row.count for row in issues])
    hidden = {row.name for row, cell in zip(issues, cells, strict=True) if cell.is_suppressed}
    return replace(repeated, places=[each for each in repeated.places if each[1] not in hidden])


def sources(ward):
    """Every dataset in use behind the ward's profile (rule 5): title, source, licence, period, attribution."""
    used = Dataset.objects.filter(borough=ward.borough_id, withdrawn_at=None).order_by("title", "pk")
    facts = used.values_list("title", "source", "licence", "period", "attribution", "loaded_at")
    return [[*said, loaded_at.date().isoformat()] for *said, loaded_at in facts]
