"""Whether an engagement hears everyone: quotas, the census beside it, and who is missing (W72, C6, handbook 7)."""

from collections import defaultdict
from dataclasses import dataclass

from engagement.models import Interview, Technique
from engagement.queries.living import CENSUS, living_where
from engagement.queries.people import EQUALITY, equality_counts
from engagement.queries.street_quotas import StreetQuota, street_quotas
from engagement.representation import Representation, represent
from pact.core.suppression import suppress
from pact.core.wording import counted

AT_LEAST = {  # handbook 7, in each area: (what it is called, how many, roles that count)
    "businesses": ("businesses", 2, {Interview.Role.BUSINESS}),
    "under_25": ("people under 25", 2, {Interview.Role.YOUNG, Interview.Role.UNDER_16}),
}


@dataclass(frozen=True)
class Minimum:
    """So many of a kind are wanted in each area; `done` is plain, since who reads this reads the roles as well."""

    area: str
    what: str
    done: int
    wanted: int

    @property
    def is_met(self):
        return self.done >= self.wanted

    @property
    def words(self):
        return f"{self.done} of at least {self.wanted}"


@dataclass(frozen=True)
class Question:
    """One equality question: every line as it may be shown, and how like the place it is."""

    name: str
    label: str
    lines: list  # (label, Cell, percent of those compared, census percent, note)
    found: Representation
    source: str


@dataclass(frozen=True)
class Missed:
    """A group that is heard too little, in a sentence, with techniques that reach it well."""

    sentence: str
    techniques: list


@dataclass(frozen=True)
class Everyone:
    minimums: list[Minimum]
    questions: list[Question]
    missed: list[Missed]
    streets: list[StreetQuota]
    compared_with: str

    @property
    def has_census(self):
        return any(question.source for question in self.questions)

    @property
    def is_judged(self):
        return any(question.found.score is not None for question in self.questions)


def everyone(engagement):
    """`Everyone` of an engagement with its cycle's ward, in a number of queries that does not grow with interviews."""
    living = living_where(engagement)
    counts = equality_counts(engagement)
    questions = [_question(name, counts[name], *living.by_question[name]) for name in CENSUS]
    missed = _missed(questions, engagement)
    return Everyone(_minimums(engagement), questions, missed, street_quotas(engagement), living.sentence)


def _question(name, counts, census, source):
    line = suppress(counts.values())
    cells = dict(zip(counts, line, strict=True))
    labels = {answer: EQUALITY[name][1](answer).label for answer in CENSUS[name]}
    known = {key: cell.value for key, cell in cells.items()} | {"total": line.total.value}
    outside = [key for key in counts if key not in labels]
    found = represent(labels, known, census, outside=outside)
    parts = {part.keys[0]: part for part in found.parts if len(part.keys) == 1}
    living = sum(census.values()) if census else 0
    lines = [
        _line(
            _label_of(name, key), cell, parts.get(key), 100 * census[key] / living if living and key in labels else None
        )
        for key, cell in cells.items()
    ]
    return Question(name, EQUALITY[name][0], lines, found, source)


def _label_of(name, key):
    return EQUALITY[name][1](key).label if key else "Not answered"


def _line(label, cell, part, census):
    if part is None:
        return label, cell, None, census, ""
    note = "Too few" if part.is_short else "More than their share" if part.is_over else "Within 10 points"
    return label, cell, part.share, census, note


def _minimums(engagement):
    counted_by = defaultdict(int)
    for area, roles in engagement.interviews.order_by().values_list("area", "roles"):
        for key, (_, _, counting) in AT_LEAST.items():
            counted_by[area, key] += bool(counting & set(roles))
    areas = sorted(engagement.areas.all(), key=lambda area: (area.name, area.pk))
    return [
        Minimum(area.name, what, counted_by[area.pk, key], wanted)
        for area in areas
        for key, (what, wanted, _) in AT_LEAST.items()
    ]


def _missed(questions, engagement):
    """Sentences on whom to go to next. What is hidden is spoken of only together, as it is compared."""
    by_answer = _techniques_by_answer(engagement.technique_id)
    found = []
    for question in questions:
        for part in question.found.missed:
            techniques = {name for key in part.keys for name in by_answer[f"{question.name}:{key}"]}
            found.append(Missed(_sentence(question, part), sorted(techniques)))
    return found


def _sentence(question, part):
    heard = "nobody" if not part.heard else counted(part.heard, "person,people")
    expected = round(part.census * question.found.answers / 100)
    return f"{question.label}, {part.label}: {heard} of {question.found.answers}. One would expect about {expected}."


def _techniques_by_answer(used):
    """`{"question:answer": names of the techniques that reach a group it counts as}`, but the one in use."""
    reached = defaultdict(set)
    rows = Technique.objects.in_use().exclude(pk=used).filter(groups__retired_at=None)
    for name, answers in rows.order_by().values_list("name", "groups__answers"):
        for answer in answers or []:
            reached[answer].add(name)
    return reached
