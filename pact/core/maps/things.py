"""What is on a map, as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """An area of a map: a shapely shape, its name, its figure if the map is shaded, its page if it has one."""

    label: str
    shape: object
    figure: object = None
    href: str = ""
    is_highlighted: bool = False


@dataclass(frozen=True)
class Point:
    """A place on a map, in longitude and latitude, that stands for `count` things."""

    lon: float
    lat: float
    count: int = 1


@dataclass(frozen=True)
class Outline:
    """What the map is to draw the eye to: a priority action area, a hot spot."""

    label: str
    shape: object
    href: str = ""


@dataclass(frozen=True)
class Patch:
    """A small area that is marked as one of a kind, with the number that stands for it in the list beside the map.

    `look` (0 or 1) is that of its kind, on every map the same.
    """

    label: str
    shape: object
    kind: str
    numeral: str = ""
    look: int = 0
