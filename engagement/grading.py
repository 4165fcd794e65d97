"""The grades of an EVA and what they come to (handbook 6). Pure functions.

An EVA is far too small for the national survey that these grades come from, so a score is never printed as one.
"""

from decimal import ROUND_HALF_UP, Decimal

GRADES = ("A", "B+", "B", "B-", "C", "C-", "D")
POOR = ("C", "C-", "D")
BORDERLINE = "B-"

# What was usual over all land uses in England in 2007/08: a yardstick to hold a street against, no target.
BENCHMARKS = {"litter": 11, "detritus": 21, "graffiti": 4, "fly_posting": 1}


def score(grades):
    """The percentage of transects in a poor state; lower is better. None where none was graded (rule 18).

    Those at C, C- or D count whole and those at B- half (rule 17). An empty grade was not assessed.

    >>> score(["A"] * 4 + ["B+"] * 3 + ["B"] * 6 + ["B-"] * 4 + ["C"] * 2 + ["C-"])
    Decimal('25.0')
    >>> score([]), score([""])
    (None, None)
    """
    graded = [grade for grade in grades if grade]
    if unknown := set(graded) - set(GRADES):
        raise ValueError(f"Not one of the seven grades: {', '.join(sorted(unknown))}")
    if not graded:
        return None
    poor = sum(grade in POOR for grade in graded) + Decimal(graded.count(BORDERLINE)) / 2
    return (poor * 100 / len(graded)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def compared(item, value):
    """How a score stands against its yardstick, as words for a reader.

    >>> compared("litter", None), compared("litter", Decimal("25.0"))
    ('not assessed', 'worse than was usual in 2007/08 (11%)')
    >>> compared("detritus", Decimal("21.0")), compared("graffiti", Decimal("0.0"))
    ('as was usual in 2007/08 (21%)', 'better than was usual in 2007/08 (4%)')
    """
    if value is None:
        return "not assessed"
    usual = BENCHMARKS[item]
    how = "as" if value == usual else "worse than" if value > usual else "better than"
    return f"{how} was usual in 2007/08 ({usual}%)"
