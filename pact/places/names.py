"""The same place name, whoever wrote it."""

import re
import unicodedata

SMALL_WORDS = {"and", "the"}


def plain(name):
    """A name as it compares: no capitals, accents, stops, apostrophes or hyphens, and no "and" or "the".

    >>> plain("St. Matthews") == plain("St Matthew's"), plain("Burbage and The Bedwyns"), plain("Hempstead & Wigmore")
    (True, 'burbage bedwyns', 'hempstead wigmore')
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['.`]", "", bare)).split()
    return " ".join(word for word in words if word not in SMALL_WORDS) or " ".join(words)
