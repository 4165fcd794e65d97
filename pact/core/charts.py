"""Charts as values: a frozen dataclass says what is to be seen; `svg` draws it, `columns` and `rows` tell it.

A number may be an int, a float, None (no figure) or a `suppression.Cell`; what is suppressed is named and not drawn.
"""

import math
import statistics
from dataclasses import dataclass
from functools import cached_property

from pact.core import drawing
from pact.core.drawing import INK, LINE, RULE, SERIES, SMALL, SOFT, STATES, WIDTH, element, group, text
from pact.core.suppression import MISSING, Cell
from pact.core.wording import number, sentence_list

BAR = 14  # the height of a bar
LEAST = 1e-9  # what differs by less is drawn as the same
MARK = {"stroke": INK, "stroke_width": 3}
SPOT = {"stroke": SERIES[1], "stroke_width": 13, "stroke_linecap": "round"}
AVERAGE = {"stroke": SERIES[1], "stroke_width": 3, "stroke_dasharray": "4 2"}
HALO = {"stroke": drawing.PAPER, "stroke_width": 6}  # so that a dark mark is seen on a dark bar
DASHES = (None, "7 3", "2 3", "9 3 2 3")
QUARTERS = ("lowest quarter", "lower half", "upper half", "highest quarter")


def value_of(figure):
    """The number to draw, or None where there is none."""
    value = figure.value if isinstance(figure, Cell) else figure
    return value if value is not None and math.isfinite(value) else None


def words_of(figure, unit="", places=None):
    """The figure as it is written, with its unit: "12%", "1,200 people", "suppressed"."""
    value = value_of(figure)
    if value is None:
        return str(figure) if isinstance(figure, Cell) else MISSING
    joined = "" if unit in ("", "%") else " "
    return f"{number(value, places)}{joined}{unit}"


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
        return [{"text": self.heading}, {"text": _measure(self), "is_number": True}, *compared]

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
        scale = _scale(min(values), max(values), 0, WIDTH - 2)
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
                (hot if bar.is_highlighted else bars).append(_box(start, end, y))
            marks += [_tick(scale(bar.compared), y)] if bar.compared is not None else []
            line += [_tick(scale(self.line[1]), y)] if self.line else []
            y += BAR + 8

        entries, y = drawing.legend(self._keys(marks), y + 2) if marks or line else ([], y)
        return _picture(
            self,
            y,
            [
                _joined(
                    bars, class_=f"chart-bar chart-series-{4 if emphasis else 1}", fill=SERIES[3 if emphasis else 0]
                ),
                _joined(hot, class_="chart-bar chart-series-1", fill=SERIES[0]),
                group(*labels, class_="chart-label"),
                _strokes(marks, class_="chart-mark", **MARK),
                _strokes(line, class_="chart-average", **AVERAGE),
                group(*entries, class_="chart-legend"),
            ],
        )

    def _keys(self, marks):
        """What the marks on the bars mean."""
        keys = [(_swatch(MARK), self.compared_with)] if marks else []
        return keys + ([(_swatch(AVERAGE), f"{self.line[0]}: {self._words(self.line[1])}")] if self.line else [])

    def _words(self, figure):
        return words_of(figure, self.unit, self.places)


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
        names = [{"text": line.name or _measure(self), "is_number": True} for line in self.series]
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
        ticks = _ticks(min(low, 0), high, step)
        left = max(drawing.width_of(number(tick), SMALL) for tick in ticks) + 8

        y, parts = 0, []
        if len(self.series) > 1 or self.target:
            entries, y = drawing.legend(self._keys(), 0)
            parts.append(group(*entries, class_="chart-legend"))
        top, bottom = y + 10, y + 10 + self.height
        down = _scale(ticks[0], ticks[-1], bottom, top)
        across = _scale(0, max(len(self.periods) - 1, 1), left + 4, WIDTH - 8)
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
        return _picture(self, bottom + LINE + 15 * (deep - 1) + 6, parts)

    def _keys(self):
        keys = [(_stroke(n), line.name) for n, line in enumerate(self.series)]
        if self.target:
            name, value = self.target
            keys.append((_stroke(0, ink=INK, dash="3 3"), f"{name}: {self._words(value)}"))
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
        lines = [_path(run) for run in runs if len(run) > 1]
        dots = [point for run in runs if few or len(run) == 1 for point in run]
        dots += [runs[-1][-1]] if runs and not few else []
        return group(
            *([element("path", d="".join(lines), stroke_dasharray=DASHES[n % 4])] if lines else []),
            *_dots(n, dots),
            class_=f"chart-line chart-series-{n % 4 + 1}",
            stroke=SERIES[n % 4],
            stroke_width=2.5,
            fill="none",
        )

    def _words(self, figure):
        return words_of(figure, self.unit, self.places)


