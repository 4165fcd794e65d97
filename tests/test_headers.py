"""What every answer tells a browser: run nothing that is not ours, keep nothing that is somebody's."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from tests import make
from tests.permissions.accounts import ALLAUTH
from tests.permissions.rows import VISITOR
from tests.site import addresses, views, who_may

pytestmark = pytest.mark.once

# What a policy without 'unsafe-inline' would not run or paint, so that it had better not be there.
INLINE = re.compile(rb"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
DATA = re.compile(rb"<script type=\"application/json\"[^>]*>|<script id=\"[^\"]*\" type=\"application/json\">")


def faults(response):
    """What is wrong with the headers and the markup of an answer, as a list."""
    said = response.headers
    policy = said.get("Content-Security-Policy", "")
    wrong = [
        *("the policy allows what is inline" for word in ("unsafe-inline", "unsafe-eval") if word in policy),
        *(f"no {part}" for part in ("script-src 'self'", "object-src 'none'", "base-uri", "form-action", "frame-anc")
          if part not in policy),
    ]  # fmt: skip
    for name, value in {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
    }.items():
        if said.get(name) != value:
            wrong.append(f"{name} is {said.get(name)}")
    if "camera=()" not in said.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy allows the camera")
    if "html" in said.get("Content-Type", "") and not response.streaming:
        wrong += [f"inline: {found.decode()}" for found in INLINE.findall(DATA.sub(b"", response.content))]
    return wrong


def is_kept_by_nobody(response):
    return {"private", "no-store"} <= set(re.split(r",\s*", response["Cache-Control"]))


@pytest.mark.django_db
def test_every_page_runs_only_what_is_ours_and_is_kept_by_nobody(world):
    wrong = []
    for name, row, address in addresses(world):
        for who, client in list(who_may(row, world).items())[:2]:
            response = client.get(address)
            response.getvalue()  # a file is read to its end, and closed
            wrong += [f"{name} for {who}: {fault}" for fault in faults(response)]
            if not is_kept_by_nobody(response) and name != "engagement:finding_photo":
                wrong.append(f"{name} for {who}: Cache-Control is {response['Cache-Control']}")

    assert wrong == []


@pytest.mark.django_db
def test_so_does_every_page_that_a_visitor_gets(world):
    pages = [address for _, _, address in addresses(world)]
    pages += [reverse(name) for name in ALLAUTH if "/" not in name and not _takes_arguments(name)]

    wrong = [f"{page}: {fault}" for page in pages for fault in faults(world.clients[VISITOR].get(page))]

    assert wrong == []


def _takes_arguments(name):
    return name in {"account_confirm_email", "account_reset_password_from_key"} or name.startswith("openid_connect")


PUBLIC = {"home:start", "feedback:public_register", "feedback:public_ward", "feedback:public_newsletter"}


@pytest.mark.django_db
def test_residents_pages_may_be_cached_and_leave_no_cookie(world):
    for name, _, address in addresses(world):
        if name in PUBLIC:
            response = Client().get(address)

            assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=300"}, name
            assert not response.cookies, name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [("/nowhere/", 404), ("/people/", 403), ("/search/?q=%00", 400), ("/board/", 405), ("/healthz", 503)],
)
def test_a_page_that_says_no_is_held_to_the_same(address, status):
    client = Client()
    client.force_login(make.person("officer", make.ward()), backend=settings.AUTHENTICATION_BACKENDS[0])

    response = client.put(address) if status == 405 else client.get(address)

    assert response.status_code == status
    assert faults(response) == []
    assert is_kept_by_nobody(response)


def test_a_fault_of_ours_is_held_to_the_same(client, monkeypatch):
    monkeypatch.setattr("pact.core.middleware.ReadableAddress.__call__", lambda *_: 1 / 0)
    client.raise_request_exception = False

    response = client.get("/contact/")

    assert response.status_code == 500
    assert faults(response) == []
    assert is_kept_by_nobody(response)


@pytest.mark.django_db
def test_the_cookie_of_a_session_is_read_by_no_script_and_sent_from_no_other_site(client):
    person = make.person("officer", make.ward())

    client.post(reverse("account_login"), {"login": person.email, "password": "a long password"})

    assert {"httponly": True, "samesite": "Lax"}.items() <= client.cookies["sessionid"].items()
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"


# Forms that another site might send


def test_no_view_does_without_the_check_of_where_a_form_comes_from():
    exempt = [pattern for pattern, view in views(get_resolver()) if getattr(view, "csrf_exempt", False)]

    assert exempt == []


@pytest.mark.django_db
def test_a_form_that_another_site_sends_changes_nothing(world):
    taken = []
    for name, row, address in addresses(world):
        for who in [who for who in world.people if who in row.may][:1]:
            stranger = Client(enforce_csrf_checks=True)
            stranger.force_login(world.people[who], backend=settings.AUTHENTICATION_BACKENDS[0])
            status = stranger.post(address, {}).status_code
            if status not in {403, 405}:
                taken.append(f"{name} as {who}: {status}")

    assert taken == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
@pytest.mark.parametrize("page", ["account_login", "account_logout", "account_reauthenticate"])
def test_nobody_is_sent_on_to_another_site(client, page, elsewhere):
    person = make.person("officer", make.ward())
    if page != "account_login":
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])

    response = client.post(
        f"{reverse(page)}?next={elsewhere}",
        {"login": person.email, "password": "a long password", "next": elsewhere},
    )

    assert "evil" not in response.get("Location", "")
    assert "javascript" not in response.get("Location", "")
    assert b"evil.example" not in response.content
