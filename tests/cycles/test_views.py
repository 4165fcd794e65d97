"""The register of PACTs and the page of each cycle in the browser (rules 1 to 7, M6, M7, M15, M22, M27)."""

from datetime import date

import pytest
from django.urls import reverse

from pact.accounts.permissions import Role
from pact.core.refusals import Obstacle
from pact.cycles import stages
from pact.cycles.models import Cycle, Override, Pact
from tests import make

pytestmark = pytest.mark.django_db

LIST = "/pacts/"


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def coordinator(ward):
    return make.person(Role.COORDINATOR, ward.borough, name="Priya")


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def at(name, *args):
    return reverse(f"cycles:{name}", args=args)


def typed(in_ward, by, **changed):
    return {
        "name": "Ashfield PACT",
        "ward": in_ward.pk,
        "kind": "pact",
        "purpose": "To agree what matters.",
        "coordinator": by.pk,
        "chair": "",
        "contact_name": "PACT team",
        "contact_email": "",
        "contact_phone": "01632 960 001",
        "meets": "",
        "aliases": "Ashfield Forum\n\nThe Tuesday Group",
        "priority_limit": "3",
    } | changed


def day(name, year, month, number):
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


# The register


def test_the_list_shows_the_pacts_of_one_s_own_wards_with_their_latest_cycle(signed_in, ward):
    pact = make.pact(ward=ward)
    pact.aliases.create(name="Friday Forum")
    make.cycle(pact=pact, name="October to December 2025", starts_on=make.LONG_AGO, ends_on=make.TODAY)
    make.cycle(pact=pact, name="April to June 2026", starts_on=make.TODAY, ends_on=make.TODAY.replace(year=2027))
    make.pact()

    page = signed_in.get(LIST)

    assert list(page.context["page"]) == [pact]
    assert "April to June 2026" in page.text
    assert "October to December 2025" not in page.text
    assert "Friday Forum" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": "forum"}, ["The Lower End"]),
        ({"search": "birch"}, ["Birch Panel"]),
        ({"status": "dormant"}, ["Birch Panel"]),
        ({"kind": "youth"}, ["Young Ashfield"]),
        ({"status": "active"}, ["The Lower End", "Young Ashfield"]),
    ],
)
def test_the_list_can_be_narrowed(signed_in, ward, query, found):
    make.pact(ward=ward, name="The Lower End").aliases.create(name="Friday Forum")
    make.pact(ward=ward, name="Young Ashfield", kind="youth")
    birch = make.ward("Birchwood", township=ward.memberships.get().township)
    make.pact(ward=birch, name="Birch Panel", status="dormant")

    assert [pact.name for pact in signed_in.get(LIST, query).context["page"]] == found


def test_the_list_costs_the_same_with_many(signed_in, ward, costs_the_same):
    def add(count):
        for number in range(count):
            pact = make.pact(ward=ward)
            pact.aliases.create(name=f"Forum {number}")
            make.cycle(pact=pact)

    page = costs_the_same(add, signed_in, LIST)

    assert len(page.context["page"].object_list) == 25


def test_a_pact_is_entered_and_its_councillors_are_invited(signed_in, ward, coordinator):
    """Rules 1 and 2."""
    member = make.person(Role.COUNCILLOR, ward)

    answer = signed_in.post(at("pact_registration"), typed(ward, coordinator))

    pact = Pact.objects.get()
    assert answer.url == pact.get_absolute_url()
    assert {alias.name for alias in pact.aliases.all()} == {"Ashfield Forum", "The Tuesday Group"}
    assert member.name in signed_in.get(answer.url).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"purpose": ""}, "Say what this PACT is for."),
        ({"contact_phone": ""}, "Give an e-mail address or a phone number"),
        ({"ward": ""}, "Choose the ward it works in."),
        ({"coordinator": ""}, "Choose its co-ordinator."),
        ({"priority_limit": "9"}, "A PACT has one to six priorities at a time."),
    ],
)
def test_a_pact_without_what_it_needs_is_refused_and_what_was_typed_is_kept(
    signed_in, ward, coordinator, changed, sentence
):
    """Rule 1: ward, purpose, contact and co-ordinator; rule 21: one to six."""
    page = signed_in.post(at("pact_registration"), typed(ward, coordinator, name="The Lower End", **changed))

    assert sentence in page.text
    assert 'value="The Lower End"' in page.text
    assert "The Tuesday Group" in page.text
    assert not Pact.objects.exists()


