"""Every page of the site in a real browser, under somebody who may open it, on a desk and on a phone."""

import re

import pytest
from django.urls import reverse

from tests.browser import DESKTOP, NARROW, PHONE, overflow
from tests.permissions.rows import VISITOR
from tests.permissions.test_table import ROWS

FILES = {  # sent, not shown
    "documents:file",
    "engagement:field_forms",
    "engagement:field_pack",
    "engagement:field_session",
    "engagement:field_worker",
    "engagement:consultation_feed",
    "engagement:area_findings_csv",
    "engagement:area_findings_json",
    "engagement:findings_csv",
    "engagement:findings_json",
    "engagement:public_photo",
    "meetings:calendar_feed",
    "meetings:meeting_calendar",
    "profiles:dataset_rows",
    "profiles:submitted_file",
    "profiles:upload_rows",
}
# allauth's own pages, as we dress them.
FOR_VISITORS = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
FOR_ONESELF = ["account_change_password", "account_email", "account_logout", "mfa_activate_totp", "mfa_index"]
PARTS = 3  # tests of about the same length, for the workers to share


@pytest.fixture
def world(live_server):
    from tests.permissions.world import build

    return build()


def pages_by_reader(world, names):
    """`{who: [address]}`: each page under one of those who may open it, as few people as it takes."""
    found = {}
    for name in names:
        row = ROWS[name]
        who = VISITOR if row.visitor == 200 else next((known for known in found if known in row.may), min(row.may))
        found.setdefault(who, []).append(reverse(name, args=row.at(world) if row.at else []))
    return found


PAGES = sorted(name for name, row in ROWS.items() if row.method == "get" and row.ok == 200 and name not in FILES)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_says_what_it_is_and_axe_finds_nothing_on_it(world, tab_of, accessible, part):
    """What it writes to the console, or asks of another machine, fails the test as well (`new_context`)."""
    readers = pages_by_reader(world, PAGES[part::PARTS])
    if part == 0:
        readers.setdefault(VISITOR, []).extend(map(reverse, FOR_VISITORS))
        readers.setdefault("officer", []).extend(map(reverse, FOR_ONESELF))

    wrong = [
        sentence
        for who, addresses in readers.items()
        for tab in [tab_of(world.people.get(who))]
        for address in addresses
        for sentence in faults(tab, address, accessible)
    ]

    assert not wrong, "\n".join(wrong)


def faults(tab, address, accessible):
    """What is wrong with the page at this address, as sentences."""
    answer = tab.goto(address)
    if answer.status != 200:
        yield f"{address} answered {answer.status}"
    if not re.fullmatch(r"\S.* – PACT", tab.title()):
        yield f"{address} is called “{tab.title()}”"
    if tab.locator("main").count() != 1:
        yield f"{address} has not one main part"
    headings = tab.locator("h1").all_inner_texts()
    if len(headings) != 1 or not headings[0].strip():
        yield f"{address} has the headings {headings}"
    for size in (NARROW, PHONE, DESKTOP):
        tab.set_viewport_size(size)
        if pixels := overflow(tab):
            yield f"{address} is {pixels} pixels too wide at {size['width']}"
        if size == NARROW:
            continue  # axe finds there what it finds on a phone
        try:
            accessible(tab)
        except AssertionError as found:
            yield f"at {size['width']}: {found}"
