from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from pact.accounts.permissions import Role
from pact.documents.models import Job
from tasking.models import Action
from tests import make

pytestmark = pytest.mark.django_db
OK, FORBIDDEN, NOT_FOUND = 200, 403, 404


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def action(today):
    """An action due in a month, in a ward where tasking is open."""
    priority = make.priority(cycle=make.cycle(open_stage="tasking"))
    now = timezone.now()
    return make.action(priority=priority, due_on=today + timedelta(days=30), created_at=now, heard_at=now)


def cast(action):
    """Everybody who may stand in some relation to an action."""
    ward, agency = action.ward, action.agency
    return {
        "owner": action.owner,
        "colleague": make.officer(ward, agency=agency),
        "manager of the agency": make.person(Role.MANAGER, ward.borough, agency=agency),
        "manager of another agency": make.person(Role.MANAGER, ward),
        "co-ordinator": action.cycle.pact.coordinator,
        "councillor": make.person(Role.COUNCILLOR, ward),
        "scrutiny officer": make.person(Role.SCRUTINY, ward.borough),
        "chair": make.person(Role.CHAIR, ward),
        "print unit": make.person(Role.PRINT_UNIT, ward.borough),
        "administrator": make.person(Role.ADMINISTRATOR, ward.borough),
        "officer of another ward": make.officer(make.ward("Elsewhere")),
    }


INSIDERS = {
    "owner",
    "colleague",
    "manager of the agency",
    "manager of another agency",
    "co-ordinator",
    "councillor",
    "scrutiny officer",
    "chair",
    "administrator",
}
UPDATERS = {"owner", "manager of the agency"}  # rule 30
VERIFIERS = {"co-ordinator", "scrutiny officer", "chair"}  # rule 32: never the owner
MANAGERS = {"co-ordinator", "manager of the agency"}

# Page, who gets a page (or is sent on), in the state "accepted" or "done". Everybody else inside gets 403.
TABLE = [
    ("action", "get", "accepted", INSIDERS),
    ("progress", "get", "accepted", UPDATERS),
    ("completion", "get", "accepted", UPDATERS),
    ("block", "get", "accepted", UPDATERS),
    ("refusal", "get", "accepted", UPDATERS),
    ("acceptance", "post", "accepted", UPDATERS),
    ("clearance", "post", "accepted", UPDATERS),
    ("completion_undo", "post", "done", UPDATERS),
    ("verification", "get", "done", VERIFIERS),
    ("verification_undo", "post", "done", VERIFIERS),
    ("send_back", "get", "done", VERIFIERS),
    ("redating", "get", "accepted", MANAGERS),
    ("handover", "get", "accepted", MANAGERS),
    ("closing", "get", "accepted", {"co-ordinator"}),
    ("closing_undo", "post", "accepted", {"co-ordinator"}),
    ("withdrawal", "post", "accepted", {"co-ordinator"}),
]


@pytest.mark.parametrize(("name", "method", "state", "allowed"), TABLE)
def test_who_may_do_what_with_an_action(client, action, name, method, state, allowed):
    """Rules 30, 32 and 69."""
    if state == "done":
        make.completion(action)
    expected, answers = {}, {}

    for who, person in cast(action).items():
        client.force_login(person)
        answers[who] = getattr(client, method)(reverse(f"tasking:{name}", args=[action.pk])).status_code
        allowed_code = OK if method == "get" else 302
        expected[who] = allowed_code if who in allowed else FORBIDDEN if who in INSIDERS else NOT_FOUND

    assert answers == expected


@pytest.mark.parametrize("name", [row[0] for row in TABLE if row[0] != "action"])
def test_a_stranger_to_the_ward_learns_nothing(client, action, name):
    """Rule 69."""
    client.force_login(make.officer(make.ward("Elsewhere")))

    posted = client.post(reverse(f"tasking:{name}", args=[action.pk]), {})

    assert posted.status_code == NOT_FOUND


def test_an_owner_sees_their_action_in_a_ward_where_they_have_no_role(client, action):
    client.force_login(action.owner)
    action.owner.memberships.update(ward=make.ward("Moved to").pk)

    page = client.get(action.get_absolute_url())

    assert page.status_code == OK
    assert action.priority.get_absolute_url() not in page.content.decode()


