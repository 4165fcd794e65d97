"""Postcodes as people type them."""

import re

UNIT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9]?")


def code_of(text):
    """The postcode in `text` without spaces and in capitals, or "" if it does not look like one.

    >>> code_of("wn1 1aa"), code_of(" W N 1 1 A A "), code_of("WS107BG"), code_of("Wigan")
    ('WN11AA', 'WN11AA', 'WS107BG', '')
    """
    squeezed = "".join(text.split()).upper()
    return squeezed if UNIT.fullmatch(squeezed) else ""


def district_of(text):
    """The beginning of a postcode, such as "WN1" or "wn1 1", without spaces and in capitals, or "".

    >>> district_of("wn1"), district_of("WN1 1"), district_of("Ince")
    ('WN1', 'WN11', '')
    """
    squeezed = "".join(text.split()).upper()
    return squeezed if DISTRICT.fullmatch(squeezed) else ""
