"""What a phone without a signal takes along, and what becomes of what it sends (contract 5)."""

import json
import re
from base64 import b64decode, b64encode
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from engagement import forms, reply_codes, sealed
from engagement.forms.field import UnkeptWalk
from engagement.forms.walkabouts import FindingForm, TransectForm
from engagement.models import Door, Finding, Interview, Technique, Transect, Walkabout
from engagement.views.common import issue_types
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from tests import make
from tests.engagement.phone import ARRIVALS, picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DEVICE = "7e57ab1e-0000-4000-8000-000000000001"


def url(name, *args):
    return reverse(f"engagement:{name}", args=args)


@pytest.fixture
def now():
    return timezone.localtime()


@pytest.fixture
def cycle():
    return make.cycle(open_stage="engagement")


@pytest.fixture
def doorsteps(cycle, now):
    return going_on(cycle, now, "interview")


@pytest.fixture
def walks(cycle, now):
    make.known_type("LIT")
    make.known_type("TIP")
    return going_on(cycle, now, "walkabout")


def going_on(cycle, now, form, **fields):
    days = {"starts_on": now.date(), "ends_on": now.date() + timedelta(days=5)}
    return make.engagement(cycle=cycle, form=form, **days | fields)


@pytest.fixture
def officer(cycle):
    return make.person(Role.OFFICER, cycle.ward)


