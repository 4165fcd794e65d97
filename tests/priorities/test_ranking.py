from hypothesis import given
from hypothesis import strategies as st

from priorities.ranking import points

counts = st.integers(0, 500)
measures = st.lists(st.fixed_dictionaries({"heard": counts, "seen": counts, "recorded": counts}), max_size=12)


def measure(heard=0, seen=0, recorded=0):
    return {"heard": heard, "seen": seen, "recorded": recorded}


def test_each_kind_is_scaled_by_its_highest_and_weighted_half_a_quarter_and_a_quarter():
    """Handbook 5."""
    found = points([measure(10, 4, 0), measure(5, 0, 30), measure(0, 2, 15)])

    assert found == [
        {"heard": 100.0, "seen": 100.0, "recorded": 0.0, "score": 75.0},
        {"heard": 50.0, "seen": 0.0, "recorded": 100.0, "score": 50.0},
        {"heard": 0.0, "seen": 50.0, "recorded": 50.0, "score": 25.0},
    ]


def test_nothing_counted_gives_no_points():
    assert points([measure()]) == [{"heard": 0.0, "seen": 0.0, "recorded": 0.0, "score": 0.0}]


@given(measures)
def test_every_score_lies_between_nought_and_a_hundred(found):
    assert all(0 <= value <= 100 for scores in points(found) for value in scores.values())


@given(measures, st.sampled_from(["heard", "seen", "recorded"]))
def test_more_evidence_of_one_kind_never_lowers_a_score(found, kind):
    for first, second in zip(found, found[1:], strict=False):
        raised = first | {kind: max(first[kind], second[kind])}
        before, after = points([first, second])[0], points([raised, second])[0]

        assert after["score"] >= before["score"]
