"""Four ways from words to an issue type, from the simplest up. Each gives a probability for every type."""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize

from engagement.coding.words import hashed, hints

MIX, SEEDED, WEIGHED, LEARNED = "mix", "seeded", "weighed", "learned"
WAYS = {
    MIX: "how often each type occurs, whatever the words",
    SEEDED: "the seed words of the types",
    WEIGHED: "the seed words, weighed by how often each type occurs here",
    LEARNED: "the seed words, and the words of what was coded here",
}
AT_FIRST = 3.0  # how far one seed word counts before anything is learned
HELD = 1.0  # how strongly all is held to what it was before anything was learned: the usual penalty, tuned on nothing


@dataclass(frozen=True)
class Model:
    """`lean` is how each type stands without a word, `trust` how far a seed word counts, `weights` {bucket: row}."""

    way: str
    codes: tuple
    lean: np.ndarray
    trust: float
    buckets: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int))
    weights: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))

    def probabilities(self, texts):
        """A row for each text, a column for each of `codes`."""
        scores = self.lean + self.trust * hints(texts, self.codes)
        if len(self.buckets):
            scores = scores + hashed(texts)[:, self.buckets] @ self.weights
        return softmax(scores)

    def to_json(self):
        """Numbers and codes only: it holds nobody's words."""
        return {
            "way": self.way,
            "codes": list(self.codes),
            "lean": self.lean.round(4).tolist(),
            "trust": round(self.trust, 4),
            "buckets": self.buckets.tolist(),
            "weights": self.weights.round(4).tolist(),
        }

    @classmethod
    def from_json(cls, kept):
        arrays = {"lean": float, "buckets": int, "weights": float}
        return cls(
            **kept | {"codes": tuple(kept["codes"])} | {n: np.array(kept[n], dtype=t) for n, t in arrays.items()}
        )


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit(way, examples, codes, *, types_held=HELD, words_held=HELD):
    """A Model from `examples`, (text, code) pairs. Without any, each way is what the seed words say."""
    texts, truth = [text for text, _ in examples], np.array([codes.index(code) for _, code in examples], dtype=int)
    nothing = np.zeros(len(codes))
    if way == MIX:
        return Model(way, tuple(codes), np.log(np.bincount(truth, minlength=len(codes)) + 0.5), 0.0)
    if way == SEEDED or not examples:
        return Model(way, tuple(codes), nothing, AT_FIRST)
    if way == WEIGHED:
        words, buckets = hashed(texts)[:, :0], np.empty(0, dtype=int)
    else:
        words = hashed(texts)
        buckets = np.unique(words.indices)
        words = words[:, buckets].tocsr()
    return _descended(way, codes, hints(texts, codes), words, buckets, truth, types_held, words_held)


def _descended(way, codes, spoken, words, buckets, truth, types_held, words_held):
    """The likeliest lean, trust and weights, each held back (L2): convex, so there is one answer."""
    kinds, many, rows = len(codes), len(buckets), np.arange(len(truth))

    def cost(flat):
        lean, trust, weights = flat[:kinds], flat[kinds], flat[kinds + 1 :].reshape(many, kinds)
        chance = softmax(lean + trust * spoken + words @ weights)
        held = types_held * (lean @ lean) + words_held * (weights * weights).sum() + (trust - AT_FIRST) ** 2
        value = -np.log(np.maximum(chance[rows, truth], 1e-300)).sum() + held / 2
        chance[rows, truth] -= 1
        slope = words.T @ chance + words_held * weights
        return value, np.concatenate(
            [chance.sum(axis=0) + types_held * lean, [(chance * spoken).sum() + trust - AT_FIRST], slope.ravel()]
        )

    start = np.zeros(kinds + 1 + many * kinds)
    start[kinds] = AT_FIRST
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return Model(
        way, tuple(codes), found[:kinds], float(found[kinds]), buckets, found[kinds + 1 :].reshape(many, kinds)
    )
