"""Lines over periods."""

from dataclasses import dataclass
from functools import cached_property

from pact.core import drawing
from pact.core.charts import strokes
from pact.core.charts.figures import value_of, words_of
from pact.core.charts.strokes import DASHES
from pact.core.drawing import INK, LINE, RULE, SERIES, SMALL, SOFT, WIDTH, element, group, text
from pact.core.wording import number


@dataclass(frozen=True)
class Series:
    """One line of a `LineChart`: a figure for each period."""

    name: str
    figures: tuple


@dataclass(frozen=True)
class LineChart:
    """How up to four things went over periods, which are named as readers know them; the axis begins at nothing."""

    title: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    places: int | None = None
    target: tuple[str, float] | None = None
    source: str = ""
    height: int = 170

    @property
    def columns(self):
        names = [{"text": line.name or strokes.measure(self), "is_number": True} for line in self.series]
        return [{"text": "Period"}, *names]

    @property
    def rows(self):
        return [
            [period, *(self._words(line.figures[n]) for line in self.series)] for n, period in enumerate(self.periods)
        ]

    @property
    def description(self):
        return " ".join(["Line chart.", *filter(None, map(self._story, self.series))])

    def _story(self, line):
        known = [(value_of(f), period) for f, period in zip(line.figures, self.periods, strict=True)]
        known = [(value, period) for value, period in known if value is not None]
        if not known:
            return f"{line.name or self.title}: no figures."
        (first, began), (last, ended), (most, when) = known[0], known[-1], max(known, key=lambda pair: pair[0])
        return (
            f"{line.name or self.title}: {self._words(first)} in {began}, {self._words(last)} in {ended}, "
            f"at most {self._words(most)} in {when}."
        )

    @cached_property
    def svg(self):
        values = [value_of(figure) for line in self.series for figure in line.figures]
        values += [self.target[1]] if self.target else []
        high = max([value for value in values if value is not None], default=0) or 1
        low = min([value for value in values if value is not None], default=0)
        step = drawing.nice_step(high - min(low, 0))
        ticks = strokes.ticks(min(low, 0), high, step)
        left = max(drawing.width_of(number(tick), SMALL) for tick in ticks) + 8

        y, parts = 0, []
        if len(self.series) > 1 or self.target:
            entries, y = drawing.legend(self._keys(), 0)
            parts.append(group(*entries, class_="chart-legend"))
        top, bottom = y + 10, y + 10 + self.height
        down = strokes.scale(ticks[0], ticks[-1], bottom, top)
        across = strokes.scale(0, max(len(self.periods) - 1, 1), left + 4, WIDTH - 8)
        parts += [
            group(
                *(
                    element("path", d=f"M{drawing.coordinate(left)} {drawing.coordinate(down(t))}H{WIDTH}")
                    for t in ticks
                ),
                class_="chart-axis",
                stroke=RULE,
            ),
            group(
                *(text(left - 6, down(t) + 4, number(t), text_anchor="end") for t in ticks),
                *self._period_labels(across, bottom + LINE),
                class_="chart-label",
                font_size=SMALL,
                fill=SOFT,
            ),
        ]
        if self.target:
            parts.append(
                element(
                    "path",
                    d=f"M{drawing.coordinate(left)} {drawing.coordinate(down(self.target[1]))}H{WIDTH}",
                    class_="chart-target",
                    stroke=INK,
                    stroke_dasharray="3 3",
                    stroke_width=1.5,
                )
            )
        parts += [self._line(n, line, across, down) for n, line in enumerate(self.series)]
        deep = max((len(drawing.wrapped(period, 84, size=SMALL, lines=3)) for period in self.periods), default=1)
        return strokes.picture(self, bottom + LINE + 15 * (deep - 1) + 6, parts)

    def _keys(self):
        keys = [(strokes.stroke(n), line.name) for n, line in enumerate(self.series)]
        if self.target:
            name, value = self.target
            keys.append((strokes.stroke(0, ink=INK, dash="3 3"), f"{name}: {self._words(value)}"))
        return keys

    def _period_labels(self, across, y):
        """The last and the first period, and of those between as many as do not run into one another."""
        last = len(self.periods) - 1
        taken = []
        for n in dict.fromkeys([last, 0, *range(last, 0, -1)]) if self.periods else ():
            lines = drawing.wrapped(self.periods[n], 84, size=SMALL, lines=3)
            half = max(drawing.width_of(words, SMALL) for words in lines) / 2
            middle = max(half, min(across(n), WIDTH - half))
            if all(abs(middle - other) > half + reach + 10 for other, reach in taken):
                taken.append((middle, half))
                yield from (text(middle, y + 15 * k, words, text_anchor="middle") for k, words in enumerate(lines))

    def _line(self, n, line, across, down):
        """The line of one series, broken where there is no figure, with a mark at every figure that stands alone."""
        runs, run = [], []
        for place, figure in enumerate((*line.figures, None)):
            value = value_of(figure)
            if value is not None:
                run.append((across(place), down(value)))
            elif run:
                runs.append(run)
                run = []
        few = len(self.periods) <= 13
        lines = [strokes.path(run) for run in runs if len(run) > 1]
        dots = [point for run in runs if few or len(run) == 1 for point in run]
        dots += [runs[-1][-1]] if runs and not few else []
        return group(
            *([element("path", d="".join(lines), stroke_dasharray=DASHES[n % 4])] if lines else []),
            *strokes.dots(n, dots),
            class_=f"chart-line chart-series-{n % 4 + 1}",
            stroke=SERIES[n % 4],
            stroke_width=2.5,
            fill="none",
        )

    def _words(self, figure):
        return words_of(figure, self.unit, self.places)
