"""A map drawn as SVG: areas in their shades, what lies on them, names, and a key below."""

from functools import cached_property

from pact.core import drawing, geometry
from pact.core.charts import value_of
from pact.core.drawing import GROUND, HOT, INK, PAPER, SERIES, SMALL, SOFT, STEPS, WIDTH, element, group, text
from pact.core.maps import keys
from pact.core.maps.crowds import gathered
from pact.core.maps.frame import UNITS, Frame
from pact.core.maps.names import SIZE, Names
from pact.core.maps.scale import Scale
from pact.core.maps.things import Point
from pact.core.wording import number, plural

SMALLEST, WITH_NUMERAL = 10, 18  # pixels: a patch is drawn no smaller
TINY, GAP = 40, 7  # pixels: an outline of less is drawn at a distance
PATCHES = ((HOT, PAPER, None), (SERIES[1], INK, "6 5"))  # fill, edge and dashes by kind: told apart without colour


class Picture:
    """`crowds` and `numerals` are told in words too, so that both say the same."""

    def __init__(self, drawn):
        self.map = drawn

    @cached_property
    def svg(self):
        if not (self.map.areas or self.map.outlines or self.map.points or self.map.patches):
            return drawing.svg(WIDTH, 0, title=self.map.title, description="Nothing to show.", class_="map")
        legend, height = [], self._frame.height
        for entries in filter(None, (self._shades(), self._marks(), self._numerals())):
            drawn, height = drawing.legend(entries, height + 6)
            legend += drawn
        return drawing.svg(
            WIDTH,
            height,
            group(*self._around_drawn(), class_="map-around", fill=GROUND, stroke=drawing.RULE),
            group(*map(self._area, range(len(self.map.areas))), stroke=PAPER, stroke_width=2, stroke_linejoin="round"),
            group(*self._outlined_areas(), class_="map-chosen", fill="none", stroke=INK, stroke_width=5),
            *self._patches_drawn(),
            self._names_drawn(),
            *self._points_drawn(),
            group(*map(self._halo, self.map.outlines), class_="map-halo", fill="none", stroke=PAPER, stroke_width=11),
            group(*map(self._outline, self.map.outlines), class_="map-hot", fill="none", stroke=HOT, stroke_width=6),
            keys.furniture(self._frame),
            group(*legend, class_="map-legend", transform=f"scale({UNITS})"),
            title=self.map.title,
            description=self.map.description,
            class_="map",
            # What is one image to a screen reader cannot hold links.
            role="group" if self._has_links else "img",
            box=(WIDTH * UNITS, height * UNITS),
        )

    @property
    def _has_links(self):
        return any(thing.href for thing in (*self.map.areas, *self.map.outlines))

    @cached_property
    def _frame(self):
        shapes = [thing.shape for thing in (*self.map.areas, *self.map.outlines, *self.map.patches)]
        return Frame.around(shapes, self.map.points)

    @cached_property
    def _scale(self):
        return Scale.of(area.figure for area in self.map.areas) if self.map.is_shaded else Scale(())

    @cached_property
    def _shapes(self):
        """The areas with no more corners than can be seen."""
        return geometry.simplified([area.shape for area in self.map.areas], metres=self._frame.metres * 0.8)

    def _area(self, n):
        area = self.map.areas[n]
        step = self._scale.step(area.figure)
        told = f"{area.label}: {self.map.words_of(area.figure)}" if self.map.is_shaded else area.label
        path = element(
            "path",
            element("title", told),
            d=self._frame.path(self._shapes[n]),
            class_=f"map-area map-area-{step if self.map.is_shaded else 1}",
            fill=self._fill(step),
            stroke=None if step else SOFT,
        )
        return _linked(path, area.href)

    def _fill(self, step):
        return STEPS[step - 1] if step else PAPER if self.map.is_shaded else STEPS[0]

    def _outlined_areas(self):
        return [
            element("path", d=self._frame.path(shape))
            for area, shape in zip(self.map.areas, self._shapes, strict=True)
            if area.is_highlighted
        ]

    def _around_drawn(self):
        shapes = geometry.simplified(list(self.map.around), metres=self._frame.metres) if self.map.around else []
        seen = (geometry.clipped(shape, self._frame.box) for shape in shapes)
        return [element("path", d=self._frame.path(shape)) for shape in seen if not shape.is_empty]

    def _halo(self, outline):
        """What lets an outline be seen on the darkest shade."""
        return element("path", d=self._line_of(outline))

    def _outline(self, outline):
        path = element("path", element("title", outline.label), d=self._line_of(outline), stroke_dasharray="14 6")
        return _linked(path, outline.href)

    def _line_of(self, outline):
        """As it lies, or around what is so small that the line would cover it."""
        left, top, right, bottom = self._box_of(outline.shape)
        if max(right - left, bottom - top) >= TINY * UNITS:
            return self._frame.path(outline.shape)
        least = SMALLEST * UNITS
        left, right, top, bottom = (
            round(middle + sign * (max(size, least) / 2 + GAP * UNITS))
            for middle, size in (((left + right) / 2, right - left), ((top + bottom) / 2, bottom - top))
            for sign in (-1, 1)
        )
        return f"M{left} {top}H{right}V{bottom}H{left}Z"

    def _box_of(self, shape):
        west, south, east, north = geometry.bounds(shape)
        return *self._frame.at(west, north), *self._frame.at(east, south)

    @cached_property
    def crowds(self):
        """The points as they are drawn; on a public map, without crowds that are too small (rule 64)."""
        crowds = gathered(self.map.points, self._frame)
        return [crowd for crowd in crowds if crowd.count >= self.map.fewest]

    @property
    def shown(self):
        at = [(self._frame.box_at(crowd.x, crowd.y, 0, 0), crowd.count) for crowd in self.crowds]
        return [Point(west, south, count) for (west, south, *_), count in at]

    def _points_drawn(self):
        crowds = self.crowds
        rounds = [element("circle", cx=round(c.x), cy=round(c.y), r=round(c.radius)) for c in crowds]
        counts = [text(round(c.x), round(c.y) + 9, number(c.count)) for c in crowds if c.count > 1]
        yield group(*rounds, class_="map-point", fill=INK, stroke=PAPER, stroke_width=2)
        yield group(*counts, class_="map-count", fill=PAPER, text_anchor="middle", font_size=SMALL * UNITS)

    def _patches_drawn(self):
        for kind, n in self.map.kinds.items():
            fill, edge, dashes = PATCHES[n]
            drawn = [self._patch(patch) for patch in self.map.patches if patch.kind == kind]
            look = {"fill": fill, "stroke": edge, "stroke_width": 3, "stroke_dasharray": dashes, "fill_opacity": 0.85}
            yield group(*drawn, class_=f"map-patch map-patch-{n + 1}", **look)
        numerals = [
            text(round(x), round(y) + 8, patch.numeral)
            for patch in self.map.patches
            if patch.numeral
            for x, y in [self._frame.at(*geometry.inside_point(patch.shape))]
        ]
        look = {"fill": PAPER, "font_weight": "700", "text_anchor": "middle", "font_size": SMALL * UNITS}
        yield group(*numerals, class_="map-numeral", pointer_events="none", **look)

    def _patch(self, patch):
        """As it lies, or on a map of a whole borough a square that is large enough to be seen."""
        left, top, right, bottom = self._box_of(patch.shape)
        told = element("title", patch.label)
        side = (WITH_NUMERAL if patch.numeral else SMALLEST) * UNITS
        if right - left >= side:
            return element("path", told, d=self._frame.path(patch.shape))
        x, y = ((near + far - side) / 2 for near, far in ((left, right), (top, bottom)))
        return element("rect", told, x=round(x), y=round(y), width=side, height=side)

    # Names

    @cached_property
    def _names(self):
        return Names([area.label for area in self.map.areas], self._shapes, self._frame)

    @property
    def numerals(self):
        """By place among the areas: the numeral that stands for a name without room."""
        return self._names.numerals

    def _names_drawn(self):
        if len(self.map.areas) < 2:
            return group()
        drawn = []
        for n, x, lines in self._names.placed:
            fill = drawing.ink_on(self._fill(self._scale.step(self.map.areas[n].figure)))
            drawn += [text(x, y, line, fill=None if fill == INK else fill) for y, line in lines]
        return group(*drawn, class_="map-label", font_size=SIZE * UNITS, text_anchor="middle", pointer_events="none")

    # Around the map

    def _shades(self):
        shades = [
            (drawing.block(self._fill(shade), f"map-area-{shade}"), self._range(least, most))
            for place, (least, most) in enumerate(self._scale.steps)
            for shade in [self._scale.shade(place)]
        ]
        if self.map.is_shaded and any(value_of(area.figure) is None for area in self.map.areas):
            shades.append((drawing.block(PAPER, "map-area-0"), "suppressed or no figure"))
        return shades

    def _marks(self):
        marks = [(keys.disc, f"{plural(self.map.point_name)}, with how many")] if self.crowds else []
        marks += [(keys.square(*PATCHES[n]), kind) for kind, n in self.map.kinds.items()]
        marks += [(keys.dashes, outline.label) for outline in self.map.outlines]
        return marks + [(keys.thick, area.label) for area in self.map.areas if area.is_highlighted]

    def _numerals(self):
        if len(self.map.areas) < 2:
            return []
        return [(keys.numeral(numeral), self.map.areas[n].label) for n, numeral in self.numerals.items()]

    def _range(self, least, most):
        low, high = (number(value, self.map.places) for value in (least, most))
        return self.map.words_of(least) if low == high else f"{low} to {self.map.words_of(most)}"


def _linked(path, href):
    return element("a", path, href=href) if href else path
