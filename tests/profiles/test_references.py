"""Figures inside written text, live until publication (W36)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.references import Reference, problems, told

WORDS = {
    "population": Reference("population", "12,000"),
    "claimants": Reference("Claimants", "5.0%"),
    "claimants: borough": Reference("Claimants: borough", "4.2%"),
    "claimants: england": Reference("Claimants: England", ""),
}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[[population]] people", "12,000 people"),
        ("[[ Population ]]", "12,000"),
        ("[[claimants :  BOROUGH]]", "4.2%"),
        ("[[Jobs]] and [[population]]", "[[Jobs]] and 12,000"),
        ("[one] [link](x) [[", "[one] [link](x) [["),
        ("", ""),
    ],
)
def test_figures_are_put_in_and_what_is_not_known_stays_to_be_seen(text, read):
    assert told(text, WORDS) == read


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[Claimant]]", "No figure is called “Claimant”. Did you mean [[Claimants]]?"),
        ("[[zzz]]", "No figure is called “zzz”. Choose one from the list of figures."),
        ("[[Claimants: England]]", "There is no figure for [[Claimants: England]] now."),
        ("[[ ]]", "There is nothing between two square brackets: a figure is written like [[population]]."),
        ("[[population", "Two square brackets are not closed: a figure is written like [[population]]."),
    ],
)
def test_a_figure_that_cannot_be_put_in_is_told_in_a_sentence_once(text, problem):
    assert problems(f"{text} and {text}" if "]]" in text else text, WORDS) == [problem]


@given(st.text(alphabet="[]: aceilmnopstu\n", max_size=60))
def test_whatever_is_written_nothing_breaks_and_what_has_no_problem_has_no_brackets_left(text):
    if not problems(text, WORDS):
        assert "[[" not in told(text, WORDS)
