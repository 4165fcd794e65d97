"""Whether interviews come from all streets of an area: each street's share of them beside its share of the doors.

An interview does not say at which door it was, nor in which street (docs/doorstep.md). So this is counted from how the
doors of the rounds that are on stand, and is gone with them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from engagement.models import Door
from engagement.representation import FEWEST_ANSWERS, TOLERANCE

FEWEST_DOORS = 10  # shorter streets of an area are taken together
SHORT = "Short streets together"


@dataclass(frozen=True)
class StreetQuota:
    """So many interviews in a street, of what its share of the area's target would be. Shares are in percent."""

    area: str
    street: str
    done: int
    expected: int
    share: float | None  # of the interviews; None where there are too few to say
    doors: float

    @property
    def words(self):
        return f"{self.done} of about {self.expected}"

    @property
    def is_short(self):
        return self.share is not None and self.share < self.doors - TOLERANCE

    @property
    def note(self):
        if self.is_short:
            return "Too few"
        return "More than its share" if self.share > self.doors + TOLERANCE else f"Within {TOLERANCE} points"


def street_quotas(engagement):
    """Of each area with a round that is on, its streets, the one with the most doors first. One query."""
    rows = Door.objects.filter(street__round__engagement=engagement, street__round__ended_at=None)
    doors, done = defaultdict(Counter), defaultdict(Counter)
    for area, street, state, number in (
        rows.order_by().values_list("street__round__area__name", "street__name", "state").annotate(n=Count("pk"))
    ):
        doors[area][street] += number
        done[area][street] += number if state == Door.State.DONE else 0
    return [quota for area in sorted(doors) for quota in _of_area(area, doors[area], done[area], engagement.target)]


def _of_area(area, doors, done, target):
    doors, done = _together(doors), _together(done, by=doors)
    all_doors, all_done = sum(doors.values()), sum(done.values())
    if len(doors) < 2:
        return []
    return [
        StreetQuota(
            area,
            street,
            done[street],
            max(1, round(target * number / all_doors)),
            100 * done[street] / all_done if all_done >= FEWEST_ANSWERS else None,
            100 * number / all_doors,
        )
        for street, number in sorted(doors.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _together(counts, *, by=None):
    """Streets with few doors as one. `by` are the doors, already taken together, for counts that are to follow them."""
    found = Counter()
    for street, number in counts.items():
        is_long = street in by if by is not None else number >= FEWEST_DOORS
        found[street if is_long else SHORT] += number
    return found
