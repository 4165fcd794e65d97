"""The walks of one area over time: what each item came to, and what became of what was found (W47)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from engagement.grading import GRADES
from engagement.models import GRADED, Finding, Item, Reinspection, Walkabout
from engagement.queries.walkabouts import ItemScore, scores
from pact.core.dates import short_day

MOST_WALKS = 8  # as many as stand side by side on paper
FATES = {
    "gone": "put right",
    "better": "better",
    "same": "the same",
    "worse": "worse",
    "unseen": "not found again on the next walk, and nobody went back",
}
SEVERITIES = ("none", "minor", "serious")


@dataclass(frozen=True)
class Walk:
    """One of them: its scores by item, and how often each fate befell what it found. The last one has no fates."""

    walkabout: Walkabout
    scores: dict[str, ItemScore]
    stretches: int
    found: int
    fates: Counter
    is_last: bool

    @property
    def day(self):
        return short_day(self.walkabout.held_on)

    @property
    def fates_in_words(self):
        return [f"{self.fates[fate]} {words}" for fate, words in FATES.items() if self.fates[fate]]


@dataclass(frozen=True)
class Trend:
    """An item over the walks, the oldest first; None where it was not assessed (rule 18)."""

    label: str
    scores: tuple[ItemScore, ...]
    words: str


def walks_of(visible, area):
    """The last eight walks of an area, the oldest first. A later profile may have drawn it anew under its name."""
    looks = Reinspection.objects.order_by("held_on", "pk")
    found = Finding.objects.select_related("transect").prefetch_related(Prefetch("reinspections", looks))
    rows = visible.filter(area__ward=area.ward_id, area__name=area.name).for_display()
    rows = rows.prefetch_related("transects", Prefetch("findings", found.order_by("pk")))
    walked = list(rows.order_by("-held_on", "-started", "-pk")[:MOST_WALKS])[::-1]
    return [_walk(walkabout, after) for walkabout, after in zip(walked, [*walked[1:], None], strict=True)]


def trends(walks):
    """A list of `Trend`, in the order of the sheet."""
    return [_trend(item, tuple(walk.scores[item] for walk in walks)) for item in GRADED]


def _walk(walkabout, after):
    transects, findings = list(walkabout.transects.all()), list(walkabout.findings.all())
    again = {_what_and_where(finding): finding for finding in after.findings.all()} if after else {}
    fates = Counter(_fate(finding, again, after) for finding in findings)
    del fates[None]
    by_item = {score.item: score for score in scores(transects)}
    return Walk(walkabout, by_item, len(transects), len(findings), fates, after is None)


def _fate(finding, again, after):
    """What the last second look said; else how it stood on the next walk; None where nobody has been there since."""
    if looks := list(finding.reinspections.all()):
        return looks[-1].outcome
    if after is None:
        return None
    now = again.get(_what_and_where(finding))
    if now is None:
        return "unseen"
    then, later = _badness(finding), _badness(now)
    return "same" if then == later else "worse" if later > then else "better"


def _what_and_where(finding):
    """Poor grades make findings only; so a stretch that is no longer poor has none."""
    return finding.item, " ".join(finding.where.casefold().split())


def _badness(finding):
    return GRADES.index(finding.grade) if finding.grade else SEVERITIES.index(finding.severity)


def _trend(item, all_scores):
    label = Item(item).called
    known = [score for score in all_scores if score.value is not None]
    if len(known) < 2:
        return Trend(label, all_scores, f"{label}: assessed on fewer than two walks, so nothing can be compared.")
    first, last = known[0], known[-1]
    how = "as before" if first.value == last.value else "worse" if last.value > first.value else "better"
    words = f"{label}: {first.value}% in a poor state at first, {last.value}% the last time it was assessed: {how}."
    return Trend(label, all_scores, words)
