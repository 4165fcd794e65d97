"""How a line of the table reads, and what it expects of whom."""

from collections.abc import Callable
from dataclasses import dataclass

from pact.accounts.permissions import Role

ADMINISTRATOR, COORDINATOR, COUNCILLOR, OFFICER = Role.ADMINISTRATOR, Role.COORDINATOR, Role.COUNCILLOR, Role.OFFICER
MANAGER, SCRUTINY, CHAIR, PRINT_UNIT = Role.MANAGER, Role.SCRUTINY, Role.CHAIR, Role.PRINT_UNIT
ANALYST, DATA_PROTECTION = Role.ANALYST, Role.DATA_PROTECTION

EVERYBODY = frozenset(Role)
# Those who neither work on the cycle nor see it: to them its pages are not there.
OUTSIDE = frozenset({PRINT_UNIT, DATA_PROTECTION})
INSIDE = EVERYBODY - OUTSIDE
NOBODY = frozenset()

VISITOR = "visitor"  # not signed in
STRANGER = "stranger"  # the co-ordinator of another borough
NEIGHBOUR = "neighbour"  # the councillor of a ward in another township of the same borough
CAST = [*Role, VISITOR, STRANGER, NEIGHBOUR]

FOUND, LOG_IN, FORBIDDEN, NOT_FOUND = 302, "log-in", 403, 404


def here(*names):
    """The arguments of an address, read from the world: `here("pact.slug")`."""

    def arguments(world):
        return [_read(world, name) for name in names]

    return arguments


def _read(world, name):
    for part in name.split("."):
        world = getattr(world, part)
    return world


@dataclass(frozen=True)
class Row:
    """One address. `may` get in; `outside` are not to know that it is there; everybody else is refused.

    `at` gives the arguments of the address, of something in the ward of the world: a stranger and a neighbour do
    not find it, unless `is_common` says that it belongs to no ward. `post` is what to send where the address is
    a button without a page; `ok` what those who may get. `others` is what becomes of the remaining insiders;
    `neighbour` and `visitor` are for what is different for them.
    """

    may: frozenset
    at: Callable | None = None
    ok: int = 200
    post: dict | None = None
    outside: frozenset | None = None
    others: int = FORBIDDEN
    is_common: bool = False
    neighbour: int | None = None
    visitor: int | str = LOG_IN

    @property
    def method(self):
        return "get" if self.post is None else "post"

    @property
    def is_of_the_ward(self):
        return self.at is not None and not self.is_common

    def expects(self, who):
        """The status that `who` of the cast gets, or LOG_IN."""
        if who == VISITOR:
            return self.visitor
        if who == NEIGHBOUR and self.neighbour:
            return self.neighbour
        if who in {STRANGER, NEIGHBOUR}:
            role = COORDINATOR if who == STRANGER else COUNCILLOR
            return NOT_FOUND if self.is_of_the_ward else self.expects(role)
        if who in self.may:
            return self.ok
        outside = self.outside if self.outside is not None else (OUTSIDE if self.is_of_the_ward else NOBODY)
        return NOT_FOUND if who in outside else self.others


def button(may, at=None, **fields):
    """An address without a page of its own: a POST that does one thing and leads somewhere."""
    return Row(frozenset(may), at, **{"post": {}, "ok": FOUND} | fields)


def page(may, at=None, **fields):
    return Row(frozenset(may), at, **fields)


def public(at=None, *, ok=200):
    return Row(EVERYBODY, at, ok=ok, is_common=True, visitor=ok)
