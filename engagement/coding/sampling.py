"""Which tenth is coded by a second person: the same for everybody who draws, and nothing that anybody could choose."""

import hashlib
from math import ceil

SHARE = 0.1


def sample(references):
    """The tenth, at least one, whose fingerprints come first. A growing list keeps about those it had.

    >>> len(sample(f"C{n:05}" for n in range(41)))
    5
    """
    ordered = sorted(references, key=lambda reference: hashlib.sha256(f"second {reference}".encode()).digest())
    return ordered[: ceil(SHARE * len(ordered))]
