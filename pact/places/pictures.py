"""Maps of places. Each is None where no boundary is known."""

from pact.core import geometry
from pact.core.maps import Area, Map


def of_borough(borough, wards):
    """The borough's wards, shaded by how many people live in each."""
    return _map(f"The wards of {borough}", wards, figures=True)


def of_township(township, wards, around):
    """The township's wards among their neighbours in the borough."""
    return _map(f"The wards of {township}", wards, around=around)


def of_ward(ward, around):
    return _map(f"Where {ward} lies", [ward], around=around, links=False)


def _map(title, wards, *, around=(), figures=False, links=True):
    drawn = [ward for ward in wards if ward.boundary]
    if not drawn:
        return None
    return Map(
        title,
        areas=tuple(
            Area(ward.name, _shape(ward), ward.population, ward.get_absolute_url() if links else "") for ward in drawn
        ),
        around=tuple(_shape(ward) for ward in around if ward.boundary),
        unit="people" if figures else "",
        is_shaded=figures,
    )


def _shape(ward):
    return geometry.parse(ward.boundary, mend=True)