def test_the_plan_and_new_actions_are_for_those_who_see_the_ward(client, action):
    plan = reverse("tasking:plan", args=[action.cycle.pk])
    new = reverse("tasking:new_action", args=[action.priority.pk])
    answers = {}

    for who, person in cast(action).items():
        client.force_login(person)
        answers[who] = (client.get(plan).status_code, client.get(new).status_code)

    assert answers == {
        who: (OK, OK) if who == "co-ordinator" else (OK, FORBIDDEN) if who in INSIDERS else (NOT_FOUND, NOT_FOUND)
        for who in answers
    }


@pytest.mark.parametrize("path", ["/actions/", "/actions/1/", "/cycles/1/plan/", "/actions/1/evidence/"])
def test_nobody_gets_in_without_signing_in(client, path):
    assert client.get(path).url.startswith("/accounts/login/")


# The list


def titles(response):
    return [card["row"].action.title for card in response.context["cards"]]


def test_an_officer_lands_on_their_own_open_actions_the_first_due_first(client, action, today):
    here = {"priority": action.priority, "owner": action.owner}
    Action.objects.filter(pk=action.pk).update(title="later")
    make.action(**here, title="sooner", due_on=today)
    make.verification(make.action(**here, title="finished"))
    make.action(priority=action.priority, title="a colleague's")
    client.force_login(action.owner)

    page = client.get("/actions/")

    assert titles(page) == ["sooner", "later"]
    assert "My actions" in page.content.decode()


def test_a_manager_lands_on_the_agencys_actions(client, action):
    Action.objects.filter(pk=action.pk).update(title="ours")
    make.action(priority=action.priority, title="theirs")
    client.force_login(make.person(Role.MANAGER, action.ward.borough, agency=action.agency))

    assert titles(client.get("/actions/")) == ["ours"]
    assert set(titles(client.get("/actions/?whose=all"))) == {"ours", "theirs"}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["late", "gates"]),
        ("rag=red", ["late"]),
        ("rag=green", ["gates"]),
        ("status=verified", ["finished"]),
        ("status=all", ["finished", "late", "gates"]),
        ("q=GATES", ["gates"]),
        ("q=alma gates", ["gates"]),
        ("q=nothing of the kind", []),
        ("rag=purple&ward=999999&page=77&status=nonsense", ["late", "gates"]),
    ],
)
def test_the_coordinator_finds_actions(client, action, today, asked, shown):
    Action.objects.filter(pk=action.pk).update(title="gates")
    here = {"priority": action.priority, "owner": action.owner}
    make.action(**here, title="late", due_on=today - timedelta(days=2))
    make.verification(make.action(**here, title="finished", due_on=today - timedelta(days=3)))
    make.action(title="of another borough")
    client.force_login(action.cycle.pact.coordinator)

    assert titles(client.get(f"/actions/?{asked}")) == shown


def test_the_list_narrows_to_one_person_where_their_leaving_links_to_it(client, action):
    """Rule 40."""
    make.action(priority=action.priority)
    client.force_login(action.cycle.pact.coordinator)

    page = client.get(f"/actions/?whose=all&owner={action.owner.pk}")

    assert [card["row"].action for card in page.context["cards"]] == [action]
    assert f"Owned by {action.owner}." in page.content.decode()


def test_the_colours_above_the_list_count_what_fits(client, action, today):
    make.action(priority=action.priority, owner=action.owner, due_on=today - timedelta(days=1))
    make.action(due_on=today - timedelta(days=1))
    client.force_login(action.cycle.pact.coordinator)

    colours = client.get("/actions/?rag=red").context["colours"]

    assert [(value, number) for value, _, number in colours] == [("red", 1), ("amber", 0), ("green", 1), ("grey", 0)]


@pytest.mark.parametrize("who", ["owner", "coordinator", "manager"])
def test_the_list_costs_the_same_for_any_number(client, action, who, costs_the_same):
    people = {
        "owner": action.owner,
        "coordinator": action.cycle.pact.coordinator,
        "manager": make.person(Role.MANAGER, action.ward.memberships.get().township, agency=action.agency),
    }
    client.force_login(people[who])

    def add(number):
        for _ in range(number):
            priority = make.priority(cycle=action.cycle)
            make.block(make.action(priority=priority, owner=action.owner, agency=action.agency))

    page = costs_the_same(add, client, "/actions/")

    assert page.context["page"].paginator.num_pages == 2


def test_the_plan_costs_the_same_for_any_number(client, action, costs_the_same):
    client.force_login(action.cycle.pact.coordinator)

    def add(number):
        for _ in range(number):
            make.action(priority=make.priority(cycle=action.cycle))

    costs_the_same(add, client, reverse("tasking:plan", args=[action.cycle.pk]))


