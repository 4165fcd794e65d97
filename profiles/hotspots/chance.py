"""What chance would give: how uneven counts are anyway, how unlikely one is, and how many unlikely ones to expect."""

import numpy as np
from scipy import optimize, special, stats

EVEN, UNEVEN = 0.01, 20.0  # the dispersions between which the likeliest is looked for
QUIETEST = 0.02  # of what is expected: so little at least is taken to happen in ordinary squares


def dispersion(counts, expected):
    """How uneven the ordinary squares are: the negative binomial's `d` in variance = mean + d × mean².

    The likeliest for all squares, but of a square with more than twice or less than half of what is expected it is only
    taken into account that it has: however extreme a hot spot is, or a square in which nobody can be robbed, it cannot
    make the ordinary ones look uneven. Nor can hot spots by what they add to the ward's rate, which is fitted too.
    """
    known = expected > 0
    counts, mean = counts[known], _ordinary(counts[known], expected[known])
    most, least = np.maximum(np.ceil(2 * mean), 1), np.ceil(mean / 2) - 1
    above, below = counts > most, counts <= least
    between = ~above & ~below
    some, none = between & (counts > 0), between & (counts == 0)
    y = counts[some]

    def unlikeliness(logs):
        d, rate = np.exp(logs[0]), np.exp(logs[1])
        size, grown = 1 / d, d * rate * mean
        exact = special.gammaln(y + size) - special.gammaln(size)
        exact = exact.sum() + (y * np.log(grown[some])).sum() - ((y + size) * np.log1p(grown[some])).sum()
        zeros = size * np.log1p(grown[none]).sum()
        more = _tail(most[above] + 1, size, grown[above])
        fewer = 1 - _tail(least[below] + 1, size, grown[below])
        return -(exact - zeros + sum(np.log(np.maximum(tail, 1e-300)).sum() for tail in (more, fewer)))

    if not some.any():
        return EVEN
    bounds = [(np.log(EVEN), np.log(UNEVEN)), (np.log(QUIETEST), np.log(1.5))]
    return float(
        np.exp(
            optimize.minimize(
                unlikeliness, [-1, 0], method="Nelder-Mead", bounds=bounds, options={"xatol": 0.02, "fatol": 0.01}
            ).x[0]
        )
    )


def _ordinary(counts, mean):
    """What is expected of squares that are not hot, which is less where hot ones have added to their ward's total."""
    for _ in range(3):
        calm = counts <= np.maximum(np.ceil(2 * mean), 1)
        mean = mean * max(counts[calm].sum() / max(mean[calm].sum(), 1e-9), QUIETEST)
    return mean


def _tail(count, size, grown):
    """The chance of so many or more; far quicker than the library's own distribution for thousands of squares."""
    return special.betainc(count, size, grown / (1 + grown))


def chance_of_as_many(counts, expected, d):
    """How likely so many or more are, where so many are expected and squares are as uneven as `d`."""
    return stats.nbinom.sf(counts - 1, 1 / d, 1 / (1 + d * expected))


def false_discovery_rates(chances, tests):
    """Benjamini and Hochberg's adjusted values of some chances out of `tests` of which the others are taken as 1."""
    padded = np.ones(max(tests, len(chances)))
    padded[: len(chances)] = chances
    return stats.false_discovery_control(padded, method="bh")[: len(chances)]


def chance_of_change(recent, total, share):
    """How likely it is that `recent` of `total` would fall in months that have `share` of all, or fewer, or more.

    Exact and two-sided: twice the smaller tail of the binomial distribution. Arrays of one length; answers the
    chances, and whether there are more (True) or fewer than expected.
    """
    fewer, more = stats.binom.cdf(recent, total, share), stats.binom.sf(recent - 1, total, share)
    return np.minimum(2 * np.minimum(fewer, more), 1), more < fewer
