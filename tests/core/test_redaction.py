"""What points to a person is taken out of free text, and what points to a place or a thing stays (handbook 12)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.core.redaction import redact

TAKEN = {
    "Ring me on 07700 900123 after six": "07700",
    "Call 01632 960 777.": "960",
    "my number (01632) 960777 any time": "960777",
    "+44 7700 900 123 is mine": "900",
    "0044 7700900123": "7700900123",
    "write to jo.o'neil+pact@example.co.uk please": "neil",
    "jo at jo@example.org": "example.org",
    "jo (at) example (dot) org": "example",
    "see https://www.facebook.com/jo.smith": "facebook",
    "@jo_smith posted it": "jo_smith",
    "the red Corsa AB12 CDE races": "AB12",
    "ab12cde was parked there": "ab12cde",
    "an old one, K123 ABC, no tax": "K123",
    "ABC 123D has stood for weeks": "123D",
    "12 Mill Road has rats": "12",
    "the bins of 14a Alma Street": "14a",
    "between 3-5 Old Chapel Lane": "3-5",
    "Flat 3 deals": "3",
    "flat 12B, Nelson House": "12B",
    "it's no. 7 again": "7",
    "number 40 plays music": "40",
    "number nine's garage": "nine",
    "the lad at 22": "22",
    "round at 5 Nightjar Passage": "5",
    "SE13 7QD is the place": "7QD",
    "Mr Smith shouts": "Smith",
    "Mrs. J. O’Leary saw it": "Leary",
    "Dr Patel's surgery": "Patel",
    "a man called Zbigniew does it": "Zbigniew",
    "her name is Ottoline Farthingale": "Farthingale",
    "my neighbour Dmitri burns rubbish": "Dmitri",
    "David Jones from the flats": "Jones",
    "ask Mohammed about it": "Mohammed",
    "Sharon's son": "Sharon",
    "AB 12 34 56 C is on the letter": "34",
    "card 4111 1111 1111 1111 was in it": "4111",
    "born on 3/4/1981 I think": "1981",
}
KEPT = [
    "Rats behind the shops on Mill Road since 2019",
    "2 mattresses dumped by the park gate",
    "Victoria Road is dark after 9 pm",
    "St George Street and King William Walk flood",
    "3 or 4 times a week at 10 o'clock, for 20 minutes",
    "The A6 and the 336 bus, 30 mph",
    "Been here for 10 days. Filthy. Wet. Stinking.",
    "Albert Road and Grace Park",
    "2 sofas on Mill Road, 12 bags in the alley off Alma Street",
    "more than 100 people signed in May",
    "the crossing at the school on Chapel Lane",
]


@pytest.mark.parametrize(("text", "secret"), TAKEN.items())
def test_what_points_to_a_person_is_taken_out(text, secret):
    assert secret not in redact(text).text


@pytest.mark.parametrize("text", KEPT)
def test_places_times_and_numbers_of_things_stay(text):
    assert redact(text).text == text


def test_what_was_taken_out_is_told_to_whoever_checks_it():
    assert redact("Mr Smith, 07700 900123").taken == (("telephone", "07700 900123"), ("name", "Mr Smith"))


@given(st.text(max_size=300))
def test_redacting_twice_changes_nothing_more_and_never_fails(text):
    once = redact(text).text

    assert redact(once).text == once
