"""W47 and W48: a walk on paper, typed in on one page; the children's sheet with its faces."""

from uuid import uuid4

import pytest
from django.urls import reverse

from engagement import forms, papers
from engagement.grading import score
from engagement.models import Finding, Transect, Walkabout
from engagement.sheet import FACES
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(today_is_noon):
    return make.engagement(form="walkabout")


@pytest.fixture
def today_is_noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOON)


def typed(engagement, **more):
    """A sheet with one stretch and one thing on it, as its page sends it."""
    keys = {f"stretch{n}_uuid": uuid4() for n in range(1, 6)} | {f"found{n}_uuid": uuid4() for n in range(1, 7)}
    stretch = {"street": "Mill Road", "from_point": "Lamp post 4", "to_point": "The chapel", "litter": "C"}
    found = {"item": "fly_tipping", "severity": "minor", "stretch": "1"}
    return (
        {"uuid": uuid4(), "area": engagement.areas.get().pk, "surveyors": "AB", "daylight": "1", "land_use": "low"}
        | {"held_on_day": "11", "held_on_month": "3", "held_on_year": "2026", "started": "10:30"}
        | keys
        | {f"stretch1_{name}": value for name, value in stretch.items()}
        | {f"found1_{name}": value for name, value in found.items()}
        | more
    )


def send(client, engagement, data, name="typed_sheet"):
    client.force_login(engagement.planned_by)
    return client.post(reverse(f"engagement:{name}", args=[engagement.pk]), data)


def test_a_sheet_sent_twice_is_one_walk_with_its_referral_and_findings(client, engagement):
    """Rule 19, and contract 5."""
    make.known_type("LIT"), make.known_type("TIP")
    data = typed(engagement)

    answers = [send(client, engagement, data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert (Walkabout.objects.count(), Transect.objects.count()) == (1, 1)
    assert set(Finding.objects.values_list("item", "grade", "transect")) == {
        ("litter", "C", Transect.objects.get().pk),
        ("fly_tipping", "", Transect.objects.get().pk),
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stretch1_to_point": ""}, "Say to where."),
        ({"stretch1_detritus": "B", "stretch1_unpaved": "on"}, "Detritus is graded only on a paved surface"),
        ({"found1_stretch": "2"}, "Stretch 2 is empty"),
        ({"found1_stretch": ""}, "Say where it is."),
        ({"found1_item": "other"}, "Choose which kind of issue it is."),
    ],
)
def test_a_sheet_with_a_fault_is_kept_in_no_part_and_says_what_is_wrong(client, engagement, wrong, sentence):
    """Rules 15 and 16."""
    answer = send(client, engagement, typed(engagement) | wrong)

    assert sentence in answer.content.decode()
    assert "Mill Road" in answer.content.decode()
    assert not Walkabout.objects.exists()


def test_a_childrens_sheet_keeps_the_grade_that_weighs_as_much_and_says_so(client, engagement):
    """W48, rule 17."""
    make.known_type("LIT"), make.known_type("TIP")

    send(client, engagement, typed(engagement, others="12 children of Year 5"), name="typed_faces")

    assert Walkabout.objects.get().with_faces
    assert [score([grade]) for grade, _ in FACES] == [score(["A"]), score(["B-"]), score(["D"])]


def test_a_childrens_sheet_takes_no_names_and_no_grade_without_a_face(client, engagement):
    data = typed(engagement, found1_what="My friend Sam did it", stretch1_litter="D")

    page = send(client, engagement, data, name="typed_faces").content.decode()

    assert "This seems to say who somebody is" in page
    assert not Walkabout.objects.exists()
    assert "D" not in dict(forms.FacesForm.grades)


@pytest.mark.parametrize(("paper", "words"), [(papers.WALK, "C−"), (papers.FACES, "Dog poo")])
def test_the_sheets_are_accessible_papers_on_three_sides_of_a4(engagement, paper, words, tmp_path):
    made = Made(paper, engagement)

    assert made.faults_of_accessibility(tmp_path) == []
    assert len(made.sizes("/MediaBox")) == 3
    assert words in made.text


def test_what_does_not_walk_has_no_sheet(client):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)

    assert client.get(reverse("engagement:walk_on_paper", args=[engagement.pk])).status_code == 404
