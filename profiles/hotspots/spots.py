"""A hot spot as it is found, before anybody has given it a name."""

from dataclasses import dataclass

BUSY, REPEAT = "busy", "repeat"
NEW, GROWING, FADING, STEADY, UNKNOWN = "new", "growing", "fading", "steady", "unknown"


@dataclass(frozen=True)
class Share:
    """What one provider recorded in a hot spot, what would be expected, and in how many months it did."""

    provider: int
    count: int
    expected: float
    months: int


@dataclass(frozen=True)
class Spot:
    """A square, or the part of one in a ward, with too much of one issue (busy) or of one strand (repeat).

    `subject` is the position of the issue or of the strand. `chance` is the probability of so many or more,
    `false_rate` the share of chance finds among all that are at least as clear.
    """

    kind: str
    ward: int
    column: int
    row: int
    subject: int
    count: int
    expected: float
    chance: float
    false_rate: float
    months: tuple
    shares: tuple
    trend: str = UNKNOWN
