"""Where one place stands among all of them, measure by measure."""

import statistics
from dataclasses import dataclass
from functools import cached_property

from pact.core import drawing
from pact.core.charts import strokes
from pact.core.charts.figures import value_of, words_of
from pact.core.charts.strokes import BAR, LEAST, MARK, QUARTERS, SPOT
from pact.core.drawing import LINE, SMALL, WIDTH, element, group, text
from pact.core.suppression import MISSING


@dataclass(frozen=True)
class Spine:
    """One measure of a place among its like: the figure, and the five numbers of all of them."""

    label: str
    figure: object
    low: float
    lower: float
    middle: float
    upper: float
    high: float
    unit: str = ""
    places: int | None = None
    higher_is_worse: bool | None = None  # None where neither end is better

    @classmethod
    def among(cls, label, figure, figures, **options):
        """The spine of a figure among the figures of all (those that are known); None if there are fewer than four."""
        known = sorted(value for value in map(value_of, figures) if value is not None)
        if len(known) < 4:
            return None
        lower, middle, upper = statistics.quantiles(known, n=4, method="inclusive")
        return cls(label, figure, known[0], lower, middle, upper, known[-1], **options)

    @property
    def standing(self):
        """Where the figure lies among all, in words: "highest quarter"."""
        value = value_of(self.figure)
        if value is None:
            return ""
        return QUARTERS[(value > self.lower) + (value > self.middle) + (value > self.upper)]

    @property
    def scale(self):
        """From values to pixels: the middle in the middle, the further end at the edge, better to the right."""
        reach = max(self.high - self.middle, self.middle - self.low, LEAST)
        side = (-1 if self.higher_is_worse else 1) * (WIDTH / 2 - 8) / reach
        return lambda value: WIDTH / 2 + side * (value - self.middle)

    def words(self, figure):
        return words_of(figure, self.unit, self.places)


@dataclass(frozen=True)
class SpineChart:
    """How a place compares on several measures: a dot on the range of all places, better always to the right."""

    title: str
    spines: tuple[Spine, ...]
    place: str
    all_places: str
    source: str = ""

    @property
    def columns(self):
        numbers = (self.place, "Lowest", f"Middle of {self.all_places}", "Highest")
        return [{"text": "Measure"}, *({"text": name, "is_number": True} for name in numbers), {"text": "Standing"}]

    @property
    def rows(self):
        return [
            [
                spine.label,
                *(spine.words(f) for f in (spine.figure, spine.low, spine.middle, spine.high)),
                spine.standing or MISSING,
            ]
            for spine in self.spines
        ]

    @property
    def description(self):
        said = [
            f"{spine.label}: {spine.words(spine.figure)}, in the {spine.standing} of {self.all_places}"
            for spine in self.spines
            if spine.standing
        ]
        return f"{self.place} compared with {self.all_places}. {'. '.join(said)}."

    @cached_property
    def svg(self):
        keys = [
            (lambda x, y: element("path", d=f"{strokes.at(x + 11, y + 6)}h0", **SPOT), self.place),
            (strokes.swatch(MARK), f"middle of {self.all_places}"),
            (drawing.block(drawing.STEPS[1], "chart-range-half"), "middle half"),
            (drawing.block(drawing.STEPS[0], "chart-range"), "all"),
        ]
        entries, y = drawing.legend(keys, 0)
        labels = []
        if all(spine.higher_is_worse is not None for spine in self.spines):
            y += LINE
            labels.append(text(0, y - 6, "worse", font_size=SMALL))
            labels.append(text(WIDTH, y - 6, "better", font_size=SMALL, text_anchor="end"))
        ranges, halves, middles, spots = [], [], [], []
        for spine in self.spines:
            figure = spine.words(spine.figure)
            for n, words in enumerate(drawing.wrapped(spine.label, WIDTH - drawing.width_of(figure) - 16)):
                y += LINE
                labels.append(text(0, y - 4, words))
                if n == 0:
                    labels.append(text(WIDTH, y - 4, figure, text_anchor="end", font_weight="700"))
            across = spine.scale
            for boxes, one, other in ((ranges, spine.low, spine.high), (halves, spine.lower, spine.upper)):
                start, end = sorted((across(one), across(other)))
                boxes.append(strokes.box(start, end, y))
            middles.append(strokes.tick(across(spine.middle), y))
            value = value_of(spine.figure)
            if value is not None:
                spots.append(f"{strokes.at(across(min(max(value, spine.low), spine.high)), y + BAR / 2)}h0")
            y += BAR + 10
        return strokes.picture(
            self,
            y,
            [
                group(*entries, class_="chart-legend"),
                group(*labels, class_="chart-label"),
                strokes.joined(ranges, class_="chart-range", fill=drawing.STEPS[0]),
                strokes.joined(halves, class_="chart-range-half", fill=drawing.STEPS[1]),
                strokes.strokes(middles, class_="chart-mark", **MARK),
                strokes.strokes(spots, class_="chart-spot", **SPOT),
            ],
        )
