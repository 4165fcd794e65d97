"""The KIN form of handbook 7, from the safe-to-talk check to the second step of the ethnic group."""

from datetime import time
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from engagement import actions, papers, queries
from engagement.forms import InterviewForm
from engagement.models import Concern, EqualityAnswers, Interview
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.taxonomy.models import IssueType
from tests import make
from tests.engagement.test_views import SAID, a_problem, an_interview
from tests.papers import Made

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


def test_an_interview_from_paper_counts_as_one_recorded_on_the_way(client, engagement):
    """For whoever of the team held it, on the day that it was, under the version of the notice on the sheet."""
    holder = make.person(Role.OFFICER, engagement.cycle.ward)
    engagement.team.add(holder)
    client.force_login(engagement.planned_by)
    page = client.get(reverse("engagement:new_interview", args=[engagement.pk]) + "?paper").context["form"]
    paper = {"on_paper": "on", "held_by": holder.pk, "paper_version": "1a", "held_on_day": "10", "sex": "female"}

    send(client, engagement, **a_problem(), **paper)

    interview = Interview.objects.get()
    assert [page[name].value() for name in ("on_paper", "held_on", "started")] == [True, None, None]
    assert (interview.held_by, interview.consent_version, interview.held_on.day) == (holder, "1a", 10)
    assert interview.agency == holder.memberships.get().agency
    assert [part.done for part in queries.progress(engagement)] == [1]
    assert queries.everyone(engagement)
    client.force_login(holder)
    assert client.get(interview.get_absolute_url()).status_code == 200


def test_only_somebody_of_the_team_held_an_interview_that_another_typed_in(engagement):
    stranger = make.person(Role.OFFICER, engagement.cycle.ward)
    said = {"uuid": uuid4(), "area": engagement.areas.get(), "held_on": make.TODAY, "consent_version": "1"}

    with pytest.raises(Refused, match="is not on the team"):
        actions.record_interview(
            engagement, **said, problems=[], held_by=stranger, by=engagement.planned_by, at=make.NOON
        )


def test_the_sheet_of_an_interview_is_an_accessible_paper_whose_contact_slip_is_a_leaf_of_its_own(engagement, tmp_path):
    """Answers on four sides, so that the fifth is on no back of them; with this engagement's own notice."""
    engagement.consent_text = "Say this, please."
    engagement.save()
    made = Made(papers.INTERVIEW, engagement)

    assert made.faults_of_accessibility(tmp_path) == []
    assert len(made.sizes("/MediaBox")) == 5
    assert "Say this, please." in made.text


def test_where_nobody_is_interviewed_there_is_no_sheet_to_print(client):
    walk = make.engagement(form="walkabout")
    client.force_login(walk.planned_by)

    assert client.post(reverse("engagement:interview_sheet", args=[walk.pk])).status_code == 404


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
