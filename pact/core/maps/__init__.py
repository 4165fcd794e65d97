"""Maps as values: areas shaded in five steps, points gathered where they crowd, outlines of what matters.

Drawn by the server as SVG, so that a map is there on paper, in a PDF and without script. One unit of the drawing is
half a CSS pixel, so that outlines are written as whole numbers.
"""

from pact.core.maps.map import Map
from pact.core.maps.scale import Scale
from pact.core.maps.things import Area, Outline, Patch, Point

__all__ = ["Area", "Map", "Outline", "Patch", "Point", "Scale"]
