"""What is said of one ward's figure: beside its township, its borough and England, and beside itself a year ago."""

from dataclasses import dataclass, field
from math import sqrt

from django.urls import reverse

from pact.core.charts import Sparkline
from pact.core.suppression import SUPPRESSED, suppress_one
from pact.core.wording import number
from profiles.loading import periods

COUNTS = {"people", "count", "households", "addresses", "reports"}
UNITS = {"%": "%", "percent": "%", "score": "", "decile": ""} | dict.fromkeys(COUNTS, "")
FIFTHS = (
    "the highest fifth",
    "the second highest fifth",
    "the middle fifth",
    "the second lowest fifth",
    "the lowest fifth",
)
FEW_WARDS = 10  # fewer than this are not put into fifths
WIDE = 0.5  # of the figure itself: a margin as wide as that says that the number behind it is small
NORMAL_95 = 1.96


def ordinal(place):
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def margin_of(count, share):
    """The 95 % interval, in percent, of a share (percent) with `count` people behind it, by Wilson's method.

    Small areas differ by chance; this says by how much. Empty where there is nothing to go by.
    """
    if not count or not share:
        return []
    base, part = 100 * count / share, share / 100
    spread = NORMAL_95 * sqrt(part * (1 - part) / base + NORMAL_95**2 / (4 * base**2)) if part <= 1 else 0
    middle, scale = part + NORMAL_95**2 / (2 * base), 1 + NORMAL_95**2 / base
    return [100 * (middle - spread) / scale, 100 * (middle + spread) / scale]


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of one ward beside its township and borough. `rank` 1 is the highest of `out_of` wards.

    `count` is how many people a share or count stands for, where that is known; `margin` the low and high end of
    what chance allows (percent); `sharing` how many wards have the
    same value. Suppressed where the count is small (rule 64).
    """

    slug: str
    name: str
    topic: str
    unit: str
    meaning: str
    better: str
    decimals: int
    period: str
    value: float
    township: float | None
    borough: float | None
    low: float
    lower_quarter: float
    middle: float
    upper_quarter: float
    high: float
    rank: int
    out_of: int
    trend: list
    source: str
    source_period: str
    loaded_on: str
    # A profile frozen before these were known has none of them.
    england: float | None = None
    count: float | None = None
    margin: list = field(default_factory=list)
    sharing: int = 1
    is_covered: bool = False  # hidden so that a small count elsewhere cannot be worked out from it

    @property
    def is_a_count(self):
        """Whether it counts people or what they do, so that a large ward comes first by being large."""
        return self.unit in COUNTS

    @property
    def can_be_judged(self):
        """Whether a ward can be said to be worse or better off by it, and may be (rule 64)."""
        return self.has_a_better_end and not self.is_a_count and not self.is_hidden

    @property
    def has_a_better_end(self):
        return self.better in {"low", "high"}

    @property
    def is_hidden(self):
        return self.is_covered or suppress_one(self.count).is_suppressed

    @property
    def stands_out(self):
        """Whether the ward lies in the quarter of wards that is worse off, where worse can be said."""
        if self.is_a_count:
            return False
        if self.better == "low":
            return self.value >= self.upper_quarter and self.out_of > 3
        return self.better == "high" and self.value <= self.lower_quarter and self.out_of > 3

    @property
    def href(self):
        return reverse("profiles:indicator", args=[self.slug])

    # In words

    @property
    def period_in_words(self):
        return periods.in_words(self.period)

    @property
    def source_and_period(self):
        return f"{self.source}, {self.period_in_words}"

    @property
    def sign(self):
        """What is written behind a figure: "%", " days", or nothing where the name says what it is."""
        return UNITS.get(self.unit, f" {self.unit}".rstrip())

    @property
    def shown(self):
        return SUPPRESSED if self.is_hidden else self.in_words(self.value)

    @property
    def township_shown(self):
        return self.in_words(self.township)

    @property
    def borough_shown(self):
        return self.in_words(self.borough)

    @property
    def england_shown(self):
        return self.in_words(self.england)

    @property
    def better_in_words(self):
        return {"high": "Higher is better.", "low": "Lower is better."}.get(self.better, "")

    @property
    def place_in_words(self):
        """Where the ward stands among the borough's: "3rd highest of 25"."""
        if self.is_hidden:
            return "–"
        if self.out_of < 2:
            return "The only ward with a figure"
        if self.sharing == self.out_of:
            return f"The same in all {self.out_of} wards"
        from_top, from_bottom = self.rank, self.out_of - self.rank - self.sharing + 2
        place, end = (from_top, "highest") if from_top <= from_bottom else (from_bottom, "lowest")
        standing = end if place == 1 else f"{ordinal(place)} {end}"
        standing = f"joint {standing}" if self.sharing > 1 else standing
        return f"{standing[0].upper()}{standing[1:]} of {self.out_of}"

    @property
    def fifth_in_words(self):
        """Which fifth of the borough's wards it is in: "the highest fifth"."""
        if self.out_of < FEW_WARDS or self.is_hidden:
            return ""
        return FIFTHS[(self.rank - 1) * len(FIFTHS) // self.out_of]

    @property
    def change_in_words(self):
        """How it moved over the periods of `trend`: "Up from 2.9% in November 2017, which is worse"."""
        if len(self.trend) < 2 or self.is_hidden:
            return ""
        period, before = self.trend[0]
        then, when = self.in_words(before), periods.in_words(period)
        if then == self.shown:
            return f"As in {when}"
        is_up = self.value > before
        judged = ("better" if is_up == (self.better == "high") else "worse") if self.has_a_better_end else ""
        return f"{'Up' if is_up else 'Down'} from {then} in {when}" + (f", which is {judged}" if judged else "")

    @property
    def caution(self):
        """A warning where the number of people behind a share is so small that chance alone moves it."""
        if not self.margin or self.is_hidden or self.margin[1] - self.margin[0] < WIDE * self.value:
            return ""
        low, high = (self.in_words(end) for end in self.margin)
        return f"Few people are behind this. Chance alone would allow {low} to {high}."

    @property
    def sparkline(self):
        figures = tuple(value for _, value in self.trend)
        shows = len(figures) > 2 and not self.is_hidden
        return Sparkline(title=f"{self.name}: {self.change_in_words}", figures=figures) if shows else None

    def in_words(self, value):
        return "–" if value is None else f"{number(value, self.decimals)}{self.sign}"
