"""No input gives a 500: every address gets nonsense in each of its parts, from somebody whom it serves."""

from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pact.accounts.permissions import Role
from tests.permissions.controls import Controls
from tests.permissions.rows import VISITOR
from tests.permissions.test_table import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.permissions.urls")]

HUGE = "9" * 30
# Each field gets one of these in turn, the next field the next: neighbours in a form differ, and so do forms.
NONSENSE = [
    HUGE,
    "-1",
    "<script>alert(1)</script>{{ 7|add:7 }}\U0001f98a\u202eabc",
    "9223372036854775808",  # one more than SQLite's integers hold
    "31",  # as a day of February
    "0",
    "1.5",
    "\ud800",  # half a letter
    "x" * 100_000,
    "99999",  # as a year
    "NaN",
    "2147483648",  # one more than PostgreSQL's `integer` holds
    "1e400",
    " ",
]
PARTS = 6  # of a form, spoilt one after the other; most forms have no more fields
TOO_LARGE = [HUGE, "9223372036854775808", "2147483648"]
# What the filters of our lists are called, and what else is read from an address.
ASKED = [
    "q",
    "search",
    "page",
    "ward",
    "township",
    "borough",
    "status",
    "state",
    "kind",
    "addressee",
    "whose",
    "owner",
    "agency",
    "rag",
    "issue_type",
    "technique",
    "area",
    "engagement",
    "when",
    "candidate",
    "source",
    "role",
    "place",
    "by",
    "on_or_after",
    "before",
    "subject",
    "verb",
    "all",
    "clear",
    "inline",
]
UNREADABLE = ["\0", "\ud800"]  # refused before a page is asked
IN_AN_ADDRESS = ["-" + HUGE, "9223372036854775808", "’" * 3000]
PAGES = sorted(name for name, row in ROWS.items() if row.method == "get" and row.ok == 200)


def served(world, name):
    """A client of somebody whom the address serves, the address, and what it answers."""
    row = ROWS[name]
    client = Client(raise_request_exception=False)
    client.cookies = world.clients[next((role for role in Role if role in row.may), VISITOR)].cookies.copy()
    return client, reverse(name, args=row.at(world) if row.at else []), row.ok


class Probe:
    """Sends requests whose every effect is undone, and remembers those that broke something."""

    def __init__(self, client, address, usual):
        self.client, self.address, self.usual, self.broken = client, address, usual, []

    def __call__(self, why, method="post", address="", **request):
        with transaction.atomic():
            answer = getattr(self.client, method)(address or self.address, **request)
            answer.getvalue()
            transaction.set_rollback(True)
        if answer.status_code >= 500 and answer.status_code != self.usual:
            what = getattr(answer, "exc_info", None) or ["", answer.status_code]
            self.broken.append(f"{method.upper()} with {why}: {what[1]!r}"[:300])
        return answer


def sendable(data):
    """As a browser would send it; half a letter goes as the bytes that a broken program would send for it."""
    return urlencode(data, doseq=True, errors="surrogatepass")


FORM = "application/x-www-form-urlencoded"


@pytest.mark.once
@pytest.mark.parametrize("name", PAGES)
def test_nonsense_in_the_address_breaks_no_page(world, name):
    """What is asked for gets each kind of nonsense in turn, on each page another."""
    probe = Probe(*served(world, name))

    for said in UNREADABLE:
        probe(f"{said!r}", "get", f"{probe.address}?{sendable(dict.fromkeys(ASKED, said))}")
    for start in (PAGES.index(name), PAGES.index(name) + 1):
        turned = IN_AN_ADDRESS[start % 3 :] + IN_AN_ADDRESS[: start % 3]
        asked = dict(zip(ASKED, cycle(turned), strict=False))
        probe(f"nonsense in the order of {start % 3}", "get", f"{probe.address}?{sendable(asked)}")

    assert probe.broken == []


@pytest.mark.parametrize("name", sorted(ROWS))
def test_nonsense_in_a_part_of_a_form_among_answers_that_make_sense_breaks_no_form(world, name):
    probe = Probe(*served(world, name))
    page = Controls(probe("nothing", "get").getvalue().decode(errors="ignore"))

    for nonsense in tries(page.offered):
        probe(f"{nonsense!r}"[:100], data=sendable(page.offered | nonsense), content_type=FORM)
    probe("the answers as they are offered", data=page.offered)
    probe("no field", data={})
    probe("every field twice", data={field: [value, value] for field, value in page.offered.items()})
    probe("zero bytes", data=sendable(dict.fromkeys(page.offered, "a\0b")), content_type=FORM)

    assert probe.broken == []


def tries(fields):
    """`{field: nonsense}` of a sixth of the fields; on SQLite, which differs in what numbers it holds, of all."""
    if connection.vendor == "postgresql":
        nonsense = list(zip(fields, cycle(NONSENSE), strict=False))
        return [dict(nonsense[start::PARTS]) for start in range(min(PARTS, len(nonsense)))]
    return [dict.fromkeys(fields, number) for number in TOO_LARGE]


@pytest.mark.once
@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_request_that_no_browser_would_send_breaks_no_address(world, name):
    probe = Probe(*served(world, name))

    probe("a broken multipart body", data=b"--x\r\nContent-Disp", content_type="multipart/form-data; boundary=x")
    probe("multipart without a boundary", data=b"x", content_type="multipart/form-data")
    probe("JSON", data=b'{"a": [1', content_type="application/json")
    probe("bytes of no alphabet", data=b"\xff\xfe=%zz&%ff=\xff", content_type=FORM)
    probe("a strange reader", "head", headers={"accept-language": "x" * 5000, "hx-request": "true", "accept": "\xff"})
    methods = {method: probe(method, method) for method in ("put", "patch", "delete", "options")}
    # Last, as it ends the session of who is signed in.
    probe(
        "a strange cookie", "get", headers={"hx-current-url": "http://[", "cookie": "sessionid=\xff\0; csrftoken=%%; ="}
    )

    assert probe.broken == []
    changed = [method for method in ("put", "patch", "delete") if methods[method].status_code not in {404, 405}]
    assert changed == [], "It does not know this method, and should say so (405)."


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row.at))
def test_what_does_not_exist_is_not_found(world, name):
    probe, found = Probe(*served(world, name)), ROWS[name].at(world)
    other = {}
    for i, argument in enumerate(found):
        for wrong in (0, 2**31, 2**63, int(HUGE)) if isinstance(argument, int) else ("no-such-thing", "x" * 500):
            try:
                other[reverse(name, args=[*found[:i], wrong, *found[i + 1 :]])] = wrong
            except NoReverseMatch:
                continue

    answers = {address: probe("it", ROWS[name].method, address).status_code for address in other}

    assert probe.broken == []
    assert {address[:80]: status for address, status in answers.items() if status not in {404, 403}} == {}
