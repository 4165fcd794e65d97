"""Charts as values: a frozen dataclass says what is to be seen; `svg` draws it, `columns` and `rows` tell it.

A number may be an int, a float, None (no figure) or a `suppression.Cell`; what is suppressed is named and not drawn.
"""

from pact.core.charts.bars import Bar, BarChart
from pact.core.charts.figures import value_of, words_of
from pact.core.charts.lines import LineChart, Series
from pact.core.charts.sparklines import Sparkline
from pact.core.charts.spines import Spine, SpineChart
from pact.core.charts.stacks import Stack, StackedChart

__all__ = [
    "Bar",
    "BarChart",
    "LineChart",
    "Series",
    "Sparkline",
    "Spine",
    "SpineChart",
    "Stack",
    "StackedChart",
    "value_of",
    "words_of",
]
