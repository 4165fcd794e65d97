"""The board in a real browser."""

import pytest


@pytest.fixture
def world(live_server):
    from tests.permissions.world import build

    return build()


def test_the_board_is_walked_with_the_keyboard(world, tab_of):
    """From the top: skip to the content, then on to the first ward's first stage."""
    tab = tab_of(world.coordinator)
    tab.goto("/board/")

    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.innerText") == "Skip to main content"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")

    assert tab.evaluate("document.activeElement.closest('main') !== null")
    for _ in range(20):
        if "/cycles/" in (tab.evaluate("document.activeElement.href") or ""):
            break
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/cycles/*/")
