"""No input gives a 500: every page gets nonsense in its address and in its form, from somebody whom it serves."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from pact.accounts.permissions import Role
from tests.permissions.test_table import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.permissions.urls")]

NONSENSE = ["\0", "-" + "9" * 30, "’" * 5000]
PAGES = sorted(name for name, row in ROWS.items() if row.method == "get" and row.ok == 200)
# What the filters of our lists are called, and what else is read from an address.
ASKED = """
    q search page ward township status state kind addressee whose owner agency rag issue_type technique area engagement
    when candidate source role place by on_or_after before subject verb
"""


def opened(world, name):
    """A client of somebody whom the page serves, and its address."""
    row = ROWS[name]
    who = next((role for role in Role if role in row.may), None)
    return world.clients[who], reverse(name, args=row.at(world) if row.at else [])


@pytest.mark.parametrize("name", PAGES)
def test_nonsense_in_the_address_breaks_no_page(world, name):
    client, address = opened(world, name)

    answers = {said: client.get(f"{address}?{urlencode(dict.fromkeys(ASKED.split(), said))}") for said in NONSENSE}

    assert [said for said, answer in answers.items() if answer.getvalue() is None or answer.status_code >= 500] == []


@pytest.mark.parametrize("name", PAGES)
def test_nonsense_in_the_form_breaks_no_page(world, name):
    client, address = opened(world, name)
    page = client.get(address).getvalue().decode(errors="ignore")
    form = re.search(r"<main.*</main>", page, re.DOTALL)
    boxes = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', form[0] if form else ""))

    answers = {said: client.post(address, dict.fromkeys(boxes, said)) for said in NONSENSE if boxes}

    assert [said for said, answer in answers.items() if answer.status_code >= 500] == []
