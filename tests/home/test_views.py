"""Each role's board, search across what a person may see, and the trace from either end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from feedback.models import PrintRun
from pact.accounts.permissions import Role
from pact.cycles import stages
from tests import make

pytestmark = pytest.mark.django_db

BOARD = "/board/"


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def borough(ward):
    return ward.borough


@pytest.fixture
def board(client):
    """A function that opens the board as this person, and answers the page."""

    def open_it(person):
        client.force_login(person)
        return client.get(BOARD)

    return open_it


def sections(page):
    return [section.template.removeprefix("home/_").removesuffix(".html") for section in page.context["sections"]]


def context_of(page, name):
    return next(s.context for s in page.context["sections"] if s.template == f"home/_{name}.html")


def in_progress(ward, **fields):
    """A cycle of the ward with something in every stage."""
    cycle = make.cycle(ward=ward, **fields)
    make.open_stage(cycle, "tasking")
    make.area(profile=make.profile(ward))
    priority = make.priority(cycle=cycle)
    make.action(priority=priority, due_on=make.LONG_AGO)
    make.newsletter(priority=priority)
    make.concern(interview=make.interview(engagement=make.engagement(cycle=cycle)))
    return cycle


# Where signing in leads


def test_a_visitor_is_shown_what_this_is_and_whoever_is_signed_in_their_board(client, ward):
    assert "Find your ward" in client.get("/").text

    client.force_login(make.person(Role.COUNCILLOR, ward))

    assert client.get("/").url == BOARD


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.COORDINATOR, ["waiting", "cycles", "meetings"]),
        (Role.COUNCILLOR, ["waiting", "doorsteps", "casework", "cycles", "priorities", "meetings"]),
        (Role.OFFICER, ["waiting", "own_actions", "doorsteps", "meetings"]),
        (Role.MANAGER, ["waiting", "own_actions", "agency", "meetings"]),
        (Role.SCRUTINY, ["waiting", "cycles", "meetings"]),
        (Role.CHAIR, ["waiting", "cycles", "priorities", "meetings"]),
        (Role.PRINT_UNIT, ["waiting", "printing"]),
        (Role.ANALYST, ["waiting", "ways", "cycles", "meetings"]),
        (Role.ADMINISTRATOR, ["waiting", "ways", "cycles", "meetings"]),
        (Role.DATA_PROTECTION, ["waiting", "ways"]),
    ],
)
def test_each_role_lands_on_its_own_board(board, ward, role, shown):
    cycle = make.cycle(ward=ward, open_stage="engagement")
    today = timezone.localdate()
    make.engagement(cycle=cycle, starts_on=today, ends_on=today + timedelta(days=9))

    assert sections(board(make.person(role, ward))) == shown


def test_somebody_without_a_role_is_told_so(board):
    page = board(make.person())

    assert "You have no role yet" in page.text


@pytest.mark.parametrize("role", Role)
def test_the_menu_leads_only_where_one_may_go(client, ward, role):
    client.force_login(make.person(role, ward.borough))

    menu = client.get(BOARD).context["navigation"]

    assert [href for _, href, _ in menu if client.get(href).status_code != 200] == []
    assert [is_current for _, _, is_current in menu] == [True] + [False] * (len(menu) - 1)


# The co-ordinator


def test_the_board_shows_every_ward_with_the_six_stages_of_its_latest_cycle(board, ward, borough):
    """W34, W75."""
    birch = make.ward("Birchwood", township=ward.memberships.get().township)
    pact = make.pact(ward=ward)
    make.cycle(pact=pact, name="Old", starts_on=make.LONG_AGO, ends_on=make.LONG_AGO + timedelta(days=90))
    latest = make.cycle(pact=pact)
    make.pact(ward=birch)
    make.pact(ward=birch, status="dormant")
    make.cycle()  # of another borough

    rows = context_of(board(make.person(Role.COORDINATOR, borough)), "cycles")["rows"]

    assert [(row.pact.ward, row.cycle) for row in rows] == [(ward, latest), (birch, None)]
    assert [step.stage.slug for step in rows[0].steps] == [stage.slug for stage in stages.all_stages()]


def test_a_co_ordinator_of_some_pacts_sees_those(board, ward, borough):
    """W66: one co-ordinator looks after a group of PACTs."""
    own = make.pact(ward=ward, coordinator=make.person(Role.COORDINATOR, borough))
    make.pact(ward=ward)

    rows = context_of(board(own.coordinator), "cycles")["rows"]

    assert [row.pact for row in rows] == [own]


def test_what_is_in_the_way_and_what_is_due_stand_under_the_wards(board, ward, borough):
    cycle = make.cycle(ward=ward, open_stage="profiles")

    shown = context_of(board(cycle.pact.coordinator), "cycles")

    assert [(row.cycle, str(obstacle)) for row, obstacle in shown["blocked"]] == [
        (cycle, "Ashfield has no published area profile.")
    ]


def test_the_board_costs_the_same_with_many_pacts(client, ward, borough, costs_the_same):
    township = ward.memberships.get().township
    client.force_login(make.person(Role.COORDINATOR, borough))

    costs_the_same(lambda n: [in_progress(make.ward(township=township)) for _ in range(n)], client, BOARD)


# The others


def test_a_councillor_sees_their_ward_its_priorities_and_what_they_are_asked(board, ward):
    member = make.person(Role.COUNCILLOR, ward)
    area = make.area(profile=make.profile(ward), confirmed=False)
    make.member_answer(area.profile, member, answer_by=make.TODAY)
    priority = make.priority(cycle=make.cycle(ward=ward))
    make.priority(cycle=make.cycle(ward=make.ward(township=ward.memberships.get().township)))

    page = board(member)

    assert [task.what for task in context_of(page, "waiting")["tasks"]] == ["Answer about the priority action areas"]
    assert context_of(page, "waiting")["tasks"][0].is_late
    assert [found for found, _ in context_of(page, "priorities")["priorities"]] == [priority]


@pytest.mark.parametrize(("role", "is_asked"), [(Role.COORDINATOR, True), (Role.COUNCILLOR, False)])
def test_an_empty_board_asks_for_a_pact_only_whoever_may_enter_one(board, ward, role, is_asked):
    page = board(make.person(role, ward)).content.decode()

    assert ("Enter the first PACT" in page, "co-ordinator enters the PACT" in page) == (is_asked, not is_asked)


def test_an_officer_sees_their_own_actions_the_most_urgent_first(board, ward):
    officer = make.officer(ward)
    later, sooner = (make.action(owner=officer, due_on=make.TODAY + timedelta(days=days)) for days in (9, 3))
    make.verification(make.action(owner=officer))
    make.action()

    rows = context_of(board(officer), "own_actions")["rows"]

    assert [row.action for row in rows] == [sooner, later]


def test_an_officer_finds_the_doorsteps_that_are_open_today(board, ward):
    today = timezone.localdate()
    now = {"starts_on": today, "ends_on": today + timedelta(days=9)}
    open_cycle, closed = make.cycle(ward=ward, open_stage="engagement"), make.cycle(ward=ward)
    interviews = make.engagement(cycle=open_cycle, **now)
    walk = make.engagement(cycle=open_cycle, form="walkabout", **now | {"ends_on": today + timedelta(days=5)})
    make.engagement(cycle=open_cycle, form="none", **now)
    make.engagement(cycle=open_cycle)  # was in March
    make.engagement(cycle=closed, **now)
    make.closed_engagement(make.engagement(cycle=open_cycle, **now))

    found = context_of(board(make.officer(ward)), "doorsteps")["engagements"]

    assert [(engagement, text) for engagement, text, _ in found] == [
        (walk, "Start a walkabout"),
        (interviews, "Record an interview"),
    ]


def test_a_manager_sees_what_the_agency_promised_and_is_asked(board, ward, borough):
    manager = make.person(Role.MANAGER, borough)
    agency = manager.memberships.get().agency
    action = make.action(priority=make.priority(cycle=make.cycle(ward=ward)), owner=make.officer(ward, agency=agency))
    asked = make.recommendation(review=make.review(township=ward.memberships.get().township), addressee=agency)
    invited = make.sharing(agency=agency, engagement=make.engagement(cycle=action.cycle))

    page = board(manager)

    assert [row.action for row in context_of(page, "agency")["rows"]] == [action]
    assert list(context_of(page, "agency")["recommendations"]) == [asked]
    waiting = {task.href for task in context_of(page, "waiting")["tasks"]}
    assert waiting == {asked.get_absolute_url(), reverse("engagement:sharing", args=[invited.pk])}


@pytest.mark.parametrize(("kind", "who"), [("invited", "manager"), ("asked", "coordinator")])
def test_whoever_answers_whether_an_event_is_shared_has_it_on_their_board(board, kind, who):
    """C7."""
    engagement = make.engagement()
    manager = make.person(Role.MANAGER, engagement.cycle.ward)
    sharing = make.sharing(agency=manager.memberships.get().agency, engagement=engagement, kind=kind)
    people = {"manager": manager, "coordinator": engagement.cycle.pact.coordinator}

    shown = {
        name: [task.href for task in context_of(board(person), "waiting")["tasks"]] for name, person in people.items()
    }

    assert {name for name, hrefs in shown.items() if reverse("engagement:sharing", args=[sharing.pk]) in hrefs} == {who}


@pytest.mark.parametrize("is_author", [True, False])
def test_a_chair_is_asked_to_approve_what_somebody_else_wrote(board, ward, is_author):
    """Rule 57."""
    chair = make.person(Role.CHAIR, ward)
    newsletter = make.newsletter(priority=make.priority(cycle=make.cycle(ward=ward)))
    if is_author:
        newsletter.authors.add(chair)

    tasks = context_of(board(chair), "waiting")["tasks"]

    assert [task.href for task in tasks] == ([] if is_author else [newsletter.get_absolute_url()])


def test_the_print_unit_sees_what_to_print_and_what_is_not_ordered_yet(board, ward):
    made = [
        make.newsletter(priority=make.priority(cycle=make.cycle(pact=make.pact(ward=ward))), approved=approved)
        for approved in (True, True, False)
    ]
    run = PrintRun.objects.create(
        newsletter=made[0], addresses=1, copies=1, ordered_at=make.NOON, ordered_by=made[0].drafted_by
    )

    shown = context_of(board(make.person(Role.PRINT_UNIT, ward.borough)), "printing")

    assert (list(shown["runs"]), list(shown["newsletters"])) == ([run], [made[1]])


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COUNCILLOR, Role.CHAIR, Role.PRINT_UNIT])
def test_every_board_costs_the_same_with_much_going_on(client, ward, role, costs_the_same):
    person = make.person(role, ward.borough if role == Role.PRINT_UNIT else ward)
    agency = getattr(person.memberships.get(), "agency", None)
    client.force_login(person)

    def add(count):
        for number in range(count):
            cycle = make.cycle(pact=make.pact(ward=ward), open_stage="engagement")
            priority = make.priority(cycle=cycle)
            owner = person if role == Role.OFFICER else make.officer(ward, agency=agency)
            make.action(priority=priority, owner=owner, accepted=bool(number % 2))
            make.newsletter(priority=priority, approved=bool(number % 2))
            make.engagement(cycle=cycle, starts_on=make.LONG_AGO, ends_on=make.LONG_AGO.replace(year=2099))
            make.meeting(place=ward, starts_at=timezone.now() + timedelta(days=number + 1))

    costs_the_same(add, client, BOARD)


# Search


def found_by(client, text):
    groups = client.get("/search/", {"q": text}).context["groups"]
    return {group.title: [hit.title for hit in group.hits] for group in groups}


def test_search_finds_everything_that_one_may_see(client, ward):
    cycle = in_progress(ward)
    make.meeting(place=ward, title="Ashfield open evening")
    client.force_login(cycle.pact.coordinator)

    found = found_by(client, "ashfield")

    assert {"Wards", "PACTs", "Newsletters", "Meetings"} <= set(found)
    assert found_by(client, "alma cleaner")["Priorities"] == [str(cycle.priorities.get())]
    assert found_by(client, "alley")["Actions"] == ["Clear the alley behind Alma Street"]


def test_search_finds_nothing_that_is_not_one_s_own(client, ward):
    """A stranger finds the ward's things by no word."""
    in_progress(ward)
    client.force_login(make.person(Role.COORDINATOR, make.ward("Elsewhere").borough))

    for text in ("ashfield", "alma", "alley", "T0"):
        assert found_by(client, text) == {}


