"""What share of people agree, and how sure that is: a pure function of counts (M3, M34)."""

from dataclasses import dataclass

from scipy import stats

CERTAINTY = 0.95


@dataclass(frozen=True)
class Agreement:
    """How many of how many agree, in percent, and between which shares that of everybody may well lie."""

    agree: int
    answers: int
    percent: float
    low: float
    high: float

    @property
    def margin(self):
        """The larger side of the interval, in percentage points, as it is usually said."""
        return max(self.high - self.percent, self.percent - self.low)

    @property
    def words(self):
        return self.said("agree")

    def said(self, what):
        of_all = f"of everybody, it may well be {self.low:.0f}% to {self.high:.0f}%"
        return f"{self.percent:.0f}% of {self.answers} {what}; {of_all}"


def agreement(agree, answers):
    """An `Agreement` with Wilson's interval, which holds for few answers as well."""
    interval = stats.binomtest(agree, answers).proportion_ci(CERTAINTY, method="wilson")
    return Agreement(agree, answers, 100 * agree / answers, 100 * interval.low, 100 * interval.high)


def differ(first, second):
    """Whether two shares differ by more than chance would make them (Fisher's exact test, which holds for few)."""
    table = [[found.agree, found.answers - found.agree] for found in (first, second)]
    return stats.fisher_exact(table).pvalue < 1 - CERTAINTY
