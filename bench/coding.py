"""How well PACT suggests an issue type for what people write, on real reports in the order in which they came.

    python -m bench.coding REPORTS.csv

Each report is tried with what was learned from the days before it, never from its own day or later. What the council's
own category says, brought to the 18 types, counts as the truth; reports whose category belongs to none are left out.
Whatever is chosen (a penalty, a way) is chosen from the past alone as well.
"""

import csv
import sys
import time
from collections import defaultdict
from functools import partial
from itertools import groupby, product

import numpy as np

from engagement.coding import LEARNED, SEEDED, SEEDS, SURE, WAYS, WEIGHED, chosen, fit, measure
from engagement.coding.model import softmax
from engagement.coding.words import words_of
from profiles.loading.categories import issue_type_of

ENOUGH_TO_LEARN = 30  # as in engagement.actions.coding


def examples_of(path):
    """(examples, splits by day), the oldest first."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if issue_type_of(row["service_name"])]
    rows.sort(key=lambda row: row["requested_datetime"])
    examples = [(said(row["title"], row["detail"]), issue_type_of(row["service_name"])) for row in rows]
    splits, past = [], 0
    for _, of_day in groupby(rows, key=lambda row: row["requested_datetime"][:10]):
        until = past + len(list(of_day))
        splits.append((past, until))
        past = until
    return examples, splits


def said(title, detail):
    """As the importer joins them: many people write the same twice."""
    return detail if detail.startswith(title) else f"{title}. {detail}"


# Compared with


class Bayes:
    """What a text-book would begin with: naive Bayes over the words, each counted once more than it was seen."""

    def __init__(self, past, codes):
        self.codes, self.priors = codes, np.ones(len(codes))
        self.words = defaultdict(lambda: np.ones(len(codes)))
        self.all = np.zeros(len(codes))
        for text, code in past:
            n = codes.index(code)
            self.priors[n] += 1
            for word in set(words_of(text)):
                self.words[word][n] += 1
                self.all[n] += 1

    def probabilities(self, texts):
        size = self.all + len(self.words) + 1
        scores = [
            np.log(self.priors) + sum((np.log(self.words[w] / size) for w in words_of(t) if w in self.words), 0.0)
            for t in texts
        ]
        return softmax(np.array(scores))


def bayes(way, past, codes):
    return Bayes(past, codes)


def tuned(way, past, codes):
    """The way with the penalties that did best within the past: tried on what followed in it, and nothing later."""
    if len(past) < ENOUGH_TO_LEARN:
        return fit(way, past, codes)

    def surprise(held):
        return measure(way, past, codes, learn=partial(fit, types_held=held[0], words_held=held[1])).surprise

    types_held, words_held = min(product((0.3, 1.0, 3.0), (0.1, 0.3, 1.0, 3.0)), key=surprise)
    return fit(way, past, codes, types_held=types_held, words_held=words_held)


def as_it_runs(way, past, codes):
    """What PACT itself does: the seed words at first, then the simplest way that nothing beat on the past."""
    return fit(chosen(past, codes)[0] if len(past) >= ENOUGH_TO_LEARN else SEEDED, past, codes)


TRIED = [
    *((way, words, way, fit) for way, words in WAYS.items()),
    ("bayes", "naive Bayes over the words, no seed words", LEARNED, bayes),
    ("tuned", "learned, its penalties chosen from the past of each day", LEARNED, tuned),
    ("as it runs", "the way that PACT chooses from the past of each day", SEEDED, as_it_runs),
]


def interval(values, days):
    """95% of the mean if whole days had come again, by 2,000 draws of days: reports of one day are alike."""
    draws = np.random.default_rng(7).integers(0, len(days), (2000, len(days)))
    sums = np.array([values[past:until].sum() for past, until in days])
    sizes = np.array([until - past for past, until in days])
    return np.quantile(sums[draws].sum(axis=1) / sizes[draws].sum(axis=1), [0.025, 0.975])


def main(path):
    examples, days = examples_of(path)
    print(f"{len(examples)} reports, {len({code for _, code in examples})} types, {len(days)} days")
    measured = {}
    for name, words, way, learn in TRIED:
        began = time.perf_counter()
        found = measured[name] = measure(way, examples, list(SEEDS), days, learn=learn)
        dared, right = found.when_sure()
        low, high = interval(found.hits.astype(float), days)
        print(f"\n{name}: {words}")
        print(f"  right {found.right} of {found.tried} ({found.accuracy:.0%}, {low:.0%} to {high:.0%})")
        print(f"  among three {found.among_three}; surprise {found.surprise:.2f}")
        print(f"  when {SURE:.0%} sure or more: {right} of {dared} right")
        for low, high, many, hits, mean in found.bands:
            print(f"    {low:.0%} to {high:.0%} sure (mean {mean:.0%}): {hits} of {many} right ({hits / many:.0%})")
        print(f"  {time.perf_counter() - began:.1f} s")
    print("\nmore right, and less surprised, than weighed; 95% by days:")
    for name, found in measured.items():
        right = found.hits.astype(float) - measured[WEIGHED].hits
        spared = measured[WEIGHED].losses - found.losses
        (low, high), (least, most) = interval(right, days), interval(spared, days)
        more = f"{right.mean():+.1%} ({low:+.1%} to {high:+.1%})"
        print(f"  {name}: {more}, {spared.mean():+.2f} ({least:+.2f} to {most:+.2f})")


if __name__ == "__main__":
    main(*sys.argv[1:])