def test_search_never_looks_into_what_people_said(client, ward):
    """Rule 65's neighbour: words stay in engagement, whoever searches."""
    cycle = make.cycle(ward=ward)
    interview = make.interview(engagement=make.engagement(cycle=cycle), what_helped="the lamp helped")
    make.contact(interview=interview)
    make.concern(interview=interview, words="my neighbour at number 12")
    client.force_login(cycle.pact.coordinator)

    for text in ("neighbour at number", "lamp helped", "Quartermaine", "960 777"):
        assert found_by(client, text) == {}


@pytest.mark.parametrize(("role", "finds"), [(Role.ADMINISTRATOR, True), (Role.COORDINATOR, False)])
def test_only_who_manages_people_finds_them(client, borough, role, finds):
    make.person(Role.COUNCILLOR, borough, name="Zebedee Quill")
    client.force_login(make.person(role, borough))

    assert ("People" in found_by(client, "zebedee")) is finds


@pytest.mark.parametrize("text", ["", "a", "   "])
def test_a_search_for_next_to_nothing_finds_nothing(client, ward, text):
    in_progress(ward)
    client.force_login(make.person(Role.COORDINATOR, ward.borough))

    assert client.get("/search/", {"q": text}).status_code == 200
    assert found_by(client, text) == {}


