"""Which wards' counts of people must not be told, small ones and what would give them away (rule 64).

Groups of people (of ages, of ethnic groups) add up to all people of a ward, and wards to a borough, and all of it is
shown: so counts of one topic and period are made safe together, as a table of wards and groups.
"""

from pact.core.suppression import is_small, suppress_table


class SmallCounts:
    """The counts of a borough's wards: `by_indicator[slug][period][area code]` of `indicators` {slug: Indicator}."""

    def __init__(self, by_indicator, indicators, codes, *, below):
        self._figures, self._codes, self._below = by_indicator, codes, below
        self._topics = {slug: each.topic for slug, each in indicators.items() if each.is_count_of_people}
        self._known = {}

    def hides(self, slug, period, code=None):
        """Whether the count of a ward, or without a `code` that of the whole borough, must not be told."""
        if slug not in self._topics:
            return False
        key = self._topics[slug], period
        if key not in self._known:
            self._known[key] = self._hidden(*key)
        return (slug, code) in self._known[key]

    def _hidden(self, topic, period):
        """{(slug, ward's code or None for all wards)}. Nothing is worked out where nothing is small."""
        slugs = [slug for slug, of in self._topics.items() if of == topic and period in self._figures[slug]]
        rows = [[self._whole(slug, period, code) for slug in slugs] for code in self._codes]
        if not any(is_small(n, self._below) for row in rows for n in row):
            return set()
        table = suppress_table(rows, below=self._below)
        lines = [*zip(self._codes, table, strict=True), (None, table.foot)]
        return {
            (slug, code) for code, line in lines for slug, cell in zip(slugs, line, strict=True) if cell.is_suppressed
        }

    def _whole(self, slug, period, code):
        value = self._figures[slug][period].get(code)
        return None if value is None else max(0, round(value))
