"""Where concerns lie, as a map of a ward, and what people speak of beside what is recorded."""

from pact.core import geometry
from pact.core.charts import Bar, BarChart
from pact.core.maps import Area, Map, Outline, Point
from pact.core.suppression import Cell


def concerns_map(ward, places, areas, *, title):
    """A map of `places` (longitude, latitude) in a ward with its drawn areas; None where there is nothing to draw."""
    places = list(places)
    if not ward.boundary or not places:
        return None
    drawn = [area for area in areas if area.boundary]
    return Map(
        title=title,
        areas=(Area(ward.name, geometry.parse(ward.boundary)),),
        points=tuple(Point(lon, lat) for lon, lat in places),
        outlines=tuple(Outline(area.name, geometry.parse(area.boundary), area.get_absolute_url()) for area in drawn),
        is_shaded=False,
        point_name="concern",
    )


def perception_chart(ward, compared):
    """The share of each issue in what people say, with its share of what is recorded marked; small numbers hidden."""
    if not compared.lines or compared.why_not_judged:
        return None
    # What is hidden comes last, by name: in its place among the others it would say how much it is.
    cells = sorted(compared.published.items(), key=_as_shown)
    return BarChart(
        title=f"What people in {ward} speak of, with what is recorded marked",
        heading="Issue",
        bars=tuple(Bar(str(issue), _share(said), recorded.percent) for issue, (said, recorded) in cells),
        unit="%",
        places=0,
        compared_with="of what is recorded",
    )


def _share(cell):
    return Cell(None, is_suppressed=True, words=str(cell)) if cell.is_suppressed else cell.percent


def _as_shown(entry):
    issue, (said, _) = entry
    return said.is_suppressed, -(said.value or 0), str(issue)
