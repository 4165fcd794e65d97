"""The frame of every PDF, for reading and for the press."""

import pytest

from pact.documents import render
from pact.documents.papers import ACCESSIBLE, FOR_PRINT, Paper


def example(variant):
    return Paper("core/gallery_paper.html", {}, "example.pdf", "Every part of a paper", variant=variant)


def test_a_paper_names_itself_its_language_and_who_publishes_it():
    html = render.html(example(ACCESSIBLE))

    assert '<html lang="en-GB">' in html
    assert "<title>Every part of a paper</title>" in html
    assert 'data-publisher="The council"' in html


@pytest.mark.parametrize("variant", [ACCESSIBLE, FOR_PRINT])
def test_every_part_of_a_paper_can_be_made_for_reading_and_for_the_press(variant):
    content = render.pdf(example(variant))

    assert content.startswith(b"%PDF")
