"""Where concerns lie, as a map of a ward."""

from pact.core import geometry
from pact.core.maps import Area, Map, Outline, Point


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
