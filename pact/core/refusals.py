"""Understood, but no: how a rule says that something cannot happen now."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction


class Obstacle(str):
    """A sentence that says what stands in the way, and optionally `href`, where that can be mended."""

    __slots__ = ("href",)

    def __new__(cls, sentence, *, href=""):
        obstacle = super().__new__(cls, sentence)
        obstacle.href = href
        return obstacle


class Refused(Exception):
    """An action that was understood and is not possible now. `reasons` are sentences for the asker."""

    def __init__(self, reasons):
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


def refuse_if(obstacles):
    """Raise `Refused` with these sentences, unless there are none."""
    if obstacles := list(obstacles):
        raise Refused(obstacles)


@contextmanager
def asking_again(obstacles):
    """Around what makes a row: where somebody else made the same at this moment, say what the rule says now.

    `obstacles` is a function, asked once more when the database refuses. Any other breach is a bug and goes on.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        refuse_if(obstacles())
        raise
