from datetime import date

import pytest
from django.urls import reverse

from pact.accounts.permissions import Role
from priorities.models import Ending, Priority, Proposal
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db
OK, FORBIDDEN, NOT_FOUND = 200, 403, 404


@pytest.fixture
def cycle():
    cycle = make.cycle(open_stage="priorities")
    make.closed_engagement(make.engagement(cycle=cycle), findings_published_at=NOON)
    return cycle


@pytest.fixture
def priority(cycle):
    return make.priority(cycle=cycle, title="Clean alleys")


@pytest.fixture
def coordinator(cycle, client):
    client.force_login(cycle.pact.coordinator)
    return cycle.pact.coordinator


def cast(ward):
    return {
        "co-ordinator": make.person(Role.COORDINATOR, ward.borough),
        "councillor": make.person(Role.COUNCILLOR, ward),
        "chair": make.person(Role.CHAIR, ward),
        "officer": make.officer(ward),
        "manager": make.person(Role.MANAGER, ward),
        "scrutiny officer": make.person(Role.SCRUTINY, ward.borough),
        "administrator": make.person(Role.ADMINISTRATOR, ward.borough),
        "print unit": make.person(Role.PRINT_UNIT, ward.borough),
        "councillor of another ward": make.person(Role.COUNCILLOR, make.ward("Elsewhere")),
    }


INSIDERS = {"co-ordinator", "councillor", "chair", "officer", "manager", "scrutiny officer", "administrator"}
DECIDES = {"co-ordinator"}
PROPOSES = {"co-ordinator", "councillor", "chair"}

TABLE = [
    ("candidate_list", "get", "cycle", INSIDERS),
    ("proposal", "get", "cycle", PROPOSES),
    ("decision", "get", "cycle", DECIDES),
    ("order", "post", "cycle", DECIDES),
    ("priority", "get", "priority", INSIDERS),
    ("words", "get", "priority", DECIDES),
    ("ending", "get", "priority", DECIDES),
    ("ending_undo", "post", "priority", DECIDES),
    ("ending_proposal", "get", "priority", PROPOSES | {"officer", "manager"}),
]


@pytest.mark.parametrize(("name", "method", "about", "allowed"), TABLE)
def test_who_may_do_what_with_priorities(client, cycle, priority, name, method, about, allowed):
    """Rules 26 and 69."""
    pk = {"cycle": cycle.pk, "priority": priority.pk}[about]
    answers, expected = {}, {}

    for who, person in cast(cycle.ward).items():
        client.force_login(person)
        answers[who] = getattr(client, method)(reverse(f"priorities:{name}", args=[pk])).status_code
        allowed_code = OK if method == "get" else 302
        expected[who] = allowed_code if who in allowed else FORBIDDEN if who in INSIDERS else NOT_FOUND

    assert answers == expected


def test_a_decision_is_taken_back_by_those_who_decide(client, cycle):
    answers = {}

    for who, person in cast(cycle.ward).items():
        client.force_login(person)
        priority = make.priority(cycle=cycle)
        client.post(reverse("priorities:decision_undo", args=[priority.pk]))
        answers[who] = not Priority.objects.filter(pk=priority.pk).exists()

    assert [who for who, is_gone in answers.items() if is_gone] == ["co-ordinator"]


def test_a_proposal_is_withdrawn_by_whoever_made_it_or_decides(client, cycle):
    people = cast(cycle.ward)
    author = make.person(Role.COUNCILLOR, cycle.ward)
    answers = {}

    for who, person in (people | {"author": author}).items():
        client.force_login(person)
        proposal = make.proposal(cycle=cycle, by=author)
        answers[who] = client.post(reverse("priorities:proposal_withdrawal", args=[proposal.pk])).status_code

    assert {who for who, code in answers.items() if code == 302} == {"author", "co-ordinator"}
    assert {who for who, code in answers.items() if code == NOT_FOUND} == {"print unit", "councillor of another ward"}


@pytest.mark.parametrize("path", ["/priorities/", "/priorities/1/", "/cycles/1/candidates/", "/cycles/1/decision/"])
def test_nobody_gets_in_without_signing_in(client, path):
    assert client.get(path).url.startswith("/accounts/login/")


# Candidates


def heard(cycle, issue_type, times=1, **fields):
    engagement = cycle.engagements.first()
    for _ in range(times):
        interview = make.interview(engagement=engagement)
        make.concern(interview=interview, issue_type=issue_type, words="Mrs Jones throws it", **fields)
    return engagement.areas.get()


def test_candidates_show_their_parts_and_never_anybodys_words(client, cycle, coordinator):
    litter = make.issue_type("Litter")
    area = heard(cycle, litter, times=2)

    page = client.get(reverse("priorities:candidate_list", args=[cycle.pk])).content.decode()
    rows = client.get(reverse("priorities:candidate", args=[cycle.pk, f"{litter.code}-{area.pk}"])).content.decode()

    assert "2 people, effect 2.0 of 3" in page
    assert f"{litter}, {area}" in page
    assert "Mrs Jones" not in page + rows


