"""What the community puts first beside the plans of the council and others: overlap and tension (T29, C2)."""

from datetime import date

import pytest

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from profiles import actions, queries
from profiles.models import CouncilPriority
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def analyst(ward):
    return make.person(Role.ANALYST, ward.borough)


def said(ward, issue_type):
    make.past_finding(make.consultation(wards=[ward]), issue_type=issue_type)


def test_what_people_name_and_the_council_does_not_is_told_both_ways(ward):
    litter, noise, jobs = (make.issue_type(name) for name in ("Litter", "Noise", "Jobs"))
    said(ward, litter)
    said(ward, noise)
    make.council_priority(ward.borough, issue_types=[noise])
    make.council_priority(ward.borough, title="Work for all", issue_types=[jobs])
    make.council_priority(ward.borough, title="A digital council")  # about none of the issue types

    found = queries.numbers(ward, today=make.TODAY).council

    assert (found.lacking, found.shared) == ([litter.name], [noise.name])
    assert found.unheard == [["Work for all", "Corporate plan, page 8"]]


def test_each_level_is_held_beside_what_people_said(ward):
    """C2: overlap and tension between local and national priorities and targets."""
    litter, noise, theft = (make.issue_type(name) for name in ("Litter", "Noise", "Theft"))
    said(ward, litter)
    said(ward, noise)
    make.council_priority(ward.borough, issue_types=[litter])
    make.council_priority(ward.borough, owner="police", title="Less theft", issue_types=[theft], tension="No patrols.")
    make.council_priority(ward.borough, owner="national", issue_types=[noise])

    found = queries.mismatch(ward.borough_id, queries.said_before(ward), today=make.TODAY)

    assert (found.recorded, found.shared, found.lacking) == (1, [litter.name], [noise.name])
    assert [(level.name, level.shared, level.lacking, level.unheard) for level in found.others] == [
        ("The police", [], [litter.name, noise.name], [["Less theft", "Corporate plan, page 8"]]),
        ("National government", [noise.name], [litter.name], []),
    ]
    assert found.noted == [("The police", "Less theft", "No patrols.")]


@pytest.mark.parametrize("reason", ["over", "to come", "withdrawn", "of another borough"])
def test_what_does_not_hold_here_today_does_not_count(ward, analyst, reason):
    litter = make.issue_type("Litter")
    said(ward, litter)
    make.council_priority(ward.borough)
    borough = make.ward("Elsewhere").borough if reason == "of another borough" else ward.borough
    dates = {"over": {"ends_on": make.TODAY}, "to come": {"starts_on": date(2027, 1, 1)}}.get(reason, {})
    priority = make.council_priority(borough, issue_types=[litter], **dates)
    if reason == "withdrawn":
        actions.withdraw_council_priority(priority, by=analyst, at=make.NOON)

    assert queries.numbers(ward, today=make.TODAY).council.lacking == [litter.name]


def test_a_published_profile_keeps_what_it_said(ward):
    said(ward, make.issue_type("Litter"))
    make.council_priority(ward.borough)
    make.council_priority(ward.borough, owner="national")
    numbers = queries.numbers(ward, today=make.TODAY)

    assert queries.Numbers.from_json(numbers.as_json()).council == numbers.council


def test_two_versions_say_what_became_of_everybody_s_priorities(client, ward, analyst):
    """C2, T29: also of those above and beside the council."""
    litter, theft = (make.issue_type(name) for name in ("Litter", "Theft"))
    make.council_priority(ward.borough, title="Jobs", issue_types=[make.issue_type("Jobs")])
    make.council_priority(ward.borough, owner="police", title="Less theft", issue_types=[theft])
    make.profile(ward, frozen=queries.numbers(ward, today=make.TODAY).as_json())
    said(ward, litter)
    said(ward, theft)
    make.council_priority(
        ward.borough, owner="police", title="Calm nights", source="Police plan", tension="No patrols."
    )
    make.council_priority(ward.borough, owner="national", title="Clean air", source="White paper")
    make.profile(ward, frozen=queries.numbers(ward, today=make.TODAY).as_json())
    client.force_login(analyst)

    found = queries.compared(*ward.profiles.order_by("version"), today=make.TODAY).levels

    assert {change.name: change.sentences for change in found} == {
        "The council": [f"Named by people now, with no priority about it: {litter.name}; {theft.name}."],
        "The police": [
            "New: “Calm nights” (Police plan).",
            f"Named by both now: {theft.name}.",
            f"Named by people now, with no priority about it: {litter.name}.",
            "Named by people now: “Less theft”.",
            "Pulls against people’s now: “Calm nights”: No patrols.",
        ],
        "National government": ["Recorded since the earlier version: “Clean air” (White paper)."],
    }
    assert "“Calm nights” (Police plan)" in client.get(f"/profiles/wards/{ward.slug}/comparison/").content.decode()


