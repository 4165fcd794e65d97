"""The map of the register: which wards have a PACT, each leading to its page (M22)."""

from pact.core import geometry
from pact.core.maps import Area, Map


def register_map(wards):
    """A map of `feedback.queries.PublicWard`s with a boundary; None where none has one."""
    drawn = [ward for ward in wards if ward.boundary]
    if not drawn:
        return None
    return Map(
        title="Active PACTs, ward by ward",
        areas=tuple(Area(ward.name, geometry.parse(ward.boundary), ward.pacts, ward.href) for ward in drawn),
        unit="active PACTs",
        places=0,
    )