def test_the_rows_behind_are_those_that_were_counted(client, cycle, coordinator):
    litter = make.issue_type("Litter")
    area = heard(cycle, litter, times=2)
    heard(cycle, make.issue_type("Noise"))

    page = client.get(reverse("priorities:candidate", args=[cycle.pk, f"{litter.code}-{area.pk}"]))

    assert {concern.issue_type for concern in page.context["page"].object_list} == {litter}
    assert len(page.context["page"].object_list) == 2


def test_where_people_and_records_disagree_it_stands_beside_the_candidate(client, cycle, coordinator):
    """T12: the same sentence as on the page about the ward, with small numbers hidden."""
    litter, noise = make.issue_type("Litter"), make.issue_type("Noise")
    area = heard(cycle, litter, times=20)
    dataset = make.dataset(cycle.ward.borough, kind="incidents")
    for issue_type, times in ((litter, 1), (noise, 60)):
        for _ in range(times):
            make.incident(cycle.ward, dataset=dataset, issue_type=issue_type, month=date(2026, 3, 1))

    page = client.get(reverse("priorities:candidate", args=[cycle.pk, f"{litter.code}-{area.pk}"])).content.decode()

    assert "far more than is recorded: 20 of 20 concerns, few of 61 incidents." in page


def test_a_candidate_that_is_none_is_not_found(client, cycle, coordinator):
    assert client.get(reverse("priorities:candidate", args=[cycle.pk, "XXX-ward"])).status_code == NOT_FOUND


def test_candidates_cost_the_same_for_any_number(client, cycle, coordinator, costs_the_same):
    def add(number):
        for n in range(number):
            heard(cycle, make.issue_type(f"Issue {n}"))
            make.proposal(cycle=cycle)

    costs_the_same(add, client, reverse("priorities:candidate_list", args=[cycle.pk]))


def test_the_rows_behind_cost_the_same_for_any_number(client, cycle, coordinator, costs_the_same):
    litter = make.issue_type("Litter")
    area = cycle.engagements.get().areas.get()
    url = reverse("priorities:candidate", args=[cycle.pk, f"{litter.code}-{area.pk}"])

    page = costs_the_same(lambda n: heard(cycle, litter, times=n), client, url)

    assert page.context["page"].paginator.num_pages == 2


# Deciding


def decision_data(litter, **changes):
    asked = {"issue_type": litter.pk, "place": "Alma Street", "title": "Clean alleys", "goal": "None left."}
    return asked | {"term": "short", "methods": [make.technique().pk], "departure_reason": "We know it."} | changes


def test_the_meeting_decides_on_a_candidate(client, cycle, coordinator):
    litter = make.issue_type("Litter")
    area = heard(cycle, litter)
    url = reverse("priorities:decision", args=[cycle.pk])

    form = client.get(f"{url}?candidate={litter.code}-{area.pk}").context["form"]
    answer = client.post(url, decision_data(litter, area=area.pk, departure_reason=""), follow=True)

    assert (form.initial["issue_type"], form.initial["area"], form.initial["place"]) == (litter.pk, area.pk, area.name)
    assert "“Clean alleys” is a priority." in answer.content.decode()
    assert Priority.objects.get().evidence["rank"] == 1


def test_a_decision_without_methods_keeps_what_was_typed(client, cycle, coordinator):
    """Rule 22."""
    url = reverse("priorities:decision", args=[cycle.pk])

    page = client.post(url, decision_data(make.issue_type(), methods=[])).content.decode()

    assert "Choose the methods by which it was found." in page
    assert "Clean alleys" in page


def test_a_refusal_of_the_rules_stands_on_the_form(client, cycle, coordinator):
    """Rule 21."""
    for _ in range(3):
        make.priority(cycle=cycle)

    page = client.post(reverse("priorities:decision", args=[cycle.pk]), decision_data(make.issue_type()))

    assert page.status_code == OK
    assert "already has its 3 priorities" in page.content.decode()


def test_the_form_is_not_offered_before_the_findings_are_published(client):
    """Rule 25."""
    cycle = make.cycle(open_stage="priorities")
    client.force_login(cycle.pact.coordinator)

    page = client.get(reverse("priorities:decision", args=[cycle.pk])).content.decode()

    assert "Publish the findings of the engagement to the meeting first." in page
    assert "Record the decision" not in page


def test_areas_and_priorities_of_other_wards_are_not_offered(client, cycle, coordinator):
    elsewhere = make.priority()
    area = make.confirmed_area(elsewhere.ward)

    page = client.post(
        reverse("priorities:decision", args=[cycle.pk]),
        decision_data(make.issue_type(), area=area.pk, replaces=elsewhere.pk),
    )

    assert page.status_code == OK
    assert not cycle.priorities.exists()