def test_an_actions_page_costs_the_same_however_long_its_history(client, action, costs_the_same):
    client.force_login(action.owner)

    def add(number):
        for _ in range(number):
            make.note(action)
            make.redating(action)
            make.block(action, cleared_at=timezone.now(), cleared_by=make.person())
            make.handover(action)
            make.send_back(action)

    costs_the_same(add, client, action.get_absolute_url())


# Forms


def membership(person):
    return person.memberships.get().pk


def test_the_coordinator_promises_an_action(client, action, today):
    owner = make.officer(action.ward)
    client.force_login(action.cycle.pact.coordinator)
    due_on = today + timedelta(days=20)

    answer = client.post(
        reverse("tasking:new_action", args=[action.priority.pk]),
        {"title": "Fit gates", "owner": membership(owner)}
        | {"due_on_day": due_on.day, "due_on_month": due_on.month, "due_on_year": due_on.year},
    )

    made = Action.objects.get(title="Fit gates")
    assert (made.owner, made.agency, made.due_on) == (owner, owner.memberships.get().agency, due_on)
    assert answer.url == made.get_absolute_url()


def test_a_refused_form_keeps_what_was_typed(client, action):
    client.force_login(action.cycle.pact.coordinator)

    page = client.post(
        reverse("tasking:new_action", args=[action.priority.pk]),
        {"title": "Fit gates", "detail": "As in Beech Street", "due_on_day": "31", "due_on_month": "2"},
    ).content.decode()

    assert "Choose who owns the action." in page
    assert "The due date must include a year." in page
    assert "As in Beech Street" in page


