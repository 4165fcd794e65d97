"""Rules 17 and 18: what the grades of a walk come to."""

import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement import grading
from engagement.models import POOR, Grade


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(grading).failed == 0


def test_the_handbooks_worked_example_scores_25():
    """Rule 17: A4 B+3 B6 B-4 C2 C-1 D0."""
    grades = ["A"] * 4 + ["B+"] * 3 + ["B"] * 6 + ["B-"] * 4 + ["C"] * 2 + ["C-"]

    assert grading.score(grades) == Decimal("25.0")


def test_nothing_graded_is_not_assessed_rather_than_nought():
    """Rule 18."""
    assert grading.score(["", ""]) is None
    assert grading.compared("litter", None) == "not assessed"


def test_a_grade_outside_the_seven_is_an_error():
    with pytest.raises(ValueError, match="Not one of the seven grades: E"):
        grading.score(["A", "E"])


@given(st.lists(st.sampled_from(grading.GRADES), min_size=1))
def test_a_score_is_a_percentage_and_a_worse_street_never_lowers_it(grades):
    before = grading.score(grades)

    assert 0 <= before <= 100
    assert grading.score([*grades[:-1], "D"]) >= before


def test_the_models_know_the_same_grades():
    assert tuple(Grade.values) == grading.GRADES
    assert tuple(POOR) == grading.POOR
