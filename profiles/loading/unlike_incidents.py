"""Lists that stand beside incidents and look much like them, but are none: they would count what did not happen."""

from pact.core.refusals import Refused
from profiles.loading.tables import plain

STREET_FILE = "Send the street file of the same months."
SEARCHES = (
    "is a list of stop and searches. They say what police officers did and where they went, not what happened there, "
    f"so PACT does not count them as incidents. {STREET_FILE}"
)
OUTCOMES = (
    "is a list of outcomes. It says what became of crimes that the street files already have, so PACT would count "
    f"those twice. {STREET_FILE}"
)
# As data.police.uk writes them, in its archive and from its interface.
MARKS = (
    ({"legislation", "object of search"}, SEARCHES),
    ({"crime id", "outcome type"}, OUTCOMES),
    ({"category code", "crime persistent id"}, OUTCOMES),
)


def refuse(name, titles):
    """Raise Refused where the titles are of such a list."""
    known = set(map(plain, titles))
    for marks, reason in MARKS:
        if marks <= known:
            raise Refused([f"{name} {reason}"])