def test_priorities_move_up_and_down(client, cycle, coordinator):
    first, second = (make.priority(cycle=cycle, position=n) for n in (1, 2))
    url = reverse("priorities:order", args=[cycle.pk])

    client.post(url, {"up": second.pk})
    moved = list(cycle.priorities.order_by("position"))
    client.post(url, {"down": second.pk})
    for nonsense in ({}, {"up": "x"}, {"down": 999999}):
        client.post(url, nonsense)

    assert moved == [second, first]
    assert list(cycle.priorities.order_by("position")) == [first, second]


# A priority


def test_a_priority_shows_its_evidence_its_actions_and_what_can_be_done(client, cycle, coordinator):
    litter = make.issue_type("Litter")
    area = heard(cycle, litter, times=3)
    client.post(reverse("priorities:decision", args=[cycle.pk]), decision_data(litter, area=area.pk))
    priority = Priority.objects.get()
    make.action(priority=priority, title="Fit gates")

    page = client.get(priority.get_absolute_url()).content.decode()

    for words in ("Number 1 of 1 candidate", "3 concerns counted", "Fit gates", "Add an action", "End it"):
        assert words in page


def test_an_old_priority_without_evidence_says_so(client, priority, coordinator):
    assert "It was not among the candidates." in client.get(priority.get_absolute_url()).content.decode()


def test_a_priority_costs_the_same_for_any_number_of_actions(client, cycle, priority, coordinator, costs_the_same):
    def add(number):
        for _ in range(number):
            make.verification(make.action(priority=priority))

    costs_the_same(add, client, priority.get_absolute_url())


def test_a_resolution_without_a_decision_of_the_community_is_refused(client, priority, coordinator):
    """Rule 26."""
    url = reverse("priorities:ending", args=[priority.pk])

    refused = client.post(url, {"kind": "resolved", "reason": "It is clean."}).content.decode()
    client.post(url, {"kind": "resolved", "reason": "It is clean.", "decision": "14 for, 2 against."})

    assert "Only the community can call a priority resolved" in refused
    assert Ending.objects.get().decision == "14 for, 2 against."


def test_an_ending_is_undone(client, priority, coordinator):
    make.ending(priority)

    page = client.post(reverse("priorities:ending_undo", args=[priority.pk]), follow=True)

    assert "“Clean alleys” is live again." in page.content.decode()


def test_words_are_put_right(client, priority, coordinator):
    client.post(
        reverse("priorities:words", args=[priority.pk]), {"title": "Clean lanes", "goal": "None.", "term": "long"}
    )

    assert Priority.objects.get().title == "Clean lanes"


def test_an_officer_says_that_they_think_it_is_solved(client, priority):
    """Rule 26."""
    client.force_login(make.officer(priority.ward))

    page = client.post(reverse("priorities:ending_proposal", args=[priority.pk]), {"reason": "Clean."}, follow=True)

    assert "thinks that it is solved" in page.content.decode()
    assert Priority.objects.live().exists()


def test_a_councillor_proposes(client, cycle):
    client.force_login(make.person(Role.COUNCILLOR, cycle.ward))
    litter = make.issue_type("Litter")

    page = client.post(
        reverse("priorities:proposal", args=[cycle.pk]), {"issue_type": litter.pk, "reason": "Every week."}, follow=True
    )

    assert "is among the candidates." in page.content.decode()
    assert Proposal.objects.get().issue_type == litter


# The list


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"alleys", "evenings"}),
        ("q=ALLEYS", {"alleys"}),
        ("state=ended", {"roadworks"}),
        ("state=all", {"alleys", "evenings", "roadworks"}),
        ("q=nothing", set()),
        ("ward=9999&issue_type=x&page=99&state=nonsense", {"alleys", "evenings"}),
    ],
)
def test_priorities_are_found(client, cycle, coordinator, asked, shown):
    earlier = make.cycle(pact=cycle.pact, starts_on=date(2025, 10, 1), ends_on=date(2026, 1, 1))
    make.priority(cycle=cycle, title="alleys")
    make.priority(cycle=cycle, title="evenings", goal="Quiet.")
    make.ending(make.priority(cycle=earlier, title="roadworks"))
    make.priority(title="of another borough")

    page = client.get(f"/priorities/?{asked}")

    assert {priority.title for priority in page.context["page"].object_list} == shown


def test_the_list_costs_the_same_for_any_number(client, cycle, coordinator, costs_the_same):
    def add(number):
        for _ in range(number):
            make.action(priority=make.priority(cycle=cycle))

    page = costs_the_same(add, client, "/priorities/")

    assert page.context["page"].paginator.num_pages == 2
