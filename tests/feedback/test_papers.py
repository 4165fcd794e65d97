"""The newsletter as files: one to read aloud, one for the printer (rules 59, 60 and 65)."""

import pytest

from feedback import actions
from pact.documents import checks
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db

SECRETS = ["Wilhelmina", "Quartermaine", "960 777", "neighbour at number 12"]


@pytest.fixture
def newsletter():
    """Of a cycle with something done, something left and people who said so."""
    cycle = make.cycle(ward=make.ward("Ashfield"))
    done = make.priority(cycle=cycle, title="Cleaner alleys at Alma Street")
    make.verification(make.action(priority=done))
    make.priority(cycle=cycle, title="Slower cars on Mill Road")
    for _ in range(6):
        interview = make.interview(engagement=make.engagement(cycle=cycle))
        make.contact(interview=interview)
        done.concerns.add(make.concern(interview=interview, words="my neighbour at number 12"))
    return actions.draft(cycle, by=cycle.pact.coordinator, at=make.NOON)


WORDS = ["Cleaner alleys at Alma Street", "Slower cars on Mill Road", "6 people told us", "Alley cleared and gated."]


def test_the_newsletter_to_read_is_tagged_and_holds_every_priority(newsletter, tmp_path):
    """Rule 58; PDF/UA-1."""
    made = Made("feedback.newsletter", newsletter)

    assert made.faults_of_accessibility(tmp_path) == []
    assert [words for words in WORDS if words not in made.text] == []
    assert made.sizes("/MediaBox")[0] == pytest.approx((210, 297), abs=0.5)


def test_the_newsletter_for_the_printer_has_bleed_embedded_fonts_and_process_colours(newsletter):
    """Rule 59: A4 trimmed, 216 × 303 with 3 mm of bleed."""
    made = Made("feedback.newsletter_print", newsletter)

    assert all(size == pytest.approx((210, 297), abs=0.5) for size in made.sizes("/TrimBox"))
    assert all(size == pytest.approx((216, 303), abs=0.5) for size in made.sizes("/MediaBox"))
    assert checks.screen_colours(made.content) == []
    assert [words for words in WORDS if words not in made.text] == []


@pytest.mark.parametrize("name", ["feedback.newsletter", "feedback.newsletter_print"])
def test_no_name_no_contact_and_no_word_of_a_resident_is_printed(newsletter, name):
    """Rule 65."""
    text = Made(name, newsletter).text

    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("name", ["feedback.newsletter", "feedback.newsletter_print"])
def test_what_people_write_cannot_break_the_paper(newsletter, name):
    newsletter.items.update(we_did="# <b>Bold</b> & 5 < 6\n\n- [a](javascript:alert(1))\n\n" + "word " * 900)

    assert "5 < 6" in Made(name, newsletter).text
