"""How a person who is not named is counted once (rule 11).

Whoever answers is given two words and a number, made from the interview and kept nowhere. Said again at the next
interview, the code leads to the same `respondent`, a number that can be traced back to nobody without both the code
and this installation's secret key.
"""

import re
from uuid import UUID

from django.utils.crypto import salted_hmac

WORDS = re.findall(
    r"\w+",
    "acorn apple badge beach birch bread brick brook cabin candle canal carrot castle cedar cherry clock "
    "cloud clover copper cotton daisy dolphin eagle ember falcon feather fiddle forest garden ginger hammer harbour "
    "hazel heron island ivory jacket jasmine kettle ladder lantern lemon linen magnet maple marble meadow mitten "
    "olive orchard otter paddle pebble pepper piano planet plum quilt rabbit ribbon river robin saddle tulip",
)
SHAPE = re.compile(r"[a-z]+-[a-z]+-\d{4}")


def code_for(interview_uuid):
    """The code of the person in this interview, always the same: "maple-otter-4821"."""
    number = int.from_bytes(_digest("engagement.reply_code", str(interview_uuid))[:12], "big")
    number, digits = divmod(number, 10_000)
    number, second = divmod(number, len(WORDS))
    return f"{WORDS[number % len(WORDS)]}-{WORDS[second]}-{digits:04}"


def respondent_for(code, pact):
    """The person who says this code in this PACT, as a UUID. The same words in another PACT are somebody else."""
    return UUID(bytes=_digest("engagement.respondent", f"{pact.pk}:{tidied(code)}")[:16])


def tidied(code):
    """The code as it was given out, however it is said.

    >>> tidied("  Maple otter 4821 ")
    'maple-otter-4821'
    """
    return re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")


def has_its_shape(code):
    return bool(SHAPE.fullmatch(tidied(code)))


def _digest(salt, value):
    return salted_hmac(salt, value, algorithm="sha256").digest()
