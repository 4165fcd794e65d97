"""Street rounds (W42): no two officers at a door, no call lost or doubled, and no answer to be found at a door."""

from datetime import timedelta
from itertools import chain
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from engagement import actions, queries, rules
from engagement.models import Call, Claim, Door, Interview, RestingDoor, Round
from engagement.rules import addresses
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.places.models import Postcode
from tests import make

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def engagement(db):
    return make.engagement()


@pytest.fixture
def sam(engagement):
    return make.person(Role.OFFICER, engagement.cycle.ward, name="Sam Field")


@pytest.fixture
def jo(engagement):
    return make.person(Role.COUNCILLOR, engagement.cycle.ward, name="Jo Lane")


@pytest.fixture
def round(engagement, sam, jo):
    return make.street_round(engagement=engagement, officers=[sam, jo])


@pytest.fixture
def street(round):
    return round.streets.get()


def call(street, label, outcome, *, by, uuid=None, at=make.NOON, **fields):
    door = street.doors.get(label=label)
    return actions.call(street.round, uuid=uuid or uuid4(), door=door, outcome=outcome, by=by, at=at, **fields)


def states(street):
    return dict(street.doors.exclude(state="new").values_list("label", "state"))


def reasons(act, *args, **fields):
    with pytest.raises(Refused) as refusal:
        act(*args, **fields)
    return refusal.value.reasons


# Making one


def test_a_round_takes_the_streets_of_the_last_one_and_those_that_are_listed(engagement, sam, round):
    actions.end_round(round, by=engagement.planned_by, at=make.NOON)

    new = actions.make_round(
        engagement,
        area=round.area,
        officers=[sam],
        streets=addresses.read("alma street: 6-8\nLock Road"),
        by=engagement.planned_by,
        at=make.NOON,
    )

    doors = {street.name: [door.label for door in street.doors.in_order()] for street in new.streets.order_by("pk")}
    assert doors == {"Alma Street": ["1", "2", "3", "4", "5", "6", "7", "8"], "Lock Road": []}


def test_a_round_needs_people_who_record_in_the_ward_and_is_the_only_one_of_its_area(engagement, round):
    stranger = make.person(Role.OFFICER, make.ward(), name="Kit Far")

    refused = reasons(
        actions.make_round, engagement, area=round.area, officers=[stranger], by=engagement.planned_by, at=make.NOON
    )

    assert refused == [
        f"There is a round of {round.area} already.",
        f"Kit Far does not record engagement in {engagement.cycle.ward}.",
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        make.street_round(engagement=engagement)


def test_whoever_walked_the_area_last_is_offered_again(engagement, sam, jo, round):
    """M4."""
    assert set(queries.last_walkers([round.area])) == {sam, jo}


def test_the_postcodes_of_a_drawn_area_are_shown_to_look_up_its_addresses(engagement):
    ward = engagement.cycle.ward
    square = {"type": "Polygon", "coordinates": [[[0, 53], [1, 53], [1, 54], [0, 54], [0, 53]]]}
    drawn = make.confirmed_area(ward, boundary=square, streets="")
    for code, longitude in (("FD12AB", 0.5), ("FD99ZZ", 2.5)):
        Postcode.objects.create(code=code, ward=ward, longitude=longitude, latitude=53.5)

    assert queries.postcodes_in([drawn, *engagement.areas.all()]) == [(drawn, ["FD1 2AB"])]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Mrs Marsh, 12 Gas Street", "seems to name somebody"),
        ("12 Gas Street, olive@example.org", "seems to name somebody"),
        ("Gas Street: 12 01632 960777", "seems to name somebody"),
        ("Gas Street: 20-2", "not a run of doors"),
        ("Gas Street: 1-900", "not a run of doors"),
        ("12", "names no street"),
    ],
)
def test_a_list_that_names_somebody_or_makes_no_sense_is_not_taken(line, problem):
    read = addresses.read(f"Alma Street: 1\n{line}")

    assert [problem in sentence for sentence in read.problems] == [True]
    assert read.count == 1


# Two officers never knock on the same door


def test_one_officer_at_a_time_is_on_a_side_of_a_street(street, sam, jo):
    actions.claim(street, sides=["odd"], by=sam, at=make.NOON)

    assert reasons(actions.claim, street, by=jo, at=make.NOON) == [
        "Sam Field is on Alma Street, odd side since midday."
    ]
    actions.claim(street, sides=["even"], by=jo, at=make.NOON)
    assert {(claim.side, claim.by) for claim in street.claims.all()} == {("odd", sam), ("even", jo)}


