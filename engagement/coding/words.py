"""What a classifier sees of a text: which seed words are in it, and hashed words. None can be read back."""

import re
import zlib
from functools import cache

import numpy as np
from scipy import sparse

from engagement.coding.seeds import SEEDS

BUCKETS = 1 << 14
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
SILENT = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have he her here his i if in is it its me my no not "
        "of on or our please she so some that the their them there they this to up us very was we were when which "
        "who will with you your",
    )
)


def words_of(text):
    """The words of a text that say something, without the s of a plural.

    >>> words_of("There's a MATTRESS on the Potholes!")
    ["there'", 'mattres', 'pothole']
    """
    found = WORD.findall(text.lower().replace("’", "'"))
    return [word[:-1] if word.endswith("s") and len(word) > 3 else word for word in found if word not in SILENT]


def hints(texts, codes):
    """How strongly the seed words of each type speak in each text: a row a text, a column a type."""
    spoken = [f" {' '.join(words_of(text))} " for text in texts]
    counts = [[sum(text.count(phrase) for phrase in phrases(code)) for code in codes] for text in spoken]
    return np.log1p(np.array(counts, dtype=float).reshape(len(texts), len(codes)))


@cache
def phrases(code):
    return [f" {' '.join(words_of(phrase))} " for phrase in SEEDS.get(code, "").split()]


def hashed(texts):
    """One row for each text: its words as buckets, each row of length one however long the text."""
    columns, values, ends = [], [], [0]
    for text in texts:
        buckets = sorted({zlib.crc32(word.encode()) % BUCKETS for word in words_of(text)})
        columns += buckets
        values += [1 / np.sqrt(max(len(buckets), 1))] * len(buckets)
        ends.append(len(columns))
    return sparse.csr_matrix((values, columns, ends), shape=(len(texts), BUCKETS), dtype=float)