def test_a_long_list_of_hits_is_cut_and_says_so(client, ward):
    for _ in range(12):
        make.pact(ward=ward)
    client.force_login(make.person(Role.COORDINATOR, ward.borough))

    page = client.get("/search/", {"q": "ashfield"})

    pacts = next(group for group in page.context["groups"] if group.title == "PACTs")
    assert (len(pacts.hits), pacts.has_more) == (10, True)
    assert "There are more." in page.text


def test_a_search_costs_the_same_with_much_to_find(client, ward, costs_the_same):
    township = ward.memberships.get().township
    client.force_login(make.person(Role.COORDINATOR, ward.borough))

    def add(count):
        for _ in range(count):
            in_progress(make.ward("Ashfield", township=township))

    costs_the_same(add, client, "/search/?q=a+l")


# The trace


def traced(ward):
    """A priority with everything before and after it."""
    cycle = make.cycle(ward=ward)
    area = make.area(profile=make.profile(ward, published=make.NOON - timedelta(days=30)))
    priority = make.priority(cycle=cycle, area=area)
    interview = make.interview(engagement=make.engagement(cycle=cycle, areas=[area]))
    priority.concerns.add(make.concern(interview=interview, words="my neighbour at number 12"))
    make.verification(make.action(priority=priority))
    make.review(cycles=[cycle])
    make.newsletter(priority=priority)
    for month in (1, 2, 3):
        for _ in range(6):
            make.incident(ward, issue_type=priority.issue_type, month=make.TODAY.replace(month=month, day=1))
    return priority


