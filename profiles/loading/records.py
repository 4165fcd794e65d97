"""JSON lists of things, as interfaces give them, laid out as a table: one thing a row, one fact a column.

A fact inside another is named with stops between, `location.street.name`; facts in a list stand with commas between.
"""

from pact.core.refusals import Refused
from profiles.loading import files

DEEPEST = 6
LARGEST = 300 << 20  # bytes: JSON is read whole
ENVELOPES = (
    "service_requests",
    "requests",
    "request",
    "results",
    "records",
    "data",
    "value",
    "items",
    "rows",
    "features",
)


def table(source):
    """(heading, rows): of police.uk's interface, of Open311, or of any list of objects that have values."""
    if source.size > LARGEST:
        raise Refused([f"{source.name} is larger than {LARGEST >> 20} MB, which is too much for JSON. Use CSV."])
    things = _things(files.read_json(source))
    if not things:
        raise Refused([f"{source.name} is JSON, but holds no list of things."])
    flat = [_flat(thing) for thing in things]
    heading = list(dict.fromkeys(name for facts in flat for name in facts))
    if not heading:
        raise Refused([f"{source.name} is JSON, but its things have no values."])
    return heading, ([facts.get(name, "") for name in heading] for facts in flat)


def _things(document):
    """The list of objects, wherever the document wraps it up, all together or one by one."""
    for _ in range(DEEPEST):
        if isinstance(document, dict):
            found = [document[key] for key in ENVELOPES if isinstance(document.get(key), list | dict)]
            document = next((each for each in found if isinstance(each, list)), found[0] if found else [])
    if not isinstance(document, list) or not all(isinstance(thing, dict) for thing in document):
        return []
    return [_unwrapped(thing) for thing in document]


def _unwrapped(thing):
    """Open311 that was XML once writes each request as {"request": {…}}."""
    name, inner = next(iter(thing.items()), ("", None))
    return inner if len(thing) == 1 and name in ENVELOPES and isinstance(inner, dict) else thing


def _flat(thing):
    if thing.get("type") == "Feature":
        thing = _of_feature(thing)
    found = {}
    _add(found, "", thing, 0)
    return found


def _of_feature(feature):
    """A point of GeoJSON as its properties with longitude and latitude."""
    properties, geometry = (feature.get(key) for key in ("properties", "geometry"))
    facts = dict(properties) if isinstance(properties, dict) else {}
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        place = geometry.get("coordinates")
        if isinstance(place, list) and len(place) >= 2:
            facts |= {"longitude": place[0], "latitude": place[1]}
    return facts


def _add(found, name, value, depth):
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            _add(found, f"{name}.{key}" if name else str(key), inner, depth + 1)
    elif isinstance(value, list):
        if all(isinstance(inner, str | int | float) for inner in value):
            found[name] = _storable(", ".join(map(str, value)))
        elif len(value) == 1:
            _add(found, name, value[0], depth + 1)
        else:
            found[name] = _storable(", ".join(inner for inner in value if isinstance(inner, str)))
    elif value is None:
        found.setdefault(name, "")
    else:
        found[name] = _storable(str(value))


def _storable(text):
    """Without what no database holds: JSON can write nought and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
