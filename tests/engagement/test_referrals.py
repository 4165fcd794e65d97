"""Rule 19, from the draft to the second look: sent once, read by that agency's people, answered, settled."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from engagement import actions, queries
from engagement.models import Finding, Referral
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tests import make

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 13)


@pytest.fixture
def walk():
    return make.walkabout()


@pytest.fixture
def agency(walk):
    """With one manager in the ward."""
    agency = make.agency("Street Scene")
    agency.manager = make.person(Role.MANAGER, walk.engagement.cycle.ward, agency=agency)
    return agency


def refer(walk, to, *, left_out=None):
    by = walk.recorded_by
    to = {finding.pk: agency for finding, agency in to.items()}
    return actions.refer(walk, to=to, left_out=left_out or {}, by=by, at=make.NOON)


def say(referral, outcome, **fields):
    manager = make.person(Role.MANAGER, referral.finding.walkabout.engagement.cycle.ward, agency=referral.agency)
    return actions.answer_referral(referral, outcome=outcome, **fields, by=manager, at=make.NOON)


def state_of(finding):
    finding = Finding.objects.for_display().get(pk=finding.pk)
    return queries.referral_state(finding, make.TODAY).tag


def test_an_agency_is_told_once_of_all_that_is_sent_of_a_walk(walk, agency):
    """With reference, what, where and both days, and none of the words that the surveyor added."""
    bad = make.finding(walkabout=walk, reference="BR-0001", what="A mattress of number 9")
    worse = make.finding(walkabout=walk, reference="BR-0002", place="The yard")

    for _ in range(2):
        refer(walk, {bad: agency, worse: agency})

    notice = Notice.objects.get(name="engagement.referred")
    bad.refresh_from_db()
    assert notice.recipient == agency.manager
    assert Referral.objects.count() == 2
    for said in ("BR-0001", "BR-0002", "Fly-tipping", "The yard", f"{bad.due_on:%-d %B %Y}"):
        assert said in notice.text
    assert f"{bad.reinspect_on:%-d %B %Y}" in notice.text
    assert bad.reinspect_on > bad.due_on > make.TODAY
    assert "number 9" not in notice.text + notice.html + notice.subject


def test_the_point_of_contact_is_told_in_place_of_the_managers_where_they_are_of_the_ward(walk, agency):
    finding, other = make.finding(walkabout=walk), make.finding(walkabout=walk)
    contact = make.person(Role.OFFICER, walk.engagement.cycle.ward, agency=agency)
    agency.point_of_contact = contact
    agency.save()
    refer(walk, {finding: agency})
    agency.point_of_contact = make.person(Role.OFFICER, make.ward("Elsewhere"), agency=agency)
    agency.save()
    refer(walk, {other: agency})

    told = Notice.objects.filter(name="engagement.referred").order_by("pk")
    assert [notice.recipient for notice in told] == [contact, agency.manager]


def test_what_nobody_would_read_is_not_sent(walk):
    with pytest.raises(Refused, match="Nobody answers for Silent"):
        refer(walk, {make.finding(walkabout=walk): make.agency("Silent")})

    assert not Referral.objects.exists()


def test_a_draft_is_left_out_with_a_reason_and_may_be_sent_after_all(walk, agency):
    finding = make.finding(walkabout=walk)

    refer(walk, {}, left_out={finding.pk: "It is private ground."})
    assert state_of(finding) == "Not referred"

    refer(walk, {finding: agency})
    assert state_of(finding) == "Sent"
    assert not hasattr(Finding.objects.get(), "omission")


def test_what_is_given_back_goes_to_another_agency_and_the_co_ordinator_hears_of_it(walk, agency):
    finding = make.finding(walkabout=walk)
    (first,) = refer(walk, {finding: agency})
    with pytest.raises(Refused, match="Say why"):
        say(first, "not_ours")

    say(first, "not_ours", words="It is Highways’.")
    assert state_of(finding) == "Given back"
    assert Notice.objects.get(name="engagement.referral_given_back").recipient == walk.recorded_by

    highways = make.agency("Highways")
    make.person(Role.MANAGER, walk.engagement.cycle.ward, agency=highways)
    refer(walk, {finding: highways})
    finding.refresh_from_db()
    assert (finding.referred_to, finding.referrals.count()) == (highways, 2)


def test_a_finding_is_with_one_agency_at_a_time(walk, agency):
    (referral,) = refer(walk, {make.finding(walkabout=walk): agency})

    with pytest.raises(IntegrityError), transaction.atomic():
        make.referral(finding=referral.finding)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(outcome="cannot", answered_at=make.NOON, answered_by=walk.recorded_by)


@pytest.mark.parametrize(
    ("said", "seen", "state"),
    [
        ("done", "gone", "Put right"),
        ("done", "same", "Not put right"),
        ("", "gone", "Put right"),
        ("", "same", "Sent"),
    ],
)
def test_the_second_look_settles_it(walk, agency, said, seen, state):
    finding = make.finding(walkabout=walk)
    (referral,) = refer(walk, {finding: agency})
    if said:
        say(referral, said, done_on=make.TODAY)

    actions.reinspect(finding, held_on=make.TODAY, outcome=seen, by=walk.recorded_by, at=make.NOON)

    assert state_of(finding) == state
    assert (finding in queries.to_refer(Finding.objects.all())) is (state == "Not put right")


def test_done_is_said_once_and_of_a_day_that_was(walk, agency):
    (referral,) = refer(walk, {make.finding(walkabout=walk): agency})
    with pytest.raises(Refused, match="still to come"):
        say(referral, "done", done_on=make.TODAY.replace(year=2030))

    for _ in range(2):
        say(referral, "done", done_on=make.TODAY, words="x" * 500)
    with pytest.raises(Refused, match="in the meantime"):
        say(referral, "cannot", words="No van.")


def test_referrals_are_answered_by_people_of_that_agency_in_that_ward_alone(walk, agency, client):
    """A manager of another agency sees the walk and is refused; one of the same agency elsewhere finds nothing."""
    (referral,) = refer(walk, {make.finding(walkabout=walk): agency})
    other = make.person(Role.MANAGER, walk.engagement.cycle.ward)
    elsewhere = make.person(Role.MANAGER, make.ward("Elsewhere"), agency=agency)
    address, answers = reverse("engagement:referral", args=[referral.pk]), []

    for person in (agency.manager, other, elsewhere):
        client.force_login(person)
        listed = client.get(reverse("engagement:referral_list")).content.decode()
        answers.append((client.get(address).status_code, address in listed))

    assert answers == [(200, True), (403, False), (404, False)]


def test_the_co_ordinator_looks_the_drafts_over_on_the_page_of_the_walk(walk, agency, client):
    """All are ticked at first; whoever takes a tick away says why, or leaves it a draft."""
    sent, kept, left = (make.finding(walkabout=walk, referred_to=agency) for _ in range(3))
    client.force_login(walk.recorded_by)
    address = reverse("engagement:walkabout_referrals", args=[walk.pk])
    page = client.get(address).content.decode()
    assert page.count("checked") == 3

    answers = {f"agency{finding.pk}": agency.pk for finding in (sent, kept, left)}
    client.post(address, answers | {f"send{sent.pk}": "on", f"reason{left.pk}": "Private ground."})
    refused = client.post(address, {f"send{kept.pk}": "on"}).content.decode()

    assert [state_of(finding) for finding in (sent, kept, left)] == ["Sent", "Draft", "Not referred"]
    assert "Choose to which agency" in refused


def test_the_board_tells_the_manager_what_is_to_be_put_right_and_the_co_ordinator_what_to_send(walk, agency, client):
    make.finding(walkabout=walk)
    refer(walk, {make.finding(walkabout=walk): agency})

    boards = {}
    for name, person in {"manager": agency.manager, "coordinator": walk.engagement.cycle.pact.coordinator}.items():
        client.force_login(person)
        boards[name] = client.get("/board/").content.decode()

    assert "Put right 1 thing found on the walk" in boards["manager"]
    assert "Look over the referrals of the walk" in boards["coordinator"]
    assert "Look over the referrals of the walk" not in boards["manager"]


def test_an_agency_is_reminded_once_on_the_working_day_after_its_day_of_what_it_has_not_answered(walk, agency):
    late, answered = (make.finding(walkabout=walk, reference=f"BR-000{n}") for n in (1, 2))
    _, done = refer(walk, {late: agency, answered: agency})
    say(done, "done", done_on=make.TODAY)
    Referral.objects.update(due_on=FRIDAY)

    notices, told = Notice.objects.filter(name="engagement.referrals_overdue", recipient=agency.manager), []
    for days in (0, 1, 2, 3, 4):
        actions.remind_of_referrals(at=make.NOON.replace(month=3, day=FRIDAY.day) + timedelta(days=days))
        told.append(notices.count())

    assert told == [0, 0, 0, 1, 1]
    text = notices.get().text
    assert "BR-0001" in text
    assert "BR-0002" not in text
    assert "Friday 13 March 2026" in text
