"""Where what people say and what is recorded disagree: a pure function of counts (T12, docs/perception.md)."""

from dataclasses import dataclass
from enum import StrEnum

from scipy import stats

from pact.core.suppression import suppress
from pact.core.wording import number

FEWEST_CONCERNS = 20  # fewer in all say nothing of shares: one more concern would move them by five in a hundred
FEWEST_INCIDENTS = 50
FALSE_ALARMS = 0.05  # of the disagreements named, so many are expected to be chance
TIMES = 2  # a share must be at least so many times the other before it is worth a sentence


class Verdict(StrEnum):
    SPOKEN_OF = "People speak of it more"
    RECORDED = "Recorded more"
    ALIKE = ""


@dataclass(frozen=True)
class Line:
    """One issue: how many concerns and incidents, of how many in all, and what follows. `chance` is adjusted."""

    issue: object
    concerns: int
    incidents: int
    of_concerns: int
    of_incidents: int
    chance: float = 1.0
    verdict: Verdict = Verdict.ALIKE

    @property
    def share_of_concerns(self):
        return 100 * self.concerns / self.of_concerns if self.of_concerns else 0.0

    @property
    def share_of_incidents(self):
        return 100 * self.incidents / self.of_incidents if self.of_incidents else 0.0

    @property
    def sentence(self):
        """What the numbers say, with the numbers as they are: not for publication."""
        return self.say(number(self.concerns), number(self.incidents))

    def say(self, concerns, incidents):
        """The sentence with these words for the two counts; empty where there is no disagreement."""
        spoken = f"{concerns} of {number(self.of_concerns)} concerns"
        recorded = f"{incidents} of {number(self.of_incidents)} incidents"
        name = _in_a_sentence(str(self.issue))
        return {
            Verdict.SPOKEN_OF: f"People speak of {name} far more than is recorded: {spoken}, {recorded}.",
            Verdict.RECORDED: f"The records say far more of {name} than people do: {recorded}, {spoken}.",
        }.get(self.verdict, "")


@dataclass(frozen=True)
class Comparison:
    """The issues of one place, the most spoken of first."""

    lines: tuple[Line, ...]
    concerns: int
    incidents: int

    @property
    def why_not_judged(self):
        """Why nothing is said about shares, as a sentence; empty where it is."""
        if self.concerns >= FEWEST_CONCERNS and self.incidents >= FEWEST_INCIDENTS:
            return ""
        return (
            f"Too few to compare: {number(self.concerns)} of at least {FEWEST_CONCERNS} concerns "
            f"and {number(self.incidents)} of at least {FEWEST_INCIDENTS} incidents."
        )

    @property
    def spoken_of(self):
        return [line for line in self.lines if line.verdict == Verdict.SPOKEN_OF]

    @property
    def recorded(self):
        return sorted(
            (line for line in self.lines if line.verdict == Verdict.RECORDED), key=lambda line: -line.incidents
        )

    @property
    def published(self):
        """`{issue: (Cell of concerns, Cell of incidents)}`, safe to publish (rule 64)."""
        concerns = suppress([line.concerns for line in self.lines])
        incidents = suppress([line.incidents for line in self.lines])
        return {line.issue: pair for line, pair in zip(self.lines, zip(concerns, incidents, strict=True), strict=True)}

    @property
    def to_read_aloud(self):
        """The sentences both ways, with "some" and "few" for the numbers that rule 64 hides."""
        return self._said_of(self.spoken_of) + self._said_of(self.recorded)

    def about(self, issue):
        """The sentence to read aloud about one issue; empty where there is no disagreement."""
        return next(iter(self._said_of(line for line in self.lines if line.verdict and line.issue == issue)), "")

    def _said_of(self, lines):
        cells = self.published
        return [line.say(*_words(line, *cells[line.issue])) for line in lines]


def compare(counts):
    """A `Comparison` of `(issue, concerns, incidents)` of one place and the same months.

    Each issue against all others by Fisher's exact test, two-sided, which holds for small counts as well; the chances
    are adjusted by Benjamini and Hochberg for as many issues as were looked at.
    """
    counts = [count for count in counts if count[1] or count[2]]
    said, recorded = (sum(count[n] for count in counts) for n in (1, 2))
    plain = Comparison(tuple(Line(*count, said, recorded) for count in _most_said_first(counts)), said, recorded)
    if plain.why_not_judged:
        return plain
    chances = [
        stats.fisher_exact([[line.concerns, said - line.concerns], [line.incidents, recorded - line.incidents]])[1]
        for line in plain.lines
    ]
    adjusted = stats.false_discovery_control(chances, method="bh")
    judged = (_judged(line, float(chance)) for line, chance in zip(plain.lines, adjusted, strict=True))
    return Comparison(tuple(judged), said, recorded)


def _most_said_first(counts):
    return sorted(counts, key=lambda count: (-count[1], -count[2], str(count[0])))


def _judged(line, chance):
    verdict = Verdict.ALIKE
    if chance <= FALSE_ALARMS and line.share_of_concerns >= TIMES * line.share_of_incidents:
        verdict = Verdict.SPOKEN_OF
    elif chance <= FALSE_ALARMS and line.share_of_incidents >= TIMES * line.share_of_concerns:
        verdict = Verdict.RECORDED
    return Line(line.issue, line.concerns, line.incidents, line.of_concerns, line.of_incidents, chance, verdict)


def _words(line, concerns, incidents):
    """How the two counts are said. A hidden one is "some" on the side with the larger share, and "few" on the other."""
    louder, quieter = ("some", "few") if line.verdict == Verdict.SPOKEN_OF else ("few", "some")
    return _said(concerns, louder), _said(incidents, quieter)


def _said(cell, hidden):
    if cell.is_suppressed:
        return hidden
    return "none" if cell.value == 0 else str(cell)


def _in_a_sentence(name):
    """An issue's name within a sentence: "Dog fouling" as "dog fouling", "CCTV" as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
