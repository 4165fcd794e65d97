"""From what was said to an issue type: four ways, measured on what came later."""

import json

import numpy as np
import pytest

from engagement import coding
from engagement.coding.measuring import blocks_of, judged

CODES = list(coding.SEEDS)
SEEN = [("Sofa left by the church", "TIP"), ("Zorbing again all night", "NOI"), ("The zorbing keeps us up", "NOI")] * 5


def best(model, text):
    return model.codes[model.probabilities([text]).argmax()]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("There is a mattress dumped behind the shops", "TIP"),
        ("Two street lights are out and it is dark", "LGT"),
        ("Cars parked on the double yellow lines", "PRK"),
        ("Needles in the play area hedge, syringes too", "NDL"),
    ],
)
def test_before_anything_is_coded_the_seed_words_lead(text, code):
    assert best(coding.fit(coding.LEARNED, [], CODES), text) == code


def test_words_that_no_seed_knows_are_learned_from_what_was_coded():
    assert best(coding.fit(coding.LEARNED, SEEN, CODES), "zorbing in the yard") == "NOI"
    assert coding.fit(coding.SEEDED, SEEN, CODES).probabilities(["zorbing"]).max() < coding.SURE


def test_a_kept_model_says_the_same_and_holds_nobodys_words():
    model = coding.fit(coding.LEARNED, SEEN, CODES)

    kept = json.dumps(model.to_json())

    again = coding.Model.from_json(json.loads(kept))
    texts = ["zorbing", "a sofa", ""]
    assert np.allclose(again.probabilities(texts), model.probabilities(texts), atol=1e-3)
    assert "zorbing" not in kept
    assert "church" not in kept


def test_what_is_measured_is_always_learned_from_the_past():
    assert blocks_of(10) == [(2, 4), (4, 6), (6, 8), (8, 10)]
    assert blocks_of(2) == [(1, 2)] or all(past < until for past, until in blocks_of(2))
    assert coding.measure(coding.LEARNED, [], CODES).tried == 0


def test_confidence_is_told_beside_how_often_it_was_right():
    chances = np.array([[0.95, 0.05], [0.6, 0.4], [0.55, 0.45]])

    found = judged(coding.SEEDED, chances, np.array([0, 0, 1]))

    assert (found.right, found.when_sure()) == (2, (3, 2))
    assert [(band[:2], band[2:4]) for band in found.bands] == [((0.5, 0.7), (2, 1)), ((0.9, 1.0), (1, 1))]


def test_the_simplest_way_that_nothing_clearly_beats_is_chosen():
    by_chance = [(text, CODES[n % 3]) for n, text in enumerate(["aaa bbb", "ccc", "ddd eee", "fff"] * 10)]

    way, measured = coding.chosen(by_chance, CODES)

    assert way == coding.MIX
    assert set(measured) == set(coding.WAYS)


@pytest.mark.real_data
@pytest.mark.once
def test_on_real_reports_what_is_learned_is_beaten_by_nothing_simpler(real_data):
    from bench.coding import examples_of

    examples, _ = examples_of(real_data / "issues/lewisham_fixmystreet_reports_2016-2021.csv")
    half = [(len(examples) // 2, len(examples))]
    ways = (coding.MIX, coding.SEEDED, coding.LEARNED)
    by_way = [coding.measure(way, examples, CODES, half).accuracy for way in ways]

    assert len(examples) == 105
    assert by_way == sorted(by_way)
    assert by_way[-1] > 0.7


def test_whatever_is_chosen_is_chosen_from_what_came_before():
    """The figures are of texts that nothing was tuned on."""
    examples = [(f"text {n}", CODES[n % 2]) for n in range(10)]
    seen = []

    def learn(way, past, codes):
        seen.append(list(past))
        return coding.fit(way, past, codes)

    found = coding.measure(coding.SEEDED, examples, CODES, [(0, 4), (4, 7), (7, 10)], learn=learn)

    assert seen == [[], examples[:4], examples[:7]]
    assert (found.tried, int(found.hits.sum())) == (10, found.right)
