"""Files about places: boundaries, postcodes, and the small areas that figures are published for."""

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pact.core import geometry
from pact.core.refusals import Refused
from profiles.loading import files, tables
from profiles.loading.tables import Fault, shown

ONS_CODE = re.compile(r"[EWSN]\d{8}")
CODE_POINT_OPEN = (
    *("postcode", "quality", "easting", "northing", "country", "nhs_region", "nhs_area", "county", "district", "ward"),
)


class Boundary(NamedTuple):
    number: int
    code: str
    name: str
    outline: dict  # GeoJSON
    note: str  # what was mended


@dataclass(frozen=True)
class Boundaries:
    """Features with a code and a name. The properties that hold them are found, or named in the manifest."""

    code_property: str = ""
    name_property: str = ""

    def rows(self, source):
        """All features, or Refused: part of a set of boundaries is of no use."""
        features = self._features(source)
        code = self.code_property or self._code_property(source, features)
        name = self.name_property or self._name_property(source, features, code)
        found = []
        for feature, note in features:
            texts = [feature.properties.get(key) for key in (code, name)]
            if not all(isinstance(text, str) and text.strip() and text.isprintable() for text in texts):
                raise Refused([f"Feature {feature.number} of {source.name} has no {code} or no {name}."])
            if not _is_code(texts[0]):
                raise Refused([f"{shown(texts[0])} in {source.name} is not an ONS code like E05000840."])
            outline = geometry.as_geojson(feature.shape)
            found.append(Boundary(feature.number, texts[0].strip(), texts[1].strip()[:100], outline, note))
        codes = [boundary.code for boundary in found]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise Refused([f"{source.name} has {twice[0]} more than once."])
        return found

    def _features(self, source):
        """Each with a note. An outline that crosses itself is common in published files; it is mended, and said."""
        document = files.read_json(source)
        try:
            strict = geometry.features(document, mend=False)
            features = geometry.features(document, mend=True) if any(f.fault for f in strict) else strict
        except geometry.BadGeometry as fault:
            raise Refused([f"{source.name}: {fault}"]) from None
        except (AttributeError, TypeError):
            raise Refused([f"{source.name} is JSON, but not GeoJSON."]) from None
        if wrong := [feature for feature in features if feature.fault or not isinstance(feature.properties, dict)]:
            raise Refused([f"Feature {feature.number} of {source.name}: {feature.fault}" for feature in wrong[:20]])
        if not features:
            raise Refused([f"{source.name} has no features."])
        notes = [f"{feature.fault} It was mended." if feature.fault else "" for feature in strict]
        return list(zip(features, notes, strict=True))

    def _code_property(self, source, features):
        properties = [feature.properties for feature, _ in features]
        keys = [key for key in properties[0] if all(_is_code(each.get(key)) for each in properties)]
        if len(keys) != 1:
            raise Refused([f"It is not clear which property of {source.name} holds the code. Say so as code_property."])
        return keys[0]

    def _name_property(self, source, features, code):
        """The name beside a code goes by nearly its name: WD13CD and WD13NM, LSOA11CD and LSOA11NM."""
        known = features[0][0].properties
        for key in (code.removesuffix("CD") + "NM", code.removesuffix("cd") + "nm", "name", "Name", "NAME"):
            if key in known:
                return key
        raise Refused([f"It is not clear which property of {source.name} holds the name. Say so as name_property."])


def _is_code(value):
    return isinstance(value, str) and bool(ONS_CODE.fullmatch(value.strip()))


class PostcodeRow(NamedTuple):
    number: int
    code: str
    district: str
    ward: str
    quality: int | None
    longitude: float
    latitude: float


class Postcodes(NamedTuple):
    rows: list
    placeless: list  # numbers of the rows that have no place
    faults: list


@dataclass(frozen=True)
class CodePointOpen:
    """Postcodes as Ordnance Survey publishes them: no heading, and places on the National Grid."""

    def rows(self, source):
        kept, placeless, faults, seen = [], [], [], {}
        with tables.opened(source, heading=CODE_POINT_OPEN) as table:
            for number, cells in table.rows():
                row = dict(zip(CODE_POINT_OPEN, cells, strict=True))
                code = "".join(row["postcode"].split()).upper()
                east, north = tables.whole(row["easting"]), tables.whole(row["northing"])
                if not 5 <= len(code) <= 7 or not code.isalnum() or not code.isascii():
                    faults.append(Fault(number, f"{shown(row['postcode'])} is not a postcode."))
                elif east is None or north is None or not (0 <= east < 700_000 and 0 <= north < 1_300_000):
                    faults.append(Fault(number, "Its easting and northing are not on the National Grid."))
                elif code in seen:
                    faults.append(Fault(number, f"{code} is in row {seen[code]} already."))
                elif east == north == 0:
                    placeless.append(number)
                else:
                    seen[code] = number
                    kept.append(
                        (number, code, row["district"].strip(), row["ward"].strip(), row["quality"], east, north)
                    )
        return Postcodes(list(self._in_degrees(kept)), placeless, faults)

    def _in_degrees(self, kept):
        easts, norths = (np.array([row[position] for row in kept], dtype=float) for position in (5, 6))
        longitudes, latitudes = (degrees.round(6).tolist() for degrees in geometry.to_wgs84(easts, norths))
        for (number, code, district, ward, quality, *_), x, y in zip(kept, longitudes, latitudes, strict=True):
            marks = tables.whole(quality)
            yield PostcodeRow(number, code, district, ward, marks if marks and 0 <= marks < 1000 else None, x, y)


class SmallAreaRow(NamedTuple):
    number: int
    code: str
    name: str
    ward: str


@dataclass(frozen=True)
class SmallAreas:
    """Which ward a small area fits best."""

    code_column: str
    name_column: str
    ward_column: str

    def rows(self, source):
        seen = {}
        titles = [self.code_column, self.name_column, self.ward_column]
        for number, (code, name, ward) in tables.cells_of(source, titles):
            if not _is_code(code) or not name:
                yield Fault(number, f"{shown(code)} is not the code of a small area.")
            elif code in seen:
                yield Fault(number, f"{code} is in row {seen[code]} already.")
            else:
                seen[code] = number
                yield SmallAreaRow(number, code, name[:100], ward)


class ChangeRow(NamedTuple):
    number: int
    old: str
    new: str
    name: str
    change: str


@dataclass(frozen=True)
class Changes:
    """How the small areas of one census became those of the next: unchanged, split, merged, or neither."""

    old_column: str
    new_column: str
    name_column: str
    change_column: str

    def rows(self, source):
        seen = {}
        titles = [self.old_column, self.new_column, self.name_column, self.change_column]
        for number, (old, new, name, change) in tables.cells_of(source, titles):
            if not (_is_code(old) and _is_code(new)):
                yield Fault(number, f"{shown(old)} or {shown(new)} is not the code of a small area.")
            elif change not in {"U", "S", "M", "X"}:
                yield Fault(number, f"{shown(change)} is not a change: U, S, M or X.")
            elif (old, new) in seen:
                yield Fault(number, f"{old} and {new} are in row {seen[old, new]} already.")
            else:
                seen[old, new] = number
                yield ChangeRow(number, old, new, name[:100], change)
