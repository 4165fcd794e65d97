"""Hot spots and suggested areas for the pages: everything is read, nothing is worked out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.conf import settings

from pact.core import geometry
from pact.core.dates import moment, month
from pact.core.suppression import suppress
from pact.core.wording import counted, number, sentence_list
from pact.places.models import Ward
from profiles.hotspots import People, Units, words
from profiles.models import HotSpot, HotSpotRun, Incident, SuggestedArea, SuggestionRefusal

BASES = {
    "residents": "Residents of small areas, shared out among their postcodes",
    "postcodes": "Postcodes, each counting alike, since no residents of small areas are loaded",
    "ground": "Ground, every square alike, since no postcodes are loaded",
}
MOST_LINES = 8  # on a profile; its page and its paper lead to the list
SAME_PLACE = 0.5  # of the squares: from so many in common on, a place is the one that was refused before


def hot_spots(run, *, ward=None, issue_type=None, kind="", trend=""):
    """Those of a run, or of one ward in it, the clearest first."""
    spots = HotSpot.objects.filter(run=run)
    given = {"ward": ward, "issue_type": issue_type, "kind": kind, "trend": trend}
    return spots.filter(**{field: value for field, value in given.items() if value}).for_lists()


def promise(run, *, is_any=True):
    """How many of a run's hot spots are expected to be chance, and why that is known; just that where there is none."""
    when = words.span(months_of(run))
    looked = f"{counted(sum(run.tests.values()), 'chance was,chances were')} looked at"
    looked += f", in squares of {run.parameters['side']} metres, {when[:1].lower()}{when[1:]}."
    if not is_any:
        return looked
    rate = round(1 / run.parameters["false_rate"])
    return f"At most 1 in {rate} of these hot spots is expected to be chance: {looked}"


def made_in_words(run):
    return f"{words.span(months_of(run)).removeprefix('In ').capitalize()}. Worked out {moment(run.made_at)}."


def months_of(run):
    return [date.fromisoformat(day) for day in run.months]


def run_facts(run):
    """What a run was made from, as rows of a summary list."""
    uneven = [f"{code} {number(d, 2)}" for code, d in run.dispersions.items()]
    return [
        {"key": "Months", "value": sentence_list(map(month, months_of(run)))},
        {"key": "Recorded by", "value": sentence_list(run.providers)},
        {"key": "People are counted by", "value": BASES[run.basis]},
        {"key": "Squares, or parts of them in a ward", "value": number(run.units)},
        {"key": "Chances looked at", "value": number(sum(run.tests.values()))},
        {"key": "How uneven each issue is (dispersion)", "value": ", ".join(uneven) or "Nothing is recorded"},
        {"key": "Method", "value": f"Version {run.method_version}"},
        {"key": "Worked out", "value": moment(run.made_at)},
    ]


@dataclass(frozen=True)
class Square:
    """A square on a map, under the numeral that the list has too. Its spots lie on one another there."""

    numeral: str
    spots: list

    @property
    def is_repeat(self):
        return any(spot.is_repeat for spot in self.spots)

    @property
    def label(self):
        first = self.spots[0]
        return f"{self.numeral}. {first.title}: {sentence_list(dict.fromkeys(spot.subject for spot in self.spots))}"


def squares(spots):
    """The squares of some spots, numbered in the order in which the clearest of each comes."""
    gathered = defaultdict(list)
    for spot in spots:
        gathered[spot.ward_id, spot.easting, spot.northing].append(spot)
    return [Square(str(n), held) for n, held in enumerate(gathered.values(), 1)]


def numerals(squares):
    """`{hot spot's primary key: numeral}`"""
    return {spot.pk: square.numeral for square in squares for spot in square.spots}


def spot_facts(spot):
    """A hot spot's numbers as rows of a summary list; those of few are suppressed (rule 64)."""
    told = [
        f"{name}: {cell}"
        for (name, *_), cell in zip(spot.providers, suppress([n for _, n, *_ in spot.providers]), strict=True)
    ]
    return [
        {"key": "Recorded", "value": number(spot.count)},
        {"key": "Expected", "value": number(spot.expected, 1)},
        {"key": "By", "value": "; ".join(told)},
        {"key": "Trend", "value": spot.trend_shown or "Not asked of repeat complaints"},
        {"key": "Chance of so many or more", "value": words.one_in(spot.chance)},
        {"key": "Square", "value": f"Easting {spot.easting}, northing {spot.northing} (its south-west corner)"},
    ]


