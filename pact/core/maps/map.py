"""A map as a value, and in words: what a screen reader and a table say of it."""

from dataclasses import dataclass
from functools import cached_property

from pact.core.charts import value_of, words_of
from pact.core.maps.picture import Picture
from pact.core.maps.things import Area, Outline, Patch, Point
from pact.core.wording import counted, sentence_list

MOST_TOLD = 5  # patches of a kind that a description names


@dataclass(frozen=True)
class Map:
    """A map of areas, points, outlines and patches. `around` are shapes drawn palely for orientation.

    `is_shaded` says that the areas' figures are to be seen. On a public map, `fewest` keeps crowds of fewer points
    from being drawn (rule 64).
    """

    title: str
    areas: tuple[Area, ...] = ()
    points: tuple[Point, ...] = ()
    outlines: tuple[Outline, ...] = ()
    patches: tuple[Patch, ...] = ()
    around: tuple = ()
    unit: str = ""
    places: int | None = None
    is_shaded: bool = True
    fewest: int = 1
    point_name: str = "incident"  # an uneven plural after a comma
    source: str = ""

    # In words

    @property
    def columns(self):
        figures = [{"text": (self.unit[:1].upper() + self.unit[1:]) or "Number", "is_number": True}]
        return [{"text": "Area"}, *(figures if self.is_shaded else [])]

    @property
    def rows(self):
        return [
            [
                {"text": self._name(n), "href": area.href} if area.href else self._name(n),
                *([self.words_of(area.figure)] if self.is_shaded else []),
            ]
            for n, area in enumerate(self.areas)
        ]

    @property
    def description(self):
        said = (
            [f"Map of {counted(len(self.areas), 'area')}"]
            if len(self.areas) != 1
            else [f"Map of {self.areas[0].label}"]
        )
        known = [area for area in self.areas if self.is_shaded and value_of(area.figure) is not None]
        if known:
            by_figure = sorted(known, key=lambda area: (-value_of(area.figure), area.label))
            told = [f"{area.label} {self.words_of(area.figure)}" for area in by_figure[:3]]
            said.append(f"Highest: {sentence_list(told)}")
            if len(known) > 3:
                said.append(f"Lowest: {by_figure[-1].label} {self.words_of(by_figure[-1].figure)}")
        if self.points:
            said.append(f"Points: {counted(sum(crowd.count for crowd in self.picture.crowds), self.point_name)}")
        for kind in self.kinds:
            told = [patch.label for patch in self.patches if patch.kind == kind]
            more = f" and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
            said.append(f"{kind}: {counted(len(told), 'place')}, {', '.join(told[:MOST_TOLD])}{more}")
        if self.outlines:
            said.append(f"Outlined: {sentence_list(outline.label for outline in self.outlines)}")
        return ". ".join(said) + "."

    @property
    def shown(self):
        """The points as they are drawn: gathered where they crowd, and on a public map no crowd of a few."""
        return self.picture.shown

    def words_of(self, figure):
        return words_of(figure, self.unit, self.places)

    def _name(self, n):
        """The name of an area, after the number that stands for it where the name did not fit."""
        numeral, label = self.picture.numerals.get(n), self.areas[n].label
        return f"{numeral}. {label}" if numeral else label

    @cached_property
    def kinds(self):
        """The look of each kind of patch that there is."""
        return {patch.kind: patch.look for patch in self.patches}

    @cached_property
    def picture(self):
        return Picture(self)

    @property
    def svg(self):
        return self.picture.svg
