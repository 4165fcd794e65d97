"""How like the people of a place those are who were heard: a pure function of shown counts (docs/representation.md)."""

from dataclasses import dataclass

from scipy import stats

from pact.core.wording import sentence_list

FEWEST_ANSWERS = 10  # below that, one answer more or less moves a share by ten in a hundred
TOLERANCE = 10  # percentage points on either side of a group's share (handbook 7)
DRAWS = 2000
SEED = 1848  # the same counts give the same page
CERTAINTY = 0.90


@dataclass(frozen=True)
class Part:
    """One group, or several whose counts are hidden together: what was heard of it and what the census says.

    Shares are in percent. `low` and `high` are where its share among all whom one would hear like this may well lie.
    """

    label: str
    keys: tuple[str, ...]
    heard: int
    share: float
    low: float
    high: float
    census: float

    @property
    def is_short(self):
        return self.share < self.census - TOLERANCE

    @property
    def is_over(self):
        return self.share > self.census + TOLERANCE

    @property
    def expected(self):
        """How many of those heard it would be if it were as in the census."""
        return self.heard / self.share * self.census if self.share else None


@dataclass(frozen=True)
class Representation:
    """One question: its parts, how like the place they are (0 to 100) and how sure that is; or why it is not judged.

    `fair` is the score below which only one fair draw of this size in twenty would fall.
    """

    parts: tuple[Part, ...] = ()
    answers: int = 0
    score: int | None = None
    low: int | None = None
    high: int | None = None
    fair: int | None = None
    why_not: str = ""

    @property
    def is_unlike(self):
        """Whether chance alone would seldom make it so unlike the place."""
        return self.score is not None and self.score < self.fair

    @property
    def sentence(self):
        if self.why_not:
            return self.why_not
        told = f"{self.score} out of 100; with this few answers it may well be anything from {self.low} to {self.high}."
        if self.is_unlike:
            return f"{told} Chance alone would seldom bring it below {self.fair}: some groups are missed."
        return f"{told} A fair draw of as many people would often look like this."

    @property
    def missed(self):
        """The parts of which fewer were heard than the tolerance allows, the most missed first."""
        return sorted((part for part in self.parts if part.is_short), key=lambda part: part.share - part.census)


def represent(labels, cells, census, *, outside=()):
    """A `Representation` of one question.

    `labels` are the groups by key, `census` how many of each live there (or None where no figures are loaded), `cells`
    how many were heard, as they may be shown: None where hidden. `outside` are cells of the same line that are not
    compared, such as those who did not say. Only what is shown goes in, so that the score gives nothing away: groups
    whose counts are hidden are taken together where their sum is known, and left out where it is not.
    """
    if not census or not sum(census.values()):
        return Representation(why_not="No census figures on this are loaded for the ward, so nothing can be compared.")
    shown = {key: cell for key, cell in cells.items() if key in labels and cell is not None}
    hidden = [key for key in labels if cells.get(key) is None]
    groups = [((key,), count) for key, count in shown.items()]
    if hidden and (together := _known_sum(cells, outside)) is not None:
        groups.append((tuple(hidden), together))
    groups = [(keys, count) for keys, count in groups if sum(census[key] for key in keys)]
    answers = sum(count for _, count in groups)
    if len(groups) < 2 or answers < FEWEST_ANSWERS:
        return Representation(answers=answers, why_not="Too few answers can be shown to compare them.")
    return _judged(labels, groups, census, answers)


def _known_sum(cells, outside):
    """What the hidden groups add up to, if the total and everything outside the comparison is shown."""
    total = cells["total"]
    if total is None or any(cells.get(key) is None for key in outside):
        return None
    return total - sum(count or 0 for key, count in cells.items() if key != "total")


def _judged(labels, groups, census, answers):
    living = [sum(census[key] for key in keys) for keys, _ in groups]
    chances = [count / sum(living) for count in living]
    counts = [count for _, count in groups]
    shares = [count / answers for count in counts]
    # What the shares may be, given the counts: Jeffreys' prior, which favours no group.
    likely = stats.dirichlet.rvs([count + 0.5 for count in counts], size=DRAWS, random_state=SEED)
    fair = stats.multinomial.rvs(answers, chances, size=DRAWS, random_state=SEED) / answers
    edge = (1 - CERTAINTY) / 2
    low, high = _quantiles([_likeness(draw, chances) for draw in likely], edge, 1 - edge)
    (worst,) = _quantiles([_likeness(draw, chances) for draw in fair], 0.05)
    score = _likeness(shares, chances)
    return Representation(
        parts=tuple(_part(labels, *group, answers, chance) for group, chance in zip(groups, chances, strict=True)),
        answers=answers,
        score=round(score),
        low=min(round(low), round(score)),
        high=max(round(high), round(score)),
        fair=round(worst),
    )


def _part(labels, keys, heard, answers, chance):
    interval = stats.binomtest(heard, answers).proportion_ci(0.95, method="wilson")
    return Part(
        label=sentence_list(labels[key] for key in keys) + (" together" if len(keys) > 1 else ""),
        keys=keys,
        heard=heard,
        share=100 * heard / answers,
        low=100 * interval.low,
        high=100 * interval.high,
        census=100 * chance,
    )


def _likeness(shares, chances):
    """100 less the index of dissimilarity: the percentage of those heard who would not have to be others."""
    return 100 * (1 - sum(abs(share - chance) for share, chance in zip(shares, chances, strict=True)) / 2)


def _quantiles(values, *at):
    ordered = sorted(values)
    return [ordered[round(q * (len(ordered) - 1))] for q in at]
