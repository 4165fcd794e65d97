"""Figures inside written text: `[[Claimants]]` stands for the ward's figure, `[[Claimants: borough]]` for another.

What can be put in is a dictionary of `Reference`s by the words between the brackets, made from a profile's numbers.
While a profile is a draft the numbers are live, so the text is as well; published, both are frozen. Pure functions.
"""

import difflib
import re
from dataclasses import dataclass

REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
LONE_BRACKETS = re.compile(r"\[\[|\]\]")
ASPECTS = ("township", "borough", "England", "period", "place", "change")


@dataclass(frozen=True)
class Reference:
    """`name` is written between the brackets; `value` is what readers see, "" where there is no figure now."""

    name: str
    value: str

    @property
    def written(self):
        return f"[[{self.name}]]"


def vocabulary(numbers):
    """Every `Reference` that these numbers offer, by its name in small letters, in the order of the profile."""
    offered = [
        Reference("population", numbers.population_shown),
        Reference("households", numbers.households_shown),
        Reference("incidents", numbers.incidents_shown),
        Reference("incidents: period", numbers.span_in_words),
        Reference("what keeps coming back", numbers.repeats.sentence),
    ]
    for row in numbers.indicators:
        values = (
            row.township_shown,
            row.borough_shown,
            row.england_shown,
            row.period_in_words,
            row.place_in_words,
            row.change_in_words,
        )
        offered.append(Reference(row.name, row.shown))
        offered += [Reference(f"{row.name}: {aspect}", value) for aspect, value in zip(ASPECTS, values, strict=True)]
    for line in numbers.issue_lines:
        offered.append(Reference(f"{line.row.name}: incidents", line.shown))
        offered.append(Reference(f"{line.row.name}: rate", line.rate_shown))
        offered.append(Reference(f"{line.row.name}: borough rate", line.borough_rate_shown))
    words = {}
    for each in offered:
        words.setdefault(_key(each.name), Reference(each.name, "" if each.value == "–" else each.value))
    return words


def told(text, words):
    """The text with its figures in. What cannot be put in is left between its brackets, for everybody to see.

    >>> told("About [[ Population ]] people.", {"population": Reference("population", "12,000")})
    'About 12,000 people.'
    >>> told("[[Jobs]] jobs", {})
    '[[Jobs]] jobs'
    """
    return REFERENCE.sub(lambda found: _value(found[1], words) or found[0], text)


def problems(text, words):
    """Why figures of this text cannot be put in, as sentences, each once.

    >>> problems("[[Popluation]]", {"population": Reference("population", "12,000")})
    ['No figure is called “Popluation”. Did you mean [[population]]?']
    """
    found = [_problem(match[1], words) for match in REFERENCE.finditer(text)]
    if LONE_BRACKETS.search(REFERENCE.sub("", text)):
        found.append("Two square brackets are not closed: a figure is written like [[population]].")
    return list(dict.fromkeys(problem for problem in found if problem))


def _value(name, words):
    reference = words.get(_key(name))
    return reference.value if reference else ""


def _problem(name, words):
    key = _key(name)
    if key in words:
        return "" if words[key].value else f"There is no figure for {words[key].written} now."
    if not key:
        return "There is nothing between two square brackets: a figure is written like [[population]]."
    near = difflib.get_close_matches(key, words, n=1, cutoff=0.6)
    hint = f"Did you mean {words[near[0]].written}?" if near else "Choose one from the list of figures."
    return f"No figure is called “{name.strip()}”. {hint}"


def _key(name):
    """Capitals, spaces and the space before a colon do not matter."""
    return re.sub(r"\s*:\s*", ": ", " ".join(name.split())).casefold()
