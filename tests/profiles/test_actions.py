"""Writing a profile, asking the ward's members, deciding the areas (rules 5 to 7, W39)."""

import re
from datetime import timedelta

import pytest

from pact.accounts import actions as accounts
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.core.working_days import add_working_days
from pact.notifications.models import Notice
from profiles import actions, queries, rules
from profiles.models import MemberAnswer, PriorityActionArea
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def writer(ward):
    return make.person(Role.COORDINATOR, ward.borough)


def act(action, thing, *, by, at=make.NOON, **fields):
    return action(thing, **fields, by=by, at=at)


def ready(ward, writer, **fields):
    """A draft that can be published."""
    make.figure(ward, 5)
    return make.area(profile=make.profile(ward, published=False), confirmed=False, **fields).profile


def told(name):
    return sorted(notice.recipient.name for notice in Notice.objects.filter(name=name))


# Writing


def test_the_next_version_begins_with_the_words_of_the_last(ward, writer):
    """W60: a refresh is not written from nothing."""
    make.profile(ward, people="Families.", partners="Police see more calls.")

    profile = act(actions.start, ward, by=writer)

    assert (profile.version, profile.people, profile.partners) == (2, "Families.", "Police see more calls.")
    assert not profile.is_published


def test_the_first_version_begins_with_what_is_known(writer, ward):
    profile = act(actions.start, ward, by=writer)

    assert profile.people == "[[population]] people live in Ashfield."


def test_a_ward_has_one_draft_at_a_time(ward, writer):
    draft = make.profile(ward, published=False)

    with pytest.raises(Refused) as refusal:
        act(actions.start, ward, by=writer)

    assert refusal.value.reasons == ["There is a draft already. Go on with that one."]
    assert refusal.value.reasons[0].href == draft.get_absolute_url()


def test_a_published_version_stays_as_it_is(ward, writer):
    profile = make.profile(ward)

    for change in (
        lambda: act(actions.write, profile, people="Other words.", by=writer),
        lambda: act(actions.propose_area, profile, name="Late", streets="Late Street", evidence="Late.", by=writer),
    ):
        with pytest.raises(Refused, match="Start a new version"):
            change()


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("words", "Write who lives and works here, or what the figures say, first."),
        ("figures", "No figures and no incidents are loaded for this ward."),
        ("areas", "Propose at least one priority action area."),
    ],
)
def test_a_profile_is_published_with_words_figures_and_an_area(ward, writer, missing, reason):
    """Rule 5, W38: the figures come with their source, period and date, or there are none."""
    profile = make.profile(ward, published=False, people="" if missing == "words" else "Families.")
    if missing != "figures":
        make.figure(ward, 5)
    if missing != "areas":
        make.area(profile=profile, confirmed=False)

    with pytest.raises(Refused) as refusal:
        act(actions.publish, profile, by=writer)

    assert refusal.value.reasons == [reason]


def test_publishing_freezes_the_numbers_and_asks_each_member_of_the_ward(ward, writer):
    """W39: asked, with ten working days to answer, and nobody from elsewhere."""
    ada, ben = (make.person(Role.COUNCILLOR, ward, name=name) for name in ("Ada", "Ben"))
    make.person(Role.COUNCILLOR, make.ward("Birchwood", township=make.township(borough=ward.borough)), name="Cy")

    profile = act(actions.publish, ready(ward, writer), by=writer)

    assert profile.frozen["indicators"][0]["value"] == 5
    asked = MemberAnswer.objects.filter(profile=profile)
    assert {answer.councillor for answer in asked} == {ada, ben}
    assert {answer.answer_by.isoformat() for answer in asked} == {"2026-03-25"}
    assert told("profiles.member_asked") == ["Ada", "Ben"]


# Areas


@pytest.mark.parametrize(("east", "is_refused"), [(-2.59, False), (-2.5, True)])
def test_an_area_lies_in_its_ward(ward, writer, east, is_refused):
    """Rule 6: in exactly one ward."""
    ring = [[-2.598, 53.502], [east, 53.502], [east, 53.505], [-2.598, 53.505], [-2.598, 53.502]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    profile = make.profile(ward, published=False)

    def propose():
        return act(actions.propose_area, profile, name="Canal", boundary=shape, evidence="Calls.", by=writer)

    if is_refused:
        with pytest.raises(Refused, match="The area reaches outside Ashfield"):
            propose()
    else:
        assert propose().ward == ward


def test_an_area_is_confirmed_only_when_every_member_was_asked_and_had_time(ward, writer):
    """Rule 6."""
    area = make.area(profile=make.profile(ward), confirmed=False)
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, ward, name="Ada"))

    with pytest.raises(Refused) as refusal:
        act(actions.decide_area, area, confirm=True, note="", by=writer)
    assert refusal.value.reasons == ["Ada has not answered yet, and the time to answer is not over."]

    later = make.NOON + timedelta(days=30)
    assert (
        act(actions.decide_area, area, confirm=True, note="Ada was silent.", by=writer, at=later).state == "confirmed"
    )


def test_an_area_that_is_not_taken_forward_says_why(ward, writer):
    area = make.area(profile=make.profile(ward), confirmed=False)

    with pytest.raises(Refused, match="Say why this area is not taken forward"):
        act(actions.decide_area, area, confirm=False, note=" ", by=writer)

    assert act(actions.decide_area, area, confirm=False, note="It is a car park.", by=writer).state == "refused"


