"""What a guess is, and how sure one is of it."""

from dataclasses import dataclass, field

from profiles.loading import tables

BOTH, ONE = 0.95, 0.6  # by title and content, by one of them
ALMOST = 0.8


@dataclass
class Guess:
    """`entry` is what a manifest would say; `facts` is {title: (fact, confidence)}."""

    kind: str = ""
    confidence: float = 0.0
    entry: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    indicators: dict = field(default_factory=dict)
    coordinates: str = ""
    private: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def holding(looks, *kinds):
    """The titles of the columns that hold one of these kinds of content."""
    return [title for title, look in looks.items() if look.holds in kinds]


def sureness(title, names):
    """How sure a title with the right content is."""
    return BOTH if tables.plain(title) in names else ONE
