"""Which kind of file a table probably is, and which column is which, from titles and contents together."""

import re

from profiles.loading.contents import WORDS
from profiles.loading.guesses import figures, lists
from profiles.loading.guesses.dates import period_in, span, year_in
from profiles.loading.guesses.guess import Guess

__all__ = ["Guess", "guess", "period_in", "span", "year_in"]
# Titles under which residents' own words, names and addresses come.
PRIVATE = re.compile(
    r"detail|descri|comment|title|reporter|email|phone|photo|notes?$|full.?name|address|text", re.IGNORECASE
)


def guess(titles, looks, *, name):
    """The Guess for a table with these titles, `looks` being {title: Content} of its first rows, `name` its file's."""
    for attempt in (lists.postcodes, lists.incidents, lists.changes, lists.small_areas, lists.councillors):
        if found := attempt(titles, looks):
            break
    else:
        found = figures.figures(titles, looks, name) or Guess()
    if found.entry.get("period") == "":
        found.entry["period"] = period_in(name)
    found.entry = {"kind": found.kind, **found.entry} if found.kind else {}
    used = {title for title, (fact, _) in found.facts.items() if fact}
    found.private = [title for title in titles if title not in used and _is_private(title, looks[title])]
    return found


def _is_private(title, look):
    return look.holds == WORDS and bool(PRIVATE.search(title))