def test_a_decision_is_made_once(ward, writer):
    area = make.area(ward)

    with pytest.raises(Refused, match="is decided already: agreed"):
        act(actions.decide_area, area, confirm=True, note="", by=writer)


# Members


def test_a_member_who_differs_says_why_and_may_change_their_mind_until_it_is_decided(ward):
    area = make.area(profile=make.profile(ward), confirmed=False)
    ada = make.person(Role.COUNCILLOR, ward, name="Ada")
    make.member_answer(area.profile, ada)

    with pytest.raises(Refused, match="Say what you would change"):
        act(actions.answer, area.profile, answer="disagrees", words="", by=ada)
    act(actions.answer, area.profile, answer="disagrees", words="Too small.", by=ada)
    act(actions.answer, area.profile, answer="agrees", words="", by=ada, at=make.NOON + timedelta(days=1))
    PriorityActionArea.objects.update(state="confirmed", decided_at=make.NOON)

    assert MemberAnswer.objects.get().answer == "agrees"
    with pytest.raises(Refused, match="are decided"):
        act(actions.answer, area.profile, answer="disagrees", words="No.", by=ada)


def test_nobody_answers_who_was_not_asked(ward):
    area = make.area(profile=make.profile(ward), confirmed=False)

    with pytest.raises(Refused, match="You were not asked"):
        act(actions.answer, area.profile, answer="agrees", words="", by=make.person(Role.COUNCILLOR, ward))


def test_a_councillor_who_takes_a_seat_while_areas_are_open_is_asked_too(ward, writer):
    """Rule 6: each member, also the one of last week's by-election; or engagement could never begin."""
    area = make.area(profile=make.profile(ward), confirmed=False)
    new = make.person(name="Nia")

    accounts.give_role(new, role=Role.COUNCILLOR, agency=None, place=ward, by=writer, at=make.NOON)

    assert MemberAnswer.objects.get(profile=area.profile).councillor == new
    assert told("profiles.member_asked") == ["Nia"]


def test_a_councillor_who_comes_when_areas_are_agreed_finds_them_agreed(ward, writer):
    """Rule 6: what the members before agreed does not begin anew."""
    area = make.area(ward)
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, ward), "agrees")

    accounts.give_role(
        make.person(), role=Role.COUNCILLOR, agency=None, place=ward, by=writer, at=make.NOON + timedelta(days=1)
    )

    assert MemberAnswer.objects.count() == 1
    assert rules.obstacles_to_engaging(ward, today=make.TODAY) == []


@pytest.mark.parametrize(
    ("runs_on", "reminded"),
    [([4], 0), ([5], 1), ([5, 6, 8], 1), ([5, 9], 2), ([9, 10], 1), ([5, 9, 10, 11], 2)],
)
def test_members_are_reminded_on_the_fifth_and_the_ninth_of_their_ten_working_days(ward, runs_on, reminded):
    """W39: once each, however often the clock runs and whichever days it missed."""
    area = make.area(profile=make.profile(ward, published=make.NOON), confirmed=False)
    ada = make.person(Role.COUNCILLOR, ward, name="Ada")
    answer_by = add_working_days(make.TODAY, 10)
    make.member_answer(area.profile, ada, answer_by=answer_by)
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, ward, name="Ben"), "agrees", answer_by=answer_by)

    for day in runs_on:
        on = add_working_days(make.TODAY, day)
        actions.remind_members(at=make.NOON + (on - make.TODAY))

    assert told("profiles.member_reminded") == ["Ada"] * reminded


def test_the_letter_links_to_each_answer_and_following_a_link_answers_nothing(client, ward):
    """W39: one click from the letter, and the form is still to be sent."""
    area = make.area(profile=make.profile(ward, published=False), confirmed=False)
    ada = make.person(Role.COUNCILLOR, ward, name="Ada")
    make.figure(ward, 5)
    act(actions.publish, area.profile, by=area.profile.started_by)
    client.force_login(ada)
    link = f"/profiles/{area.profile.pk}/answer/?answer=agrees"

    page = client.get(link).content.decode()

    assert link in Notice.objects.get(name="profiles.member_asked").text
    assert re.search(r'<input[^>]*value="agrees"[^>]*checked', page)
    assert MemberAnswer.objects.get().answer == ""


@pytest.mark.parametrize("answer", ["", "nonsense"])
def test_a_made_up_answer_in_the_link_chooses_nothing(client, ward, answer):
    profile = make.profile(ward)
    ada = make.person(Role.COUNCILLOR, ward)
    make.member_answer(profile, ada)
    client.force_login(ada)

    page = client.get(f"/profiles/{profile.pk}/answer/?answer={answer}").content.decode()

    assert not re.search(r'<input[^>]*value="agrees"[^>]*checked', page)


def test_silence_is_shown_as_silence_once_the_time_is_over(ward):
    """W39."""
    profile = make.profile(ward)
    make.member_answer(profile, make.person(Role.COUNCILLOR, ward, name="Ada"), answer_by=make.TODAY)

    def shown(today):
        return [(line.answer, line.when) for line in queries.answers_to(profile, today=today)]

    assert shown(make.TODAY) == [("No answer yet", "Until 11 March 2026")]
    assert shown(make.TODAY + make.A_DAY) == [("Silent", "Did not answer by 11 March 2026")]


def test_nobody_is_reminded_of_areas_that_are_decided(ward):
    area = make.area(ward)
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, ward), answer_by=make.TODAY + timedelta(days=1))

    assert actions.remind_members(at=make.NOON) == 0
