"""Against a small provider of our own on this machine, which says of people what the test tells it to."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from pact.accounts import actions
from pact.accounts.models import User
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

machines = count(1)


class Provider(ThreadingHTTPServer):
    """The four things that OpenID Connect asks of a provider. `person` is what it says of whoever signs in."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.person = {}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        url = self.server.url
        self.answer(
            self.server.person
            if self.path.startswith("/userinfo")
            else {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer({"access_token": "for-a-moment", "token_type": "bearer"})

    def answer(self, facts):
        body = json.dumps(facts).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    with Provider() as provider:
        Thread(target=provider.serve_forever, daemon=True).start()
        app = {"provider_id": "council", "name": "Council", "client_id": "pact", "secret": "s"}
        app["settings"] = {"server_url": provider.url}
        as_set = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": as_set | {"APPS": [app]}}
        settings.LOGIN_REDIRECT_URL = "/me/"
        yield provider
        provider.shutdown()


@pytest.fixture
def client():
    return Client(REMOTE_ADDR=f"198.51.100.{next(machines)}")


def come_in(client, provider, email, *, verified=True, subject="u-1"):
    provider.person = {"sub": subject, "email": email, "email_verified": verified, "name": "As the council says"}
    sent_on = client.post("/accounts/oidc/council/login/").url
    assert sent_on.startswith(f"{provider.url}/authorize")
    state = parse_qs(urlsplit(sent_on).query)["state"][0]
    return client.get("/accounts/oidc/council/login/callback/", {"code": "c", "state": state}, follow=True)


def is_in(client):
    return client.get("/me/").status_code == 200


def test_somebody_who_is_invited_comes_in_and_has_thereby_accepted(client, provider):
    borough = make.borough()
    person = actions.invite(
        email="noor@example.org", name="Noor", role=Role.ANALYST, agency=None, place=borough, by=None, at=make.NOON
    )

    come_in(client, provider, "Noor@example.org")

    assert is_in(client)
    person.refresh_from_db()
    assert person.name == "Noor"
    assert not person.is_invited
    signed_in = Entry.objects.get(verb="signed in")
    assert (signed_in.subject_name, signed_in.detail) == ("Noor", {"method": "socialaccount"})


def test_the_password_of_somebody_who_accepted_stays_beside_the_single_sign_on(client, provider):
    person = actions.invite(
        email="n@example.org", name="N", role=Role.ANALYST, agency=None, place=make.borough(), by=None, at=make.NOON
    )
    actions.accept(person.invitations.get(), name="N", phone="", password="a long password", at=make.NOON)

    come_in(client, provider, "n@example.org")

    assert is_in(client)
    person.refresh_from_db()
    assert person.check_password("a long password")


@pytest.mark.parametrize(
    ("email", "verified"),
    [("stranger@example.org", True), ("known@example.org", False)],
    ids=["stranger", "unverified"],
)
def test_strangers_and_unverified_addresses_stay_outside(client, provider, email, verified):
    make.person(Role.ANALYST, make.borough())
    User.objects.create_user("known@example.org", name="Known")
    before = set(User.objects.values_list("email", flat=True))

    response = come_in(client, provider, email, verified=verified)

    assert response.status_code == 200
    assert not is_in(client)
    assert set(User.objects.values_list("email", flat=True)) == before


def test_somebody_who_has_left_stays_outside(client, provider):
    person = make.person(Role.ANALYST, make.borough())
    come_in(client, provider, person.email)
    assert is_in(client)

    actions.deactivate(person, by=None, at=make.NOON)

    come_in(client, provider, person.email)
    assert not is_in(client)


def test_whoever_comes_by_single_sign_on_has_passed_its_second_factor(client, provider, settings):
    settings.REQUIRE_MFA = "true"
    person = make.person(Role.ADMINISTRATOR, make.borough())

    come_in(client, provider, person.email)

    assert is_in(client)


def test_a_made_up_state_opens_nothing(client, provider):
    response = client.get("/accounts/oidc/council/login/callback/", {"code": "c", "state": "made-up"})

    assert response.status_code < 500
    assert not is_in(client)


def test_a_provider_that_does_not_answer_is_no_error_of_ours(client, provider, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9"}

    response = client.post("/accounts/oidc/council/login/")

    assert response.status_code == 503
    assert "does not answer" in response.content.decode()


def test_without_a_provider_there_is_no_such_page(client):
    assert client.post("/accounts/oidc/council/login/").status_code == 404
