"""A real browser for the journeys: Debian's Chromium, driven by Playwright, that reaches this machine only."""

import os
import shutil

import pytest

from tests import network

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
NARROW = {"width": 320, "height": 640}  # what WCAG calls reflow

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this process."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        missing = "There is no Chromium here. On Debian or Ubuntu: sudo apt-get install chromium"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser, live_server):
    """A function that lets a further visitor in: no cookies, desktop width, British, or as its keywords say.

    `new_context(viewport=PHONE, java_script_enabled=False)`. Each context's `complaints` fill themselves: requests to
    other machines, errors on the console (a refused inline style or script is one) and answers with a 500.
    """
    visitors = []

    def let_in(**wishes):
        british = {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": DESKTOP}
        visitor = browser.new_context(base_url=live_server.url, **(british | wishes))
        visitor.complaints = []
        visitor.on("request", lambda request: _complain_of_strangers(visitor, request))
        visitor.on("console", lambda message: _complain_of_errors(visitor, message))
        visitor.on("weberror", lambda error: visitor.complaints.append(f"script: {error.error}"))
        visitor.on("response", lambda response: _complain_of_failures(visitor, response))
        visitors.append(visitor)
        return visitor

    yield let_in
    for visitor in visitors:
        visitor.close()
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def context(new_context):
    """A fresh visitor to the running site."""
    return new_context()


@pytest.fixture
def page(context):
    """One tab at desktop width. `page.set_viewport_size(PHONE)` makes it a phone."""
    tab = context.new_page()
    tab.set_default_timeout(10_000)
    return tab


@pytest.fixture
def signs_in(context, client, live_server, settings):
    """A function that signs a person in, in this browser, without the form."""

    def sign_in(person):
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        context.add_cookies([cookie])

    return sign_in


@pytest.fixture
def tab_of(new_context, live_server, settings):
    """A function that opens a tab for a person who is signed in, or a visitor: `tab_of(officer, viewport=PHONE)`."""
    from django.test import Client

    def open_tab(person=None, **wishes):
        visitor = new_context(**wishes)
        if person:
            client = Client()  # of their own: who signs in after them signs nobody out
            client.force_login(person)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            visitor.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        tab = visitor.new_page()
        tab.set_default_timeout(10_000)
        return tab

    return open_tab


@pytest.fixture
def accessible():
    """A function that fails with what axe finds against WCAG 2.2 AA on the page as it is now."""
    from axe_playwright_python.base import AXE_SCRIPT

    # What passes is not asked for: to list every sound node of a page takes as long as to look for the others.
    options = {"runOnly": {"type": "tag", "values": WCAG_2_2_AA}, "resultTypes": ["violations"], "preload": False}

    def check(page):
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
        sentences = [
            f"{page.url}: {violation['help']} ({violation['id']}): {node['html'][:200]}"
            for violation in found
            for node in violation["nodes"]
        ]
        assert not sentences, "\n".join(sentences)

    return check


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def _complain_of_strangers(visitor, request):
    from urllib.parse import urlsplit

    parts = urlsplit(request.url)
    if parts.scheme in ("http", "https", "ws", "wss") and not network.is_here(parts.hostname):
        visitor.complaints.append(f"{request.frame.url} asked for {request.url}")


def _complain_of_errors(visitor, message):
    # A 4xx answer is logged as an error as well; the test itself asks for those that it expects.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        visitor.complaints.append(f"console: {message.text}")


def _complain_of_failures(visitor, response):
    if response.status >= 500:
        visitor.complaints.append(f"{response.request.method} {response.url} was answered with {response.status}")
