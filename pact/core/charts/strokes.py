"""What several charts are drawn with: scales, strokes, swatches and dots, as pieces of SVG."""

from pact.core import drawing
from pact.core.charts.figures import value_of
from pact.core.drawing import INK, SERIES, WIDTH, element, group

BAR = 14  # the height of a bar
LEAST = 1e-9  # what differs by less is drawn as the same
MARK = {"stroke": INK, "stroke_width": 3}
SPOT = {"stroke": SERIES[1], "stroke_width": 13, "stroke_linecap": "round"}
AVERAGE = {"stroke": SERIES[1], "stroke_width": 3, "stroke_dasharray": "4 2"}
HALO = {"stroke": drawing.PAPER, "stroke_width": 6}  # so that a dark mark is seen on a dark bar
DASHES = (None, "7 3", "2 3", "9 3 2 3")
QUARTERS = ("lowest quarter", "lower half", "upper half", "highest quarter")


def picture(chart, height, parts):
    return drawing.svg(WIDTH, height, *parts, title=chart.title, description=chart.description, class_="chart")


def measure(chart):
    return "Per cent" if chart.unit == "%" else (chart.unit[:1].upper() + chart.unit[1:]) or "Number"


def scale(low, high, start, end):
    """A function from values to pixels; everything at the start if there is nothing between low and high."""
    reach = (end - start) / (high - low) if high - low > LEAST else 0
    return lambda value: start + (value - low) * reach


def ticks(low, high, step):
    first = int(low // step)
    last = -int(-high // step)
    return [round(n * step, 10) for n in range(first, last + 1)]


def at(x, y):
    return f"M{drawing.coordinate(x)} {drawing.coordinate(y)}"


def path(points):
    return "M" + "L".join(f"{drawing.coordinate(x)} {drawing.coordinate(y)}" for x, y in points)


def box(start, end, y):
    """A bar, and be it a thin one."""
    return f"{at(start, y)}h{drawing.coordinate(max(end - start, 1))}v{BAR}H{drawing.coordinate(start)}z"


def joined(pieces, **attributes):
    return element("path", d="".join(pieces), **attributes) if pieces else group()


def tick(x, y):
    """A stroke across a bar whose top is at `y`."""
    return f"{at(x, y - 2)}v{BAR + 4}"


def strokes(ticks, **attributes):
    d = "".join(ticks)
    return group(element("path", d=d, **HALO), element("path", d=d, **attributes)) if ticks else group()


def swatch(look):
    return lambda x, y: element("path", d=f"{at(x + 11, y - 2)}v16", **look)


def dots(n, points):
    """Marks whose shape tells the series in black and white too: disc, square, triangle, ring."""
    if not points:
        return []
    if n % 4 == 2:
        return [element("path", d="".join(f"{at(x, y - 4)}l4 7h-8z" for x, y in points), fill=SERIES[2])]
    # A line of no length is drawn as its end cap alone: the shortest way to write a disc or a square.
    d = "".join(f"{at(x, y)}h0" for x, y in points)
    dots = [element("path", d=d, stroke_width=7, stroke_linecap="square" if n % 4 == 1 else "round")]
    if n % 4 == 3:
        dots.append(element("path", d=d, stroke=drawing.PAPER, stroke_width=3, stroke_linecap="round"))
    return dots


def stroke(n, *, ink=None, dash=None):
    """A swatch for the legend: a piece of the line with its mark."""

    def draw(x, y):
        line = element(
            "path",
            d=f"M{drawing.coordinate(x)} {y + 6}h22",
            stroke=ink,
            stroke_width=2.5,
            stroke_dasharray=dash or DASHES[n % 4],
        )
        mark = [] if ink else dots(n, [(x + 11, y + 6)])
        return group(line, *mark, stroke=SERIES[n % 4], fill="none")

    return draw


def total_of(stack):
    return sum(value_of(figure) or 0 for figure in stack.figures)
