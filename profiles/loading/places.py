"""Files about places: boundaries, and the small areas that figures are published for."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pact.core import geometry
from pact.core.refusals import Refused
from profiles.loading import files, tables
from profiles.loading.tables import Fault, shown

ONS_CODE = re.compile(r"[EWSN]\d{8}")


NAMELESS = "What it says of itself is no list of names and values."
STEM = re.compile(r"(.*?)(cd|code|nm|name|nmw)", re.IGNORECASE)
SUFFIX = re.compile(r"(?<=\w) (Ward|ED|Electoral Division)$")  # as Boundary-Line has it
BOROUGH = re.compile(r"E0[6-9]\d{6}|[WSN]\d{8}")


class Boundary(NamedTuple):
    number: int
    code: str
    name: str
    outline: dict  # GeoJSON
    note: str  # what was mended
    borough: str = ""  # its code, where the file says it
    within: frozenset = frozenset()  # codes of whatever else it lies in: a file may say district and county


@dataclass(frozen=True)
class Boundaries:
    """Features with a code and a name. The properties that hold them are found, or named in the manifest."""

    code_property: str = ""
    name_property: str = ""
    borough_property: str = ""

    def rows(self, source):
        """All features, or Refused: part of a set of boundaries is of no use."""
        features = self._features(source)
        code = self.code_property or self._code_property(source, features)
        name = self.name_property or self._name_property(source, features, code)
        borough = self.borough_property or _borough_property(features, code)
        found = []
        for feature, note in features:
            texts = [feature.properties.get(key) for key in (code, name)]
            if not all(isinstance(text, str) and text.strip() and text.isprintable() for text in texts):
                raise Refused([f"Feature {feature.number} of {source.name} has no {code} or no {name}."])
            if not _is_code(texts[0]):
                raise Refused([f"{shown(texts[0])} in {source.name} is not an ONS code like E05000840."])
            outline = geometry.as_geojson(feature.shape)
            of = str(feature.properties.get(borough) or "").strip() if borough else ""
            within = {of} if self.borough_property else _codes_beside(feature.properties, code)
            found.append(
                Boundary(feature.number, texts[0].strip(), texts[1].strip()[:100], outline, note, of, frozenset(within))
            )
        if all(SUFFIX.search(boundary.name) for boundary in found):
            found = [boundary._replace(name=SUFFIX.sub("", boundary.name)) for boundary in found]
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
            raise Refused([f"Feature {each.number} of {source.name}: {each.fault or NAMELESS}" for each in wrong[:20]])
        if not features:
            raise Refused([f"{source.name} has no features."])
        notes = [f"{feature.fault} It was mended." if feature.fault else "" for feature in strict]
        return list(zip(features, notes, strict=True))

    def _code_property(self, source, features):
        """The property that holds an ONS code, another in each feature: of a ward in preference to its council's."""
        properties = [feature.properties for feature, _ in features]
        keys = [key for key in properties[0] if all(_is_code(each.get(key)) for each in properties)]
        keys = [key for key in keys if len({each[key] for each in properties}) == len(properties)] or keys
        if len(keys) > 1:
            keys = [key for key in keys if not BOROUGH.fullmatch(properties[0][key].strip())] or keys
        if len(keys) != 1:
            raise Refused([f"It is not clear which property of {source.name} holds the code. Say so as code_property."])
        return keys[0]

    def _name_property(self, source, features, code):
        """The name beside a code goes by nearly its name: WD13CD and WD13NM, lsoa11_code and lsoa11_name."""
        known = features[0][0].properties
        texts = [key for key in known if isinstance(known[key], str) and not _is_code(known[key])]
        stem = _stem(code)
        same = [key for key in texts if STEM.fullmatch(key) and _stem(key) == stem]
        named = [key for key in texts if "name" in key.lower() or key.lower().endswith("nm")]
        several = [key for key in named if len({feature.properties.get(key) for feature, _ in features}) > 1]
        # A council's own file may call it "ward": the one text that is another in each feature, if there is just one.
        other = [key for key in texts if _tells_apart(key, features)]
        for keys in (sorted(same, key=len), several, other if len(other) == 1 else [], named):
            if keys:
                return keys[0]
        raise Refused([f"It is not clear which property of {source.name} holds the name. Say so as name_property."])


def _tells_apart(key, features):
    """Whether a property holds words, and other ones in each feature."""
    values = {feature.properties.get(key) for feature, _ in features}
    return len(values) == len(features) and all(
        isinstance(each, str) and re.search("[A-Za-z]{3}", each) for each in values
    )


def _stem(key):
    """
    >>> _stem("WD13CD") == _stem("wd13nm"), _stem("lsoa11_code") == _stem("lsoa11_name")
    (True, True)
    """
    match = STEM.fullmatch(key)
    return (match[1] if match else key).lower().strip("_ ")


def _borough_property(features, code):
    """The property that holds the code of each ward's council, "" if there is none."""
    properties = [feature.properties for feature, _ in features]
    keys = [key for key in properties[0] if key != code]
    return next((key for key in keys if all(BOROUGH.fullmatch(str(each.get(key))) for each in properties)), "")


def _codes_beside(properties, code):
    return {value.strip() for key, value in properties.items() if key != code and _is_code(value)}


def _is_code(value):
    return isinstance(value, str) and bool(ONS_CODE.fullmatch(value.strip()))


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
