"""Pictures as SVG that the server writes: the same on a page, in a PDF and without script.

Colours are presentation attributes beside the classes, because a PDF has no web stylesheet and the content security
policy no inline style. Text stays text, in a font of its own. Equal input makes equal bytes.
"""

import math
import textwrap
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH = 340  # in CSS pixels: at 260, all that a phone 320 wide has left, 15 is still 11
FONT = "Atkinson Hyperlegible, Helvetica Neue, Arial, sans-serif"
TEXT = 15
SMALL = 13
LINE = 18
LETTER = 0.53  # the width of an average letter, as a share of the font size

INK = "#16252b"
SOFT = "#4b5b62"
RULE = "#c9d3d4"
GROUND = "#eef2f1"
PAPER = "#ffffff"
HOT = "#b3261e"
# Each step is told from its neighbours in grey as well as in colour.
SERIES = ("#0b4a4f", "#a86200", "#5a4fa2", "#7d98a1")
STEPS = ("#e3efee", "#b5d6d3", "#7db5b1", "#35807e", "#0b4a4f")
STATES = {"red": "#c9372c", "amber": "#f2b544", "green": "#3f9e76", "blue": "#173f75", "grey": "#dfe5e7"}
WHITE_ON = {*STEPS[3:], *SERIES[:3], STATES["red"], STATES["blue"]}


def ink_on(fill):
    """The colour of text that is legible (4.5 to 1) on a fill of ours."""
    return PAPER if fill in WHITE_ON else INK


def coordinate(number):
    """
    >>> coordinate(3.14159), coordinate(2.0), coordinate(-0.01)
    ('3.1', '2', '0')
    """
    written = f"{number:.1f}"
    return "0" if written == "-0.0" else written.removesuffix(".0")


def element(name, *children, **attributes):
    """One SVG element; `class_` is class, `font_size` is font-size, what is None is left out. Text is escaped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return SafeString(f"<{name}{written}/>")
    inside = "".join(child if isinstance(child, SafeString) else escape(str(child)) for child in children)
    return SafeString(f"<{name}{written}>{inside}</{name}>")


def _attribute(value):
    return coordinate(value) if isinstance(value, int | float) else escape(str(value))


def group(*children, **attributes):
    """Elements that share attributes; nothing for no elements."""
    return element("g", *children, **attributes) if children else SafeString()


def text(x, y, words, **attributes):
    return element("text", words, x=x, y=y, **attributes)


def svg(width, height, *parts, title, description, class_, role="img", box=None):
    """A whole picture, `width` by `height` CSS pixels; `box` is the size of its own units where they differ."""
    across, down = box or (width, height)
    return mark_safe(  # noqa: S308 - made of elements, which escape what they are given
        element(
            "svg",
            element("title", title),
            element("desc", description) if description else SafeString(),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            class_=class_,
            role=role,
            width=width,
            height=height,
            viewBox=f"0 0 {coordinate(across)} {coordinate(down)}",
            font_family=FONT,
            font_size=TEXT,
            fill=INK,
        )
    )


def width_of(words, size=TEXT):
    """About how wide text is: good enough to keep it from running into something."""
    return len(str(words)) * size * LETTER


def wrapped(words, width, *, size=TEXT, lines=2):
    """Text as lines that fit a width, the last of them cut short if there is too much."""
    return textwrap.wrap(
        str(words), max(4, int(width / (size * LETTER))), max_lines=lines, placeholder="…", break_long_words=True
    ) or [""]


def nice_step(reach, steps=5):
    """A round distance of which about `steps` make up a reach: 1, 2 or 5 times a power of ten.

    >>> nice_step(37), nice_step(0.9), nice_step(1)
    (10, 0.2, 0.2)
    """
    rough = max(reach, 1e-6) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= rough * 0.99)
    return int(step) if step >= 1 else round(step, 10)


def legend(entries, y, *, width=WIDTH, size=SMALL):
    """A key in up to three columns, read down: (elements, the y below them).

    Entries are (swatch, words); a swatch is a function of x and y that draws 22 wide and 12 high.
    """
    longest = max((width_of(words, size) for _, words in entries), default=0)
    columns = max(2 if len(entries) > 5 else 1, min(3, int((width + 12) // (28 + longest + 12))))
    deep = -(-len(entries) // columns)
    drawn, bottom = [], y
    for column in range(columns):
        x, top = column * (width // columns), y
        for swatch, words in entries[column * deep : (column + 1) * deep]:
            lines = wrapped(words, width // columns - 32, size=size, lines=3)
            drawn.append(swatch(x, top))
            drawn += [text(x + 28, top + 11 + 15 * n, line, font_size=size) for n, line in enumerate(lines)]
            top += LINE + 2 + 15 * (len(lines) - 1)
        bottom = max(bottom, top)
    return drawn, bottom + 4


def block(fill, class_):
    """A swatch for `legend`: a block of colour with an edge, so that a pale one is seen."""
    return lambda x, y: element("rect", x=x, y=y, width=22, height=12, fill=fill, class_=class_, stroke=SOFT)