def test_one_is_recorded_corrected_and_withdrawn_on_its_pages(client, ward, analyst):
    client.force_login(analyst)
    typed = {
        "borough": ward.borough.pk,
        "owner": "police",
        "target": "By 2028",
        "title": "Clean streets",
        "source": "Plan",
        "starts_on": "2025-04-01",
    }

    client.post("/council-priorities/new/", typed)
    priority = CouncilPriority.objects.get()
    client.post(f"/council-priorities/{priority.pk}/", typed | {"title": "Cleaner streets"})
    page = client.get("/council-priorities/").content.decode()
    client.post(f"/council-priorities/{priority.pk}/withdrawal/")

    assert "Cleaner streets" in page
    assert "The police" in page
    assert "By 2028" in page
    assert set(Entry.objects.values_list("verb", flat=True)) >= {"recorded", "corrected", "withdrew"}
    client.get("/council-priorities/")  # it says once what was done
    assert "Cleaner streets" not in client.get("/council-priorities/").content.decode()


def test_the_same_is_not_recorded_twice(ward, analyst):
    facts = {
        "owner": "council",
        "title": "Clean streets",
        "target": "",
        "tension": "",
        "theme": None,
        "issue_types": [],
        "source": "Plan",
        "ends_on": None,
    }
    facts |= {"starts_on": make.TODAY, "by": analyst, "at": make.NOON}
    actions.record_council_priority(ward.borough, **facts)

    with pytest.raises(Refused, match="It is recorded already"):
        actions.record_council_priority(ward.borough, **facts)
    assert actions.record_council_priority(ward.borough, **facts | {"owner": "national"})


def test_the_profile_shows_the_mismatch(client, ward, analyst):
    said(ward, make.issue_type("Litter"))
    make.council_priority(ward.borough)
    make.council_priority(ward.borough, owner="national", title="Safer streets", tension="Targets for towns.")
    profile = make.profile(ward, published=False)
    client.force_login(analyst)

    page = client.get(profile.get_absolute_url()).content.decode()

    assert "none of the council’s own priorities is about them" in page
    assert "National government, “Safer streets”: Targets for towns." in page


def test_the_list_costs_the_same_with_many(client, ward, analyst, costs_the_same):
    client.force_login(analyst)
    litter = make.issue_type("Litter")

    costs_the_same(
        lambda n: [make.council_priority(ward.borough, issue_types=[litter]) for _ in range(n)],
        client,
        "/council-priorities/",
    )


def test_the_township_shows_it_for_all_its_wards(client, ward, analyst):
    township = ward.memberships.get().township
    noise = make.issue_type("Noise")
    said(make.ward("Birchwood", township=township), noise)
    make.council_priority(ward.borough)
    client.force_login(analyst)

    page = client.get(f"/profiles/townships/{township.slug}/").content.decode()

    assert "none of the council’s own priorities is about them" in page
    assert noise.name in page


def test_a_decided_priority_says_that_the_council_s_plan_lacks_it(client, ward):
    priority = make.priority(cycle=make.cycle(ward=ward))
    client.force_login(priority.cycle.pact.coordinator)

    def says_so():
        return "Not in the council’s plan" in client.get(priority.get_absolute_url()).content.decode()

    assert not says_so()  # nothing is recorded, so nothing can be said
    make.council_priority(ward.borough)
    assert says_so()
    make.council_priority(ward.borough, issue_types=[priority.issue_type])
    assert not says_so()


def test_a_decided_priority_says_who_else_puts_the_same_first(client, ward):
    """C2."""
    priority = make.priority(cycle=make.cycle(ward=ward))
    same = {"issue_types": [priority.issue_type], "target": "Halved by 2030"}
    make.council_priority(ward.borough, owner="national", title="Safer streets", **same)
    client.force_login(priority.cycle.pact.coordinator)

    page = client.get(priority.get_absolute_url()).content.decode()

    assert "National government: Safer streets (Corporate plan, page 8). Target: Halved by 2030." in page