def test_a_street_is_free_again_when_left_when_another_is_taken_or_after_an_hour(round, sam, jo):
    alma = round.streets.get()
    lock = round.streets.create(name="Lock Road")

    for free in (
        lambda: actions.release(alma, by=sam, at=make.NOON),
        lambda: actions.claim(lock, by=sam, at=make.NOON),
        lambda: None,
    ):
        actions.claim(alma, by=sam, at=make.NOON)
        free()
        actions.claim(alma, by=jo, at=make.NOON + AN_HOUR)
        assert {claim.by for claim in alma.claims.all()} == {jo}
        actions.release(alma, by=jo, at=make.NOON)


def test_whoever_keeps_calling_stays_on_the_street(street, sam, jo):
    actions.claim(street, by=sam, at=make.NOON)

    call(street, "1", "not_in", by=sam, at=make.NOON + AN_HOUR / 2)

    [refused] = reasons(actions.claim, street, by=jo, at=make.NOON + AN_HOUR)
    assert refused == "Sam Field is on Alma Street since midday."


def test_of_two_who_take_a_street_at_once_one_is_told_who_was_first(at_once):
    engagement = make.engagement()
    people = [make.person(Role.OFFICER, engagement.cycle.ward) for _ in range(3)]
    street = make.street_round(engagement=engagement, officers=people).streets.get()
    waiting = iter(people)

    found = at_once(lambda: actions.claim(street, by=next(waiting), at=make.NOON), times=3)

    refused = [each for each in found if isinstance(each, Refused)]
    [holder] = {claim.by for claim in Claim.objects.all()}
    assert [each.reasons for each in refused] == [[f"{holder} is on Alma Street since midday."]] * 2


# Calls


def test_a_call_that_is_sent_twice_counts_once(at_once):
    engagement = make.engagement()
    officer = make.person(Role.OFFICER, engagement.cycle.ward)
    street = make.street_round(engagement=engagement, officers=[officer]).streets.get()
    key = uuid4()

    for _ in range(2):
        at_once(lambda: call(street, "1", "not_in", by=officer, uuid=key))

    assert (street.doors.get(label="1").not_in, Call.objects.count()) == (1, 1)


def test_a_door_remembers_roughly_when_nobody_was_in(street, sam):
    saturday, evening = make.NOON + timedelta(days=3), make.NOON + 6 * AN_HOUR

    for at in (make.NOON, evening, saturday, saturday):
        call(street, "1", "not_in", by=sam, at=at)

    door = street.doors.get(label="1")
    assert (door.not_in, set(door.tried)) == (4, {"day", "evening", "weekend"})


def test_a_call_that_waited_on_a_phone_is_of_its_own_time_and_claims_no_street(street, sam):
    yesterday_evening = make.NOON - 17 * AN_HOUR

    call(street, "1", "not_in", by=sam, called_at=yesterday_evening)

    assert street.doors.get(label="1").tried == ["evening"]
    assert not Claim.objects.exists()


def test_whoever_calls_on_another_street_has_left_the_first(round, street, sam):
    lock = round.streets.create(name="Lock Road")
    make.add_doors(lock, ["1"])
    actions.claim(street, by=sam, at=make.NOON)

    call(lock, "1", "not_in", by=sam)

    assert {claim.street for claim in Claim.objects.all()} == {lock}


def test_a_door_to_come_back_to_has_its_time_until_somebody_calls(round, street, sam):
    at_six = make.NOON + 6 * AN_HOUR
    call(street, "2", "back", by=sam, back_at=at_six + AN_HOUR)
    call(street, "1", "back", by=sam, back_at=at_six)

    assert [door.label for door in queries.doors_to_come_back_to(round)] == ["1", "2"]
    assert [queries.walk(street, at=at).next.label for at in (make.NOON, at_six)] == ["3", "1"]
    call(street, "1", "done", by=sam, at=at_six)
    assert street.doors.get(label="1").back_at is None


@pytest.mark.parametrize("back_at", [None, make.NOON - AN_HOUR, make.NOON + timedelta(days=60)])
def test_a_time_to_come_back_lies_ahead_and_not_too_far(street, sam, back_at):
    assert len(reasons(call, street, "1", "back", by=sam, back_at=back_at)) == 1


def test_an_interviewed_door_stays_so_whatever_arrives_later_but_a_mistake_is_taken_back(street, sam, jo):
    call(street, "1", "done", by=sam)
    call(street, "1", "not_in", by=jo)
    assert states(street) == {"1": "done"}

    call(street, "1", "new", by=sam)

    assert states(street) == {}


