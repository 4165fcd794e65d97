"""The KIN form of handbook 7, from the safe-to-talk check to the second step of the ethnic group."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from engagement.forms import InterviewForm
from engagement.models import Concern, EqualityAnswers, Interview
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.taxonomy.models import IssueType
from tests import make
from tests.engagement.test_views import SAID, a_problem, an_interview

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOON)


@pytest.fixture
def engagement():
    return make.engagement()


def send(client, engagement, **fields):
    return client.post(reverse("engagement:new_interview", args=[engagement.pk]), an_interview(engagement, **fields))


def test_where_it_is_not_safe_to_talk_nothing_is_kept_and_what_to_do_is_shown(client, engagement):
    client.force_login(engagement.planned_by)

    answer = send(client, engagement, **a_problem(), safe_to_talk="no", what_helped=SAID)

    assert answer["Location"] == reverse("engagement:interview_stop", args=[engagement.pk])
    assert "ring 999" in client.get(answer["Location"]).content.decode()
    assert not Interview.objects.exists()
    assert not Entry.objects.exists()


def test_whether_it_is_safe_has_to_be_said(client, engagement):
    client.force_login(engagement.planned_by)

    assert "safe_to_talk" in send(client, engagement, safe_to_talk="").context["form"].errors


def test_a_form_that_says_it_is_not_safe_is_never_a_valid_one(engagement):
    """By whatever way it comes: nothing of it is to be kept."""
    data = an_interview(engagement, safe_to_talk="no")

    form = InterviewForm(data, engagement=engagement, issue_types=IssueType.objects.all(), today=make.TODAY)

    assert not form.is_valid()


def test_all_that_the_handbook_asks_of_a_problem_is_kept(client, engagement):
    client.force_login(engagement.planned_by)
    said = {"often": "weekly", "times_of_day": ["evening", "weekend"], "since": "months", "kind": "social"}
    said |= {"affected": ["older", "shops"], "reported_to": "council", "what_happened": "Nobody came."}

    send(client, engagement, **a_problem(**said))

    concern = Concern.objects.get()
    assert {name: getattr(concern, name) for name in said} == said
    assert concern.further == [
        "Evenings and weekends",
        "For some months",
        "Affects older people and shops and businesses",
        "Told the council",
    ]


def test_what_happened_after_a_report_is_read_by_whom_the_words_are_for(client, engagement):
    """Rule 65: it is free text."""
    concern = make.concern(interview=make.interview(engagement=engagement), what_happened="Nobody came.")

    seen = {}
    for who in (engagement.planned_by, make.person(Role.COUNCILLOR, engagement.cycle.ward)):
        client.force_login(who)
        seen[who] = "Nobody came." in client.get(concern.get_absolute_url()).content.decode()

    assert list(seen.values()) == [True, False]


def test_start_end_interpreter_and_the_place_of_what_helped_are_kept(client, engagement):
    client.force_login(engagement.planned_by)
    told = {"started": "11.50pm", "ended": "0:15", "language": "Polish", "interpreter": "interpreter"}

    send(client, engagement, **told, what_helped="Alley gates", helped_place="Behind Gas Street")

    interview = Interview.objects.get()
    assert (interview.started, interview.ended, interview.minutes) == (time(23, 50), time(0, 15), 25)
    assert (interview.language, interview.interpreter) == ("Polish", "interpreter")
    assert interview.helped_place == "Behind Gas Street"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"helped_place": "12 Mill Road"}, "helped_place"),
        ({"started": "half past"}, "started"),
        ({"problem1_affected": ["my neighbour Bob"]}, "problem1_affected"),
        ({"ethnic_group": "asian", "ethnic_background": "white_irish"}, "ethnic_background"),
        ({"ethnic_group": "unsaid", "ethnic_background": "white_irish"}, "ethnic_background"),
    ],
)
def test_what_does_not_add_up_is_refused_beside_the_field(client, engagement, typed, wrong):
    client.force_login(engagement.planned_by)

    assert wrong in send(client, engagement, **typed).context["form"].errors


@pytest.mark.parametrize("group", ["", "mixed"])
def test_the_second_step_of_the_ethnic_group_brings_the_first_with_it(client, engagement, group):
    client.force_login(engagement.planned_by)

    send(client, engagement, ethnic_group=group, ethnic_background="mixed_asian")

    equality = EqualityAnswers.objects.get()
    assert (equality.ethnic_group, equality.ethnic_background) == ("mixed", "mixed_asian")


def test_the_database_knows_that_a_background_belongs_to_its_group(engagement):
    interview = make.interview(engagement=engagement)

    with pytest.raises(IntegrityError), transaction.atomic():
        EqualityAnswers.objects.create(interview=interview, ethnic_group="black", ethnic_background="asian_indian")