def rows_behind(spot):
    """The primary keys of the incidents behind a hot spot, the latest first. Three queries, whatever their number."""
    run, side = spot.run, spot.run.parameters["side"]
    square = geometry.squares([spot.easting], [spot.northing], side)[0]
    west, south, east, north = geometry.bounds(square)
    found = Incident.objects.filter(
        dataset__in=run.datasets.all(),
        month__in=months_of(run),
        longitude__range=(west, east),
        latitude__range=(south, north),
    )
    found = (
        found.filter(issue_type=spot.issue_type) if spot.issue_type_id else found.filter(issue_type__strand=spot.strand)
    )
    known = list(found.order_by("-month", "provider", "pk").values_list("pk", "ward_id", "longitude", "latitude"))
    if not known:
        return []
    keys, wards, lons, lats = (np.array(column) for column in zip(*known, strict=True))
    inside = (wards == spot.ward_id) | _astray(spot, wards, lons, lats)
    places = People(*geometry.to_national_grid(lons, lats), np.zeros(len(keys), dtype=int), np.ones(len(keys)))
    corner = People(
        *(np.array([metres + side / 2]) for metres in (spot.easting, spot.northing)), np.zeros(1, dtype=int), 1
    )
    return keys[inside & (Units.covering(side, corner).holding(places) >= 0)].tolist()


def _astray(spot, wards, lons, lats):
    """Which incidents lie in the ward although they were recorded in one that stands no more."""
    former = Ward.objects.filter(pk__in=set(wards.tolist())).exclude(ends_on=None).values_list("pk", flat=True)
    of_former = np.isin(wards, list(former))
    shape = geometry.parse(spot.ward.boundary, mend=True)
    return of_former & (geometry.assign(np.column_stack([lons, lats]), [shape]) >= 0)


def incidents_of(keys):
    """Incidents by primary key, in that order."""
    found = Incident.objects.select_related("issue_type", "dataset").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def suggestions(run, *, ward=None):
    """Suggested areas with their ward, refusal and the areas that they became."""
    found = SuggestedArea.objects.filter(run=run, **({"ward": ward} if ward else {}))
    found = found.select_related("ward", "refusal__by").prefetch_related("areas__profile")
    return found.order_by("position", "pk")


def goes_on(suggestion):
    """A sentence for an area that was split at the ward boundary (rule 6), or ""."""
    if not suggestion.goes_on_in:
        return ""
    return (
        f"It goes on in {sentence_list(suggestion.goes_on_in)}, where it is suggested apart: a priority action area "
        "lies in one ward. The members of both may want to know."
    )


def as_proposal(suggestion):
    """What the form of a proposal begins with; the name is for people to give."""
    if suggestion is None:
        return {}
    return {
        "boundary": suggestion.boundary,
        "streets": suggestion.streets,
        "evidence": suggestion.evidence,
        "issue_types": [pk for pk in suggestion.spots.values_list("issue_type", flat=True).distinct() if pk],
    }


def refused_before(suggestion):
    """Refusals of the same place in earlier runs, the latest first."""
    ours = {tuple(corner) for corner in suggestion.squares}
    refusals = SuggestionRefusal.objects.filter(suggestion__ward__code=suggestion.ward.code)
    refusals = refusals.exclude(suggestion=suggestion).select_related("suggestion", "by").order_by("-at", "-pk")
    return [refusal for refusal in refusals if _is_same_place(ours, refusal.suggestion)]


def _is_same_place(ours, other):
    theirs = {tuple(corner) for corner in other.squares}
    return len(ours & theirs) >= SAME_PLACE * min(len(ours), len(theirs))


def run_of(profile):
    """The run that a profile shows: the one that it was published with, or the one that stands now."""
    return profile.hot_spot_run if profile.is_published else HotSpotRun.objects.current(profile.ward.borough)


@dataclass(frozen=True)
class WardSpots:
    """What a profile says of a ward's hot spots: the spots, their squares on the map, and what is promised."""

    run: HotSpotRun | None
    spots: list
    squares: list

    @property
    def promise(self):
        return promise(self.run) if self.run else ""

    @property
    def lines(self):
        """(numeral, spot) of the clearest."""
        numeral = numerals(self.squares)
        return [(numeral[spot.pk], spot) for spot in self.spots[:MOST_LINES]]

    @property
    def others(self):
        """How many more there are, in words, or ""."""
        more = len(self.spots) - MOST_LINES
        return f"{counted(more, 'more hot spot')} of this ward can be seen in the list." if more > 0 else ""


def spots_of(profile):
    """Two queries."""
    run = run_of(profile)
    spots = list(hot_spots(run, ward=profile.ward)) if run else []
    spots = [spot for spot in spots if spot.count >= settings.SUPPRESS_BELOW]
    return WardSpots(run, spots, squares(spots))
