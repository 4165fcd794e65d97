"""Bars made of parts."""

from dataclasses import dataclass
from functools import cached_property

from pact.core import drawing
from pact.core.charts import strokes
from pact.core.charts.figures import value_of, words_of
from pact.core.charts.strokes import BAR
from pact.core.drawing import LINE, SERIES, SMALL, SOFT, STATES, WIDTH, element, group, text
from pact.core.wording import sentence_list


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
        longest = max((strokes.total_of(stack) for stack in self.stacks), default=0) or 1
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
        return strokes.picture(
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
