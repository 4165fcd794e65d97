"""The charts and maps of a profile: the same on its page and in its PDF."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from pact.core import geometry
from pact.core.charts import Bar, BarChart, LineChart, Series, Spine, SpineChart
from pact.core.dates import month
from pact.core.maps import Area, Map, Outline, Patch, Point
from pact.core.suppression import Cell, suppress

MOST_SPINES = 14
MOST_BARS = 10


@dataclass(frozen=True)
class Pictures:
    """Each is None where there is nothing to draw."""

    where: Map | None
    spines: SpineChart | None
    issues: BarChart | None
    trend: LineChart | None
    areas: Map | None
    hot_spots: Map | None


def of_profile(profile, numbers, areas, hot_spots=()):
    """The pictures of a profile with these numbers, priority action areas and squares of hot spots."""
    ward = profile.ward
    return Pictures(
        where=where_most_was_recorded(ward, numbers),
        spines=spines(ward, numbers),
        issues=issues(ward, numbers),
        trend=trend(ward, numbers),
        areas=areas_map(ward, areas),
        hot_spots=hot_spot_map([ward], hot_spots) if hot_spots else None,
    )


def spines(ward, numbers):
    """Where the ward stands among all wards of the borough on what can be judged; else on any share or rate."""
    comparable = [row for row in numbers.indicators if row.out_of > 3 and not row.is_a_count and not row.is_hidden]
    rows = ([row for row in comparable if row.has_a_better_end] or comparable)[:MOST_SPINES]
    if not rows:
        return None
    return SpineChart(
        title=f"{ward} among all wards of {ward.borough}",
        place=ward.name,
        all_places=f"all wards of {ward.borough}",
        spines=tuple(
            Spine(
                label=row.name,
                figure=row.value,
                low=row.low,
                lower=row.lower_quarter,
                middle=row.middle,
                upper=row.upper_quarter,
                high=row.high,
                unit=row.sign.strip(),
                places=row.decimals,
                higher_is_worse={"low": True, "high": False}.get(row.better),
            )
            for row in rows
        ),
    )


def issues(ward, numbers):
    """Incidents per 1,000 people by issue type, the borough marked on each bar."""
    lines = [line for line in numbers.issue_lines if line.row.rate is not None][:MOST_BARS]
    if all(line.is_hidden for line in lines):
        return None  # marks of the borough beside no bar at all
    return BarChart(
        title=f"Recorded incidents per 1,000 people, {numbers.span_in_words}",
        heading="Issue type",
        bars=tuple(
            Bar(
                line.row.name,
                Cell(None, is_suppressed=True, words=line.shown) if line.is_hidden else line.row.rate,
                line.row.borough_rate,
            )
            for line in lines
        ),
        places=1,
        compared_with=str(ward.borough),
    )


def trend(ward, numbers):
    """All incidents month by month over the latest year in the data."""
    if not numbers.issues:
        return None
    totals = [sum(counts) for counts in zip(*(issue.months for issue in numbers.issues), strict=True)]
    shown = tuple(suppress(totals))
    if sum(1 for cell in shown if cell.value) < 2:
        return None  # months of nothing beside months that must not be told are no course
    return LineChart(
        title=f"Incidents recorded in {ward}, month by month",
        periods=tuple(month(date.fromisoformat(day)) for day in numbers.months),
        series=(Series("Incidents", shown),),
        places=0,
    )


def where_most_was_recorded(ward, numbers):
    """The busiest places, those left out that are too small to publish (rule 64)."""
    places = [place for place in numbers.busiest_places if place[1] >= settings.SUPPRESS_BELOW]
    if not places or not ward.boundary:
        return None
    points = tuple(Point(lon, lat, count) for _, count, lon, lat in places)
    return Map(
        title="Where most was recorded",
        areas=(Area(ward.name, geometry.parse(ward.boundary)),),
        points=points,
        is_shaded=False,
        fewest=settings.SUPPRESS_BELOW,
    )


def indicator_map(indicator, compared):
    """The wards of a borough shaded by one indicator; a figure that is suppressed is hatched, not shaded (rule 64)."""
    drawn = [each for each in compared if each.ward.boundary]
    if not drawn:
        return None
    return Map(
        title=f"{indicator.name}, {drawn[0].row.period_in_words}",
        areas=tuple(
            Area(
                each.ward.name,
                geometry.parse(each.ward.boundary),
                Cell(None, is_suppressed=True, words=each.row.shown) if each.row.is_hidden else each.row.value,
                each.ward.get_absolute_url(),
            )
            for each in drawn
        ),
        unit=drawn[0].row.sign.strip(),
        places=indicator.decimals,
        source=drawn[0].row.source,
    )


def course(indicator, borough, figures):
    """How the middle of the wards, the borough and England went; `figures` as `queries.across_wards` gives them."""
    if len(figures) < 2:
        return None
    names = (f"middle of the wards of {borough}", str(borough), "England")
    lines = [Series(name, tuple(row[n] for row in figures)) for n, name in enumerate(names, 1)]
    known = tuple(line for line in lines if any(value is not None for value in line.figures))
    return LineChart(
        title=indicator.name + ("" if known[1:] else f": {known[0].name}"),
        periods=tuple(row[0] for row in figures),
        series=known,
        places=indicator.decimals,
    )


def areas_map(ward, areas):
    """The ward with its priority action areas; areas that only list streets are not on it."""
    drawn = [area for area in areas if area.boundary]
    if not ward.boundary or not drawn:
        return None
    return Map(
        title=f"Priority action areas of {ward}",
        areas=(Area(ward.name, geometry.parse(ward.boundary)),),
        outlines=tuple(Outline(area.name, geometry.parse(area.boundary), area.get_absolute_url()) for area in drawn),
        is_shaded=False,
    )


def small_areas_map(ward, lines):
    """The small areas to choose from, shaded by what was recorded in each where that is known."""
    drawn = [line for line in lines if line.area.boundary]
    if not drawn:
        return None
    return Map(
        title=f"The small areas of {ward}",
        areas=tuple(
            Area(line.area.name, geometry.parse(line.area.boundary, mend=True), line.incidents) for line in drawn
        ),
        unit="incidents",
        is_shaded=any(line.incidents is not None for line in drawn),
    )


BUSY = "More of one issue than expected"
REPEAT = "Repeat complaints to different services"


def hot_spot_map(wards, squares, *, outlines=()):
    """Hot spots on their wards; with the numerals of the list where there is one ward, and so room for them.

    An outline lies on its squares, so that no numeral could be read.
    """
    drawn = [ward for ward in wards if ward.boundary]
    if not drawn:
        return None
    side = 200 if not squares else squares[0].spots[0].run.parameters["side"]
    corners = [(square.spots[0].easting, square.spots[0].northing) for square in squares]
    shapes = geometry.squares(*zip(*corners, strict=True), side) if corners else []
    return Map(
        title=f"Hot spots in {drawn[0]}" if len(drawn) == 1 else f"Hot spots in {drawn[0].borough}",
        areas=tuple(Area(ward.name, geometry.parse(ward.boundary, mend=True)) for ward in drawn),
        patches=tuple(
            Patch(
                square.label,
                shape,
                REPEAT if square.is_repeat else BUSY,
                square.numeral if len(drawn) == 1 and not outlines else "",
                look=int(square.is_repeat),
            )
            for square, shape in zip(squares, shapes, strict=True)
        ),
        outlines=tuple(Outline(str(each), geometry.parse(each.boundary)) for each in outlines),
        is_shaded=False,
    )


def months_of_hot_spot(spot, months):
    """A hot spot's incidents month by month, few of them suppressed; None where too few may be shown."""
    shown = tuple(suppress(spot.months))
    if sum(1 for cell in shown if cell.value is not None) < 2:
        return None
    return LineChart(
        title="Month by month",
        periods=tuple(month(each) for each in months),
        series=(Series("Incidents", shown),),
        places=0,
    )
