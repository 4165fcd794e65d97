"""How alike two people code, with how far that can be trusted (handbook 7)."""

from dataclasses import dataclass
from math import sqrt

ENOUGH = 0.8  # below it the codebook is opened again
NORMAL = 1.96


@dataclass(frozen=True)
class Agreement:
    """Of `pairs` coded twice, `same` got the same type. `low` and `high` bound the share at 95% (Wilson)."""

    pairs: int
    same: int
    low: float
    high: float
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None

    @property
    def share(self):
        return self.same / self.pairs if self.pairs else None

    @property
    def percents(self):
        """The share and its bounds as percentages."""
        return [100 * value for value in (self.share or 0.0, self.low, self.high)]

    @property
    def reopens_codebook(self):
        return self.pairs > 0 and self.same < ENOUGH * self.pairs


def agreement(pairs):
    """An Agreement of (first code, second code) pairs. Cohen's kappa takes out what chance alone would agree on.

    >>> found = agreement([("LIT", "LIT")] * 8 + [("TIP", "LIT")] + [("TIP", "TIP")])
    >>> found.same, round(found.low, 2), round(found.high, 2), round(found.kappa, 2)
    (9, 0.6, 0.98, 0.62)
    """
    pairs = list(pairs)
    many, same = len(pairs), sum(first == second for first, second in pairs)
    if not many:
        return Agreement(0, 0, 0.0, 1.0, None, None, None)
    low, high = _wilson(same, many)
    codes = {code for pair in pairs for code in pair}
    firsts, seconds = ([pair[side] for pair in pairs] for side in (0, 1))
    chance = sum(firsts.count(code) * seconds.count(code) for code in codes) / many**2
    if chance == 1:  # one code only, used by both: nothing tells skill from chance
        return Agreement(many, same, low, high, None, None, None)
    observed = same / many
    kappa = (observed - chance) / (1 - chance)
    error = sqrt(observed * (1 - observed) / many) / (1 - chance)
    return Agreement(many, same, low, high, kappa, max(-1.0, kappa - NORMAL * error), min(1.0, kappa + NORMAL * error))


def _wilson(same, many):
    share, spread = same / many, NORMAL**2 / many
    middle = (share + spread / 2) / (1 + spread)
    half = NORMAL / (1 + spread) * sqrt(share * (1 - share) / many + spread / (4 * many))
    return max(0.0, middle - half), min(1.0, middle + half)
