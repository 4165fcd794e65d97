"""Through allauth's own pages, as people do."""

import re
from itertools import count

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.checks import run_checks
from django.test import Client, override_settings

from pact.accounts import actions
from pact.accounts.models import User
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

machines = count(1)


@pytest.fixture(autouse=True)
def stay_below_the_roof(settings):
    settings.LOGIN_REDIRECT_URL = "/me/"
    settings.ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"


@pytest.fixture
def client():
    """On a machine of its own, so that no test uses up the attempts of another."""
    return Client(REMOTE_ADDR=f"192.0.2.{next(machines)}")


@pytest.fixture
def borough():
    return make.borough()


def sign_in(client, email, password="a long password"):
    return client.post("/accounts/login/", {"login": email, "password": password})


def main_of(response):
    """What the page says in its main part, without the address that was typed."""
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r'value="[^"]*"', "", main)


def entries():
    return list(Entry.objects.order_by("pk").values_list("verb", "subject_name", "detail"))


# By password


def test_people_sign_in_by_e_mail_in_any_case_and_the_trail_says_so(client, borough):
    person = make.person(Role.COORDINATOR, borough, name="Ada")

    response = sign_in(client, person.email.upper())

    assert response.url == "/me/"
    assert entries() == [("signed in", "Ada", {"method": "password"})]


def test_a_wrong_password_and_a_stranger_look_the_same_and_only_the_known_is_recorded(client, borough):
    known = make.person(Role.COORDINATOR, borough, name="Ada")

    wrong = sign_in(client, known.email, "not the password")
    stranger = sign_in(client, "somebody.private@example.org", "not the password")

    assert main_of(wrong).count("<") == main_of(stranger).count("<")
    assert "not correct" in main_of(wrong)
    assert "not correct" in main_of(stranger)
    assert entries() == [("failed to sign in as", "Ada", {"why": "password"})]
    assert "somebody.private" not in str(list(Entry.objects.values()))


def test_after_five_failures_even_the_right_password_has_to_wait(client, borough):
    person = make.person(Role.COORDINATOR, borough)
    for _ in range(5):
        sign_in(client, person.email, "guess")

    response = sign_in(client, person.email)

    assert response.status_code == 200
    assert "Too many" in response.content.decode()


def test_nobody_signs_up(client):
    answer = {"email": "new@example.org", "password1": "a long password"}

    assert "People are invited to PACT" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", answer)

    assert not User.objects.filter(email="new@example.org").exists()


def test_a_forgotten_password_is_reset_by_mail_and_strangers_get_none(
    client, borough, django_capture_on_commit_callbacks
):
    person = make.person(Role.COORDINATOR, borough, name="Ada")

    with django_capture_on_commit_callbacks(execute=True):
        known = client.post("/accounts/password/reset/", {"email": person.email}, follow=True)
        stranger = client.post("/accounts/password/reset/", {"email": "stranger@example.org"}, follow=True)

    assert main_of(known) == main_of(stranger)
    assert [letter.to for letter in mail.outbox] == [[person.email]]

    page = client.get(re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1], follow=True)
    new = {"password1": "another long one", "password2": "another long one"}
    client.post(page.request["PATH_INFO"], new)

    assert sign_in(client, person.email, "another long one").url == "/me/"
    assert ("reset the password of", "Ada", {}) in entries()


def test_a_new_address_counts_when_its_letter_has_been_answered(client, borough, django_capture_on_commit_callbacks):
    person = make.person(Role.COORDINATOR, borough, name="Ada")
    sign_in(client, person.email)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/email/", {"email": "ada.lane@example.org", "action_add": ""})
    letter = next(letter for letter in mail.outbox if letter.to == ["ada.lane@example.org"])
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    person.refresh_from_db()
    assert person.email != "ada.lane@example.org"

    page = client.get(link)
    assert "signs in to PACT with ada.lane@example.org" in page.content.decode()
    client.post(link)

    person.refresh_from_db()
    assert person.email == "ada.lane@example.org"
    assert ("changed the e-mail address of", "Ada", {}) in entries()


def test_somebody_who_is_deactivated_is_out_at_once(client, borough):
    person = make.person(Role.COORDINATOR, borough)
    sign_in(client, person.email)
    assert client.get("/me/").status_code == 200

    actions.deactivate(person, by=None, at=make.NOON)

    assert client.get("/me/").url.startswith("/accounts/login/")
    assert "not correct" in main_of(sign_in(client, person.email))


