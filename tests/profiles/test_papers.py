"""A profile as a PDF: the same words, charts and numbers as its page."""

import re
from datetime import date, timedelta

import pytest

from pact.accounts.permissions import Role
from profiles import queries
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile():
    ward = make.ward("Ashfield")
    for number, place in enumerate([ward, *(make.ward(township=ward.memberships.get().township) for _ in range(4))]):
        make.figure(place, 4 + number, indicator="Claimants", unit="%", better="low", topic="Work")
        make.figure(place, 900 + number, indicator="Aged 65", unit="people", better="neither", topic="Age")
    recorded = make.dataset(ward.borough, kind="incidents")
    for name, count in [("Litter", 9), ("Noise", 30)]:
        issue_type = make.issue_type(name)
        for month in (1, 2, 3):
            for _ in range(count):
                make.incident(ward, dataset=recorded, issue_type=issue_type, month=date(2026, month, 1))
    draft = make.profile(ward, published=False, figures="More claim than elsewhere.")
    ring = [[-2.598, 53.502], [-2.592, 53.502], [-2.592, 53.506], [-2.598, 53.506], [-2.598, 53.502]]
    make.area(profile=draft, name="Canal Streets", boundary={"type": "Polygon", "coordinates": [ring]}, confirmed=False)
    return draft


def test_a_profile_is_tagged_and_holds_its_words_and_numbers(profile, tmp_path):
    """W35, W36; rule 5: each figure with its source and period."""
    made = Made("profiles.profile", profile)

    assert made.faults_of_accessibility(tmp_path) == []
    for words in ["More claim than elsewhere.", "Claimants", "Office of Figures, 2025", "Canal Streets", "90", "27"]:
        assert words in made.text


def test_a_published_profile_is_made_from_its_frozen_numbers(profile):
    frozen = queries.numbers_of(profile, today=make.TODAY).as_json()
    published = make.profile(make.ward("Birchwood"), frozen=frozen)

    assert "Claimants" in Made("profiles.profile", published).text


def test_a_paper_has_a_cover_contents_with_pages_what_changed_and_silence(tmp_path):
    """W39, W60: silence is printed as silence."""
    ward = make.ward("Ashfield")
    make.profile(ward, published=make.NOON - timedelta(days=200))
    make.past_finding(make.consultation(wards=[ward]), sentence="Litter matters most.")
    frozen = queries.numbers(ward, today=make.TODAY).as_json()
    profile = make.profile(ward, people="[[population]] people.", changes="More litter.", frozen=frozen)
    make.member_answer(profile, make.person(Role.COUNCILLOR, ward, name="Ada"), answer_by=make.TODAY - make.A_DAY)

    made = Made("profiles.profile", profile)

    assert made.faults_of_accessibility(tmp_path) == []
    for words in ["12,000 people.", "Litter matters most.", "More litter.", "Ada Silent", "Did not answer by 10 March"]:
        assert words in made.text
    assert re.search(r"Priority action areas[ .]+\d", made.text)


def test_a_profile_of_a_ward_without_figures_is_still_one(tmp_path):
    made = Made("profiles.profile", make.profile())

    assert made.faults_of_accessibility(tmp_path) == []
    assert "No figures are loaded yet." in made.text
