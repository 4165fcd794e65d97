"""How hot spots are found: numbers in, numbers out. docs/hot-spots.md explains it in words."""

from profiles.hotspots.finding import Found, find
from profiles.hotspots.grid import Incidents, People, Units
from profiles.hotspots.parameters import METHOD_VERSION, Parameters
from profiles.hotspots.spots import BUSY, FADING, GROWING, NEW, REPEAT, STEADY, UNKNOWN, Spot

__all__ = [
    "BUSY",
    "FADING",
    "GROWING",
    "METHOD_VERSION",
    "NEW",
    "REPEAT",
    "STEADY",
    "UNKNOWN",
    "Found",
    "Incidents",
    "Parameters",
    "People",
    "Spot",
    "Units",
    "find",
]
