"""Red, amber or green: a pure function of dates and states (handbook 9, rules 33 to 36). Reads no row and no clock."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

SOON = 7  # days before the due date from which an action that is not done is amber
SILENCE = 28  # days without an update after which it is amber
BLOCKED_TOO_LONG = 28  # days of being blocked that it may last before it is red


class Rag(TextChoices):
    """How an action stands. The word is printed wherever the colour is shown."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    GREY = "grey", "Not yet accepted"
    BLUE = "blue", "Complete"
    CLOSED = "closed", "Closed"


@dataclass(frozen=True)
class Facts:
    """All that the colour of an action rests on. Days are London's; `blocked_on` is None unless it is blocked now."""

    due_on: date
    heard_on: date
    is_accepted: bool = False
    is_refused: bool = False
    is_done: bool = False
    is_verified: bool = False
    is_closed: bool = False
    blocked_on: date | None = None
    redatings: int = 0


@dataclass(frozen=True)
class Verdict:
    rag: Rag
    because: str


def rag(facts, today):
    """The `Rag` of an action with these facts on the day `today`."""
    return verdict(facts, today).rag


def verdict(facts, today):
    """The colour and, in a few words, the reason. The first match wins, in the handbook's order.

    Carried over and not achievable end a promise: the action leaves the table, with its own word.
    """
    late, blocked, silent = _days(facts.due_on, today), _days(facts.blocked_on, today), _days(facts.heard_on, today)
    if facts.is_closed:
        return Verdict(Rag.CLOSED, "closed without being done")
    if facts.is_verified:
        return Verdict(Rag.BLUE, "done and verified")
    if late > 0:
        return Verdict(Rag.RED, f"{_counted(late)} late{', done but not verified' if facts.is_done else ''}")
    if blocked > BLOCKED_TOO_LONG:
        return Verdict(Rag.RED, f"blocked for {_counted(blocked)}")
    if facts.is_refused:
        return Verdict(Rag.RED, "refused by its owner")
    if -late <= SOON and not facts.is_done:
        return Verdict(Rag.AMBER, f"due in {_counted(-late)}" if late else "due today")
    if facts.blocked_on:
        return Verdict(Rag.AMBER, "blocked")
    if facts.redatings:
        return Verdict(Rag.AMBER, f"date moved {_times(facts.redatings)}")
    if silent >= SILENCE:
        return Verdict(Rag.AMBER, f"nothing heard for {_counted(silent)}")
    if facts.is_accepted:
        return Verdict(Rag.GREEN, "done, to be verified" if facts.is_done else "on course")
    return Verdict(Rag.GREY, "waiting to be accepted")


def _days(day, today):
    """How many days `day` lies before today; negative in the future, 0 for no day."""
    return (today - day).days if day else 0


def _counted(days):
    return "1 day" if days == 1 else f"{days} days"


def _times(number):
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