@dataclass(frozen=True)
class Stack:
    """One bar of a `StackedChart`: a count for each of its parts."""

    label: str
    figures: tuple


@dataclass(frozen=True)
class StackedChart:
    """Bars divided into the same parts, such as actions by state. `colours` are states of ours or None for series."""

    title: str
    parts: tuple[str, ...]
    stacks: tuple[Stack, ...]
    colours: tuple[str, ...] = ()
    unit: str = ""
    source: str = ""
    heading: str = "Area"

    @property
    def columns(self):
        return [{"text": self.heading}, *({"text": part, "is_number": True} for part in self.parts)]

    @property
    def rows(self):
        return [[stack.label, *(words_of(figure) for figure in stack.figures)] for stack in self.stacks]

    @property
    def description(self):
        said = [
            f"{stack.label}: {sentence_list(f'{words_of(f)} {part}' for f, part in self._told(stack))}."
            for stack in self.stacks
        ]
        return " ".join(["Divided bars.", *said[:12], *([f"And {len(said) - 12} more."] if said[12:] else [])])

    def _told(self, stack):
        return [(f, part.lower()) for f, part in zip(stack.figures, self.parts, strict=True) if value_of(f) != 0]

    @cached_property
    def svg(self):
        fills = [STATES.get(colour, SERIES[n % 4]) for n, colour in enumerate(self.colours or self.parts)]
        classes = [f"chart-{c}" for c in self.colours] or [f"chart-series-{n % 4 + 1}" for n in range(len(self.parts))]
        keys = [(drawing.block(f, c), part) for f, c, part in zip(fills, classes, self.parts, strict=True)]
        entries, y = drawing.legend(keys, 0)
        longest = max((_total(stack) for stack in self.stacks), default=0) or 1
        drawn = [[] for _ in self.parts]
        labels, counts = [], []
        for stack in self.stacks:
            if stack.label:
                for words in drawing.wrapped(stack.label, WIDTH):
                    y += LINE
                    labels.append(text(0, y - 4, words))
            x = 0
            for n, figure in enumerate(stack.figures):
                width = (value_of(figure) or 0) / longest * WIDTH
                if width:
                    drawn[n].append(element("rect", x=x, y=y, width=max(width - 1.5, 0.5), height=BAR + 6))
                    if width > drawing.width_of(words_of(figure)) + 6:
                        fill = drawing.ink_on(fills[n])
                        counts.append(text(x + width / 2, y + BAR + 1, words_of(figure), fill=fill))
                x += width
            if any(value_of(figure) is None for figure in stack.figures):
                labels.append(text(min(x + 6, WIDTH - 110), y + BAR + 1, "some suppressed", fill=SOFT, font_size=SMALL))
            y += BAR + 14
        return _picture(
            self,
            y,
            [
                group(*entries, class_="chart-legend"),
                *(
                    group(*d, class_=f"chart-bar {c}", fill=f, stroke=SOFT)
                    for d, c, f in zip(drawn, classes, fills, strict=True)
                ),
                group(*labels, class_="chart-label"),
                group(*counts, class_="chart-count", text_anchor="middle"),
            ],
        )


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
            (lambda x, y: element("path", d=f"{_at(x + 11, y + 6)}h0", **SPOT), self.place),
            (_swatch(MARK), f"middle of {self.all_places}"),
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
                boxes.append(_box(start, end, y))
            middles.append(_tick(across(spine.middle), y))
            value = value_of(spine.figure)
            if value is not None:
                spots.append(f"{_at(across(min(max(value, spine.low), spine.high)), y + BAR / 2)}h0")
            y += BAR + 10
        return _picture(
            self,
            y,
            [
                group(*entries, class_="chart-legend"),
                group(*labels, class_="chart-label"),
                _joined(ranges, class_="chart-range", fill=drawing.STEPS[0]),
                _joined(halves, class_="chart-range-half", fill=drawing.STEPS[1]),
                _strokes(middles, class_="chart-mark", **MARK),
                _strokes(spots, class_="chart-spot", **SPOT),
            ],
        )


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
        down = _scale(min(values), max(values), self.height - 4, 4)
        across = _scale(0, max(len(self.figures) - 1, 1), 2, self.width - 4)
        points = [(across(n), down(value)) for n, value in known]
        drawn = [element("path", d=_path(points), fill="none", stroke=SERIES[0], stroke_width=2)] if known[1:] else []
        drawn += [element("circle", cx=points[-1][0], cy=points[-1][1], r=3, fill=SERIES[1])] if points else []
        return drawing.svg(
            self.width,
            self.height,
            group(*drawn, class_="chart-line"),
            title=self.title,
            description=self.description,
            class_="chart chart--spark",
        )


