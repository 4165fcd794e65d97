"""What anybody may read without a log-in, and what must never be there (rules 3, 64 and 65)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from feedback import actions, queries
from tests import make

pytestmark = pytest.mark.django_db

# What people said and who they are. None of it may leave `engagement`.
SECRETS = ["Wilhelmina", "Quartermaine", "960 777", "wilhelmina@example.org", "neighbour at number 12", "lamp helped"]
REGISTER = "feedback:public_register"


@pytest.fixture
def ward():
    return make.ward("Ashfield")


def page_of(client, ward):
    return client.get(reverse("feedback:public_ward", args=[ward.slug]))


# The register


def test_the_register_lists_every_active_pact_by_ward_without_a_log_in(client, ward):
    """Rule 3, M27."""
    birch = make.ward("Birchwood", township=ward.memberships.get().township)
    shown = [make.pact(ward=birch, name="Birch Panel"), make.pact(ward=ward, name="Ashfield PACT")]
    for status in ("dormant", "closed"):
        make.pact(ward=ward, status=status, name=f"{status.title()} PACT")

    page = client.get(reverse(REGISTER))

    assert list(page.context["page"]) == [shown[1], shown[0]]
    assert "Dormant PACT" not in page.text
    assert "01632 960 001" in page.text


def test_the_register_leaves_out_wards_of_former_days(client, ward):
    ward.ends_on = timezone.localdate() - timedelta(days=1)
    ward.save()
    make.pact(ward=ward)

    assert list(client.get(reverse(REGISTER)).context["page"]) == []


@pytest.mark.parametrize("search", ["ashfield", "lower end", "forum"])
def test_a_pact_is_found_by_its_ward_its_name_and_the_other_names_it_goes_by(client, ward, search):
    """M6."""
    pact = make.pact(ward=ward, name="The Lower End Group")
    pact.aliases.create(name="Friday Forum")
    make.pact(ward=make.ward("Birchwood", township=ward.memberships.get().township), name="Birch Panel")

    assert list(client.get(reverse(REGISTER), {"search": search}).context["page"]) == [pact]


def test_the_register_can_be_narrowed_to_a_township(client, ward):
    pact = make.pact(ward=ward)
    make.pact()

    page = client.get(reverse(REGISTER), {"township": ward.memberships.get().township_id})

    assert list(page.context["page"]) == [pact]


def test_the_register_costs_the_same_with_many(client, costs_the_same):
    township = make.township()

    def add(count):
        for number in range(count):
            pact = make.pact(ward=make.ward(f"Ward {number}", township=township))
            pact.aliases.create(name="Forum")

    costs_the_same(add, client, reverse(REGISTER))


# The page of a ward


def test_a_ward_shows_what_is_being_done_and_by_when_and_by_whom(client, ward):
    priority = make.priority(cycle=make.cycle(ward=ward), title="Cleaner alleys")
    make.action(priority=priority, title="Fit alley gates")
    make.verification(make.action(priority=priority, title="Clear the alley"))
    make.ending(make.priority(cycle=priority.cycle, title="Roadworks"))

    page = page_of(client, ward)

    assert "Cleaner alleys" in page.text
    assert "Roadworks" not in page.text
    assert [(a.title, a.state) for a in page.context["priorities"][0].actions] == [
        ("Fit alley gates", "Under way"),
        ("Clear the alley", "Done"),
    ]


@pytest.mark.parametrize(
    ("happens", "state"),
    [
        (make.completion, "Done, being checked"),
        (make.verification, "Done"),
        (make.closing, "Not achievable"),
        (make.refusal, "Agreed"),
    ],
)
def test_an_action_is_called_done_only_once_somebody_else_has_looked(happens, state):
    action = make.action(accepted=happens is not make.refusal)
    happens(action)

    assert queries.public_priorities(action.priority.ward)[0].actions[0].state == state


def test_a_ward_shows_public_meetings_that_are_held_and_no_others(client, ward):
    soon = timezone.now() + timedelta(days=9)
    shown = make.meeting(place=ward, starts_at=soon, is_public=True, title="Open evening")
    make.meeting(place=ward, starts_at=soon, title="Behind closed doors")
    make.meeting(place=ward, starts_at=soon, is_public=True, title="Off", cancelled_at=make.NOON)
    make.meeting(place=ward, starts_at=timezone.now() - timedelta(days=9), is_public=True, title="Over")

    assert list(page_of(client, ward).context["meetings"]) == [shown]


@pytest.mark.parametrize("body", ["open", "pact"])
def test_a_ward_says_of_an_open_meeting_that_nothing_is_arranged(client, ward, body):
    """M35."""
    make.meeting(place=ward, starts_at=timezone.now() + timedelta(days=9), is_public=True, body=body)

    assert ("nothing is arranged beforehand" in page_of(client, ward).text) == (body == "open")


@pytest.mark.parametrize("fields", [{}, {"approved": True}])
def test_a_newsletter_that_is_not_out_is_not_found(client, ward, fields):
    newsletter = make.newsletter(priority=make.priority(cycle=make.cycle(ward=ward)), **fields)

    assert list(page_of(client, ward).context["newsletters"]) == []
    assert client.get(reverse("feedback:public_newsletter", args=[ward.slug, newsletter.pk])).status_code == 404


def test_a_newsletter_is_found_under_its_own_ward_only(client, ward):
    newsletter = make.newsletter(published=True)

    assert client.get(reverse("feedback:public_newsletter", args=[ward.slug, newsletter.pk])).status_code == 404


def test_the_page_of_a_ward_costs_the_same_with_much_going_on(client, ward, costs_the_same):
    def add(count):
        for _ in range(count):
            cycle = make.cycle(pact=make.pact(ward=ward))
            make.action(priority=make.priority(cycle=cycle))
            make.newsletter(priority=make.priority(cycle=make.cycle(pact=make.pact(ward=ward))), published=True)

    costs_the_same(add, client, reverse("feedback:public_ward", args=[ward.slug]))


# What must never be there


def test_no_public_page_holds_a_name_a_contact_or_what_somebody_said(client, ward):
    """Rule 65: everything that could leak is there, and is looked for on every page of the ward."""
    cycle = make.cycle(ward=ward)
    priority = make.priority(cycle=cycle)
    engagement = make.engagement(cycle=cycle)
    for _ in range(6):
        interview = make.interview(engagement=engagement, what_helped="the lamp helped")
        make.contact(interview=interview, email="wilhelmina@example.org")
        priority.concerns.add(make.concern(interview=interview, words="my neighbour at number 12"))
    make.action(priority=priority)
    newsletter = actions.draft(cycle, by=cycle.pact.coordinator, at=make.NOON)
    actions.approve(newsletter, by=make.person(), at=make.NOON)
    actions.publish(newsletter, by=cycle.pact.coordinator, at=make.NOON)

    pages = [
        client.get(reverse(REGISTER)),
        page_of(client, ward),
        client.get(reverse("feedback:public_newsletter", args=[ward.slug, newsletter.pk])),
    ]

    assert "6 people told us" in pages[-1].text
    assert [(page.request["PATH_INFO"], secret) for page in pages for secret in SECRETS if secret in page.text] == []


def test_a_page_is_the_same_whoever_looks(client, ward):
    """It may be cached: nothing of whoever is signed in is on it."""
    pact = make.pact(ward=ward)
    before = page_of(client, ward).text

    client.force_login(pact.coordinator)

    assert page_of(client, ward).text == before
