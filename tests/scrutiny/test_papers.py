"""The pack that members get (W59)."""

from datetime import timedelta

import pytest

from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    ward = make.ward("Ashfield")
    cycle = make.cycle(ward=ward)
    priority = make.priority(cycle=cycle, title="Cleaner alleys")
    make.action(priority=priority, title="Fit alley gates", due_on=make.TODAY - timedelta(days=12))
    make.action(priority=make.priority(cycle=cycle), title="Write to every house")
    bare = make.cycle(ward=make.ward("Birchwood", township=ward.memberships.get().township))
    made = make.review(cycles=[cycle, bare], invite=[make.person(name="Ada Councillor")])
    make.recommendation(review=made, text="Empty the bins twice a week.")
    return made


def test_a_pack_is_tagged_and_holds_what_the_rows_say(review, tmp_path):
    made = Made("scrutiny.pack", review)

    assert made.faults_of_accessibility(tmp_path) == []
    for words in [
        "Cleaner alleys",
        "12 days late",
        "Write to every house",
        "Birchwood",
        "Declarations of interest",
        "Ada Councillor",
        "Empty the bins twice a week.",
    ]:
        assert words in made.text
    assert made.paper.made_from["actions"] == 2


def test_a_pack_of_nothing_is_still_one(tmp_path):
    made = Made("scrutiny.pack", make.review())

    assert made.faults_of_accessibility(tmp_path) == []


def test_a_pack_has_the_agenda_of_the_meeting_where_there_is_one(review):
    make.agenda_item(review.meeting, "The canal bridge")

    assert "The canal bridge (for discussion)" in Made("scrutiny.pack", review).text
