"""The pages: who gets what, what a form keeps, and what no page may say."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from engagement.models import Concern, Contact, Engagement, Finding, Interview, Technique, Transect
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db
TODAY = {"held_on_day": "11", "held_on_month": "3", "held_on_year": "2026"}
JANE, NUMBER, SAID = "Wilhelmina Quartermaine", "01632 960 777", "The man at the kiosk swears at girls"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Pages ask the clock; it stands at noon on 11 March 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOON)


def url(name, *args):
    return reverse(f"engagement:{name}", args=args)


def a_world():
    """One ward with an engagement of each kind, an identified interview, a walk and a report; nothing left out."""
    pact = make.pact()
    pact.coordinator.memberships.all().delete()
    cycle = make.cycle(pact=make.pact(ward=pact.ward), open_stage="engagement")
    asking = make.engagement(cycle=cycle)
    officer = make.person(Role.OFFICER, cycle.ward, name="Officer of the world")
    interview = make.interview(engagement=asking, recorded_by=officer, what_helped=SAID)
    contact = make.contact(interview=interview, name=JANE, phone=NUMBER)
    make.concern(interview=interview, words=SAID, recorded_by=officer)
    walk = make.walkabout(engagement=make.engagement(cycle=cycle, form="walkabout"))
    transect = make.transect(walkabout=walk)
    finding = make.finding(walkabout=walk, transect=transect, what="Behind the bins")
    finding.photo.save("photo.jpg", ContentFile(picture()))
    concern = make.concern(finding=finding)
    return {
        "cycle": cycle,
        "engagement": asking,
        "interview": interview,
        "contact": contact,
        "walkabout": walk,
        "finding": finding,
        "concern": concern,
        "officer": officer,
        "technique": make.technique(),
    }


def picture():
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG")
    return out.getvalue()


# Who gets what by role is in the table of the whole site; here is what only somebody's own part in it decides


@pytest.mark.parametrize(
    ("who", "interview", "concern", "contact"),
    [
        ("coordinator", (200, True), (200, True), (200, True)),
        ("colleague", (200, True), (200, True), (404, False)),
        ("recorder", (200, True), (200, True), (403, False)),
        ("officer", (404, False), (200, False), (403, False)),
        ("councillor", (404, False), (200, False), (403, False)),
    ],
)
def test_answers_are_for_who_took_them_down_and_contacts_for_the_co_ordinator_of_that_pact(
    client, who, interview, concern, contact
):
    """Contract 3: each page's status, and whether it shows what was said or who said it."""
    world = a_world()
    client.force_login(people(world)[who])
    said = Concern.objects.get(interview=world["interview"])

    def told(thing, *secrets):
        response = client.get(thing.get_absolute_url())
        return response.status_code, any(secret in response.content.decode() for secret in secrets)

    assert told(world["interview"], SAID) == interview
    assert told(said, SAID) == concern
    assert told(world["contact"], JANE, NUMBER) == contact


def people(world):
    ward = world["cycle"].ward
    return {
        "coordinator": world["cycle"].pact.coordinator,
        "colleague": make.person(Role.COORDINATOR, ward.borough),
        "recorder": world["officer"],
        "officer": make.person(Role.OFFICER, ward),
        "councillor": make.person(Role.COUNCILLOR, ward),
    }


def test_each_look_at_an_identified_interview_and_at_a_contact_is_in_the_trail(client):
    """Rule 67."""
    world = a_world()
    client.force_login(world["cycle"].pact.coordinator)

    client.get(world["interview"].get_absolute_url())
    client.get(world["contact"].get_absolute_url())

    looks = [(entry.actor_name, entry.subject_name) for entry in Entry.objects.looks().order_by("pk")]
    me = str(world["cycle"].pact.coordinator)
    assert looks == [(me, str(world["interview"])), (me, str(world["contact"]))]


# Lists


