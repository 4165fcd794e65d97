"""A figure of a chart: an int, a float, None (no figure) or a `suppression.Cell`."""

import math

from pact.core.suppression import MISSING, Cell
from pact.core.wording import number


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
