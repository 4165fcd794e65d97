"""Points and areas, drawn on a map or typed."""

import re
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from pact.core import geometry


class Point(NamedTuple):
    """A place: degrees north, degrees east (WGS 84)."""

    latitude: float
    longitude: float


class PointOnMap(forms.MultiWidget):
    """Latitude and longitude in two boxes, which a script turns into a map to touch. `map_data` is what it shows.

    `map_data` may hold `centre` ([latitude, longitude]), `zoom` and `outline` (GeoJSON, such as the ward's boundary).
    """

    field_template = "pact/fields/point.html"
    use_fieldset = True

    def __init__(self, attrs=None, *, map_data=None):
        self.map_data = map_data or {}
        super().__init__({name: forms.TextInput() for name in ("latitude", "longitude")}, attrs)

    def decompress(self, value):
        return [value[0], value[1]] if value else ["", ""]

    def parts(self, field):
        value = field.value()
        values = value if isinstance(value, list) else self.decompress(value)
        return [
            {
                "id": f"{field.auto_id}_{index}",
                "name": f"{field.html_name}_{name}",
                "label": name.capitalize(),
                "value": "" if values[index] is None else values[index],
                "is_wrong": bool(field.errors),
            }
            for index, name in enumerate(("latitude", "longitude"))
        ]


class PointField(forms.Field):
    """A place on the map, as a `Point` within the British Isles. `noun` names it in errors."""

    widget = PointOnMap
    # South, north, west, east: a swapped or mistyped figure falls outside.
    BOUNDS = (49.0, 61.5, -9.5, 2.5)

    def __init__(self, *, noun="place", **kwargs):
        self.noun = noun
        super().__init__(**kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"Show the {noun} on the map."

    def to_python(self, value):
        if value in self.empty_values or not any(str(part or "").strip() for part in value):
            return None
        try:
            point = Point(*(float(part) for part in value))
        except (TypeError, ValueError):
            message = f"The {self.noun} must have a latitude and a longitude, like 53.5451 and -2.6325."
            raise ValidationError(message, code="invalid") from None
        south, north, west, east = self.BOUNDS
        if not (south <= point.latitude <= north and west <= point.longitude <= east):
            raise ValidationError(f"The {self.noun} must be in the British Isles.", code="far")
        return point


class AreaOnMap(forms.Textarea):
    """An area, one corner a line (latitude, longitude), which a script turns into a map to draw on."""

    field_template = "pact/fields/area.html"

    def __init__(self, attrs=None, *, map_data=None):
        self.map_data = map_data or {}
        super().__init__(attrs)

    def format_value(self, value):
        if isinstance(value, dict):
            ring = value["coordinates"][0]
            return "\n".join(f"{latitude:.6f}, {longitude:.6f}" for longitude, latitude, *_ in ring[:-1])
        return super().format_value(value)


class AreaField(forms.CharField):
    """An area drawn on the map, as a GeoJSON Polygon (closed ring of [longitude, latitude])."""

    widget = AreaOnMap
    MOST_CORNERS = 500

    def __init__(self, *, noun="area", **kwargs):
        self.noun = noun
        kwargs.setdefault("help_text", "One corner on each line: latitude, longitude. At least three.")
        super().__init__(**kwargs)
        if "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = f"Draw the {noun} on the map."

    def prepare_value(self, value):
        return value

    def to_python(self, value):
        if isinstance(value, dict):
            return value
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        point = PointField(noun=f"{self.noun}'s corner")
        ring = []
        for number, line in enumerate(filter(str.strip, typed.splitlines()), 1):
            corner = re.split(r"[,\s]+", line.strip())
            if len(corner) != 2:
                raise ValidationError(f"Corner {number} must be a latitude and a longitude.", code="invalid")
            latitude, longitude = point.to_python(corner)
            ring.append([longitude, latitude])
        if ring and ring[0] == ring[-1]:
            ring.pop()
        if len(ring) < 3:
            raise ValidationError(f"The {self.noun} must have at least three corners.", code="too_few")
        if len(ring) > self.MOST_CORNERS:
            raise ValidationError(f"The {self.noun} must have at most {self.MOST_CORNERS} corners.", code="too_many")
        drawn = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        try:
            geometry.parse(drawn)
        except geometry.BadGeometry as fault:
            raise ValidationError(f"{fault} Put its corners in the order in which one walks round it.") from fault
        return drawn