@pytest.mark.parametrize(
    "name", ["engagement_list", "interview_list", "walkabout_list", "concern_list", "contact_search"]
)
def test_lists_cost_the_same_however_long_they_are(client, costs_the_same, name):
    cycle = make.cycle(open_stage="engagement")
    client.force_login(cycle.pact.coordinator)

    def fill(n):
        for _ in range(n):
            engagement = make.engagement(cycle=cycle)
            make.concern(interview=make.interview(engagement=engagement))
            make.contact(interview=make.interview(engagement=engagement))
            walk = make.walkabout(engagement=make.engagement(cycle=cycle, form="walkabout"))
            make.concern(finding=make.finding(walkabout=walk, transect=make.transect(walkabout=walk)))

    answer = costs_the_same(fill, client, url(name))

    assert len(answer.context["page"].object_list) == 25


def test_a_walkabout_costs_the_same_however_much_was_found(client, costs_the_same):
    walk = make.walkabout()
    client.force_login(walk.recorded_by)

    def fill(n):
        for _ in range(n):
            make.concern(finding=make.finding(walkabout=walk, transect=make.transect(walkabout=walk)))

    costs_the_same(fill, client, walk.get_absolute_url())


def test_a_list_remembers_its_filters_until_they_are_cleared(client):
    cycle = make.cycle(open_stage="engagement")
    make.concern(cycle=cycle, source="report")
    meeting = make.concern(cycle=cycle, source="meeting")
    client.force_login(cycle.pact.coordinator)

    client.get(url("concern_list") + "?source=meeting")
    again = client.get(url("concern_list"))
    cleared = client.get(url("concern_list") + "?all")

    assert list(again.context["page"]) == [meeting]
    assert len(cleared.context["page"]) == 2


@pytest.mark.parametrize(
    "query", ["?ward=x", "?source=rumour", "?page=x", "?page=-1", "?issue_type=999999999999999999999"]
)
def test_a_filter_that_makes_no_sense_is_no_error(client, query):
    client.force_login(make.concern().cycle.pact.coordinator)

    assert client.get(url("concern_list") + query).status_code == 200


# The interview form


def an_interview(engagement, **fields):
    answers = {"uuid": str(uuid4()), "consent_version": "1", "safe_to_talk": "yes", "agreed": "on"}
    answers["area"] = engagement.areas.first().pk
    return answers | TODAY | {"mode": "doorstep", "language": "English"} | fields


def a_problem(number=1, **fields):
    part = {"issue_type": make.known_type("DOG").pk, "place": "Mill Road", "words": SAID, "effect_feel": "2"} | fields
    return {f"problem{number}_{name}": value for name, value in part.items()}


def test_an_officer_records_an_interview_and_is_given_the_reply_code(client):
    engagement = make.engagement()
    client.force_login(make.person(Role.OFFICER, engagement.cycle.ward))

    answer = client.post(
        url("new_interview", engagement.pk), an_interview(engagement, **a_problem(), safe_by_day="4"), follow=True
    )

    interview = Interview.objects.get()
    assert answer.redirect_chain == [(interview.get_absolute_url(), 302)]
    assert (interview.safe_by_day, interview.concerns.get().words) == (4, SAID)
    assert answer.context["reply_code"] in answer.content.decode()


def test_pressing_save_twice_records_one_interview(client):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)
    answers = an_interview(engagement, **a_problem())

    for _ in range(2):
        client.post(url("new_interview", engagement.pk), answers)

    assert Interview.objects.count() == 1


def test_a_refused_interview_keeps_everything_that_was_typed(client):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)
    key = str(uuid4())

    answer = client.post(
        url("new_interview", engagement.pk),
        an_interview(
            engagement, uuid=key, agreed="", **a_problem(3, place="", words="Third thing"), what_helped="The warden"
        ),
    )

    page = answer.content.decode()
    assert all(typed in page for typed in (key, "Third thing", "The warden"))
    assert answer.context["form"].errors.keys() == {"agreed", "problem3_place"}
    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"agreed": ""}, "agreed"),
        ({"problem1_place": "Mill Road"}, "problem1_issue_type"),
        ({"problem1_words": "Dogs"}, "problem1_effect_feel"),
        ({"problem1_place": "12 Mill Road"}, "problem1_place"),
        ({"wants": "wants_updates"}, "phone"),
        ({"name": JANE}, "phone"),
        ({"phone": NUMBER}, "contact_agreed"),
        ({"email": "nonsense", "contact_agreed": "on"}, "email"),
        ({"reply_code": "abc"}, "reply_code"),
        ({"held_on_day": "12"}, "held_on"),
        ({"held_on_month": "13"}, "held_on"),
        ({"uuid": "x"}, "uuid"),
        ({"area": "999999999999999999999999"}, "area"),
        ({"safe_by_day": "6"}, "safe_by_day"),
        ({"problem1_point_latitude": "x", "problem1_point_longitude": "1"}, "problem1_point"),
    ],
)
def test_an_interview_that_does_not_add_up_is_refused_beside_the_field(client, typed, wrong):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)

    answer = client.post(url("new_interview", engagement.pk), an_interview(engagement, **typed))

    assert answer.status_code == 200
    assert wrong in answer.context["form"].errors


