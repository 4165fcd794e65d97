"""Two versions of a profile side by side (W60)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.queries import FigureChange, versions, word_changes


def marked(old, new):
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return [
        " ".join(marks[piece.kind].format(piece.text.strip()) for piece in paragraph)
        for paragraph in word_changes(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Many rent here.", "Many rent here.", ["Many rent here."]),
        ("Many rent here.", "Most rent here.", ["-Many- +Most+ rent here."]),
        ("", "New words.", ["+New words.+"]),
        ("Old words.", "", ["-Old words.-"]),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", ["One.", "Two.", "+Three.+"]),
        ("", "", []),
        (None, None, []),
        ("a\r\nb", "a\nb", ["a\nb"]),
    ],
)
def test_the_words_that_came_and_went_are_marked(old, new, expected):
    assert marked(old, new) == expected


def test_readers_see_no_marks_of_markdown():
    assert versions.as_read("### Who\n- **Aged 65**: [12%](/x) of *all*\n\n1. 3 * 4") == (
        "Who\n• Aged 65: 12% of all\n\n1. 3 * 4"
    )


@given(*[st.text(alphabet="ab \n", max_size=40)] * 2)
def test_whatever_the_texts_each_can_be_read_out_of_the_marks(old, new):
    pieces = [piece for paragraph in word_changes(old, new) for piece in paragraph]

    def words(besides):
        return "".join(f"{piece.text} " for piece in pieces if piece.kind != besides).split()

    assert words("removed") == new.split()
    assert words("added") == old.split()


@pytest.mark.parametrize(
    ("direction", "better", "in_words"),
    [
        (1, "low", "Up, which is worse"),
        (1, "high", "Up, which is better"),
        (-1, "low", "Down, which is better"),
        (-1, "neither", "Down"),
        (0, "low", "The same"),
    ],
)
def test_a_change_says_its_direction_and_whether_that_is_good(direction, better, in_words):
    assert FigureChange("Claimants", "3%", "4%", direction, better).in_words == in_words