def test_taking_a_call_back_leaves_the_door_as_it_was(street, sam, jo):
    for by in (sam, jo):
        call(street, "1", "not_in", by=by)

    call(street, "1", "new", by=sam)
    door = street.doors.get(label="1")
    assert (door.state, door.not_in, door.tried) == ("not_in", 1, ["day"])
    call(street, "1", "new", by=jo)
    door.refresh_from_db()
    assert (door.state, door.not_in, door.tried) == ("new", 0, [])


def test_a_door_where_somebody_refused_is_left_alone_for_a_year_in_every_round(engagement, street, sam):
    call(street, "3", "refused", by=sam)
    actions.end_round(street.round, by=None, at=make.NOON)

    again = make.street_round(engagement=engagement, officers=[sam], doors="Other Road: 1")
    actions.add_streets(again, streets=addresses.read("ALMA STREET: 1-4"), by=sam, at=make.NOON)

    assert states(again.streets.get(name="ALMA STREET")) == {"3": "refused"}
    assert RestingDoor.objects.get().until_on == make.TODAY.replace(year=2027)
    actions.settle_rounds(by=None, at=make.NOON + timedelta(days=366))
    assert not RestingDoor.objects.exists()


def test_a_refusal_that_was_a_mistake_is_not_remembered(street, sam):
    call(street, "3", "refused", by=sam)

    call(street, "3", "new", by=sam)

    assert not RestingDoor.objects.exists()


def test_nobody_calls_in_a_round_that_is_over(round, street, sam):
    actions.end_round(round, by=None, at=make.NOON)

    assert reasons(call, street, "1", "not_in", by=sam) == ["This round is over."]


def test_whoever_refused_during_a_round_is_left_alone_though_it_arrives_after_its_end(round, street, sam):
    actions.end_round(round, by=None, at=make.NOON)

    call(street, "3", "refused", by=sam, called_at=make.NOON - AN_HOUR, at=make.NOON + AN_HOUR)

    assert (RestingDoor.objects.get().label, states(street)) == ("3", {})
    assert reasons(call, street, "3", "refused", by=sam, at=make.NOON + AN_HOUR) == ["This round is over."]


# Notes


def test_a_note_goes_by_itself_after_two_weeks_and_the_trail_counts_it(street, sam):
    """Rule 68."""
    call(street, "1", "not_in", by=sam, note="Home after 6")

    for days, left in ((13, "Home after 6"), (14, "")):
        actions.forget(by=None, at=make.NOON + timedelta(days=days))
        assert street.doors.get(label="1").note == left

    assert Entry.objects.get(verb="forgot what was due").detail == {"notes_on_doors": 1}


def test_a_note_goes_with_the_reason_to_knock(street, sam):
    call(street, "1", "not_in", by=sam, note="Bell is broken")

    call(street, "1", "done", by=sam)

    assert (street.doors.get(label="1").note, street.doors.get(label="1").note_ends_on) == ("", None)


@pytest.mark.parametrize(
    "note",
    ["Ask for Dave", "Mrs Marsh", "lives alone", "deaf", "07700 900123", "x@y.org", "drug dealer", "two children"],
)
def test_a_note_that_hints_at_somebody_is_refused(street, sam, note):
    [refused] = reasons(call, street, "1", "not_in", by=sam, note=note)

    assert refused.startswith("A note is about the door")


# No answer is to be found at a door (contract 3)


def test_no_row_of_a_round_holds_a_time_a_day_or_a_person_of_a_call(street, sam):
    """What could be laid beside `Interview.recorded_at`, `held_on` or `recorded_by`."""
    call(street, "1", "not_in", by=sam, note="Dog")
    call(street, "1", "done", by=sam)
    actions.release(street, by=sam, at=make.NOON)

    rows = chain(Door.objects.exclude(state="new").values(), Call.objects.values())
    kept = {name for row in rows for name, value in row.items() if value not in (None, "", [], 0)}

    assert kept == {"id", "street_id", "label", "number", "side", "state", "not_in", "tried", "uuid", "round_id"}
    assert {field.related_model for field in Door._meta.get_fields() if field.is_relation} == {type(street)}
    assert {field.related_model for field in Call._meta.get_fields() if field.is_relation} == {Round}


