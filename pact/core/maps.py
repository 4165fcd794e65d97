"""Maps as values: areas shaded in five steps, points gathered where they crowd, outlines of what matters.

Drawn by the server as SVG, so that a map is there on paper, in a PDF and without script. One unit of the drawing is
half a CSS pixel, so that outlines are written as whole numbers.
"""

import bisect
import math
from dataclasses import dataclass
from functools import cached_property

from pact.core import drawing, geometry
from pact.core.charts import value_of, words_of
from pact.core.drawing import (
    GROUND,
    HOT,
    INK,
    LINE,
    PAPER,
    SERIES,
    SMALL,
    SOFT,
    STEPS,
    WIDTH,
    element,
    group,
    text,
)
from pact.core.wording import counted, number, plural, sentence_list

UNITS = 2  # of the drawing in a CSS pixel
TALLEST = 1.3  # times the width
CROWD = 26  # pixels: points nearer than about this are drawn as one
NAME = 12  # the font size of a name on the map
STEP_COUNT = len(STEPS)
SMALLEST = 10  # pixels: a patch is drawn no smaller
MOST_TOLD = 5  # patches of a kind that a description names
PATCHES = ((HOT, PAPER, None), (SERIES[1], INK, "6 5"))  # fill, edge and dashes by kind: told apart without colour
MOST_NUMERALS = 30  # a longer key than this is no help; the table of figures names the areas


