"""A line no larger than a word."""

from dataclasses import dataclass
from functools import cached_property

from pact.core import drawing
from pact.core.charts import strokes
from pact.core.charts.figures import value_of
from pact.core.drawing import SERIES, element, group
from pact.core.wording import number


@dataclass(frozen=True)
class Sparkline:
    """A trend the size of a word, for a table's row. `title` says what it shows."""

    title: str
    figures: tuple
    width: int = 100
    height: int = 24

    @property
    def description(self):
        known = [value_of(figure) for figure in self.figures if value_of(figure) is not None]
        return f"From {number(known[0])} to {number(known[-1])}." if known else "No figures."

    @cached_property
    def svg(self):
        known = [(n, value_of(f)) for n, f in enumerate(self.figures) if value_of(f) is not None]
        values = [value for _, value in known] or [0]
        down = strokes.scale(min(values), max(values), self.height - 4, 4)
        across = strokes.scale(0, max(len(self.figures) - 1, 1), 2, self.width - 4)
        points = [(across(n), down(value)) for n, value in known]
        drawn = (
            [element("path", d=strokes.path(points), fill="none", stroke=SERIES[0], stroke_width=2)]
            if known[1:]
            else []
        )
        drawn += [element("circle", cx=points[-1][0], cy=points[-1][1], r=3, fill=SERIES[1])] if points else []
        return drawing.svg(
            self.width,
            self.height,
            group(*drawn, class_="chart-line"),
            title=self.title,
            description=self.description,
            class_="chart chart--spark",
        )
