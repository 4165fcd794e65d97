"""The small areas of a ward to choose from, with what is known of each, and the outline of those chosen."""

from collections import defaultdict
from dataclasses import dataclass

from pact.core import geometry
from pact.core.suppression import Cell, suppress
from pact.core.wording import counted, number
from pact.places.models import SmallArea
from profiles.loading.figures import POPULATION
from profiles.models import Figure, Incident, Indicator
from profiles.queries.censuses import bridges, carried
from profiles.queries.comparison import UNITS
from profiles.queries.incidents import latest_year

MOST_FIGURES = 3


@dataclass(frozen=True)
class SmallAreaLine:
    """A small area by name and code, with what helps to choose it. Small counts are suppressed (rule 64)."""

    area: SmallArea
    population: int | None
    incidents: Cell | None
    figures: tuple
    drawn_anew: str = ""  # how it stands to the small areas of the other census, where that matters

    @property
    def label(self):
        return f"{self.area.name} ({self.area.code})"

    @property
    def hint(self):
        """ "1,540 people; 214 incidents; IMD score 34.2"."""
        parts = [] if self.population is None else [counted(self.population, "person,people")]
        if self.incidents is not None:
            few = f"number of incidents {self.incidents}"
            parts.append(few if self.incidents.is_suppressed else counted(self.incidents.value, "incident"))
        parts += [f"{name} {shown}" for name, shown in self.figures]
        return "; ".join([*parts, *([self.drawn_anew] if self.drawn_anew else [])])


def small_areas_of(ward):
    """The ward's small areas by name, of the newest census whose outlines are loaded, else of the newest."""
    known = list(SmallArea.objects.filter(ward=ward).order_by("-vintage", "name", "code"))
    drawn = [area for area in known if area.boundary]
    best = drawn or known
    return [area for area in best if area.vintage == best[0].vintage]


def small_area_lines(ward):
    """A `SmallAreaLine` for each, in a number of queries that does not grow with them."""
    areas = small_areas_of(ward)
    found = bridges(areas)
    codes = {area.code for area in areas}.union(*(bridge.codes for bridge in found.values()))
    figures = Figure.objects.filter(area_code__in=codes, dataset__borough=ward.borough_id).latest()
    counted_there = dict(figures.filter(indicator__slug=POPULATION).values_list("area_code", "value"))
    population = carried(counted_there, areas, found, is_count=True)
    recorded, known = _recorded(ward, areas), _key_figures(figures, areas, found)
    return [
        SmallAreaLine(
            area=area,
            population=population.get(area.code, area.population),
            incidents=recorded.get(area.pk),
            figures=known.get(area.code, ()),
            drawn_anew=found[area.code].in_words if area.code in found else "",
        )
        for area in areas
    ]


def _recorded(ward, areas):
    """{pk: how many incidents of the latest year lie in it} where outlines and incidents are known."""
    drawn, months = [area for area in areas if area.boundary], latest_year(ward)
    if not drawn or not months:
        return {}
    incidents = Incident.objects.in_use().filter(ward=ward, month__in=months)
    where = geometry.assign(
        list(incidents.values_list("longitude", "latitude")),
        [geometry.parse(area.boundary, mend=True) for area in drawn],
    )
    counts = suppress([int((where == n).sum()) for n in range(len(drawn))])
    return {area.pk: cell for area, cell in zip(drawn, counts, strict=True)}


def _key_figures(figures, areas, found):
    """{code: ((name, value in words), …)} of a few figures that say which end is worse, and count no people."""
    telling = figures.filter(indicator__is_count_of_people=False).exclude(indicator__better=Indicator.Better.NEITHER)
    values = defaultdict(dict)
    facts = ("indicator__topic", "indicator__name", "indicator__unit", "indicator__decimals")
    for *indicator, code, value in telling.values_list(*facts, "area_code", "value"):
        values[tuple(indicator)][code] = value
    shown = defaultdict(list)
    for (_, name, unit, decimals), known in sorted(values.items())[:MOST_FIGURES]:
        for code, value in carried(known, areas, found, is_count=False).items():
            shown[code].append((name, f"{number(value, decimals)}{UNITS.get(unit, f' {unit}'.rstrip())}"))
    return {code: tuple(lines) for code, lines in shown.items()}


def outline_of(small_areas, ward):
    """What the chosen small areas cover of the ward as one GeoJSON geometry; None where none of them is drawn.

    An area fits its ward best without fitting it wholly: what reaches over the edge is cut off (rule 6).
    """
    shapes = [geometry.parse(area.boundary, mend=True) for area in small_areas if area.boundary]
    if not shapes:
        return None
    whole = geometry.join(shapes)
    if ward.boundary:
        whole = geometry.part_inside(whole, geometry.parse(ward.boundary, mend=True))
    return geometry.as_geojson(whole) if whole else None