def test_a_due_date_in_the_past_is_refused_on_the_form(client, action):
    client.force_login(action.cycle.pact.coordinator)

    page = client.post(
        reverse("tasking:new_action", args=[action.priority.pk]),
        {"title": "Fit gates", "owner": membership(action.owner)}
        | {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2020"},
    )

    assert "The due date must be today or later." in page.content.decode()


def test_only_people_who_can_own_it_are_offered(client, action):
    stranger = make.officer(make.ward("Elsewhere"), name="Somebody from elsewhere")
    left = make.officer(action.ward, name="Somebody who left", is_active=False)
    client.force_login(action.cycle.pact.coordinator)

    page = client.get(reverse("tasking:new_action", args=[action.priority.pk])).content.decode()

    assert action.owner.name in page
    assert stranger.name not in page
    assert left.name not in page


def test_a_manager_is_offered_only_their_own_agencys_people(client, action):
    colleague = make.officer(action.ward, agency=action.agency, name="A colleague")
    make.officer(action.ward, name="Of another agency")
    client.force_login(make.person(Role.MANAGER, action.ward.borough, agency=action.agency))
    url = reverse("tasking:handover", args=[action.pk])

    page = client.get(url).content.decode()
    client.post(url, {"owner": membership(colleague), "reason": "Holidays"})

    assert "Of another agency" not in page
    assert Action.objects.get(pk=action.pk).owner == colleague


def photo():
    out = BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", out.getvalue(), content_type="image/jpeg")


def test_an_officer_says_it_is_done_with_a_photo(client, action):
    client.force_login(action.owner)

    answer = client.post(
        reverse("tasking:completion", args=[action.pk]), {"outcome": "Alley cleared.", "evidence": photo()}, follow=True
    )

    assert "is marked as done. Somebody else will verify it." in answer.content.decode()
    assert Action.objects.get(pk=action.pk).is_done


def test_done_without_evidence_or_reason_keeps_the_words(client, action):
    """Rule 31."""
    client.force_login(action.owner)

    page = client.post(reverse("tasking:completion", args=[action.pk]), {"outcome": "Alley cleared."}).content.decode()

    assert "Add a photo or a document, or say below why there is none." in page
    assert "Alley cleared." in page


def test_a_file_that_only_claims_to_be_a_photo_is_refused(client, action):
    client.force_login(action.owner)
    fake = SimpleUploadedFile("IMG_1.jpg", b"<script>alert(1)</script>", content_type="image/jpeg")

    page = client.post(reverse("tasking:progress", args=[action.pk]), {"text": "Look", "photo": fake})

    assert page.status_code == OK
    assert "The photo must be" in page.content.decode()


def test_a_broken_photo_is_refused_with_a_sentence(client, action):
    client.force_login(action.owner)
    broken = SimpleUploadedFile("IMG_1.jpg", b"\xff\xd8\xff\xe0 and nothing", content_type="image/jpeg")

    page = client.post(reverse("tasking:progress", args=[action.pk]), {"text": "Look", "photo": broken})

    assert page.status_code == OK
    assert "that opens" in page.content.decode()


def test_accepting_is_one_tap(client, action):
    waiting = make.action(priority=action.priority, owner=action.owner, accepted=False)
    client.force_login(action.owner)

    page = client.post(reverse("tasking:acceptance", args=[waiting.pk]), follow=True)

    assert "You have accepted" in page.content.decode()
    assert Action.objects.get(pk=waiting.pk).is_accepted


def test_a_button_that_came_too_late_says_why(client, action):
    make.closing(action)
    client.force_login(action.owner)

    page = client.post(reverse("tasking:acceptance", args=[action.pk]), follow=True)

    assert "This action is closed: not achievable." in page.content.decode()


def test_a_title_with_braces_breaks_nothing(client, action):
    Action.objects.filter(pk=action.pk).update(title="{0} {action} {% now %}")
    client.force_login(action.owner)

    page = client.post(reverse("tasking:progress", args=[action.pk]), {"text": "Going on"}, follow=True)

    assert page.status_code == OK


# Files


def kept(response):
    return b"".join(response.streaming_content)


def test_evidence_is_served_only_to_those_who_see_the_action(client, action):
    client.force_login(action.owner)
    client.post(reverse("tasking:completion", args=[action.pk]), {"outcome": "Cleared.", "evidence": photo()})
    url = reverse("tasking:evidence", args=[action.pk])

    mine = client.get(url)
    content = kept(mine)
    client.force_login(make.officer(make.ward("Elsewhere")))
    strangers = client.get(url)

    assert (mine["Content-Type"], mine["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert content.startswith(b"\xff\xd8\xff")
    assert strangers.status_code == NOT_FOUND


def test_a_document_is_saved_and_never_opened_inside_our_pages(client, action):
    client.force_login(action.owner)
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7 words", content_type="application/pdf")
    client.post(reverse("tasking:completion", args=[action.pk]), {"outcome": "Sent.", "evidence": letter})

    answer = client.get(reverse("tasking:evidence", args=[action.pk]))

    assert answer["Content-Disposition"] == 'attachment; filename="evidence.pdf"'
    assert kept(answer) == b"%PDF-1.7 words"


def test_a_photo_of_another_action_is_not_found_under_this_one(client, action):
    other = make.action(priority=action.priority, owner=action.owner)
    client.force_login(action.owner)
    client.post(reverse("tasking:progress", args=[other.pk]), {"text": "Look", "photo": photo()})
    note = other.notes.get()

    right = client.get(reverse("tasking:photo", args=[other.pk, note.pk]))
    kept(right)

    assert right.status_code == OK
    assert client.get(reverse("tasking:photo", args=[action.pk, note.pk])).status_code == NOT_FOUND


def test_what_was_offered_before_it_was_sent_back_can_still_be_seen(client, action):
    client.force_login(action.owner)
    client.post(reverse("tasking:completion", args=[action.pk]), {"outcome": "Cleared.", "evidence": photo()})
    client.force_login(action.cycle.pact.coordinator)
    client.post(reverse("tasking:send_back", args=[action.pk]), {"reason": "The sofa is still there."})
    url = reverse("tasking:former_evidence", args=[action.pk, action.send_backs.get().pk])

    page = client.get(action.get_absolute_url()).content.decode()
    content = kept(client.get(url))

    assert url in page
    assert content.startswith(b"\xff\xd8\xff")


def test_there_is_no_evidence_where_none_was_given(client, action):
    make.completion(action)
    client.force_login(action.owner)

    assert client.get(reverse("tasking:evidence", args=[action.pk])).status_code == NOT_FOUND


# The plan


def test_the_plan_is_asked_for_as_a_pdf(client, action, django_capture_on_commit_callbacks):
    client.force_login(make.person(Role.COUNCILLOR, action.ward))

    answer = client.post(reverse("tasking:plan_paper", args=[action.cycle.pk]))

    job = Job.objects.get()
    assert (job.paper, job.subject_pk) == ("tasking.plan", str(action.cycle.pk))
    assert answer.url == job.get_absolute_url()
