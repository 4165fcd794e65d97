"""The consultation calendar: who is asked twice, sharing one event, month, list and feed (W21, M37, C7)."""

from datetime import date, timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from engagement import actions, queries
from engagement.fatigue import Event, clashes
from engagement.models import Sharing
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.meetings.models import CalendarFeed
from pact.notifications.models import Notice
from tests import make

MARCH = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 21)}
APRIL = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 10)}
AUTUMN = {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 10)}


def event(key, when, **fields):
    return Event(
        **{"key": key, "kind": "partner", "title": key, "href": "", "who": "Homes", "wards": {1: "Ashfield"}}
        | when
        | fields
    )


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            {"streets": frozenset({"mill road"})},
            {"streets": frozenset({"mill road", "the green"})},
            "people in Mill Road",
        ),
        ({"areas": {4: "The Lanes"}}, {"areas": {4: "The Lanes"}}, "people in The Lanes"),
        ({"groups": {7: "Tenants"}}, {"groups": {7: "Tenants"}}, "Tenants in Ashfield"),
        ({}, {}, "everybody in Ashfield"),
        ({"streets": frozenset({"mill road"})}, {"streets": frozenset({"the green"})}, None),
        ({"groups": {7: "Tenants"}}, {"groups": {8: "Parents"}}, None),
        ({}, {"wards": {2: "Dene"}}, None),
        ({}, {"asks": False}, None),
    ],
)
def test_the_same_street_area_or_group_is_asked_twice_and_others_are_not(first, second, found):
    met = clashes([event("One", MARCH, **first), event("Two", MARCH, **second)], rest=56)

    assert [clash.whom for clash in met] == ([found] if found else [])


@pytest.mark.parametrize(
    ("part", "whom"),
    [
        ({"areas": {4: "The Lanes"}}, "people in The Lanes"),
        ({"streets": frozenset({"mill road"})}, "people in Mill Road"),
        ({"groups": {7: "Tenants"}}, "Tenants in Ashfield"),
    ],
)
def test_a_part_of_a_ward_is_asked_twice_while_the_whole_of_it_is_asked(part, whom):
    at_once = clashes([event("Whole", MARCH), event("Part", MARCH, **part)], rest=56)
    later = clashes([event("Whole", MARCH), event("Part", APRIL, **part)], rest=56)
    elsewhere = clashes([event("Whole", MARCH, wards={2: "Dene"}), event("Part", MARCH, **part)], rest=56)

    assert [clash.whom for clash in at_once] == [whom]
    assert (later, elsewhere) == ([], [])


@pytest.mark.parametrize(("when", "kind"), [(MARCH, "overlap"), (APRIL, "too soon"), (AUTUMN, None)])
def test_they_are_warned_of_at_once_and_within_the_time_of_rest(when, kind):
    met = clashes([event("One", MARCH), event("Two", when)], rest=56)

    assert ["overlap" if clash.is_overlap else "too soon" for clash in met] == ([kind] if kind else [])
    if kind == "too soon":
        assert met[0].sentence == (
            "“Two” asks everybody in Ashfield 11 days after “One” (Homes) ended on Friday 20 March 2026."
        )


@pytest.fixture
def ward(db):
    return make.ward("Ashfield")


@pytest.fixture
def coordinator(ward):
    return make.person(Role.COORDINATOR, ward.borough)


