"""Where concerns lie, as a map of a ward, and what people speak of beside what is recorded."""

from pact.core import geometry
from pact.core.charts import Bar, BarChart, LineChart, Series
from pact.core.maps import Area, Map, Outline, Point
from pact.core.suppression import Cell


def concerns_map(ward, places, areas, *, title, fewest=1):
    """A map of `places` (longitude, latitude) in a ward with its drawn areas; None where there is nothing to draw.

    What is published sets `fewest`, so that no crowd of a few is drawn (rule 64), and leads to no page of staff.
    """
    places = list(places)
    if not ward.boundary or not places:
        return None
    return _map(ward, [Point(lon, lat) for lon, lat in places], areas, title=title, fewest=fewest)


def area_map(area, places, *, title, fewest):
    """What the maps of several engagements show in an area, added up; `places` are by engagement.

    A crowd that none of them shows is in no sum of theirs, so that nobody can take one map from another (decision 13).
    """
    if not area.ward.boundary or not area.boundary:
        return None
    shape = geometry.parse(area.boundary)
    shown = [
        point
        for of_one in places
        for point in concerns_map(area.ward, of_one, [], title=title, fewest=fewest).shown
        if geometry.contains(shape, point.lon, point.lat)
    ]
    return _map(area.ward, shown, [area], title=title, fewest=fewest) if shown else None


def _map(ward, points, areas, *, title, fewest):
    drawn = [area for area in areas if area.boundary]
    return Map(
        title=title,
        areas=(Area(ward.name, geometry.parse(ward.boundary)),),
        points=tuple(points),
        outlines=tuple(
            Outline(area.name, geometry.parse(area.boundary), area.get_absolute_url() if fewest == 1 else "")
            for area in drawn
        ),
        is_shaded=False,
        fewest=fewest,
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


def issues_chart(findings):
    """The published counts of each issue, the most first; what is hidden comes last, by name."""
    if not any(issue.count.value for issue in findings.issues):
        return None
    issues = sorted(findings.issues, key=lambda issue: _as_shown((issue.issue_type, (issue.count, None))))
    return BarChart(
        title="What people named",
        heading="Issue",
        bars=tuple(Bar(str(issue.issue_type), issue.count) for issue in issues),
        unit="concerns",
        places=0,
    )


def influence_chart(ward, quarters):
    """The share who agree, quarter by quarter, between what it may well be of everybody; needs two quarters."""
    told = [each for each in quarters if each.agreement]
    if len(told) < 2:
        return None
    lines = {"Agree": "percent", "At least": "low", "At most": "high"}
    return LineChart(
        title=f"Feel that they can influence decisions in {ward}",
        periods=tuple(each.name for each in quarters),
        series=tuple(
            Series(name, tuple(getattr(each.agreement, field) if each.agreement else None for each in quarters))
            for name, field in lines.items()
        ),
        unit="%",
        places=0,
    )


def representation_chart(question):
    """The share of each group among those heard, with its share of those who live there marked."""
    if question.found.score is None:
        return None
    return BarChart(
        title=f"{question.label}: who was heard, with who lives here marked",
        heading=question.label,
        bars=tuple(Bar(part.label, part.share, part.census) for part in question.found.parts),
        unit="%",
        places=0,
        compared_with="of those who live here",
        source=question.source,
    )


def walks_chart(area, walks, trends):
    """How each item went from walk to walk; lower is better. None where there are fewer than two walks."""
    if len(walks) < 2:
        return None
    lines = [(trend.label, tuple(score.value for score in trend.scores)) for trend in trends]
    return LineChart(
        title=f"Stretches in a poor state in {area}, walk by walk",
        periods=tuple(walk.day for walk in walks),
        series=tuple(Series(label, _floats(values)) for label, values in lines),
        unit="%",
        places=1,
    )


def _floats(values):
    return tuple(None if value is None else float(value) for value in values)


def _share(cell):
    return Cell(None, is_suppressed=True, words=str(cell)) if cell.is_suppressed else cell.percent


def _as_shown(entry):
    issue, (said, _) = entry
    return said.is_suppressed, -(said.value or 0), str(issue)
