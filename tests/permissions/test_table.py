"""Every address × everybody in the cast. An address without a line in the table fails here too."""

import importlib
import pkgutil
from contextlib import nullcontext

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.urls import URLPattern, get_resolver, reverse

from tests import permissions
from tests.permissions.accounts import ALLAUTH
from tests.permissions.rows import CAST, LOG_IN, VISITOR

NO_SUCH_METHOD = 405
NOT_TABLES = {"rows", "world", "crowd", "urls", "conftest", "controls"}


def _tables():
    names = {each.name for each in pkgutil.iter_modules(permissions.__path__) if not each.name.startswith("test_")}
    return [importlib.import_module(f"tests.permissions.{name}").TABLE for name in sorted(names - NOT_TABLES)]


ROWS = {name: row for table in _tables() for name, row in table.items()}


def addresses(resolver, namespace="", before=""):
    """Every address of the site by its name with its namespace, or by its pattern where it has no name."""
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else pattern
        else:
            yield from addresses(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, pattern)


def test_every_address_has_its_line_in_the_table():
    found = list(addresses(get_resolver()))

    assert sorted(set(found) - set(ROWS) - ALLAUTH) == [], "These addresses are in nobody's table."
    assert sorted((set(ROWS) | ALLAUTH) - set(found)) == [], "These lines are about no address."
    assert len(found) == len(set(found)), "Two addresses share a name."


@pytest.mark.django_db
@pytest.mark.urls("tests.permissions.urls")
@pytest.mark.parametrize("name", sorted(ROWS))
def test_everybody_gets_what_the_table_says(world, monkeypatch, name):
    """Who gets in is decided before a page is written; test_privacy.py reads what each of them is shown."""
    monkeypatch.setattr(Template, "render", lambda *_: "")
    row = ROWS[name]
    address = reverse(name, args=row.at(world) if row.at else [])

    wrong = [
        f"{who}: {method.upper()} {address} should answer {expected}, and answered {got}"
        for who, method, expected in questions(row)
        for got in [answer(world.clients[who], method, address, row.post)]
        if got not in expected
    ]

    assert wrong == []


def questions(row):
    """Who asks, how, and the answers that are right.

    Everybody asks for the page by GET or pushes the button by POST. Who is refused the one must be refused the other
    as well: one of those who are refused in the same way tries.
    """
    refused = {}
    for who in CAST:
        expected = row.expects(who)
        yield who, row.method, [expected]
        if expected != row.ok:
            refused.setdefault(expected, who)
    for expected, who in refused.items():
        yield who, "get" if row.method == "post" else "post", [expected, NO_SUCH_METHOD]


def answer(client, method, address, data):
    """The status, or LOG_IN where it leads there. What a button did is undone for the next who pushes it."""
    with transaction.atomic() if method == "post" else nullcontext():
        response = getattr(client, method)(address, data or {})
        response.getvalue()  # a file is read to its end, and closed
        if method == "post":
            transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return LOG_IN
    return response.status_code


@pytest.mark.django_db
@pytest.mark.parametrize("who", [VISITOR, "officer"])
@pytest.mark.parametrize("name", sorted(name for name in ALLAUTH if "/" not in name))
def test_none_of_the_pages_of_signing_in_breaks(world, name, who):
    arguments = {
        "account_confirm_email": ["made-up"],
        "account_reset_password_from_key": ["1", "made-up"],
        "openid_connect_login": ["nobody"],
        "openid_connect_callback": ["nobody"],
    }

    response = world.clients[who].get(reverse(name, args=arguments.get(name, [])))

    assert response.status_code < 500
