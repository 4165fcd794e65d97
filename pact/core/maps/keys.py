"""The signs of a key, and what stands in the corners of every map."""

from pact.core import drawing
from pact.core.drawing import HOT, INK, SMALL, WIDTH, element, group, text
from pact.core.maps.frame import UNITS
from pact.core.maps.names import SIZE


def furniture(frame):
    """A scale bar and an arrow to the north, in the corners below."""
    metres = frame.metres / UNITS
    length = next((m for m in (5000, 2000, 1000, 500, 200, 100) if m / metres <= WIDTH * UNITS * 0.3), 50)
    words = f"{length // 1000} km" if length >= 1000 else f"{length} m"
    y = frame.height * UNITS - 8
    far = WIDTH * UNITS - 14
    return group(
        element("path", d=f"M4 {y - 10}v10h{round(length / metres)}v-10M{far} {y}v-30l-9 12m9 -12l9 12", fill="none"),
        text(8, y - 14, words, stroke="none"),
        text(far, y - 36, "N", stroke="none", text_anchor="middle"),
        class_="map-furniture",
        font_size=SIZE * UNITS,
        stroke=INK,
        stroke_width=3,
    )


def disc(x, y):
    return element("circle", cx=x + 11, cy=y + 6, r=6, class_="map-point", fill=INK)


def dashes(x, y):
    return element("path", d=f"M{drawing.coordinate(x)} {y + 6}h22", stroke=HOT, stroke_width=3, stroke_dasharray="7 3")


def square(fill, edge, dashes):
    look = {"fill": fill, "stroke": edge, "stroke_dasharray": dashes and "3 2", "fill_opacity": 0.85}
    return lambda x, y: element("rect", x=x + 4, y=y - 1, width=14, height=14, **look)


def thick(x, y):
    return element("path", d=f"M{drawing.coordinate(x)} {y + 6}h22", stroke=INK, stroke_width=3)


def numeral(numeral):
    return lambda x, y: text(x + 22, y + 11, numeral, font_size=SMALL, font_weight="700", text_anchor="end")