def test_the_calendar_has_engagements_what_partners_plan_and_the_register(ward, coordinator):
    planned = make.engagement(cycle=make.cycle(pact=make.pact(ward=ward), open_stage="engagement"))
    theirs = make.partner_consultation(ward)
    before = make.consultation(borough=ward.borough, **{"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 9)})
    make.partner_consultation(make.ward("Far away"))

    found = queries.events(coordinator, starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 1))

    assert {(event.key[0], event.title) for event in found} == {
        ("e", planned.title),
        ("p", theirs.title),
        ("r", before.title),
    }


@pytest.mark.parametrize("by", ["ward", "group", "agency"])
def test_the_calendar_is_filtered(by, ward, coordinator):
    agency, group = make.agency(), make.group()
    make.partner_consultation(ward)
    sought = make.partner_consultation(ward, agency=agency, groups=[group])
    chosen = {"ward": ward, "group": group, "agency": agency}[by]

    found = queries.events(coordinator, **{by: chosen})

    assert len(found) == (2 if by == "ward" else 1)
    assert f"p{sought.pk}" in {event.key for event in found}


def test_whoever_plans_is_warned_before_saving_and_nothing_is_saved(client, ward):
    """M37: shown while planning."""
    pact = make.pact(ward=ward)
    cycle, area = make.cycle(pact=pact, open_stage="engagement"), make.confirmed_area(ward)
    make.engagement(cycle=cycle, areas=[area], title="Doorsteps")
    client.force_login(pact.coordinator)
    typed = {"technique": make.technique().pk, "title": "Again", "areas": [area.pk], "purpose": "What matters."}
    typed |= {"starts_on_day": "5", "starts_on_month": "3", "starts_on_year": "2026", "target": "20", "check": ""}
    typed |= {"last_day_day": "9", "last_day_month": "3", "last_day_year": "2026"}
    typed |= {"consent_text": "You need not answer.", "consent_version": "1"}

    page = client.post(reverse("engagement:new_engagement", args=[cycle.pk]), typed).text

    assert "ask people in" in page
    assert "Doorsteps" in page
    assert cycle.engagements.count() == 1


def test_an_agency_is_invited_once_told_once_and_joins_when_it_accepts(ward):
    """C7: one event serves several services."""
    engagement = make.engagement(cycle=make.cycle(pact=make.pact(ward=ward), open_stage="engagement"))
    agency = make.agency()
    manager = make.person(Role.MANAGER, ward.borough, agency=agency)
    by = engagement.cycle.pact.coordinator

    sharing = actions.share(engagement, agency=agency, kind="invited", by=by, at=make.NOON)
    again = actions.share(engagement, agency=agency, kind="invited", by=by, at=make.NOON)
    actions.answer_sharing(sharing, answer="accepted", by=manager, at=make.NOON)

    assert again == sharing
    assert list(engagement.agencies.all()) == [agency]
    told = Notice.objects.filter(name__startswith="engagement.sharing").order_by("pk")
    assert [(notice.name, notice.recipient) for notice in told] == [
        ("engagement.sharing_asked", manager),
        ("engagement.sharing_answered", by),
    ]
    with pytest.raises(Refused, match="accepted already"):
        actions.answer_sharing(sharing, answer="declined", by=manager, at=make.NOON)
    assert Entry.objects.filter(verb="accepted").count() == 1


def test_a_wish_to_join_goes_to_whoever_runs_the_event_and_only_they_answer(client, ward):
    theirs = make.partner_consultation(ward)
    host = make.person(Role.MANAGER, ward.borough, agency=theirs.agency)
    guest = make.person(Role.MANAGER, ward.borough, agency=make.agency())
    sharing = actions.share(theirs, agency=guest.memberships.get().agency, kind="asked", by=guest, at=make.NOON)
    address = reverse("engagement:sharing", args=[sharing.pk])

    client.force_login(guest)
    refused = client.post(address, {"answer": "accepted"})
    client.force_login(host)
    client.post(address, {"answer": "declined", "reply": "It is full."})

    assert refused.status_code == 403
    assert Sharing.objects.get().words_of_state == "Asked to join: declined"
    assert Notice.objects.get(name="engagement.sharing_asked").recipient == host


def test_the_feed_needs_no_log_in_and_tells_who_asks_and_nobody_who_is_asked(client, ward, coordinator):
    """Rule 65."""
    engagement = make.engagement(cycle=make.cycle(pact=make.pact(ward=ward), open_stage="engagement"), **_soon())
    make.contact(interview=make.interview(engagement=engagement))
    CalendarFeed.objects.create(person=coordinator, token="secret")

    answer = client.get(reverse("engagement:consultation_feed", args=["secret"]))

    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == [f"{engagement.title} ({engagement.cycle.pact})"]
    assert b"Wilhelmina" not in answer.content
    assert client.get(reverse("engagement:consultation_feed", args=["guessed"])).status_code == 404


def test_a_month_says_each_event_once_and_its_filters_are_remembered(client, ward, coordinator):
    theirs = make.partner_consultation(ward, title="Bins")  # 2 to 19 March
    client.force_login(coordinator)

    month = client.get(reverse("engagement:calendar"), {"month": "2026-03", "agency": theirs.agency_id}).text
    again = client.get(reverse("engagement:calendar")).text
    odd = client.get(reverse("engagement:calendar"), {"month": "2026-99", "ward": "x", "show": "list", "page": "z"})

    assert month.count('class="month__event month__event--partner"') == 1
    assert f"agency={theirs.agency_id}" in again
    assert odd.status_code == 200


def _soon():
    today = timezone.localdate()
    return {"starts_on": today, "ends_on": today + timedelta(days=20)}
