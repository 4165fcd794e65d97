"""A hot spot in words that a councillor can read aloud."""

import re

from pact.core.dates import MONTHS, month
from pact.core.wording import counted, number, sentence_list

# What data.police.uk writes where a point is no street.
NO_STREETS = {
    *("", "no location", "parking area", "supermarket", "petrol station", "park/open space", "shopping area"),
    *("sports/recreation area", "nightclub", "hospital", "further/higher educational building", "police station"),
    *("conference/exhibition centre", "pedestrian subway", "bus/coach station", "railway station", "prison"),
    *("theatre/concert hall", "airport/airfield", "ferry terminal", "motorway service area", "race track"),
}
AS_MANY = {"residents": "for as many residents", "postcodes": "for as many homes", "ground": "on as much ground"}
TRENDS = {
    "new": "It is new: nothing was recorded there before {first}.",
    "growing": "It is growing faster than in the rest of the borough.",
    "fading": "It is fading: since {first} it has gone down, beside the rest of the borough.",
    "steady": "No change can be shown over these months.",
    "unknown": "Whether it is growing cannot be told yet.",
}
MOST_NAMED = 3
ROAD = re.compile(r"[ABM]\d+(\(M\))?")


def street(location):
    """The street that a location names, or "".

    >>> street("On or near Magpie Hall Road"), street("On or near A231"), street("On or near Parking Area"), street("")
    ('Magpie Hall Road', 'the A231', '', '')
    """
    name = location.removeprefix("On or near ").strip()
    if ROAD.fullmatch(name):
        return f"the {name}"
    return "" if name.lower() in NO_STREETS else name


def kind(location):
    """The kind of place that a location names in place of a street: "a supermarket", or "".

    >>> kind("On or near Supermarket"), kind("On or near Airport/Airfield"), kind("No Location"), kind("High Street")
    ('a supermarket', 'an airport/airfield', '', '')
    """
    name = location.removeprefix("On or near ").strip().lower()
    if name not in NO_STREETS or name in {"", "no location"}:
        return ""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def in_a_sentence(location):
    """
    >>> in_a_sentence("On or near Wharf Road"), in_a_sentence("On or near Parking Area")
    ('Wharf Road', 'a parking area')
    """
    return street(location) or kind(location) or location


def place(streets, kinds, sector):
    """Where a hot spot is: its most often named street, else what kind of place it is, with the postcode sector.

    >>> place(["High Street"], ["On or near Supermarket"], "ME4 4"), place([], ["On or near Supermarket"], "ME4 4")
    ('High Street, ME4 4', 'a supermarket in ME4 4')
    >>> place([], [], "ME4 4"), place([], [], "")
    ('the middle of ME4 4', 'a place without a name')
    """
    if streets:
        return f"{streets[0]}, {sector}" if sector else streets[0]
    if what := next(filter(None, map(kind, kinds)), ""):
        return f"{what} in {sector}" if sector else what
    return f"the middle of {sector}" if sector else "a place without a name"


def sector(postcode):
    """The postcode without its last two letters.

    >>> sector("ME44AB"), sector("WN11AA")
    ('ME4 4', 'WN1 1')
    """
    return f"{postcode[:-3]} {postcode[-3]}"


def span(months):
    """The months that were counted, for the beginning of a sentence. `months` are dates, oldest first.

    >>> from datetime import date
    >>> span([date(2024, 1, 1), date(2024, 2, 1)]), span([date(2023, n, 1) for n in range(1, 13)])
    ('In January and February 2024', 'In the year to December 2023')
    >>> span([date(2023, n, 1) for n in (1, 2, 3, 5)])
    'In 4 months to May 2023'
    """
    if len(months) <= MOST_NAMED:
        of_one_year = months[0].year == months[-1].year
        names = [month(each) if each == months[-1] or not of_one_year else MONTHS[each.month - 1] for each in months]
        return f"In {sentence_list(names)}"
    return (
        f"In the year to {month(months[-1])}"
        if len(months) == 12
        else f"In {len(months)} months to {month(months[-1])}"
    )


def subject(name):
    """The name of an issue type within a sentence.

    >>> subject("Groups causing nuisance; nothing to do")
    'groups causing nuisance'
    """
    name = name.partition(";")[0].partition(":")[0]
    return name[:1].lower() + name[1:]


def one_in(chance):
    """
    >>> one_in(0.0000011), one_in(0.04), one_in(1e-40)
    ('1 in 910,000', '1 in 25', 'less than 1 in 1,000,000,000')
    """
    if chance < 1e-9:
        return f"less than 1 in {number(10**9)}"
    return f"1 in {number(float(f'{1 / chance:.2g}'))}"


def about(expected):
    """
    >>> about(0.3), about(11.6)
    ('fewer than 1', 'about 12')
    """
    return f"about {number(round(expected))}" if expected >= 1 else "fewer than 1"


def busy(spot, *, name, at, months, recent_from, providers, basis):
    """The evidence for more of one issue than expected. `recent_from` is the first of the last months."""
    told = [providers[share.provider] for share in sorted(spot.shares, key=lambda share: -share.count)]
    who = sentence_list(told) if len(told) <= MOST_NAMED else f"{len(told)} services"
    said = f"{span(months)} {who} recorded {counted(spot.count, 'incident')} of {subject(name)} "
    said += f"in the 200 metres around {at}; {about(spot.expected)} would be expected {AS_MANY[basis]}."
    return f"{said} {TRENDS[spot.trend].format(first=month(recent_from))}"


def repeat(spot, *, name, at, months, providers, basis, fewest):
    """The evidence for repeat complaints of one strand to different services, each with enough to be named."""
    told = sorted((share for share in spot.shares if share.count >= fewest), key=lambda share: -share.count)
    each = [f"{number(s.count)} times to {providers[s.provider]} in {counted(s.months, 'month')}" for s in told]
    said = f"{span(months)} people turned again and again to {len(told)} services about {subject(name)} "
    said += f"in the 200 metres around {at}: {sentence_list(each)}; "
    return f"{said}{sentence_list(about(share.expected) for share in told)} would be expected {AS_MANY[basis]}."
