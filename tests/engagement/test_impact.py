"""The impact assessment form: its groups, its plan, its review, its PDF (W71)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from engagement import actions, queries
from engagement.models import Group, ImpactAssessment
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tests import make
from tests.papers import Made

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 3, 11)


@pytest.fixture
def cycle():
    return make.cycle(ward=make.ward("Ashfield"))


def assess(cycle, **fields):
    facts = {"title": "Fees for bulky waste", "aim": "To pay for the service.", "review_on": NEXT_YEAR}
    return actions.assess(cycle, **facts | fields, by=cycle.pact.coordinator, at=make.NOON)


def test_each_label_of_the_councils_own_list_has_yes_no_or_no_answer_yet(cycle):
    actions.add_group(name="Carers", is_reached=False, is_assessed=True, answers=[], by=make.person(), at=make.NOON)
    age, carers = Group.objects.get(slug="age"), Group.objects.get(name="Carers")

    sheet = queries.sheet(assess(cycle, groups={age: (True, "Older people cannot carry."), carers: (False, "")}))

    assert [(line.name, line.answer) for line in sheet.groups if line.answer != "Not answered yet"] == [
        ("Age", "Yes"),
        ("Carers", "No"),
    ]
    assert len(sheet.groups) == 9


def test_a_yes_needs_its_evidence_and_what_was_typed_stays(client, cycle):
    client.force_login(cycle.pact.coordinator)
    age = Group.objects.get(slug="age")
    typed = {"title": "Fees", "aim": "To pay for the service.", f"group_{age.pk}": "yes"}
    typed |= {"review_on_day": "11", "review_on_month": "3", "review_on_year": "2030"}

    page = client.post(reverse("engagement:new_assessment", args=[cycle.pk]), typed).text

    assert "Say how you know that it affects age." in page
    assert "To pay for the service." in page
    assert not ImpactAssessment.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"review_on": make.TODAY}, "The date for further review must be in the future."),
        ({"title": "FEES for bulky waste"}, "This is assessed already in this cycle."),
    ],
)
def test_it_refuses_a_review_in_the_past_and_a_second_one_of_the_same(cycle, fields, sentence):
    assess(cycle)

    with pytest.raises(Refused) as refusal:
        assess(cycle, **{"title": "Another"} | fields)

    assert refusal.value.reasons == [sentence]


def test_those_who_must_look_again_are_reminded_once_for_each_date(cycle):
    assessment = assess(cycle, review_on=make.TODAY + timedelta(days=10))

    told = [actions.remind_of_assessments(at=make.NOON + timedelta(days=n)) for n in (0, 1, 10)]
    by = cycle.pact.coordinator
    actions.review_assessment(assessment, note="As before.", review_on=NEXT_YEAR, by=by, at=make.NOON)

    assert told == [1, 0, 0]
    assert Notice.objects.get(name="engagement.assessment_due").recipient == by
    assert actions.remind_of_assessments(at=make.NOON + timedelta(days=11)) == 0


def test_the_pdf_has_the_groups_the_plan_and_the_date_for_review(cycle, tmp_path):
    assessment = assess(cycle, groups={Group.objects.get(slug="disability"): (True, "Steps at the tip.")})
    actions.plan_impact_action(
        assessment, action="Collect from the door", timescale="By June", responsibility="Waste", by=None, at=make.NOON
    )

    made = Made("engagement.impact_assessment", assessment)

    assert made.faults_of_accessibility(tmp_path) == []
    for words in ["Disability", "Steps at the tip.", "Collect from the door", "Thursday 11 March 2027", "Religion"]:
        assert words in made.text