def test_somebody_else_s_ward_and_people_cannot_be_chosen(signed_in, coordinator):
    elsewhere = make.ward()

    page = signed_in.post(at("pact_registration"), typed(elsewhere, coordinator))
    wrong_person = make.person(Role.COORDINATOR, elsewhere.borough)

    assert "ward" in page.context["form"].errors
    assert wrong_person not in page.context["form"].fields["coordinator"].queryset


def test_an_entry_is_changed_and_its_other_names_are_replaced(signed_in, ward, coordinator):
    pact = make.pact(ward=ward, coordinator=coordinator)
    pact.aliases.create(name="Old name")
    form = typed(ward, coordinator, purpose="To be heard.", aliases="New name")

    signed_in.post(at("pact_entry", pact.slug), form)

    pact.refresh_from_db()
    assert pact.purpose == "To be heard."
    assert [alias.name for alias in pact.aliases.all()] == ["New name"]


def test_the_day_on_which_it_began_is_kept_until_another_is_given_that_is_not_to_come(signed_in, ward, coordinator):
    """M8: its ward is compared before and since."""
    pact = make.pact(ward=ward, coordinator=coordinator, started_on=date(2020, 5, 4))
    day = {"started_on_day": "1", "started_on_month": "4"}

    signed_in.post(at("pact_entry", pact.slug), typed(ward, coordinator))
    pact.refresh_from_db()
    kept = pact.started_on
    signed_in.post(at("pact_entry", pact.slug), typed(ward, coordinator, **day, started_on_year="2019"))
    page = signed_in.post(at("pact_entry", pact.slug), typed(ward, coordinator, **day, started_on_year="2199"))

    pact.refresh_from_db()
    assert (kept, pact.started_on) == (date(2020, 5, 4), date(2019, 4, 1))
    assert "It cannot have begun after today." in page.text


def test_a_pact_is_put_to_rest(signed_in, ward):
    """M7."""
    pact = make.pact(ward=ward)

    page = signed_in.post(at("pact_status", pact.slug), {"status": "dormant"}, follow=True)

    assert "is now dormant" in page.text


def test_whether_it_should_go_on_needs_a_reason_and_closes_it_if_not(signed_in, ward):
    """M15."""
    pact = make.pact(ward=ward)

    refused = signed_in.post(at("pact_validation", pact.slug), {"outcome": "stop", "reason": ""})
    stopped = signed_in.post(
        at("pact_validation", pact.slug), {"outcome": "stop", "reason": "Nobody came."}, follow=True
    )

    assert "Give the reason, for the register." in refused.text
    assert refused.context["form"]["outcome"].value() == "stop"
    assert "Nobody came." in stopped.text
    assert "Closed" in stopped.text


# Cycles


def test_the_next_cycle_is_suggested_and_started(signed_in, ward):
    pact = make.pact(ward=ward)
    make.cycle(pact=pact)
    suggested = signed_in.get(at("cycle_start", pact.slug)).context["form"].initial
    assert suggested["name"] == "April to June 2026"

    days = day("starts_on", "2026", "4", "1") | day("ends_on", "2026", "7", "1")
    answer = signed_in.post(at("cycle_start", pact.slug), {"name": suggested["name"]} | days)

    assert answer.url == Cycle.objects.get(name="April to June 2026").get_absolute_url()


def test_a_cycle_that_overlaps_is_refused_and_keeps_what_was_typed(signed_in, ward):
    pact = make.pact(ward=ward)
    make.cycle(pact=pact)
    days = day("starts_on", "2026", "3", "1") | day("ends_on", "2026", "6", "1")

    page = signed_in.post(at("cycle_start", pact.slug), {"name": "Spring"} | days)

    assert "January to March 2026 overlaps these dates." in page.text
    assert 'value="Spring"' in page.text


@pytest.mark.parametrize("starts_on", [day("starts_on", "2026", "2", "30"), day("starts_on", "", "", "")])
def test_a_day_that_cannot_be_is_refused_in_words(signed_in, ward, starts_on):
    pact = make.pact(ward=ward)

    page = signed_in.post(
        at("cycle_start", pact.slug), {"name": "Spring"} | starts_on | day("ends_on", "2026", "6", "1")
    )

    assert page.status_code == 200
    assert "starts_on" in page.context["form"].errors