@dataclass(frozen=True)
class Scale:
    """Five steps with about equally many areas in each; equal figures share a step. `steps` are (least, most)."""

    steps: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, figures):
        """The scale of some figures, of which those suppressed or missing have no step."""
        known = sorted(value for value in map(value_of, figures) if value is not None)
        members = {}
        for value in known:
            members.setdefault(bisect.bisect_left(known, value) * STEP_COUNT // len(known), []).append(value)
        return cls(tuple((min(values), max(values)) for _, values in sorted(members.items())))

    def step(self, figure):
        """Which shade a figure has: 1 the palest to 5 the darkest, 0 for none."""
        value = value_of(figure)
        if value is None or not self.steps:
            return 0
        place = bisect.bisect_left([most for _, most in self.steps], value)
        return self.shade(min(place, len(self.steps) - 1))

    def shade(self, place):
        """Fewer than five steps are spread from the palest to the darkest shade."""
        if len(self.steps) == 1:
            return 1
        return STEP_COUNT - (len(self.steps) - 1 - place) * (STEP_COUNT - 1) // (len(self.steps) - 1)


@dataclass(frozen=True)
class Area:
    """An area of a map: a shapely shape, its name, its figure if the map is shaded, its page if it has one."""

    label: str
    shape: object
    figure: object = None
    href: str = ""
    is_highlighted: bool = False


@dataclass(frozen=True)
class Point:
    """A place on a map, in longitude and latitude, that stands for `count` things."""

    lon: float
    lat: float
    count: int = 1


@dataclass(frozen=True)
class Outline:
    """What the map is to draw the eye to: a priority action area, a hot spot."""

    label: str
    shape: object
    href: str = ""


@dataclass(frozen=True)
class Patch:
    """A small area that is marked as one of a kind, with the number that stands for it in the list beside the map.

    `look` (0 or 1) is that of its kind, on every map the same.
    """

    label: str
    shape: object
    kind: str
    numeral: str = ""
    look: int = 0


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
                *([self._words(area.figure)] if self.is_shaded else []),
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
            told = [f"{area.label} {self._words(area.figure)}" for area in by_figure[:3]]
            said.append(f"Highest: {sentence_list(told)}")
            if len(known) > 3:
                said.append(f"Lowest: {by_figure[-1].label} {self._words(by_figure[-1].figure)}")
        if self.points:
            said.append(f"Points: {counted(sum(crowd.count for crowd in self._crowds), self.point_name)}")
        for kind in self._kinds:
            told = [patch.label for patch in self.patches if patch.kind == kind]
            more = f" and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
            said.append(f"{kind}: {counted(len(told), 'place')}, {', '.join(told[:MOST_TOLD])}{more}")
        if self.outlines:
            said.append(f"Outlined: {sentence_list(outline.label for outline in self.outlines)}")
        return ". ".join(said) + "."

    def _words(self, figure):
        return words_of(figure, self.unit, self.places)

    def _name(self, n):
        """The name of an area, after the number that stands for it where the name did not fit."""
        return f"{self._numbers[n]}. {self.areas[n].label}" if n in self._numbers else self.areas[n].label

    # As a picture

    @cached_property
    def svg(self):
        if not (self.areas or self.outlines or self.points or self.patches):
            return drawing.svg(WIDTH, 0, title=self.title, description="Nothing to show.", class_="map")
        keys, height = [], self._frame.height
        for entries in filter(None, (self._shades(), self._marks(), self._numerals())):
            drawn, height = drawing.legend(entries, height + 6)
            keys += drawn
        return drawing.svg(
            WIDTH,
            height,
            group(*self._around_drawn(), class_="map-around", fill=GROUND, stroke=drawing.RULE),
            group(*map(self._area, range(len(self.areas))), stroke=PAPER, stroke_width=2, stroke_linejoin="round"),
            group(*self._outlined_areas(), class_="map-chosen", fill="none", stroke=INK, stroke_width=5),
            *self._patches_drawn(),
            self._names(),
            *self._points_drawn(),
            group(*map(self._halo, self.outlines), class_="map-halo", fill="none", stroke=PAPER, stroke_width=11),
            group(*map(self._outline, self.outlines), class_="map-hot", fill="none", stroke=HOT, stroke_width=6),
            self._furniture(),
            group(*keys, class_="map-legend", transform=f"scale({UNITS})"),
            title=self.title,
            description=self.description,
            class_="map",
            # What is one image to a screen reader cannot hold links.
            role="group" if self._has_links else "img",
            box=(WIDTH * UNITS, height * UNITS),
        )

    @property
    def _has_links(self):
        return any(thing.href for thing in (*self.areas, *self.outlines))

    @cached_property
    def _frame(self):
        shapes = [thing.shape for thing in (*self.areas, *self.outlines, *self.patches)]
        return _Frame.around(shapes, self.points)

    @cached_property
    def _scale(self):
        return Scale.of(area.figure for area in self.areas) if self.is_shaded else Scale(())

    @cached_property
    def _shapes(self):
        """The areas with no more corners than can be seen."""
        return geometry.simplified([area.shape for area in self.areas], metres=self._frame.metres * 0.8)

    def _area(self, n):
        area = self.areas[n]
        step = self._scale.step(area.figure)
        told = f"{area.label}: {self._words(area.figure)}" if self.is_shaded else area.label
        path = element(
            "path",
            element("title", told),
            d=self._frame.path(self._shapes[n]),
            class_=f"map-area map-area-{step if self.is_shaded else 1}",
            fill=self._fill(step),
            stroke=None if step else SOFT,
        )
        return _linked(path, area.href)

    def _fill(self, step):
        return STEPS[step - 1] if step else PAPER if self.is_shaded else STEPS[0]

    def _outlined_areas(self):
        return [
            element("path", d=self._frame.path(shape))
            for area, shape in zip(self.areas, self._shapes, strict=True)
            if area.is_highlighted
        ]

    def _around_drawn(self):
        shapes = geometry.simplified(list(self.around), metres=self._frame.metres) if self.around else []
        seen = (geometry.clipped(shape, self._frame.box) for shape in shapes)
        return [element("path", d=self._frame.path(shape)) for shape in seen if not shape.is_empty]

    def _halo(self, outline):
        """What lets an outline be seen on the darkest shade."""
        return element("path", d=self._frame.path(outline.shape))

    def _outline(self, outline):
        path = element(
            "path", element("title", outline.label), d=self._frame.path(outline.shape), stroke_dasharray="14 6"
        )
        return _linked(path, outline.href)

    @cached_property
    def _crowds(self):
        """The points gathered where they would lie on one another, as `_Crowd`s, the smallest first."""
        squares = {}
        for point in self.points:
            x, y = self._frame.at(point.lon, point.lat)
            square = (int(x // (CROWD * UNITS)), int(y // (CROWD * UNITS)))
            one = _Crowd(x, y, point.count)
            squares[square] = squares[square].with_(one) if square in squares else one
        crowds = _gathered(squares.values())
        return sorted((c for c in crowds if c.count >= self.fewest), key=lambda c: (c.count, c.x, c.y))

    def _points_drawn(self):
        crowds = self._crowds
        rounds = [element("circle", cx=round(c.x), cy=round(c.y), r=round(c.radius)) for c in crowds]
        counts = [text(round(c.x), round(c.y) + 9, number(c.count)) for c in crowds if c.count > 1]
        yield group(*rounds, class_="map-point", fill=INK, stroke=PAPER, stroke_width=2)
        yield group(*counts, class_="map-count", fill=PAPER, text_anchor="middle", font_size=SMALL * UNITS)

    @cached_property
    def _kinds(self):
        """The look of each kind of patch that there is."""
        return {patch.kind: patch.look for patch in self.patches}

    def _patches_drawn(self):
        for kind, n in self._kinds.items():
            fill, edge, dashes = PATCHES[n]
            drawn = [self._patch(patch) for patch in self.patches if patch.kind == kind]
            look = {"fill": fill, "stroke": edge, "stroke_width": 3, "stroke_dasharray": dashes, "fill_opacity": 0.85}
            yield group(*drawn, class_=f"map-patch map-patch-{n + 1}", **look)
        numerals = [
            text(round(x), round(y) + 8, patch.numeral)
            for patch in self.patches
            if patch.numeral
            for x, y in [self._frame.at(*geometry.inside_point(patch.shape))]
        ]
        look = {"fill": PAPER, "font_weight": "700", "text_anchor": "middle", "font_size": SMALL * UNITS}
        yield group(*numerals, class_="map-numeral", pointer_events="none", **look)

    def _patch(self, patch):
        """As it lies, or on a map of a whole borough a square that is large enough to be seen."""
        west, south, east, north = geometry.bounds(patch.shape)
        (left, top), (right, bottom) = self._frame.at(west, north), self._frame.at(east, south)
        told = element("title", patch.label)
        if right - left >= SMALLEST * UNITS:
            return element("path", told, d=self._frame.path(patch.shape))
        x, y = ((near + far - SMALLEST * UNITS) / 2 for near, far in ((left, right), (top, bottom)))
        return element("rect", told, x=round(x), y=round(y), width=SMALLEST * UNITS, height=SMALLEST * UNITS)

    # Names

    @cached_property
    def _names_that_fit(self):
        """By place in `areas`: (x, y, lines) of the names for which there is room."""
        fits = {}
        for n, area in enumerate(self.areas):
            ways = self._ways_to_name(n, area.label)
            room, *way = max(ways, key=lambda way: (round(way[0], 2), -len(way[3])))
            if room >= 0.9:
                fits[n] = way
        return fits

    @cached_property
    def _numbers(self):
        """By place in `areas`: the numeral that stands for a name without room."""
        unnamed = [n for n in range(len(self.areas)) if n not in self._names_that_fit]
        return {n: str(numeral) for numeral, n in enumerate(unnamed, 1)} if len(unnamed) <= MOST_NUMERALS else {}

    def _ways_to_name(self, n, name):
        """(how much of it lies inside, x, y, lines) for a name in one or more lines in one or another place."""
        shape = self._shapes[n]
        for spot in (geometry.roomiest_point(shape), geometry.inside_point(shape)):
            x, y = self._frame.at(*spot)
            for lines in (_broken(name), [name]):
                wide = max(drawing.width_of(line, NAME) for line in lines) * UNITS * 0.95
                box = self._frame.box_at(x, y, wide, len(lines) * NAME * UNITS)
                yield geometry.share_inside(shape, box), x, y, lines

    def _names(self):
        if len(self.areas) < 2:
            return group()
        drawn = []
        numerals = {
            n: (*self._frame.at(*geometry.roomiest_point(self._shapes[n])), [numeral])
            for n, numeral in self._numbers.items()
        }
        for n, (x, y, lines) in sorted((self._names_that_fit | numerals).items()):
            fill = drawing.ink_on(self._fill(self._scale.step(self.areas[n].figure)))
            top = y - (len(lines) - 1) * NAME * UNITS / 2 + NAME * UNITS * 0.35
            for k, line in enumerate(lines):
                drawn.append(text(round(x), round(top + k * NAME * UNITS), line, fill=None if fill == INK else fill))
        return group(*drawn, class_="map-label", font_size=NAME * UNITS, text_anchor="middle", pointer_events="none")

    # Around the map

    def _shades(self):
        keys = [
            (drawing.block(self._fill(shade), f"map-area-{shade}"), self._range(least, most))
            for place, (least, most) in enumerate(self._scale.steps)
            for shade in [self._scale.shade(place)]
        ]
        if self.is_shaded and any(value_of(area.figure) is None for area in self.areas):
            keys.append((drawing.block(PAPER, "map-area-0"), "suppressed or no figure"))
        return keys

    def _marks(self):
        keys = [(_disc, f"{plural(self.point_name)}, with how many")] if self._crowds else []
        keys += [(_square(*PATCHES[n]), kind) for kind, n in self._kinds.items()]
        keys += [(_dashes, outline.label) for outline in self.outlines]
        return keys + [(_thick, area.label) for area in self.areas if area.is_highlighted]

    def _numerals(self):
        if len(self.areas) < 2:
            return []
        return [(_numeral(numeral), self.areas[n].label) for n, numeral in self._numbers.items()]

    def _range(self, least, most):
        low, high = (number(value, self.places) for value in (least, most))
        return self._words(least) if low == high else f"{low} to {self._words(most)}"

    def _furniture(self):
        """A scale bar and an arrow to the north, in the corners below."""
        metres = self._frame.metres / UNITS
        length = next((m for m in (5000, 2000, 1000, 500, 200, 100) if m / metres <= WIDTH * UNITS * 0.3), 50)
        words = f"{length // 1000} km" if length >= 1000 else f"{length} m"
        y = self._frame.height * UNITS - 8
        far = WIDTH * UNITS - 14
        return group(
            element(
                "path", d=f"M4 {y - 10}v10h{round(length / metres)}v-10M{far} {y}v-30l-9 12m9 -12l9 12", fill="none"
            ),
            text(8, y - 14, words, stroke="none"),
            text(far, y - 36, "N", stroke="none", text_anchor="middle"),
            class_="map-furniture",
            font_size=NAME * UNITS,
            stroke=INK,
            stroke_width=3,
        )


@dataclass(frozen=True)
class _Crowd:
    """Points drawn as one, at their middle; x, y and the radius in units."""

    x: float
    y: float
    count: int

    @property
    def radius(self):
        if self.count == 1:
            return 4 * UNITS
        room = drawing.width_of(number(self.count), SMALL) / 2 + 3
        return max(7 + min(8, 1.6 * math.log2(max(self.count, 1))), room) * UNITS

    def touches(self, other):
        return math.hypot(self.x - other.x, self.y - other.y) < (self.radius + other.radius) * 0.85

    def with_(self, other):
        count = self.count + other.count
        share = other.count / count if count else 0.5
        return _Crowd(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share, count)


def _gathered(crowds):
    """Crowds joined until none lies on another, beginning with the largest."""
    crowds = sorted(crowds, key=lambda crowd: (-crowd.count, crowd.x, crowd.y))
    apart = []
    for crowd in crowds:
        near = next((n for n, other in enumerate(apart) if other.touches(crowd)), None)
        if near is None:
            apart.append(crowd)
        else:
            apart[near] = apart[near].with_(crowd)
    return apart if len(apart) == len(crowds) else _gathered(apart)


class _Frame:
    """From longitude and latitude to the units of the drawing."""

    def __init__(self, west, south, east, north):
        self.squeeze = math.cos(math.radians((south + north) / 2))
        across, down = max((east - west) * self.squeeze, 1e-4), max(north - south, 1e-4)
        room = WIDTH - 8
        self.per_degree = min(room / across, room * TALLEST / down)
        self.height = round(down * self.per_degree + 8 + 2 * LINE)
        self.west = west - (WIDTH / self.per_degree / self.squeeze - (east - west)) / 2
        self.north = north + 4 / self.per_degree
        self.metres = geometry.METRES_PER_DEGREE / self.per_degree  # in a CSS pixel

    @classmethod
    def around(cls, shapes, points):
        lons, lats = [p.lon for p in points], [p.lat for p in points]
        if shapes:
            west, south, east, north = geometry.bounds(*shapes)
            return cls(west, south, east, north)
        return cls(min(lons) - 0.002, min(lats) - 0.002, max(lons) + 0.002, max(lats) + 0.002)

    def at(self, lon, lat):
        scale = self.per_degree * UNITS
        return (lon - self.west) * self.squeeze * scale, (self.north - lat) * scale

    @property
    def box(self):
        """What the map reaches to, in longitude and latitude."""
        return self.box_at(WIDTH * UNITS / 2, self.height * UNITS / 2, WIDTH * UNITS, self.height * UNITS)

    def box_at(self, x, y, wide, high):
        """West, south, east and north of a box around a place in the drawing."""
        scale = self.per_degree * UNITS
        lon, lat = self.west + x / self.squeeze / scale, self.north - y / scale
        across, down = wide / 2 / self.squeeze / scale, high / 2 / scale
        return lon - across, lat - down, lon + across, lat + down

    def path(self, shape):
        """The outlines of a shape in whole units, each corner told from the one before it."""
        return "".join(self._ring(ring) for ring in geometry.rings(shape))

    def _ring(self, ring):
        scale = self.per_degree * UNITS
        corners = ((ring[:-1] - (self.west, self.north)) * (self.squeeze * scale, -scale)).round().astype(int).tolist()
        steps = [(x - px, y - py) for (px, py), (x, y) in zip(corners, corners[1:], strict=False) if (px, py) != (x, y)]
        if len(steps) < 2:
            return ""
        told = "".join(f" {x}{'' if y < 0 else ' '}{y}" for x, y in steps)
        return f"M{corners[0][0]} {corners[0][1]}l{told[1:].replace(' -', '-')}z"


def _linked(path, href):
    return element("a", path, href=href) if href else path


def _broken(name):
    """A name on lines of about equal length: a word each, short words joined to their neighbour."""
    lines = []
    for word in str(name).split():
        if lines and (len(lines[-1]) <= 3 or len(word) <= 3 or len(lines[-1]) + len(word) < 9):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _disc(x, y):
    return element("circle", cx=x + 11, cy=y + 6, r=6, class_="map-point", fill=INK)


def _dashes(x, y):
    return element("path", d=f"M{drawing.coordinate(x)} {y + 6}h22", stroke=HOT, stroke_width=3, stroke_dasharray="7 3")


def _square(fill, edge, dashes):
    look = {"fill": fill, "stroke": edge, "stroke_dasharray": dashes and "3 2", "fill_opacity": 0.85}
    return lambda x, y: element("rect", x=x + 4, y=y - 1, width=14, height=14, **look)


def _thick(x, y):
    return element("path", d=f"M{drawing.coordinate(x)} {y + 6}h22", stroke=INK, stroke_width=3)


def _numeral(numeral):
    return lambda x, y: text(x + 22, y + 11, numeral, font_size=SMALL, font_weight="700", text_anchor="end")