def test_an_interview_without_a_problem_or_a_contact_is_an_answer_too(client):
    """Rule 10."""
    engagement = make.engagement()
    client.force_login(engagement.planned_by)

    client.post(url("new_interview", engagement.pk), an_interview(engagement))

    assert (Interview.objects.count(), Concern.objects.count(), Contact.objects.count()) == (1, 0, 0)


def test_contact_details_are_kept_with_what_they_would_like(client):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)
    details = {"name": JANE, "phone": NUMBER, "contact_agreed": "on", "wants": ["wants_walkabout"]}

    client.post(url("new_interview", engagement.pk), an_interview(engagement, **details))

    contact = Contact.objects.get()
    assert (contact.name, contact.wishes, contact.pact) == (JANE, ["to join a walkabout"], engagement.cycle.pact)


def test_a_second_interview_with_a_person_in_a_quarter_warns(client):
    """Rule 12."""
    engagement = make.engagement()
    client.force_login(engagement.planned_by)
    first = client.post(url("new_interview", engagement.pk), an_interview(engagement), follow=True)
    code = first.context["reply_code"]

    again = client.post(url("new_interview", engagement.pk), an_interview(engagement, reply_code=code), follow=True)

    assert "This person also answered on Wednesday 11 March 2026." in again.content.decode()


def test_save_and_start_another_goes_to_an_empty_form(client):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)

    answer = client.post(url("new_interview", engagement.pk), an_interview(engagement, another="1"))

    assert answer["Location"] == url("new_interview", engagement.pk)


@pytest.mark.parametrize(("stage", "said"), [(None, "has not opened"), ("closed", "has closed")])
def test_the_form_says_why_nothing_can_be_recorded(client, stage, said):
    cycle = make.cycle()
    if stage:
        make.open_stage(cycle, "engagement", closed_at=make.NOON, closed_by=cycle.pact.coordinator)
    engagement = make.engagement(cycle=cycle)
    client.force_login(engagement.planned_by)

    page = client.get(url("new_interview", engagement.pk)).content.decode()
    answer = client.post(url("new_interview", engagement.pk), an_interview(engagement))

    assert said in page
    assert any(said in error for error in answer.context["form"].non_field_errors())


# Contacts


@pytest.mark.parametrize("sought", ["wilhelmina quartermaine", "01632960777", "W@example.org "])
def test_the_co_ordinator_finds_whoever_rings_up_without_a_name_in_the_address(client, sought):
    contact = make.contact(email="w@example.org")
    client.force_login(contact.pact.coordinator)

    answer = client.post(url("contact_search"), {"sought": sought})

    assert answer["Location"] == contact.get_absolute_url()


def test_a_withdrawn_contact_has_no_page(client):
    """Rule 66."""
    contact = make.contact()
    client.force_login(contact.pact.coordinator)

    client.post(url("contact_withdrawal", contact.pk))

    assert client.get(contact.get_absolute_url()).status_code == 404
    assert "withdrew on" in client.get(contact.interview.get_absolute_url()).content.decode()


# Walkabouts


def a_stretch(**fields):
    where = {"street": "Mill Road", "from_point": "No 4", "to_point": "The chapel", "is_paved": "1"}
    return {"uuid": str(uuid4()), "litter": "C", "detritus": "", "graffiti": "", "fly_posting": ""} | where | fields