def test_the_page_of_a_cycle_shows_each_stage_with_what_is_in_its_way(signed_in, ward):
    cycle = make.cycle(ward=ward, open_stage="profiles")

    page = signed_in.get(cycle.get_absolute_url())

    assert [step.stage.slug for step in page.context["steps"]] == [stage.slug for stage in stages.all_stages()]
    assert "Ashfield has no published area profile." in page.text
    assert at("stage_closing", cycle.pk, "profiles") in page.text
    assert at("stage_opening", cycle.pk, "engagement") in page.text


def test_who_does_not_run_it_gets_no_links_to_open_or_close(client, ward):
    cycle = make.cycle(ward=ward, open_stage="profiles")
    client.force_login(make.person(Role.COUNCILLOR, ward))

    page = client.get(cycle.get_absolute_url())

    assert "/stages/" not in page.text


# Gates


@pytest.fixture
def gated(monkeypatch):
    """A stage whose obstacles a test sets, in place of the six."""

    class Gated(stages.Stage):
        slug, title, position = "gated", "Gated", 1
        firm, waivable, closing = [], [], []

        def obstacles_to_opening(self, cycle, *, today):
            return [*self.firm, *self.waivable]

        def obstacles_to_closing(self, cycle, *, today):
            return self.closing

        def can_be_overridden(self, obstacle):
            return obstacle in self.waivable

        def cards(self, cycles, *, user, today):
            return {cycle.pk: stages.Card(status=self.status_of(cycle)) for cycle in cycles}

    stage = Gated()
    monkeypatch.setattr(stages, "_registered", {"gated": stage})
    return stage


def test_a_stage_opens_and_closes(signed_in, ward, gated):
    cycle = make.cycle(ward=ward)

    opened = signed_in.post(at("stage_opening", cycle.pk, "gated"), follow=True)
    closed = signed_in.post(at("stage_closing", cycle.pk, "gated"), follow=True)

    assert "Gated is open." in opened.text
    assert "Gated is closed." in closed.text


def test_a_firm_obstacle_is_shown_with_its_way_out_and_without_a_button(signed_in, ward, gated):
    gated.firm = [Obstacle("Confirm an area first.", href="/areas/")]

    page = signed_in.get(at("stage_opening", make.cycle(ward=ward).pk, "gated"))

    assert "Confirm an area first." in page.text
    assert 'href="/areas/"' in page.text
    assert "Open the stage" not in page.text


def test_an_obstacle_is_passed_only_with_a_reason_that_stays_on_the_cycle(signed_in, ward, coordinator, gated):
    """Rule 7: the override is logged, and shown wherever the cycle is."""
    gated.waivable = [Obstacle("Two wards are not ready.")]
    cycle = make.cycle(ward=ward)

    refused = signed_in.post(at("stage_opening", cycle.pk, "gated"), {"override_reason": " "})
    opened = signed_in.post(
        at("stage_opening", cycle.pk, "gated"), {"override_reason": "They follow in May."}, follow=True
    )

    assert "Say why it should open all the same." in refused.text
    assert "They follow in May." in opened.text
    assert coordinator.name in opened.text
    assert "They follow in May." in signed_in.get(cycle.pact.get_absolute_url()).text
    assert "They follow in May." in signed_in.get("/board/").text
    assert Override.objects.get().obstacles == ["Two wards are not ready."]


def test_what_stands_in_the_way_of_closing_is_shown_and_closes_nothing(signed_in, ward, gated):
    gated.closing = [Obstacle("Three interviews are missing.")]
    cycle = make.cycle(ward=ward, open_stage="gated")

    shown = signed_in.get(at("stage_closing", cycle.pk, "gated"))
    signed_in.post(at("stage_closing", cycle.pk, "gated"))

    assert "Three interviews are missing." in shown.text
    assert cycle.openings.get().closed_at is None


def test_a_stage_that_nobody_knows_is_not_found(signed_in, ward):
    assert signed_in.get(at("stage_opening", make.cycle(ward=ward).pk, "dreaming")).status_code == 404
