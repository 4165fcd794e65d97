"""Which kind of issue it may be, while somebody types: one tap takes it, and the words go nowhere."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from engagement.models import Concern
from engagement.views import suggestions
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from tests import make
from tests.engagement.phone import phone

WORDS = "A mattress and a fridge, dumped by Wilhelmina Quartermaine"


@pytest.fixture
def tip(db):
    make.known_type("NOI")
    return make.known_type("TIP")


@pytest.fixture
def engagement(db):
    """One that is going on today, for the browser's clock is the real one."""
    today = timezone.localdate()
    cycle = make.cycle(starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=60))
    make.open_stage(cycle, "engagement", at=timezone.now())
    return make.engagement(cycle=cycle, starts_on=today, ends_on=today + timedelta(days=9), title="Doorsteps")


@pytest.fixture
def officer(engagement):
    return make.person(Role.OFFICER, engagement.cycle.ward)


def ask(client, engagement, **words):
    return client.post(reverse("engagement:interview_suggestion", args=[engagement.pk]), words)


def test_what_is_typed_gets_a_suggestion_and_is_neither_kept_nor_logged(client, engagement, officer, tip, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(officer)
    caplog.clear()

    page = ask(client, engagement, problem2_words=WORDS).content.decode()

    assert f'data-choose="id_problem2_issue_type" value="{tip.pk}"' in page
    assert "PACT suggests" in page
    assert "Wilhelmina" not in page + caplog.text
    assert not Concern.objects.exists()
    assert not Entry.objects.filter(actor_name=str(officer)).exists()


@pytest.mark.parametrize("words", [{}, {"words": "Bins"}, {"other": WORDS}, {"words": "\0" * 9_000}])
def test_too_little_to_go_by_gets_no_nonsense(client, engagement, officer, tip, words):
    client.force_login(officer)

    answer = ask(client, engagement, **words)

    assert answer.status_code == 200
    assert "PACT suggests" not in answer.content.decode()


def test_who_asks_more_often_than_anybody_types_gets_nothing_new(client, engagement, officer, tip, monkeypatch):
    monkeypatch.setattr(suggestions, "MOST_IN_AN_HOUR", 1)
    cache.clear()
    client.force_login(officer)

    assert [ask(client, engagement, words=WORDS).status_code for _ in range(2)] == [200, 204]


def test_one_tap_or_one_key_takes_it_with_a_signal_and_without(new_context, live_server, engagement, officer, tip):
    device = phone(new_context, live_server)
    device.sign_in(officer)
    device.tab.goto(reverse("engagement:new_interview", args=[engagement.pk]))
    words = device.tab.locator("[name=problem1_words]")

    words.press_sequentially(WORDS)
    offered = device.tab.locator(".suggested__choice").first
    offered.wait_for()
    online = offered.text_content()
    words.press("Control+Enter")
    device.says(f"Chosen: {tip.name}")

    assert device.tab.locator("[name=problem1_issue_type]").input_value() == str(tip.pk)
    device.start()
    device.visitor.set_offline(True)
    device.tab.evaluate(f"location.hash = '#/new/interview/{engagement.pk}'")
    device.tab.locator("[name=problem1_words]").fill(WORDS)
    offered.wait_for()
    assert offered.text_content() == online
    offered.click()
    assert device.tab.locator("[name=problem1_issue_type]").input_value() == str(tip.pk)