def test_a_walk_goes_from_header_to_stretches_to_its_page(client):
    engagement = make.engagement(form="walkabout")
    client.force_login(make.person(Role.OFFICER, engagement.cycle.ward))
    header = {"uuid": str(uuid4()), "area": engagement.areas.get().pk, "started": "10.30am", "surveyors": "AB"}

    client.post(url("new_walkabout", engagement.pk), header | TODAY | {"land_use": "medium", "daylight": "1"})
    walk = engagement.walkabouts.get()
    first = client.post(url("new_transect", walk.pk), a_stretch())
    last = client.post(url("new_transect", walk.pk), a_stretch(litter="A", finish="1"), follow=True)

    assert first["Location"] == url("new_transect", walk.pk)
    assert last.redirect_chain[0][0] == walk.get_absolute_url()
    assert "50.0% in a poor state" in last.content.decode()
    assert "Not assessed" in last.content.decode()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"from_point": ""}, "from_point"),
        ({"to_point": " "}, "to_point"),
        ({"is_paved": "", "detritus": "B"}, "detritus"),
        ({"litter": "E"}, "litter"),
    ],
)
def test_a_stretch_that_breaks_a_rule_is_refused_beside_the_field(client, typed, wrong):
    """Rules 15 to 17."""
    walk = make.walkabout()
    client.force_login(walk.recorded_by)

    answer = client.post(url("new_transect", walk.pk), a_stretch(**typed))

    assert wrong in answer.context["form"].errors
    assert "Mill Road" in answer.content.decode()
    assert not Transect.objects.exists()


def a_find(**fields):
    return {"uuid": str(uuid4()), "item": "fly_tipping", "severity": "serious", "count": "2", "place": "Alley"} | fields


def test_a_finding_with_a_photo_is_referred_and_shown(client):
    make.known_type("TIP")
    walk = make.walkabout()
    client.force_login(walk.recorded_by)

    answer = client.post(
        url("new_finding", walk.pk),
        a_find(photo=SimpleUploadedFile("IMG_0001.JPG", picture(), "image/jpeg"), finish="1"),
        follow=True,
    )

    finding = Finding.objects.get()
    assert "Fly-tipping is recorded." in answer.content.decode()
    assert finding.reference in answer.content.decode()
    photo = client.get(url("finding_photo", finding.pk))
    assert (photo["Content-Type"], photo["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


@pytest.mark.parametrize(
    ("name", "content"), [("note.jpg", b"not a picture"), ("page.html", b"<script>"), ("empty.png", b"")]
)
def test_what_is_no_photo_is_refused_and_the_rest_kept(client, name, content):
    walk = make.walkabout()
    client.force_login(walk.recorded_by)

    answer = client.post(url("new_finding", walk.pk), a_find(photo=SimpleUploadedFile(name, content)))

    assert "photo" in answer.context["form"].errors
    assert "Alley" in answer.content.decode()


def test_a_photo_of_a_restricted_kind_of_issue_is_for_the_co_ordinator_only(client):
    finding = make.finding(issue_type=make.issue_type(is_restricted=True), what="By the third garage")
    make.concern(finding=finding)
    finding.photo.save("photo.jpg", ContentFile(picture()))
    ward = finding.walkabout.engagement.cycle.ward
    answers = {}

    for role in (Role.COORDINATOR, Role.OFFICER):
        client.force_login(make.person(role, ward))
        page = client.get(finding.get_absolute_url()).content.decode()
        answers[role] = (client.get(url("finding_photo", finding.pk)).status_code, "third garage" in page)

    assert answers == {Role.COORDINATOR: (200, True), Role.OFFICER: (403, False)}


def test_a_finding_is_looked_at_again(client):
    """W47."""
    finding = make.finding()
    make.concern(finding=finding)
    client.force_login(finding.recorded_by)

    answer = client.post(url("finding_reinspection", finding.pk), TODAY | {"outcome": "gone"}, follow=True)

    assert "Put right" in answer.content.decode()


# Planning, closing, publishing


def a_plan(area, **fields):
    days = {"starts_on_day": "9", "starts_on_month": "3", "starts_on_year": "2026"}
    days |= {"last_day_day": "27", "last_day_month": "mar", "last_day_year": "2026"}
    said = {
        "title": "Doorsteps",
        "purpose": "What matters",
        "target": "20",
        "consent_text": "Hello",
        "consent_version": "1",
    }
    return days | said | {"technique": Technique.objects.get(slug="kin-interview").pk, "areas": [area.pk]} | fields


def test_a_plan_is_made_from_the_menu(client):
    cycle = make.cycle()
    area = make.confirmed_area(cycle.ward)
    client.force_login(cycle.pact.coordinator)

    form = client.get(url("new_engagement", cycle.pk)).context["form"]
    client.post(url("new_engagement", cycle.pk), a_plan(area))

    engagement = Engagement.objects.get()
    assert "Crimestoppers" in form["consent_text"].value()
    assert (engagement.technique.name, engagement.last_day.day) == ("KIN interview", 27)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"last_day_day": "1"}, "last_day"),
        ({"target": "0"}, "target"),
        ({"areas": []}, "areas"),
        ({"title": ""}, "title"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_beside_the_field(client, typed, wrong):
    cycle = make.cycle()
    client.force_login(cycle.pact.coordinator)

    answer = client.post(url("new_engagement", cycle.pk), a_plan(make.confirmed_area(cycle.ward), **typed))

    assert wrong in answer.context["form"].errors


def test_a_plan_can_be_changed(client):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)

    client.post(url("engagement_plan", engagement.pk), a_plan(engagement.areas.get(), title="New name"))

    assert Engagement.objects.get().title == "New name"


