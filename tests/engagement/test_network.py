"""The network of key individuals, and roles that are held against nobody (W42, W43, W45; rules 9, 12, 66 to 68)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from engagement import actions, queries, rules
from engagement.models import Contact, Interview, Member, MemberContact, ReferralRoute, Turn
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.notifications import sending
from pact.notifications.models import Reply
from tests import make
from tests.engagement.test_views import an_interview

pytestmark = pytest.mark.django_db
WINTER, AUTUMN = date(2026, 1, 1), date(2025, 10, 1)
DETAILS = {"name": "Gwendolen Arkwright", "organisation": "The bakery", "phone": "01632 960 555", "email": ""}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOON)


@pytest.fixture
def pact():
    return make.pact()


def count_answer(member, *, at=make.NOON):
    return actions.count_answer(member, by=member.pact.coordinator, at=at)


# Who is due


@pytest.mark.parametrize(
    ("joined_on", "answered", "expected"),
    [
        (make.TODAY, [], rules.DUE),
        (make.TODAY, [WINTER], rules.ANSWERED),
        (AUTUMN, [], rules.OVERDUE),
        (AUTUMN, [AUTUMN], rules.DUE),
        (AUTUMN + timedelta(days=1), [], rules.DUE),  # not there for the whole of last quarter
        (date(2024, 1, 1), [WINTER], rules.ANSWERED),
    ],
)
def test_a_member_is_due_once_a_quarter(joined_on, answered, expected):
    """Rule 12."""
    member = Member(role="shopkeeper", joined_on=joined_on)

    assert rules.standing(member, set(answered), today=make.TODAY) == expected


def test_a_second_answer_in_a_quarter_warns_and_does_not_count(client, pact):
    """Rule 12."""
    member = make.member(pact=pact)
    client.force_login(pact.coordinator)
    address = reverse("engagement:member_answer", args=[member.pk])

    said = [client.post(address, follow=True).content.decode() for _ in range(2)]

    assert "Their answer counts for this quarter." in said[0]
    assert "They have answered this quarter already." in said[1]
    assert Turn.objects.count() == 1
    assert count_answer(member, at=make.NOON + timedelta(days=30)) is True  # the next quarter


def test_two_who_count_an_answer_at_once_count_it_once(transactional_db, at_once):
    member = make.member()

    found = at_once(lambda: count_answer(member))

    assert sorted(found) == [False, True]


def test_those_who_are_due_come_first_and_the_list_names_nobody(client, pact):
    late = make.member(pact=pact, joined_on=AUTUMN, role="youth_worker")
    done = make.member(pact=pact, role="faith")
    count_answer(done)
    new = make.member(pact=pact, role="postal_worker")
    client.force_login(pact.coordinator)

    page = client.get(reverse("engagement:network", args=[pact.slug])).content.decode()

    rows = queries.network(pact, today=make.TODAY).rows
    assert [(row.member, row.words) for row in rows] == [(late, "Overdue"), (new, "Due"), (done, "Answered")]
    assert "Arkwright" not in page
    assert "960 555" not in page


# Who a member is


def test_only_the_co_ordinator_of_the_pact_sees_who_a_member_is_and_each_look_is_recorded(client, pact):
    """Rule 67."""
    member = make.member(pact=pact)
    colleague = make.person(Role.COORDINATOR, pact.ward.borough)

    answers = {}
    for who in (colleague, make.person(Role.OFFICER, pact.ward), pact.coordinator):
        client.force_login(who)
        answers[who] = client.get(member.get_absolute_url())

    assert [answer.status_code for answer in answers.values()] == [404, 403, 200]
    assert "Gwendolen Arkwright" in answers[pact.coordinator].content.decode()
    assert [look.actor_name for look in Entry.objects.looks()] == [str(pact.coordinator)]


def test_nothing_joins_an_interview_to_a_member_but_the_quarter(pact):
    """Contract 3: neither a day, nor a person, nor the trail."""
    member = make.member(pact=pact)
    actions.invite_member(member, by=pact.coordinator, at=make.NOON)
    count_answer(member)

    kept = {field.name for field in Turn._meta.get_fields()}
    assert kept == {"id", "member", "quarter", "invited_on", "has_answered"}
    assert Turn.objects.get().quarter == WINTER
    assert {entry.subject_name for entry in Entry.objects.filter(verb__startswith="counted")} == {str(pact)}


def test_whoever_leaves_is_forgotten_at_once(pact):
    """Rule 66."""
    member = actions.add_member(
        pact, role="shopkeeper", agreed_on=make.TODAY, **DETAILS, by=pact.coordinator, at=make.NOON
    )
    count_answer(member)

    for _ in range(2):
        actions.leave_network(member, by=pact.coordinator, at=make.NOON)

    assert not MemberContact.objects.exists()
    assert Member.objects.get().left_on == make.TODAY
    assert Turn.objects.get().has_answered
    with pytest.raises(Refused, match="They have left the network."):
        actions.invite_member(member, by=pact.coordinator, at=make.NOON)
    assert "Arkwright" not in str([entry.__dict__ for entry in Entry.objects.all()])


def test_details_go_a_year_after_the_last_contact(pact):
    """Rule 68."""
    long_ago = make.TODAY.replace(year=2025)
    gone, answered, invited = (make.member(pact=pact, joined_on=long_ago) for _ in range(3))
    Turn.objects.create(member=answered, quarter=AUTUMN, has_answered=True)
    Turn.objects.create(member=invited, quarter=AUTUMN, invited_on=AUTUMN)

    counts = actions.forget(by=None, at=make.NOON)

    assert counts == {pact.pk: {"members": 1}}
    assert set(Member.objects.current()) == {answered, invited}
    assert not MemberContact.objects.filter(member=gone).exists()


# Roles that are held against nobody


def record(engagement, **fields):
    answers = {"uuid": uuid4(), "area": engagement.areas.first(), "held_on": make.TODAY, "consent_version": "1"}
    answers |= {"problems": []} | fields
    return actions.record_interview(engagement, **answers, by=engagement.planned_by, at=make.NOON)


def test_whoever_a_service_introduced_is_counted_and_their_answers_say_nothing_of_it():
    """W45."""
    route = make.route(role="offender", service="Probation")
    key = uuid4()

    for _ in range(2):
        interview = record(route.engagement, uuid=key, route=route, roles=["lives"])

    route.refresh_from_db()
    assert route.answered == 1
    assert Interview.objects.get().roles == ["lives"]
    related = {field.related_model for field in Interview._meta.get_fields() if field.is_relation}
    assert ReferralRoute not in related
    said = str([entry.__dict__ for entry in Entry.objects.all()]) + str(interview.__dict__)
    assert "Probation" not in said
    assert "offender" not in said


@pytest.mark.parametrize("leads", [{"contact": {"phone": "01632 960 777"}}, {"reply_code": "maple-otter-4821"}])
def test_whoever_a_service_introduced_leaves_nothing_that_leads_to_them(leads):
    """W45."""
    route = make.route()

    with pytest.raises(Refused, match="stays unknown|reply code"):
        record(route.engagement, route=route, **leads)

    route.refresh_from_db()
    assert (route.answered, Interview.objects.count()) == (0, 0)


def test_the_form_refuses_contact_details_beside_such_a_role(client):
    """W45."""
    route = make.route()
    engagement = route.engagement
    client.force_login(engagement.planned_by)
    typed = {"route": route.pk, "phone": "01632 960 777", "contact_agreed": "on"}
    address = reverse("engagement:new_interview", args=[engagement.pk])

    answer = client.post(address, an_interview(engagement, **typed))
    client.post(address, an_interview(engagement, route=route.pk))

    assert "route" in answer.context["form"].errors
    assert (Interview.objects.count(), Contact.objects.count()) == (1, 0)


def test_that_somebody_complained_is_counted_and_stands_beside_nobody_s_answers():
    """W45. So that whoever complained may still hear back (A28)."""
    engagement = make.engagement()

    record(engagement, roles=["lives", "complained"], contact={"phone": "01632 960 777", "wants_updates": True})

    assert Interview.objects.get().roles == ["lives"]
    assert queries.complained(engagement) == 1
    heard = dict(queries.heard_from(engagement).roles)
    assert heard["Has complained to a service about this area"] == 1


def test_a_small_count_of_those_who_were_introduced_is_not_shown(client):
    """Rule 64."""
    route = make.route(answered=2, asked=9)
    client.force_login(route.engagement.planned_by)

    page = client.get(reverse("engagement:route_list", args=[route.engagement.pk])).content.decode()

    assert "asked 9, answered 1 to 4" in page


# Anybody on the team may interview, councillors included (W43)


def test_a_councillor_records_an_interview_and_reads_nobody_else_s(client):
    """W43, rule 69."""
    engagement = make.engagement()
    councillor = make.person(Role.COUNCILLOR, engagement.cycle.ward)
    theirs = make.contact(interview=make.interview(engagement=engagement)).interview
    client.force_login(councillor)
    address = reverse("engagement:new_interview", args=[engagement.pk])
    typed = {"phone": "01632 960 777", "contact_agreed": "on", "wants": ["wants_updates"]}

    mine = client.post(address, an_interview(engagement, **typed), follow=True)

    assert mine.status_code == 200
    assert "960 777" not in mine.content.decode()
    assert client.get(theirs.get_absolute_url()).status_code == 404
    assert list(Interview.objects.visible_to(councillor)) == [Interview.objects.get(recorded_by=councillor)]
    assert client.get(Contact.objects.get(interview=theirs).get_absolute_url()).status_code == 403


# Being invited


def test_an_invitation_goes_out_once_a_quarter_and_to_nobody_who_has_left(pact):
    member = make.member(pact=pact, email="gwendolen@example.org")
    gone = make.member(pact=pact, email="gone@example.org")
    for each in (member, member, gone):
        actions.invite_member(each, by=pact.coordinator, at=make.NOON)
    actions.leave_network(gone, by=pact.coordinator, at=make.NOON)

    for _ in range(2):
        sending.send_waiting(clock=lambda: make.NOON)

    assert [letter.to for letter in mail.outbox] == [["gwendolen@example.org"]]
    assert pact.ward.name in mail.outbox[0].subject
    assert pact.contact_name in mail.outbox[0].body
    assert not Reply.objects.filter(text__contains="gwendolen").exists()


def test_who_left_no_address_is_to_be_rung(client, pact):
    member = make.member(pact=pact, email="")
    client.force_login(pact.coordinator)

    page = client.post(reverse("engagement:member_invitation", args=[member.pk]), follow=True).text

    assert "ring them, or call in" in page
    sending.send_waiting(clock=lambda: make.NOON)
    assert mail.outbox == []