@pytest.fixture
def phone(officer):
    """The officer's browser; it checks the token against forged requests, as a real server does."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    return client


def send(client, kind, on, person, **values):
    token = client.get(url("field_session")).json().get("csrf", "")
    envelope = {"field_person": person.pk, "field_kind": kind, "field_on": str(on), "csrfmiddlewaretoken": token}
    return client.post(ARRIVALS, envelope | values)


def an_interview(engagement, **values):
    today = timezone.localdate().isoformat()
    said = {"words": "Dogs", "place": "Mill Road", "issue_type": make.known_type("DOG").pk, "effect_feel": 2}
    about = {
        "uuid": uuid4(),
        "safe_to_talk": "yes",
        "agreed": "on",
        "area": engagement.areas.get().pk,
        "consent_version": "1",
    }
    about |= {"held_on": today, "mode": "doorstep", "language": "English"}
    return about | {f"problem1_{name}": value for name, value in said.items()} | values


def a_walk(engagement, **values):
    today = timezone.localdate().isoformat()
    header = {"held_on": today, "started": "10:30", "surveyors": "AB", "land_use": "medium", "daylight": "1"}
    return {"uuid": uuid4(), "area": engagement.areas.get().pk} | header | values


def a_stretch(**values):
    where = {"street": "Mill Road", "from_point": "Lamp post 4", "to_point": "The chapel", "is_paved": "1"}
    return {"uuid": uuid4()} | where | values


def a_finding(**values):
    return {"uuid": uuid4(), "item": "fly_tipping", "severity": "serious", "count": 1} | values


# What is taken along


def test_the_page_is_the_same_for_everybody_and_names_nobody(cycle):
    people = [make.person(Role.OFFICER, cycle.ward), make.person(Role.COUNCILLOR, cycle.ward)]
    clients = [Client() for _ in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)

    one, other = (client.get(url("field")).content.decode() for client in clients)

    assert one == other
    assert not [person for person in people if str(person) in one]
    assert "csrf" not in one.lower()


def test_the_worker_keeps_the_page_and_every_file_that_it_asks_for_and_nothing_else(client, settings):
    script = client.get(url("field_worker")).content.decode()
    kept = json.loads(re.match(r"const KEPT = (\{.*?\n\});", script, re.DOTALL)[1])

    assert kept["page"] == url("field")
    assert [name for name in kept["files"] if not finders.find(name.removeprefix(settings.STATIC_URL))] == []
    asked = {"js/field/app.js", "js/field/sync.js", "js/map_input.js", "built/pact.css", "built/govuk-frontend.js"}
    assert asked <= {name.removeprefix(settings.STATIC_URL) for name in kept["files"]}


def test_only_what_is_going_on_and_recorded_in_is_taken_along(phone, doorsteps, walks, cycle, now):
    make.closed_engagement(going_on(cycle, now, "interview"))
    going_on(cycle, now, Technique.Form.NONE)
    going_on(make.cycle(open_stage="engagement"), now, "interview")  # another ward's
    going_on(make.cycle(pact=make.pact(ward=cycle.ward)), now, "interview")  # not open yet

    taken = phone.get(url("field_pack")).json()["engagements"]

    assert {each["pk"] for each in taken} == {doorsteps.pk, walks.pk}


def test_a_form_is_taken_along_as_its_page_shows_it_with_codes_that_will_hold(phone, doorsteps):
    taken = phone.get(url("field_forms", doorsteps.pk)).json()

    page = phone.get(url("new_interview", doorsteps.pk)).content.decode()
    labels = re.compile(r"<(?:label|legend)[^>]*>\s*(.*?)\s*</", re.DOTALL)
    assert labels.findall(taken["forms"]["interview"]["html"]) == labels.findall(page.partition("<main")[2])
    assert all(reply_codes.code_for(each["uuid"]) == each["code"] for each in taken["reply_codes"])


def wrong_answers(doorsteps, walks, now):
    """Forms that leave out what each check of a phone asks for."""
    kinds = {"issue_types": issue_types(), "today": now.date()}
    walk = UnkeptWalk(walks, walks.areas.get())
    interview = {"problem1_words": "Dogs", "problem2_often": "daily", "problem3_kind": "criminal"}
    houses = {f"{name}place": "12 Mill Road" for name in ("problem1_", "problem2_", "problem3_", "helped_")}
    yield "interview", forms.InterviewForm(interview | {"wants": ["wants_updates"]}, engagement=doorsteps, **kinds)
    yield "interview", forms.InterviewForm(houses, engagement=doorsteps, **kinds)
    yield "interview", forms.InterviewForm({"phone": "01632 960 777"}, engagement=doorsteps, **kinds)
    yield "walkabout", forms.WalkaboutForm({}, engagement=walks, today=now.date(), now=now.time())
    yield "transect", TransectForm({"detritus": "C"}, walkabout=walk)
    yield "finding", FindingForm({"item": "other"}, walkabout=walk, **kinds)
    yield "finding", FindingForm({"place": ""}, walkabout=walk, **kinds)


def test_a_phone_checks_in_the_words_of_the_form_itself(doorsteps, walks, now):
    """What it asks for before it puts a form by is what the form would refuse, at the same field."""
    said, asked = set(), set()
    for kind, form in wrong_answers(doorsteps, walks, now):
        said |= {(kind, name, sentence) for name, sentences in form.errors.items() for sentence in sentences}
        asked |= {(kind, check["at"], check["say"]) for check in forms.checks(kind, form)}

    not_wrong = {"area", "held_on", "mode", "language"}  # they have an answer from the beginning
    assert {each for each in asked if each[1] not in not_wrong} <= said


def test_the_key_of_a_device_goes_to_whoever_is_signed_in_for_themselves(phone, officer, client):
    mine = phone.get(url("field_session"), {"device": DEVICE}).json()
    client.force_login(make.person(Role.OFFICER, make.ward()))
    other = client.get(url("field_session"), {"device": DEVICE}).json()

    assert mine["keys"] == sealed.keys_for(officer.pk, DEVICE)
    assert other["keys"] != mine["keys"]
    assert Client().get(url("field_session"), {"device": DEVICE}).json() == {"person": None}


# What arrives


def test_each_form_arrives_once_however_often_it_is_sent(phone, officer, doorsteps, walks):
    walk, stretch = a_walk(walks), a_stretch(litter="C")
    sent = [
        ("interview", doorsteps.pk, an_interview(doorsteps)),
        ("walkabout", walks.pk, walk),
        ("transect", walk["uuid"], stretch),
    ]
    for kind, on, values in [*sent, *sent]:
        assert send(phone, kind, on, officer, **values).json()["state"] == "arrived"
    found = a_finding(transect=stretch["uuid"])
    for _ in range(2):
        photo = SimpleUploadedFile("photo.jpg", picture()["buffer"], "image/jpeg")
        answer = send(phone, "finding", walk["uuid"], officer, **found, photo=photo)

    finding = Finding.objects.get(uuid=found["uuid"])
    assert answer.json() == {"state": "arrived", "url": finding.get_absolute_url()}
    assert (finding.transect.uuid, bool(finding.photo)) == (stretch["uuid"], True)
    assert [model.objects.count() for model in (Interview, Walkabout, Transect, Finding)] == [1, 1, 1, 2]


def test_a_call_arrives_once_and_only_from_whoever_walks_the_round(phone, officer, doorsteps):
    round = make.street_round(engagement=doorsteps, officers=[officer], doors="Mill Road: 12")
    door = Door.objects.get(street__round=round)
    taken = phone.get(url("field_pack")).json()["rounds"]
    values = {"uuid": uuid4(), "door": door.pk, "outcome": "not_in", "called_at": timezone.now().isoformat()}

    answers = [send(phone, "call", door.street_id, officer, **values).json()["state"] for _ in range(2)]
    round.officers.clear()
    left = send(phone, "call", door.street_id, officer, **values | {"uuid": uuid4()})

    assert [[each["label"] for each in street["doors"]] for street in taken[0]["streets"]] == [["12"]]
    assert answers == ["arrived", "arrived"]
    assert left.json()["errors"][""] == ["You do not walk this round any more. Ask its co-ordinator."]
    door.refresh_from_db()
    assert (door.state, door.not_in) == ("not_in", 1)


def test_what_arrived_is_not_looked_at_again_after_the_engagement_has_closed(phone, officer, doorsteps):
    values = an_interview(doorsteps)
    send(phone, "interview", doorsteps.pk, officer, **values)
    make.closed_engagement(doorsteps)

    again = send(phone, "interview", doorsteps.pk, officer, **values)
    late = send(phone, "interview", doorsteps.pk, officer, **an_interview(doorsteps))

    assert again.json()["state"] == "arrived"
    assert late.json() == {"state": "refused", "errors": {"": ["This engagement is closed out."]}}


def test_nothing_is_kept_of_somebody_who_could_not_talk_safely(phone, officer, doorsteps):
    answer = send(phone, "interview", doorsteps.pk, officer, **an_interview(doorsteps, safe_to_talk="no"))

    assert answer.json()["state"] == "refused"
    assert not Interview.objects.exists()


def test_what_is_refused_says_why_at_the_field_as_its_page_would(phone, officer, doorsteps):
    values = an_interview(doorsteps, problem1_place="12 Mill Road")

    answer = send(phone, "interview", doorsteps.pk, officer, **values)

    reason = "Give the street or a landmark, and leave the house number out."
    assert (answer.status_code, answer.json()) == (422, {"state": "refused", "errors": {"problem1_place": [reason]}})
    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    ("kind", "on"), [("interview", 0), ("walkabout", 9**25), ("transect", uuid4()), ("finding", "-")]
)
def test_what_belongs_to_nothing_that_this_person_records_in_is_refused(phone, officer, kind, on):
    answer = send(phone, kind, on, officer, uuid=uuid4())

    assert answer.json()["state"] == "refused"


def test_nothing_is_taken_from_a_neighbour_ward(phone, officer, now):
    elsewhere = going_on(make.cycle(open_stage="engagement"), now, "interview")

    answer = send(phone, "interview", elsewhere.pk, officer, **an_interview(elsewhere))

    assert answer.json()["errors"][""] == ["You can no longer record at this engagement. Ask its co-ordinator."]
    assert not Interview.objects.exists()


def test_it_waits_while_nobody_somebody_else_or_a_forgery_sends_it(phone, officer, doorsteps):
    values = an_interview(doorsteps)
    other = Client()
    other.force_login(make.person(Role.OFFICER, doorsteps.cycle.ward))

    signed_out = send(Client(), "interview", doorsteps.pk, officer, **values)
    by_another = send(other, "interview", doorsteps.pk, officer, **values)
    forged = phone.post(ARRIVALS, values)

    assert (signed_out.status_code, signed_out.json()["state"]) == (401, "waiting")
    assert (by_another.status_code, by_another.json()["state"]) == (409, "waiting")
    assert (forged.status_code, forged["Content-Type"]) == (403, "text/html; charset=utf-8")  # no answer: it is kept
    assert not Interview.objects.exists()


# Handing in a copy


def copy_of(person, *items, key=None):
    """A file as a phone makes it: `items` are (kind, on, values, photo)."""
    server, own = AESGCM(key or b64decode(sealed.keys_for(person.pk, DEVICE)[0])), AESGCM.generate_key(256)
    file = {"pact_field": 1, "device": DEVICE, "person": person.pk, "key": seal(server, own, "key"), "items": []}
    for kind, on, values, photo in items:
        uuid = str(values["uuid"])
        kept = {"kind": kind, "on": str(on), "label": kind, "values": [[n, str(v)] for n, v in values.items()]}
        part = {"uuid": uuid, "sealed": seal(AESGCM(own), json.dumps(kept).encode(), uuid)}
        part["photo"] = seal(AESGCM(own), photo, f"{uuid}:photo") if photo else None
        file["items"].append(part)
    return file


def seal(key, data, name):
    iv = b"twelve bytes"
    return {"iv": b64encode(iv).decode(), "data": b64encode(key.encrypt(iv, data, name.encode())).decode()}


def hand_in(client, file):
    text = file if isinstance(file, bytes) else json.dumps(file, separators=(",", ":")).encode()
    return client.post(url("field_hand_in"), {"file": SimpleUploadedFile("pact-copy-1.json", text)})


def test_a_copy_is_handed_in_by_the_co_ordinator_and_counts_as_the_officer_s_once(
    client, phone, officer, doorsteps, walks
):
    interview, walk = an_interview(doorsteps), a_walk(walks)
    finding = a_finding(place="Behind the chapel")
    items = [("interview", doorsteps.pk, interview, None), ("walkabout", walks.pk, walk, None)]
    file = copy_of(officer, *items, ("finding", walk["uuid"], finding, picture()["buffer"]))
    client.force_login(doorsteps.cycle.pact.coordinator)

    answers = [hand_in(client, file), hand_in(client, file)]
    sent_later = send(phone, "interview", doorsteps.pk, officer, **interview)

    assert [answer.content.decode().count("Arrived") for answer in answers] == [3, 3]
    assert sent_later.json()["state"] == "arrived"
    assert {Interview.objects.get().recorded_by, Finding.objects.get().recorded_by} == {officer}
    assert Finding.objects.get().photo
    entry = Entry.objects.filter(verb="handed in a phone's copy of").first()
    assert (entry.detail, entry.actor_pk) == ({"kept": 3, "refused": 0}, str(doorsteps.cycle.pact.coordinator.pk))


def test_a_copy_is_refused_from_whoever_does_not_record_there_and_where_the_form_would_be(client, officer, doorsteps):
    right, wrong = an_interview(doorsteps), an_interview(doorsteps, problem1_place="12 Mill Road")
    stranger = make.person(Role.OFFICER, make.ward())
    client.force_login(stranger)

    from_a_stranger = hand_in(client, copy_of(officer, ("interview", doorsteps.pk, right, None)))
    client.force_login(officer)
    from_the_officer = hand_in(client, copy_of(officer, ("interview", doorsteps.pk, wrong, None)))

    assert "You can no longer record at this engagement." in from_a_stranger.content.decode()
    assert "leave the house number out" in from_the_officer.content.decode()
    assert not Interview.objects.exists()


@pytest.mark.parametrize("change", ["key", "person", "device", "items", "uuid", "no json"])
def test_a_copy_that_was_changed_or_made_elsewhere_is_unreadable(client, officer, doorsteps, change):
    file = copy_of(officer, ("interview", doorsteps.pk, an_interview(doorsteps), None))
    if change == "key":
        file = copy_of(officer, key=AESGCM.generate_key(256))
    elif change == "uuid":
        file["items"][0]["uuid"] = str(uuid4())
    elif change == "no json":
        file = b'{"pact_field":1' + b"[" * 9000
    else:
        file[change] = {"person": officer.pk + 1, "device": str(uuid4()), "items": [{}]}[change]
    client.force_login(doorsteps.cycle.pact.coordinator)

    answer = hand_in(client, file)

    assert "PACT cannot read this file." in answer.content.decode()
    assert not Interview.objects.exists()


def test_a_copy_opens_after_the_secret_key_was_changed(officer, settings):
    file = json.dumps(copy_of(officer, ("interview", 1, {"uuid": uuid4()}, None)))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    person, items = sealed.opened(file)

    assert (person, [item.kind for item in items]) == (officer.pk, ["interview"])
