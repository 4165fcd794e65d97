"""Bars, each under its name."""

from dataclasses import dataclass
from functools import cached_property

from pact.core import drawing
from pact.core.charts import strokes
from pact.core.charts.figures import value_of, words_of
from pact.core.charts.strokes import AVERAGE, BAR, MARK
from pact.core.drawing import LINE, SERIES, WIDTH, group, text
from pact.core.wording import sentence_list


@dataclass(frozen=True)
class Bar:
    """One bar; `compared` is marked on it (last year, the borough); `is_highlighted` is the one the page is about."""

    label: str
    figure: object
    compared: float | None = None
    is_highlighted: bool = False


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars, each under its name. `line` is (name, number) for one value drawn through all of them."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    places: int | None = None
    compared_with: str = ""
    line: tuple[str, float] | None = None
    source: str = ""
    heading: str = "Area"

    @property
    def columns(self):
        compared = [{"text": self.compared_with, "is_number": True}] if self.compared_with else []
        return [{"text": self.heading}, {"text": strokes.measure(self), "is_number": True}, *compared]

    @property
    def rows(self):
        rows = [[bar.label, self._words(bar.figure), self._words(bar.compared)] for bar in self.bars]
        rows += [[self.line[0], self._words(self.line[1]), ""]] if self.line else []
        return [row[: len(self.columns)] for row in rows]

    @property
    def description(self):
        drawn = [bar for bar in self.bars if value_of(bar.figure) is not None]
        if not drawn:
            return "There are no figures to show."
        most, least = (pick(drawn, key=lambda bar: value_of(bar.figure)) for pick in (max, min))
        said = [f"{most.label} is highest with {self._words(most.figure)}"]
        if least is not most:
            said.append(f"{least.label} lowest with {self._words(least.figure)}")
        others = [bar for bar in self.bars if bar.is_highlighted and bar not in (most, least)]
        said += [f"{bar.label} has {self._words(bar.figure)}" for bar in others]
        said += [f"{self.line[0]} is {self._words(self.line[1])}"] if self.line else []
        return f"Bar chart. {sentence_list(said)}."

    @cached_property
    def svg(self):
        values = [value_of(bar.figure) for bar in self.bars] + [bar.compared for bar in self.bars]
        values = [value for value in (*values, 0, self.line and self.line[1]) if value is not None]
        scale = strokes.scale(min(values), max(values), 0, WIDTH - 2)
        emphasis = any(bar.is_highlighted for bar in self.bars)
        labels, bars, hot, marks, line = [], [], [], [], []
        y = 0
        for bar in self.bars:
            figure = self._words(bar.figure)
            weight = "700" if bar.is_highlighted else None
            for n, words in enumerate(drawing.wrapped(bar.label, WIDTH - drawing.width_of(figure) - 16)):
                y += LINE
                labels.append(text(0, y - 4, words, font_weight=weight))
                if n == 0:
                    labels.append(text(WIDTH, y - 4, figure, text_anchor="end", font_weight=weight))
            value = value_of(bar.figure)
            if value is not None:
                start, end = sorted((scale(0), scale(value)))
                (hot if bar.is_highlighted else bars).append(strokes.box(start, end, y))
            marks += [strokes.tick(scale(bar.compared), y)] if bar.compared is not None else []
            line += [strokes.tick(scale(self.line[1]), y)] if self.line else []
            y += BAR + 8

        entries, y = drawing.legend(self._keys(marks), y + 2) if marks or line else ([], y)
        return strokes.picture(
            self,
            y,
            [
                strokes.joined(
                    bars, class_=f"chart-bar chart-series-{4 if emphasis else 1}", fill=SERIES[3 if emphasis else 0]
                ),
                strokes.joined(hot, class_="chart-bar chart-series-1", fill=SERIES[0]),
                group(*labels, class_="chart-label"),
                strokes.strokes(marks, class_="chart-mark", **MARK),
                strokes.strokes(line, class_="chart-average", **AVERAGE),
                group(*entries, class_="chart-legend"),
            ],
        )

    def _keys(self, marks):
        """What the marks on the bars mean."""
        keys = [(strokes.swatch(MARK), self.compared_with)] if marks else []
        return keys + ([(strokes.swatch(AVERAGE), f"{self.line[0]}: {self._words(self.line[1])}")] if self.line else [])

    def _words(self, figure):
        return words_of(figure, self.unit, self.places)