def test_the_trace_leads_from_the_leaflet_back_to_the_figures(client, ward):
    """W22: one page, each thing on it a link to its own."""
    priority = traced(ward)
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(reverse("home:priority_trace", args=[priority.pk]))

    chain = [
        priority.newsletter_items.get().newsletter,
        priority.cycle.reviews.get(),
        priority.actions.get(),
        priority,
        priority.concerns.get(),
        priority.area,
        priority.area.profile,
    ]
    assert [str(thing) for thing in chain if thing.get_absolute_url() not in page.text] == []
    assert "12 people told us." in page.text
    assert [number for _, number in page.context["trace"].incidents][-3:] == [6, 6, 6]


def test_the_trace_leads_forward_from_a_concern(client, ward):
    priority = traced(ward)
    concern = priority.concerns.get()
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(reverse("home:concern_trace", args=[concern.reference]))

    assert priority.actions.get().get_absolute_url() in page.text
    assert "neighbour at number 12" not in page.text


def test_a_concern_that_no_priority_counts_yet_says_so(client, ward):
    concern = make.concern(cycle=make.cycle(ward=ward))
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(reverse("home:concern_trace", args=[concern.reference]))

    assert "no priority rests on it yet" in page.text


def test_a_priority_that_nothing_came_of_yet_says_so_at_every_step(client, ward):
    priority = make.priority(cycle=make.cycle(ward=ward))
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(reverse("home:priority_trace", args=[priority.pk]))

    for words in ("not been told yet", "No review", "No action", "No concern", "no priority action area", "No profile"):
        assert words in page.text


def test_the_trace_costs_the_same_however_much_there_is(client, ward, costs_the_same):
    priority = traced(ward)
    client.force_login(make.person(Role.COUNCILLOR, ward))

    def add(count):
        for _ in range(count):
            priority.concerns.add(make.concern(cycle=priority.cycle))
            make.action(priority=priority)
            make.incident(ward, issue_type=priority.issue_type)

    costs_the_same(add, client, reverse("home:priority_trace", args=[priority.pk]))
