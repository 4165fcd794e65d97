"""Rules 8 to 13, 65 to 67: what an interview keeps, and what it keeps apart."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from engagement import actions, queries, reply_codes
from engagement.models import Concern, Contact, EqualityAnswers, Interview
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


def problem(**fields):
    return {
        "issue_type": make.known_type("DOG"),
        "place": "Corner of Mill Road",
        "words": "Dogs off the lead",
        "point": None,
        "kind": "",
        "often": "daily",
        "effect_feel": 2,
        "effect_act": 0,
        "effect_think": 0,
    } | fields


def record(engagement, *, by=None, at=make.NOON, **fields):
    answers = {"uuid": uuid4(), "area": engagement.areas.first(), "held_on": make.TODAY, "consent_version": "1"}
    answers |= {"mode": "doorstep", "roles": ["lives"], "problems": [problem()]}
    return actions.record_interview(engagement, **(answers | fields), by=by or engagement.cycle.pact.coordinator, at=at)


CONTACT = {"name": "Wilhelmina Quartermaine", "phone": "01632 960 777", "email": "", "address": ""}
CONTACT |= {"wants_updates": True, "wants_walkabout": False, "wants_to_help": False}


# Recording


def test_an_interview_makes_a_concern_of_each_problem():
    engagement = make.engagement()

    interview = record(engagement, problems=[problem(), problem(place="The underpass", point=(53.5, -2.6))])

    first, second = interview.concerns.order_by("pk")
    assert (first.source, first.place, first.effect, first.kind) == (
        "interview",
        "Corner of Mill Road",
        2,
        "environmental",
    )
    assert (second.latitude, second.longitude) == (53.5, -2.6)
    assert first.reference == f"C{first.pk:05}"
    assert first.area == interview.area


def test_an_interview_may_hold_no_problem_at_all():
    """Rule 10: nought to three."""
    assert record(make.engagement(), problems=[]).concerns.count() == 0


def test_four_problems_are_too_many():
    with pytest.raises(Refused, match="at most 3 problems"):
        record(make.engagement(), problems=[problem()] * 4)

    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"issue_type": None}, "Problem 1: choose which kind of issue it is."),
        ({"place": " "}, "Problem 1: say where it is."),
        (
            {"effect_feel": 0},
            "Problem 1: say how much it affects how they feel, what they do or what they think.",
        ),
    ],
)
def test_a_problem_needs_place_issue_type_and_effect(missing, sentence):
    """Rule 10."""
    with pytest.raises(Refused) as refusal:
        record(make.engagement(), problems=[problem(**missing)])

    assert refusal.value.reasons == [sentence]


def test_the_database_too_refuses_a_kin_concern_without_an_effect():
    interview = make.interview()

    with pytest.raises(IntegrityError, match="a_kin_concern_has_an_effect"), transaction.atomic():
        make.concern(interview=interview, effect_feel=0)


def test_nothing_is_kept_without_the_version_of_the_notice_and_the_day():
    """Rule 8."""
    engagement = make.engagement()

    with pytest.raises(Refused, match="version of the notice"):
        record(engagement, consent_version="")
    interview = record(engagement)

    assert (interview.consent_version, interview.consented_on) == ("1", make.TODAY)


def test_sending_the_form_twice_keeps_one_interview():
    """Contract 5."""
    engagement, key = make.engagement(), uuid4()

    first, second = record(engagement, uuid=key), record(engagement, uuid=key)

    assert first == second
    assert Concern.objects.count() == 1


def test_somebody_elses_form_is_not_mine():
    engagement, key = make.engagement(), uuid4()
    record(engagement, uuid=key)

    with pytest.raises(Refused, match="sent before"):
        record(engagement, uuid=key, by=make.person(Role.OFFICER, engagement.cycle.ward))


@pytest.mark.postgres
def test_two_sent_at_the_same_moment_are_one_interview(at_once):
    engagement, key = make.engagement(), uuid4()
    dogs = [problem()]

    kept = at_once(lambda: record(engagement, uuid=key, problems=dogs), times=4)

    assert set(kept) == {Interview.objects.get()}
    assert Concern.objects.count() == 1


# When


def test_recording_waits_for_the_stage_to_open():
    engagement = make.engagement(cycle=make.cycle())

    with pytest.raises(Refused, match="Engagement has not opened"):
        record(engagement)


def test_recording_is_over_when_the_stage_has_closed():
    engagement = make.engagement()
    engagement.cycle.openings.update(closed_at=make.NOON, closed_by=engagement.planned_by)

    with pytest.raises(Refused, match="Engagement has closed"):
        record(engagement)


def test_recording_is_over_when_the_engagement_is_closed_out():
    engagement = make.closed_engagement(make.engagement())

    with pytest.raises(Refused, match="closed out"):
        record(engagement)


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        (date(2026, 3, 12), "It cannot have been held on a day that is still to come."),
        (date(2026, 2, 28), "This engagement runs from 1 March 2026 to 31 March 2026."),
    ],
)
def test_an_interview_is_held_on_a_day_of_the_engagement_that_has_come(held_on, sentence):
    with pytest.raises(Refused) as refusal:
        record(make.engagement(), held_on=held_on)

    assert refusal.value.reasons == [sentence]


def test_an_interview_is_about_an_area_of_the_engagement():
    engagement = make.engagement()
    other = make.confirmed_area(engagement.cycle.ward)

    with pytest.raises(Refused, match="not one of the areas"):
        record(engagement, area=other)


# Who answered


def test_a_reply_code_makes_two_interviews_one_respondent():
    """Rule 11."""
    engagement = make.engagement()
    first = record(engagement)

    again = record(engagement, reply_code=reply_codes.code_for(first.uuid))
    record(engagement)

    assert again.respondent == first.respondent
    assert list(queries.earlier_interviews(again)) == [first]
    assert Interview.objects.distinct_respondents() == 2
    assert queries.evidence(engagement.cycle)[0].respondents == 2


def test_a_reply_code_is_read_however_it_is_said_and_means_nothing_in_another_pact():
    code = reply_codes.code_for(UUID(int=7))
    here, there = make.pact(), make.pact()

    assert reply_codes.has_its_shape(code)
    assert reply_codes.respondent_for(code.replace("-", " ").upper(), here) == reply_codes.respondent_for(code, here)
    assert reply_codes.respondent_for(code, here) != reply_codes.respondent_for(code, there)


def test_a_reply_code_that_was_never_given_out_is_refused():
    with pytest.raises(Refused, match="No interview here has this reply code"):
        record(make.engagement(), reply_code="maple-otter-0000")


def test_prefer_not_to_say_is_an_answer_and_silence_is_none():
    """Rule 13."""
    engagement = make.engagement()
    asked = record(engagement, equality={"age_band": "unsaid", "sex": "", "ethnic_group": "", "disability": ""})
    record(engagement, equality={"age_band": "", "sex": "", "ethnic_group": "", "disability": ""})

    [answers] = EqualityAnswers.objects.all()

    assert (answers.interview, answers.get_age_band_display(), answers.sex) == (asked, "Prefer not to say", "")


def test_no_role_says_victim_or_offender():
    """Handbook 12: that is never held against a person."""
    said = " ".join(f"{role.value} {role.label}" for role in Interview.Role).lower()

    assert not any(word in said for word in ("victim", "offend", "suspect", "convict"))


# Contact details


def test_contact_details_are_kept_apart_and_either_can_go_without_the_other():
    """Rule 9."""
    engagement = make.engagement()
    kept, erased = record(engagement, contact=CONTACT), record(engagement, contact=CONTACT)

    Contact.objects.get(interview=kept).delete()
    contact = Contact.objects.get(interview=erased)
    actions.erase_interview(erased, reason="asked", by=engagement.planned_by, at=make.NOON)

    contact.refresh_from_db()
    assert list(Interview.objects.all()) == [kept]
    assert (contact.interview, contact.name) == (None, "Wilhelmina Quartermaine")
    assert kept.concerns.count() == 1


def test_withdrawal_leaves_nothing_to_reach_anybody_by():
    """Rule 66."""
    contact = make.contact(email="w@example.org", address="Mill Road")

    for _ in range(2):  # doing it twice is harmless
        contact = actions.withdraw_contact(contact, by=contact.pact.coordinator, at=make.NOON)

    assert (contact.name, contact.email, contact.phone, contact.address) == ("", "", "", "")
    assert not contact.wants_updates
    assert not Contact.objects.in_use().exists()
    assert Interview.objects.filter(pk=contact.interview_id).exists()


def test_only_the_co_ordinator_of_that_very_pact_sees_a_contact():
    """Contract 3."""
    contact = make.contact()
    ward = contact.pact.ward
    colleague = make.person(Role.COORDINATOR, ward.borough)
    officer = make.person(Role.OFFICER, ward)

    seen = {
        person: Contact.objects.visible_to(person).count() for person in (contact.pact.coordinator, colleague, officer)
    }

    assert list(seen.values()) == [1, 0, 0]


def test_the_trail_holds_neither_names_nor_words():
    engagement = make.engagement()
    interview = record(engagement, contact=CONTACT, what_helped="The warden called Bartholomew")

    actions.withdraw_contact(Contact.objects.get(), by=engagement.planned_by, at=make.NOON)
    actions.erase_interview(interview, reason="names", by=engagement.planned_by, at=make.NOON)

    written = " ".join(f"{entry.subject_name} {entry.detail}" for entry in Entry.objects.all())
    assert not any(word in written for word in ("Wilhelmina", "960 777", "Dogs off", "Bartholomew", "Corner of"))


def test_looking_at_an_identified_interview_is_recorded_and_at_an_anonymous_one_is_not():
    """Rule 67."""
    identified, anonymous = make.contact().interview, make.interview()
    reader = identified.engagement.planned_by

    actions.look_at_interview(identified, by=reader, at=make.NOON)
    actions.look_at_interview(anonymous, by=reader, at=make.NOON)

    assert [(e.actor_name, e.subject_name) for e in Entry.objects.looks()] == [(str(reader), str(identified))]