def test_it_closes_out_with_a_reason_and_its_findings_are_published(client):
    """Rules 14 and 25."""
    engagement = make.engagement()
    make.concern(interview=make.interview(engagement=engagement))
    client.force_login(engagement.planned_by)

    refused = client.post(url("engagement_closing", engagement.pk), {"shortfall_reason": ""})
    client.post(url("engagement_closing", engagement.pk), {"shortfall_reason": "Rain on three evenings."})
    client.post(url("findings_publication", engagement.pk))
    client.force_login(make.person(Role.COUNCILLOR, engagement.cycle.ward))
    findings = client.get(url("engagement_findings", engagement.pk)).content.decode()

    assert refused.context["form"].non_field_errors()
    assert "Rain on three evenings." in findings
    assert "suppressed" in findings


def test_publishing_too_early_says_why(client):
    engagement = make.engagement()
    client.force_login(engagement.planned_by)

    answer = client.post(url("findings_publication", engagement.pk), follow=True)

    assert "Close this engagement out first." in answer.content.decode()


def test_with_one_cycle_there_is_nothing_to_choose(client):
    cycle = make.cycle()
    client.force_login(make.person(Role.COORDINATOR, cycle.ward))

    assert client.get(url("plan_start"))["Location"] == url("new_engagement", cycle.pk)
    assert client.get(url("report_start"))["Location"] == url("report", cycle.pk)


# Reports and the menu


def test_a_concern_from_a_meeting_is_recorded(client):
    cycle = make.cycle()
    client.force_login(cycle.pact.coordinator)
    said = {"uuid": str(uuid4()), "source": "meeting", "issue_type": make.known_type().pk, "place": "Mill Road"}

    answer = client.post(url("report", cycle.pk), said | {"words": SAID, "effect_feel": "1"}, follow=True)

    assert SAID in answer.content.decode()
    assert Concern.objects.get().effect == 1


def test_a_concern_is_put_under_another_kind_of_issue(client):
    concern = make.concern()
    client.force_login(concern.cycle.pact.coordinator)

    client.post(url("concern_recoding", concern.reference), {"issue_type": make.known_type("NOI").pk})

    assert Concern.objects.get().issue_type.code == "NOI"


def test_the_menu_is_edited_by_whoever_keeps_the_words(client):
    client.force_login(make.person(Role.ADMINISTRATOR, make.borough()))

    client.post(url("new_technique"), {"name": "Coffee van", "form": "none", "guidance": "Free coffee."})
    twice = client.post(url("new_technique"), {"name": "coffee VAN", "form": "none"})
    client.post(url("technique", "coffee-van"), {"name": "Tea van", "form": "none"})
    client.post(url("technique_retirement", "coffee-van"))

    assert "name" in twice.context["form"].errors
    assert Technique.objects.in_use().filter(slug="coffee-van").count() == 0
    client.post(url("technique_retirement", "coffee-van"), {"restore": "1"})
    assert Technique.objects.in_use().get(slug="coffee-van").name == "Tea van"


def test_the_menu_starts_filled():
    """W46."""
    assert Technique.objects.in_use().count() >= 11
