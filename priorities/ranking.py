"""How candidates are ranked: a pure function of what was heard, seen and recorded (handbook 5). Reads no row."""

WEIGHTS = {"heard": 50, "seen": 25, "recorded": 25}


def scaled(value, most):
    """A value as points from 0 to 100, where `most` is the highest of its kind; 0 where nothing was counted."""
    return 100 * value / most if most else 0.0


def points(measures):
    """`[{"heard": 0 to 100, "seen": …, "recorded": …, "score": 0 to 100}, …]` for as many dicts of plain numbers.

    Each kind of evidence is scaled by its own highest value and weighted 50, 25 and 25.
    """
    most = {kind: max((measure[kind] for measure in measures), default=0) for kind in WEIGHTS}
    found = []
    for measure in measures:
        parts = {kind: scaled(measure[kind], most[kind]) for kind in WEIGHTS}
        score = sum(WEIGHTS[kind] * parts[kind] for kind in WEIGHTS) / sum(WEIGHTS.values())
        found.append({kind: round(value, 1) for kind, value in parts.items()} | {"score": round(score, 1)})
    return found
