"""How well a way would have done on what came later: always learned from the past, always tried on what followed."""

from dataclasses import dataclass

import numpy as np

from engagement.coding.model import WAYS, fit

BLOCKS = 5
BANDS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.01)
SURE = 0.5  # below it PACT says that it is not sure


@dataclass(frozen=True)
class Measured:
    """What one way would have said: `surprise` is the mean of -log of the chance it gave to the truth."""

    way: str
    tried: int
    right: int
    among_three: int
    surprise: float
    losses: np.ndarray
    hits: np.ndarray
    bands: list  # of (from, to, how many, how many of them right, mean confidence)

    @property
    def accuracy(self):
        return self.right / self.tried if self.tried else 0.0

    def when_sure(self):
        """(how many it would have dared, how many of them were right)."""
        sure = [band for band in self.bands if band[0] >= SURE]
        return sum(band[2] for band in sure), sum(band[3] for band in sure)


def blocks_of(count, blocks=BLOCKS):
    """The ends of the past and of what followed: [(40, 80), (80, 120), …]."""
    ends = [round(count * part / blocks) for part in range(blocks + 1)]
    return [(past, until) for past, until in zip(ends[1:], ends[2:], strict=False) if until > past]


def measure(way, examples, codes, splits=None, *, learn=fit):
    """A Measured of one way. `examples` are (text, code), the oldest first; `splits` are [(past, until), …].

    `learn(way, past, codes)` answers a model: whatever it chooses, it chooses from the past.
    """
    chances, truth = [], []
    for past, until in splits or blocks_of(len(examples)):
        model = learn(way, examples[:past], codes)
        chances.append(model.probabilities([text for text, _ in examples[past:until]]))
        truth += [codes.index(code) for _, code in examples[past:until]]
    return judged(way, np.vstack(chances) if chances else np.empty((0, len(codes))), np.array(truth, dtype=int))


def judged(way, chances, truth):
    of_truth = chances[np.arange(len(truth)), truth]
    best, sure = chances.argmax(axis=1), chances.max(axis=1, initial=0)
    right = best == truth
    losses = -np.log(np.maximum(of_truth, 1e-6))
    bands = []
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            bands.append((low, min(high, 1.0), int(inside.sum()), int(right[inside].sum()), float(sure[inside].mean())))
    return Measured(
        way=way,
        tried=len(truth),
        right=int(right.sum()),
        among_three=int((np.argsort(-chances, axis=1, kind="stable")[:, :3] == truth[:, None]).sum()),
        surprise=float(losses.mean()) if len(truth) else 0.0,
        losses=losses,
        hits=right,
        bands=bands,
    )


def chosen(examples, codes):
    """(the way to go, {way: Measured}): the simplest that nothing beats by more than one standard error."""
    measured = {way: measure(way, examples, codes) for way in WAYS}
    best = min(measured.values(), key=lambda found: found.surprise)
    for way, found in measured.items():
        worse = found.losses - best.losses
        if len(worse) and worse.mean() <= worse.std() / np.sqrt(len(worse)):
            return way, measured
    return best.way, measured
