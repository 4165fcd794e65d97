"""A resident tells the ward's PACT something without an account, and hears what came of it."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from engagement.models import Contact, Report, Telling
from feedback import actions
from pact.core import open_forms
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact(monkeypatch):
    monkeypatch.setattr(open_forms, "AT_LEAST", -1)  # nobody waits in a test
    cache.clear()
    return make.pact()


def address(pact):
    return reverse("feedback:public_report", args=[pact.ward.slug])


def opened(client, pact):
    form = client.get(address(pact)).context["form"]
    return {"opened": form["opened"].value(), "pact": pact.slug, "words": "It is dark here", "place": "Mill Road"}


def test_what_is_sent_waits_to_be_read_and_its_sender_sees_the_reference(client, pact):
    page = client.post(address(pact), opened(client, pact), follow=True)

    report = Report.objects.get()
    assert report.is_waiting
    assert report.reference in page.content.decode()
    assert not Contact.objects.exists()


def test_sent_twice_it_is_one_report(client, pact):
    answers = opened(client, pact)

    for _ in range(2):
        client.post(address(pact), answers)

    assert Report.objects.count() == 1


def test_a_robot_is_thanked_and_nothing_is_kept(client, pact):
    page = client.post(address(pact), opened(client, pact) | {"website": "https://pills.example"}, follow=True)

    assert page.status_code == 200
    assert not Report.objects.exists()


@pytest.mark.parametrize("opened_value", ["", "forged", "a:b:c"])
def test_a_forged_form_is_refused_and_keeps_what_was_typed(client, pact, opened_value):
    page = client.post(address(pact), opened(client, pact) | {"opened": opened_value})

    assert "Something is missing from this page" in page.content.decode()
    assert "It is dark here" in page.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("typed", [{"words": "Bins burn", "place": "The shops"}, {}])
def test_without_a_cookie_nothing_is_taken_and_nothing_typed_is_lost(pact, typed):
    page = Client(enforce_csrf_checks=True).post(address(pact), typed)

    assert page.status_code == 403
    assert "Send it once more" in page.text
    assert all(words in page.text for words in typed.values())
    assert "csrftoken" in page.cookies
    assert not Report.objects.exists()


def test_a_form_filled_in_too_quickly_is_refused(client, pact, monkeypatch):
    monkeypatch.setattr(open_forms, "AT_LEAST", 3)

    page = client.post(address(pact), opened(client, pact))

    assert "That was very quick" in page.content.decode()


def test_the_same_words_are_taken_once_from_a_line_and_are_not_lost(client, pact):
    client.post(address(pact), opened(client, pact))

    again = client.post(address(pact), opened(client, pact) | {"words": " it is  DARK here ", "email": "a@example.net"})
    client.post(address(pact), opened(client, pact), REMOTE_ADDR="192.0.2.9")
    client.post(address(pact), opened(client, pact) | {"place": "The Green"})

    assert "these very words" in again.text
    assert "a@example.net" in again.text
    assert Report.objects.count() == 3


def test_a_flood_from_one_network_is_stopped_and_another_network_is_not(client, pact):
    for number in range(6):
        client.post(address(pact), opened(client, pact) | {"words": f"Lamp {number} is out"})

    stopped = client.post(address(pact), opened(client, pact))
    client.post(address(pact), opened(client, pact), REMOTE_ADDR="192.0.2.9")

    assert "takes no more just now" in stopped.content.decode()
    assert Report.objects.count() == 7


def test_the_page_says_what_it_is_not_for_and_lets_one_leave(client, pact):
    page = client.get(address(pact)).content.decode()

    assert "999" in page
    assert "Exit this page" in page


def test_neighbours_behind_one_line_count_together():
    class Request:
        META = {"REMOTE_ADDR": "2001:db8:1:2:aaaa::1"}

    assert open_forms.network_of(Request) == "2001:db8:1:2::/64"


def test_who_raised_a_closed_priority_is_told_once(pact):
    """A28, rule 63."""
    interview = make.interview(engagement=make.engagement(cycle=make.cycle(pact=pact, open_stage="engagement")))
    make.contact(interview=interview)
    priority = make.priority(cycle=interview.engagement.cycle)
    priority.concerns.add(make.concern(interview=interview))
    make.ending(priority)

    told = [actions.tell_who_raised(at=make.NOON) for _ in range(2)]

    telling = Telling.objects.get()
    assert told == [1, 0]
    assert priority.title in telling.subject
    assert (telling.due_on - make.NOON.date()).days >= 14
