"""Which wards' counts must not be told, small ones and what would give them away (rule 64).

Wards add up to a borough, and the borough's count is shown. Groups of people, of ages or ethnic groups, also add up to
all people of a ward, which are shown too: they are made safe together, as a table of wards and groups.
"""

from pact.core.suppression import is_small, suppress, suppress_table
from profiles.loading.figures import share_of
from profiles.queries.comparison import COUNTS


def is_a_count(indicator):
    """Whether it counts people, or what they have or did."""
    return indicator.is_count_of_people or indicator.unit in COUNTS


class SmallCounts:
    """The counts of a borough's wards: `by_indicator[slug][period][area code]` of `indicators` {slug: Indicator}."""

    def __init__(self, by_indicator, indicators, codes, *, below):
        self._figures, self._codes, self._below = by_indicator, codes, below
        self._topics = {slug: each.topic for slug, each in indicators.items() if is_a_count(each)}
        self._known = {}

    def hides(self, slug, period, code=None):
        """Whether the count of a ward, or without a `code` that of the whole borough, must not be told."""
        if slug not in self._topics:
            return False
        key = self._group_of(slug, period), period
        if key not in self._known:
            self._known[key] = self._hidden(*key)
        return (slug, code) in self._known[key]

    def _group_of(self, slug, period):
        """Those that it adds up with: what has a share is a part of something."""
        if share_of(slug) not in self._figures:
            return (slug,)
        beside = (each for each, topic in self._topics.items() if topic == self._topics[slug])
        return tuple(each for each in beside if share_of(each) in self._figures and period in self._figures[each])

    def _hidden(self, slugs, period):
        """{(slug, ward's code or None for all wards)}. Nothing is worked out where nothing is small."""
        rows = [[self._whole(slug, period, code) for slug in slugs] for code in self._codes]
        if not any(is_small(n, self._below) for row in rows for n in row):
            return set()
        if len(slugs) == 1:
            line = suppress([n for (n,) in rows], below=self._below)
            cells = zip([*self._codes, None], [*line, line.total], strict=True)
            return {(slugs[0], code) for code, cell in cells if cell.is_suppressed}
        table = suppress_table(rows, below=self._below)
        lines = zip([*self._codes, None], [*table, table.foot], strict=True)
        cells = ((slug, code, cell) for code, line in lines for slug, cell in zip(slugs, line, strict=True))
        return {(slug, code) for slug, code, cell in cells if cell.is_suppressed}

    def _whole(self, slug, period, code):
        value = self._figures[slug][period].get(code)
        return None if value is None else max(0, round(value))
