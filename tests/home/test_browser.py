"""Every page of the register, the profiles, scrutiny, feedback and home in a real browser, at both widths."""

import pytest
from django.urls import reverse

from tests.browser import DESKTOP, PHONE, overflow
from tests.permissions import cycles, feedback, home, profiles, scrutiny
from tests.permissions.rows import VISITOR

ROOMS = {"cycles": cycles, "profiles": profiles, "scrutiny": scrutiny, "feedback": feedback, "home": home}
FILES = {"profiles:dataset_rows"}  # sent, not shown


@pytest.fixture
def world(live_server):
    from tests.permissions.world import build

    return build()


def pages_by_reader(room, world):
    """`{who: [address]}`: each page of the room under one of those who may open it, as few people as it takes."""
    found = {}
    for name, row in room.TABLE.items():
        if row.method == "post" or name in FILES:
            continue
        who = VISITOR if row.visitor == 200 else next((known for known in found if known in row.may), min(row.may))
        found.setdefault(who, []).append(reverse(name, args=row.at(world) if row.at else []))
    return found


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
def test_every_page_fits_and_axe_finds_nothing_on_it(world, tab_of, accessible, room):
    wide = []
    for who, addresses in pages_by_reader(room, world).items():
        tab = tab_of(world.people.get(who))
        for address in addresses:
            answer = tab.goto(address)
            assert answer.status == 200, f"{who}: {address} answered {answer.status}"
            for size in (DESKTOP, PHONE):
                tab.set_viewport_size(size)
                if overflow(tab):
                    wide.append(f"{address} is {overflow(tab)} px too wide at {size['width']}")
                accessible(tab)

    assert wide == []


def test_the_board_is_walked_with_the_keyboard(world, tab_of):
    """From the top: skip to the content, then on to the first ward's first stage."""
    tab = tab_of(world.coordinator)
    tab.goto("/board/")

    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.innerText") == "Skip to main content"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")

    assert tab.evaluate("document.activeElement.closest('main') !== null")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/cycles/*/")
