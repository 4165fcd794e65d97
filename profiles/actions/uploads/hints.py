"""What the page and the worker tell each other beside the database, which SQLite locks while a file is loaded.

A hint that is lost does no harm: the row of the upload is the truth, and says the same as soon as it can be written.
"""

from django.core.cache import cache

from pact.documents.making import NoLongerOurs

SECONDS = 120


def begin(upload):
    """Forget what was said of another upload that had these numbers. Before anybody can know of this attempt."""
    cache.delete_many([_key("percent", upload), _key("stop", upload)])


def is_at(upload, percent):
    """The worker is so far; raises `NoLongerOurs` where somebody wants it to stop."""
    cache.set(_key("percent", upload), int(percent), SECONDS)
    if cache.get(_key("stop", upload)):
        raise NoLongerOurs


def stop(upload):
    """The worker that has this upload in hand is to leave it, before its row can say so."""
    cache.set(_key("stop", upload), True, SECONDS)


def percent_of(upload):
    """How far the worker is, by its last hint or the row."""
    return max(upload.percent, cache.get(_key("percent", upload)) or 0) if upload.is_taken else upload.percent


def _key(word, upload):
    return f"upload-{word}-{upload.pk}-{upload.attempt}"
