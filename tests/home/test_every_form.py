"""Every form of the site, filled in and sent with the keyboard alone, where JavaScript is off."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import timezone

from engagement.models import Engagement
from pact.accounts.permissions import Role
from tests import make
from tests.home.forms import FORMS, to_meet
from tests.keyboard import Keyboard
from tests.permissions.test_table import ROWS


@pytest.fixture
def world(live_server):
    from tests.permissions.world import build

    world = build()
    Engagement.objects.update(ends_on=timezone.localdate() + timedelta(days=1))  # the day after the last
    to_meet(world)
    return world


def test_every_form_is_sent_with_the_keyboard_alone_and_without_script(world, tab_of):
    tabs, wrong = {}, []
    for form in FORMS:
        row = ROWS[form.name]
        who = form.who or min(row.may)
        if who not in tabs:
            tabs[who] = tab_of(world.people[who], java_script_enabled=False)
        wrong += [f"{form.name}: {fault}" for fault in faults(tabs[who], form, world, row)]

    assert not wrong, "\n".join(wrong)


def faults(tab, form, world, row):
    if form.given:
        form.given(world)
    answer = tab.goto(reverse(form.name, args=row.at(world) if row.at else []))
    if answer.status != 200:
        return [f"answered {answer.status}"]
    keyboard = Keyboard(tab)
    keyboard.sends(form.answers, form.button)
    if tab.title().startswith("Error:"):
        keyboard.faults.append(" ".join(tab.locator(".govuk-error-summary").inner_text().split()))
    return keyboard.faults


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_the_way_in_needs_no_mouse(live_server, tab_of, mailoutbox, has_script):
    """A lost password, signing in, and an app as the second factor: the pages of allauth, and its link by e-mail."""
    person = make.person(Role.OFFICER, make.ward())
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)  # as an invitation does
    tab = tab_of(java_script_enabled=has_script)
    keyboard = Keyboard(tab)
    new = "another long password"

    tab.goto("/accounts/password/reset/")
    keyboard.sends({"E-mail address": person.email}, "Send the link")
    tab.goto(re.search(r"https?://\S+/password/reset/key/\S+", mailoutbox[-1].body)[0])
    keyboard.sends({"New password": new, "The same password again": new}, "Set the password")
    tab.goto("/accounts/login/")
    keyboard.sends({"E-mail address": person.email, "Password": new}, "Sign in")
    tab.goto("/accounts/2fa/totp/activate/")
    secret = tab.locator(".account__key").inner_text()
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    keyboard.sends({"Code that your app shows": code}, "Use this app")

    assert keyboard.faults == []
    assert "Error:" not in tab.title()
    assert person.authenticator_set.filter(type="totp").exists()