def test_people_of_a_demonstration_sign_in_only_in_a_demonstration(client, borough, settings):
    settings.DEMO = True
    person = actions.invite(
        email="coordinator@demo.example",
        name="Co",
        role=Role.COORDINATOR,
        agency=None,
        place=borough,
        by=None,
        at=make.NOON,
    )
    actions.accept(person.invitations.get(), name="Co", phone="", password="pact-demo", at=make.NOON)
    assert sign_in(client, person.email, "pact-demo").url == "/me/"
    assert client.get("/me/").status_code == 200

    settings.DEMO = False

    assert client.get("/me/").url.startswith("/accounts/login/")
    assert sign_in(client, person.email, "pact-demo").url == "/accounts/inactive/"
    assert client.get("/me/").url.startswith("/accounts/login/")


# With a second factor


def code_of(person):
    return totp.format_hotp_value(totp.hotp_value(person.secret, next(totp.yield_hotp_counters_from_time())))


def give_second_factor(person):
    person.secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, person.secret)
    return person


@pytest.mark.parametrize(
    ("required", "role", "sent_away"),
    [
        ("true", Role.ADMINISTRATOR, True),
        ("true", Role.COORDINATOR, True),
        ("true", Role.COUNCILLOR, False),
        ("manager, councillor", Role.COUNCILLOR, True),
        ("manager, councillor", Role.ADMINISTRATOR, False),
        ("false", Role.ADMINISTRATOR, False),
    ],
)
def test_roles_that_need_a_second_factor_are_sent_to_set_it_up(client, borough, settings, required, role, sent_away):
    settings.REQUIRE_MFA = required
    client.force_login(make.person(role, borough))

    response = client.get("/me/")

    assert response.status_code == (302 if sent_away else 200)
    if sent_away:
        assert response.url == "/accounts/2fa/totp/activate/"


def test_with_a_second_factor_the_door_opens(client, borough, settings):
    settings.REQUIRE_MFA = "true"
    client.force_login(give_second_factor(make.person(Role.ADMINISTRATOR, borough)))

    assert client.get("/me/").status_code == 200


def test_a_second_factor_can_be_set_up_where_people_are_sent(
    client, borough, settings, django_capture_on_commit_callbacks
):
    settings.REQUIRE_MFA = "true"
    person = make.person(Role.ADMINISTRATOR, borough, name="Ada")
    sign_in(client, person.email)
    page = client.get("/me/", follow=True)
    assert "Your role needs a second factor" in page.content.decode()

    person.secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code_of(person)})

    assert client.get("/me/").status_code == 200
    assert ("added a second factor to", "Ada", {}) in entries()


def test_the_second_factor_is_asked_for_and_a_wrong_one_recorded(client, borough):
    person = give_second_factor(make.person(Role.COORDINATOR, borough, name="Ada"))

    assert sign_in(client, person.email).url.startswith("/accounts/2fa/authenticate/")
    assert client.get("/me/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    response = client.post("/accounts/2fa/authenticate/", {"code": code_of(person)})

    assert response.url == "/me/"
    assert entries() == [
        ("failed to sign in as", "Ada", {"why": "second factor"}),
        ("signed in", "Ada", {"method": "password and mfa"}),
    ]


def test_an_administrator_takes_a_lost_second_factor_away(client, borough):
    client.force_login(make.person(Role.ADMINISTRATOR, borough))
    person = give_second_factor(make.person(Role.COORDINATOR, borough, name="Olu"))

    client.post(f"/people/{person.pk}/second-factor/")
    client.post(f"/people/{person.pk}/second-factor/")

    assert not person.authenticator_set.exists()
    assert entries() == [("removed the second factor of", "Olu", {})]


# How it is set up


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"REQUIRE_MFA": "administrator,king"}, "accounts.E001"),
        ({"OIDC_SERVER_URL": "https://login.example.org"}, "accounts.E002"),
    ],
)
def test_a_setting_that_makes_no_sense_is_said_at_start_up(changed, problem):
    with override_settings(**changed):
        assert [error.id for error in run_checks(tags=["pact"])] == [problem]

    assert run_checks(tags=["pact"]) == []
