"""One file without a manifest around it, as the browser describes it; and that description as a manifest writes it."""

import json
from datetime import date

from pact.core.refusals import Refused
from profiles.loading.indicators import CATALOGUE
from profiles.loading.manifest.entries import FileTaker


def file_of(entry, *, indicators=None):
    """The File that an entry describes, or Refused with every mistake in it.

    An entry is one [[file]] of a manifest as JSON keeps it: days are text. `indicators` are those beside our own.
    """
    table = {name: value for name, value in entry.items() if value not in (None, "", {}, [])}
    if isinstance(table.get("starts_on"), str):
        table["starts_on"] = _day(table["starts_on"])
    taker = FileTaker()
    file = taker.file(table, "", {}, CATALOGUE | (indicators or {}), {}, None)
    if taker.mistakes:
        raise Refused(taker.mistakes)
    return file


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text  # which is no day, and is said to be none


def as_toml(entry, indicators=()):
    """The entry as it can be pasted into a manifest, with the indicators that it brings: {slug: facts as a dict}."""
    tables = [("indicator", {"slug": slug, **facts}) for slug, facts in dict(indicators).items()]
    return "\n".join(_table(name, table) for name, table in [*tables, ("file", entry)])


def _table(name, table):
    lines = [f"[[{name}]]"]
    for key, value in table.items():
        if value in (None, "", [], {}):
            continue
        is_day = key == "starts_on"
        lines.append(f"{key} = {value if is_day else _value(value)}")
    return "\n".join([*lines, ""])


def _value(value):
    """JSON writes text, numbers and truth as TOML does; a table within a line only looks different."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_value(str(key))} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
