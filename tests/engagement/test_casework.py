"""A councillor sends in what they were told, follows it, and whoever wants to hear back will (A28)."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from engagement import actions
from engagement.models import Concern, Contact, Report, Telling
from feedback import actions as feedback
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.notifications import sending
from tests import make

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Philippa Zebedee", "zebedee@example.net", "01632 960 888"


@pytest.fixture
def cycle():
    return make.cycle(ward=make.ward("Ashfield"), open_stage="engagement")


@pytest.fixture
def councillor(cycle):
    return make.person(Role.COUNCILLOR, cycle.ward)


@pytest.fixture
def signed_in(client, councillor):
    client.force_login(councillor)
    return client


def sent(cycle, councillor, **fields):
    told = {"uuid": uuid4(), "words": "Cars on the pavement", "place": "Mill Road"} | fields
    return actions.send_casework(cycle, **told, by=councillor, at=make.NOON)


def counted(report):
    how = {"issue_type": make.known_type("PRK"), "place": "Mill Road", "by": report.pact.coordinator}
    return actions.count_as(report, **how, at=make.NOON).concern


def typed(page, **fields):
    key = page.context["form"]["uuid"].value()
    cycle = page.context["form"]["cycle"].value()
    return {"uuid": key, "cycle": cycle, "words": "Cars on the pavement", "place": "Mill Road"} | fields


def test_a_councillor_sends_it_in_once_and_keeps_the_reference(signed_in, cycle, councillor):
    page = signed_in.get(reverse("engagement:new_casework"))
    for _ in range(2):
        answer = signed_in.post(page.request["PATH_INFO"], typed(page), follow=True)

    report = Report.objects.get()
    assert (report.door, report.councillor, report.cycle) == ("member", councillor, cycle)
    assert report.reference in answer.text
    assert "Nobody has read it yet" in answer.text


def test_how_to_reach_the_resident_is_kept_apart_from_the_councillor_too(signed_in, cycle, mailoutbox):
    page = signed_in.get(reverse("engagement:new_casework"))
    contact = {"contact_name": NAME, "contact_email": EMAIL, "contact_phone": PHONE}
    answer = signed_in.post(page.request["PATH_INFO"], typed(page, **contact), follow=True)
    report = Report.objects.get()
    counted(report)
    sending.send_waiting(clock=timezone.now)

    shown = answer.text + signed_in.get(reverse("home:casework")).text
    trail = str([entry.__dict__ for entry in Entry.objects.all()])
    assert [planted for planted in (NAME, EMAIL, PHONE) if planted in shown + trail] == []
    assert Contact.objects.get().report == report
    assert [(letter.to, report.reference in letter.subject) for letter in mailoutbox] == [([EMAIL], True)]


def test_only_the_live_cycle_of_the_own_ward_is_offered_and_taken(signed_in, cycle, councillor):
    elsewhere = make.cycle(open_stage="engagement")
    page = signed_in.get(reverse("engagement:new_casework"))
    refused = signed_in.post(page.request["PATH_INFO"], typed(page, cycle=elsewhere.pk))
    cycle.openings.update(closed_at=make.NOON, closed_by=councillor)

    assert refused.status_code == 200
    with pytest.raises(Refused, match="once the next cycle has begun"):
        sent(cycle, councillor)
    assert not Report.objects.exists()


def test_it_counts_as_casework_once_the_coordinator_has_coded_it(cycle, councillor):
    report = sent(cycle, councillor)
    before = Concern.objects.count()

    concern = counted(report)

    assert (before, concern.source, concern.reference) == (0, "casework", report.reference)


def test_the_list_says_what_became_of_each_and_is_ones_own(signed_in, cycle, councillor):
    waiting, aside, alone, merged, acted, closed = (sent(cycle, councillor) for _ in range(6))
    sent(cycle, make.person(Role.COUNCILLOR, cycle.ward))
    actions.set_aside(aside, why="service", by=cycle.pact.coordinator, at=make.NOON)
    counted(alone)
    action = make.action(priority=make.priority(cycle=cycle))
    action.priority.concerns.add(counted(acted))
    Concern.objects.filter(pk=counted(merged).pk).update(merged_into=action.priority.concerns.get())
    make.ending(make.priority(cycle=cycle)).priority.concerns.add(counted(closed))

    page = signed_in.get(reverse("home:casework"))

    assert {case.report: case.state[0] for case in page.context["cases"]} == {
        waiting: "To be read",
        aside: "Not counted",
        alone: "Counted",
        merged: "Being dealt with",
        acted: "Being dealt with",
        closed: "Priority closed",
    }
    assert action.title in page.text


def test_a_seat_that_has_ended_shows_nothing_any_more(signed_in, cycle, councillor):
    sent(cycle, councillor)
    councillor.memberships.update(ended_at=timezone.now(), ended_by=cycle.pact.coordinator)

    assert signed_in.get(reverse("home:casework")).status_code == 403
    assert not Report.objects.casework_of(type(councillor).objects.get(pk=councillor.pk)).exists()


@pytest.mark.parametrize(("why", "told"), [("service", 1), ("known", 1), ("elsewhere", 1), ("spam", 0), ("abuse", 0)])
def test_whoever_wants_to_hear_is_told_why_it_is_not_counted(cycle, councillor, why, told):
    report = sent(cycle, councillor, contact={"name": NAME, "email": "", "phone": PHONE})

    for _ in range(2):
        actions.set_aside(report, why=why, by=cycle.pact.coordinator, at=make.NOON)

    assert Telling.objects.filter(told_at=None, text__contains=report.reference).count() == told


def test_whoever_told_what_became_no_priority_hears_once_the_newsletter_is_out(cycle, councillor):
    reach = {"name": NAME, "email": "", "phone": PHONE}
    part, rest = (sent(cycle, councillor, contact=reach) for _ in range(2))
    priority = make.priority(cycle=cycle)
    priority.concerns.add(counted(part))
    counted(rest)
    before = feedback.tell_who_raised(at=make.NOON)
    make.newsletter(priority=priority, published=True)

    told = [feedback.tell_who_raised(at=make.NOON) for _ in range(2)]

    assert (before, told) == (0, [1, 0])
    assert Telling.objects.get().contact.report == rest
