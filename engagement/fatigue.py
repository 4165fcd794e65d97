"""Where the same people are asked twice at once, or again too soon: a pure function of events (W21, M37, C7)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from pact.core.dates import day
from pact.core.wording import sentence_list


@dataclass(frozen=True)
class Event:
    """Somebody asks people somewhere, from `starts_on` to the day before `ends_on`.

    `streets` are names as they are compared; none means the whole of its wards. `areas`, `groups` and `wards` are
    names by primary key. `asks` is False for a walk, which tires nobody.
    """

    key: str
    kind: str
    title: str
    href: str
    who: str
    starts_on: date
    ends_on: date
    wards: dict
    groups: dict = field(default_factory=dict)
    areas: dict = field(default_factory=dict)
    streets: frozenset = frozenset()
    asks: bool = True
    place: str = ""
    agencies: frozenset = frozenset()

    @property
    def is_whole(self):
        """Whether it asks everybody of its wards."""
        return not (self.streets or self.areas or self.groups)

    @property
    def last_day(self):
        return self.ends_on - timedelta(days=1)

    @property
    def where(self):
        """Its place and up to three of its wards, in words."""
        wards = sorted(self.wards.values())
        more = [f"{len(wards) - 3} more wards"] if len(wards) > 3 else []
        return ", ".join(filter(None, [self.place, *wards[:3], *more]))


@dataclass(frozen=True)
class Clash:
    """Two events that meet the same people: at the same time, or with too short a rest between them."""

    first: Event
    second: Event
    is_overlap: bool
    whom: str
    days: int = 0  # of rest between them

    @property
    def sentence(self):
        """Said of the later one."""
        with_whom = f"“{self.first.title}” ({self.first.who})"
        if self.is_overlap:
            return f"“{self.second.title}” and {with_whom} ask {self.whom} at the same time. Could it be one event?"
        return (
            f"“{self.second.title}” asks {self.whom} {_after(self.days)} {with_whom} ended on "
            f"{day(self.first.last_day)}."
        )


def clashes(events, *, rest):
    """Every `Clash` among these events, by the day on which the later one starts. `rest` is in days.

    Two events meet the same people where they share a priority action area or a street, or ask the same group in the
    same ward. Two that both ask a whole ward, and no group in particular, share the ward. One that asks the whole ward
    meets one that asks a part of it at the same time only: after a rest, few of the part will have answered the whole.
    """
    asking = sorted((event for event in events if event.asks), key=lambda event: (event.starts_on, event.key))
    found = []
    for number, second in enumerate(asking):
        for first in asking[:number]:
            gap = (second.starts_on - first.ends_on).days
            if gap < rest and (whom := shared(first, second) or (_part_of_all(first, second) if gap < 0 else "")):
                found.append(Clash(first, second, gap < 0, whom, max(gap, 0)))
    return found


def clashes_of(event, events, *, rest):
    """Those in which this event has a part."""
    return [clash for clash in clashes(events, rest=rest) if event in {clash.first.key, clash.second.key}]


def shared(first, second):
    """Whom both ask, in words; empty where they ask nobody twice."""
    wards = first.wards.keys() & second.wards.keys()
    if not wards:
        return ""
    if areas := first.areas.keys() & second.areas.keys():
        return f"people in {sentence_list(sorted(first.areas[key] for key in areas))}"
    if streets := first.streets & second.streets:
        return f"people in {_some(street.title() for street in streets)}"
    where = _where(first, wards)
    if groups := first.groups.keys() & second.groups.keys():
        return f"{sentence_list(sorted(first.groups[key] for key in groups))} in {where}"
    return f"everybody in {where}" if first.is_whole and second.is_whole else ""


def _part_of_all(first, second):
    """Whom one asks in particular while the other asks the whole of the same ward, in words."""
    wards = first.wards.keys() & second.wards.keys()
    if not wards or first.is_whole == second.is_whole:
        return ""
    part = second if first.is_whole else first
    if part.areas or part.streets:
        return f"people in {_some(part.areas.values() or [street.title() for street in part.streets])}"
    return f"{_some(part.groups.values())} in {_where(part, wards)}"


def _where(event, wards):
    return _some(event.wards[key] for key in wards)


def _some(names):
    return sentence_list(sorted(names)[:3])


def street_names(text):
    """The streets of a text with one a line, as they are compared."""
    return frozenset(" ".join(line.casefold().split()) for line in text.splitlines() if line.strip())


def _after(days):
    return "on the day after" if days == 0 else f"{days} days after" if days > 1 else "a day after"