def test_the_trail_says_who_went_out_and_neither_to_which_door_nor_what_came_of_it(street, sam):
    actions.claim(street, by=sam, at=make.NOON)
    for label, outcome in (("1", "done"), ("2", "refused"), ("3", "not_in")):
        call(street, label, outcome, by=sam)

    entries = [(entry.verb, entry.subject_name, entry.detail) for entry in Entry.objects.all()]
    assert entries == [("went out on", str(street.round), {})]


def test_the_night_writes_the_doors_of_a_street_anew_in_the_order_of_the_houses(street, sam):
    for label in ("5", "2", "6"):
        call(street, label, "done", by=sam)

    actions.settle_rounds(by=None, at=make.NOON)

    assert states(street) == {"2": "done", "5": "done", "6": "done"}
    assert [door.label for door in street.doors.in_order()] == ["1", "2", "3", "4", "5", "6"]


def test_a_round_that_is_over_keeps_its_numbers_and_a_list_of_addresses(round, street, sam):
    for label, outcome in (("1", "done"), ("2", "refused"), ("3", "not_in")):
        call(street, label, outcome, by=sam, note="Dog" if outcome == "not_in" else "")

    actions.end_round(round, by=None, at=make.NOON)

    round.refresh_from_db()
    assert round.tally == {"done": 1, "refused": 1, "not_in": 1, "new": 3, "times_not_in": 1}
    assert queries.tally_of(round).words == "2 of 6 doors finished"
    assert (states(street), Call.objects.count(), Claim.objects.count()) == ({}, 0, 0)
    assert {door.note for door in street.doors.all()} == {""}


def test_a_round_ends_by_itself_with_its_engagement(round):
    make.closed_engagement(round.engagement)

    actions.settle_rounds(by=None, at=make.NOON)

    assert Round.objects.get().is_over


# The pages


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOON)


def test_an_officer_walks_a_street_by_its_buttons(client, today, round, street, sam):
    client.force_login(sam)

    client.post(reverse("engagement:street_claim", args=[round.pk, street.pk]))
    page = client.get(street.get_absolute_url()).content.decode()
    door = street.doors.get(label="1")
    client.post(street.get_absolute_url(), {"door": door.pk, "uuid": uuid4(), "outcome": "done"})

    assert "Sam Field is on Alma Street since midday" in page
    assert states(street) == {"1": "done"}


def test_a_refused_note_stays_where_it_was_typed(client, today, street, sam):
    client.force_login(sam)
    door = street.doors.get(label="4")

    page = client.post(
        street.get_absolute_url(), {"door": door.pk, "uuid": uuid4(), "outcome": "not_in", "note": "Ask for Dave"}
    )

    assert page.status_code == 200
    assert 'value="Ask for Dave"' in page.content.decode()
    assert "A note is about the door" in page.content.decode()


def test_a_call_sent_from_a_queue_gets_a_short_answer(client, today, street, sam):
    client.force_login(sam)
    sent = {"door": street.doors.get(label="4").pk, "uuid": uuid4(), "outcome": "not_in"}

    answers = [
        client.post(street.get_absolute_url(), sent | more, headers={"accept": "application/json"})
        for more in ({}, {}, {"uuid": uuid4(), "outcome": "back"})
    ]

    assert [(answer.status_code, answer.json()["reasons"]) for answer in answers] == [
        (200, []),
        (200, []),
        (400, ["Say when to come back."]),
    ]


def test_no_address_of_a_round_names_a_door(client, today, round, street, sam):
    """Addresses are logged with their time, and so are those of interviews."""
    street.doors.update(id=F("id") + 90_000)  # numbers that nothing else has
    client.force_login(sam)
    page = client.get(street.get_absolute_url()).content.decode()

    doors = {str(door.pk) for door in street.doors.all()}
    hrefs = [part.partition('"')[0] for part in page.split('href="')[1:]]
    assert [href for href in hrefs if doors & set(href.replace("=", "/").split("/")[3:])] == []
    assert not Interview.objects.exists()


def test_only_those_who_walk_or_plan_see_a_round(engagement, sam, round):
    passer_by = make.person(Role.OFFICER, engagement.cycle.ward)
    moved = make.person(Role.OFFICER, make.ward())
    round.officers.add(moved)

    seen = {who: Round.objects.visible_to(who).exists() for who in (sam, engagement.planned_by, passer_by, moved)}

    assert list(seen.values()) == [True, True, False, False]
    assert not rules.may_walk(engagement.planned_by, round)


def test_a_round_stands_on_the_board_of_who_walks_it(client, today, round, sam):
    client.force_login(sam)

    page = client.get(reverse("home:board")).content.decode()

    assert f'href="{round.get_absolute_url()}"' in page