def _picture(chart, height, parts):
    return drawing.svg(WIDTH, height, *parts, title=chart.title, description=chart.description, class_="chart")


def _measure(chart):
    return "Per cent" if chart.unit == "%" else (chart.unit[:1].upper() + chart.unit[1:]) or "Number"


def _scale(low, high, start, end):
    """A function from values to pixels; everything at the start if there is nothing between low and high."""
    reach = (end - start) / (high - low) if high - low > LEAST else 0
    return lambda value: start + (value - low) * reach


def _ticks(low, high, step):
    first = int(low // step)
    last = -int(-high // step)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _at(x, y):
    return f"M{drawing.coordinate(x)} {drawing.coordinate(y)}"


def _path(points):
    return "M" + "L".join(f"{drawing.coordinate(x)} {drawing.coordinate(y)}" for x, y in points)


def _box(start, end, y):
    """A bar, and be it a thin one."""
    return f"{_at(start, y)}h{drawing.coordinate(max(end - start, 1))}v{BAR}H{drawing.coordinate(start)}z"


def _joined(pieces, **attributes):
    return element("path", d="".join(pieces), **attributes) if pieces else group()


def _tick(x, y):
    """A stroke across a bar whose top is at `y`."""
    return f"{_at(x, y - 2)}v{BAR + 4}"


def _strokes(ticks, **attributes):
    d = "".join(ticks)
    return group(element("path", d=d, **HALO), element("path", d=d, **attributes)) if ticks else group()


def _swatch(look):
    return lambda x, y: element("path", d=f"{_at(x + 11, y - 2)}v16", **look)


def _dots(n, points):
    """Marks whose shape tells the series in black and white too: disc, square, triangle, ring."""
    if not points:
        return []
    if n % 4 == 2:
        return [element("path", d="".join(f"{_at(x, y - 4)}l4 7h-8z" for x, y in points), fill=SERIES[2])]
    # A line of no length is drawn as its end cap alone: the shortest way to write a disc or a square.
    d = "".join(f"{_at(x, y)}h0" for x, y in points)
    dots = [element("path", d=d, stroke_width=7, stroke_linecap="square" if n % 4 == 1 else "round")]
    if n % 4 == 3:
        dots.append(element("path", d=d, stroke=drawing.PAPER, stroke_width=3, stroke_linecap="round"))
    return dots


def _stroke(n, *, ink=None, dash=None):
    """A swatch for the legend: a piece of the line with its mark."""

    def draw(x, y):
        line = element(
            "path",
            d=f"M{drawing.coordinate(x)} {y + 6}h22",
            stroke=ink,
            stroke_width=2.5,
            stroke_dasharray=dash or DASHES[n % 4],
        )
        mark = [] if ink else _dots(n, [(x + 11, y + 6)])
        return group(line, *mark, stroke=SERIES[n % 4], fill="none")

    return draw


def _total(stack):
    return sum(value_of(figure) or 0 for figure in stack.figures)
