"""Figures of one census's small areas for those of the other: joined where nothing is guessed, else said why not.

Each census draws some small areas anew. Where an area is what it was, a figure is the same; where it is made of whole
areas of the other census, counts are added up; where it is only part of one, nobody knows which part of the figure is
its own. The links come from the lookup that was loaded (`SmallAreaLink`).
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from pact.core.wording import counted
from pact.places.models import SmallArea, SmallAreaLink


@dataclass(frozen=True)
class Bridge:
    """How a small area stands to those of the other census: it is made of `codes` whole, or `is_cut` from one."""

    vintage: int  # of the other census
    codes: tuple = ()
    is_cut: bool = False

    @property
    def is_same(self):
        return len(self.codes) == 1

    @property
    def in_words(self):
        if self.is_cut:
            return f"cut from other small areas of {self.vintage}, whose figures cannot be divided"
        if self.is_same:
            return ""
        return f"made of {counted(len(self.codes), 'small area')} of {self.vintage}, whose counts are added up"


def bridges(areas):
    """`{code: Bridge}` of those of these small areas that a lookup links to the other census. Three queries."""
    near = _links(pk__in=[area.pk for area in areas])
    beyond = {other for links in near.values() for other, _ in links}
    back = _links(pk__in=beyond)
    others = {area.pk: area for area in SmallArea.objects.filter(pk__in=beyond).defer("boundary")}
    found = {}
    for area in areas:
        links = near.get(area.pk, [])
        if not links:
            continue
        parts = sorted((others[other] for other, _ in links), key=lambda part: part.code)
        is_whole = all({each for each, _ in back[other]} == {area.pk} and change != "X" for other, change in links)
        codes = tuple(part.code for part in parts) if is_whole else ()
        found[area.code] = Bridge(parts[0].vintage, codes, is_cut=not is_whole)
    return found


def _links(*, pk__in):
    """{pk: [(pk of the area of the other census, change), …]}"""
    found = defaultdict(list)
    rows = SmallAreaLink.objects.filter(Q(old__in=pk__in) | Q(new__in=pk__in))
    for old, new, change in rows.values_list("old", "new", "change"):
        found[old].append((new, change))
        found[new].append((old, change))
    return found


def carried(known, areas, found, *, is_count):
    """`{code: value}` of these areas from `known` {code of either census: value}, by the `found` bridges.

    What is not a count is carried only where the area is the same; a sum with a part missing is none.
    """
    values = {}
    for area in areas:
        bridge = found.get(area.code)
        if area.code in known:
            values[area.code] = known[area.code]
        elif bridge and (bridge.is_same or is_count) and bridge.codes and all(code in known for code in bridge.codes):
            values[area.code] = sum(known[code] for code in bridge.codes) if is_count else known[bridge.codes[0]]
    return values
