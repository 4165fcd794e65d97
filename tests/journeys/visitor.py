"""Somebody at a browser: they read, follow, fill in and press, and know only what the pages say."""

import re
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, overflow

PATIENCE = 60_000  # milliseconds: a journey fails because something is wrong, not because the machine is busy
expect.set_options(timeout=PATIENCE)


class Visitor:
    """One person in one browser. What they do is told in the present: `presses("Save the draft")`.

    Every page that they come to must be fit for everybody; see `Inspection`.
    """

    size = DESKTOP
    has_script = True

    def __init__(self, context, inspection):
        self.page = context.new_page()
        self.page.set_viewport_size(self.size)
        self.page.set_default_timeout(PATIENCE)
        self.inspection = inspection

    # Getting about

    def opens(self, path):
        answer = self.page.goto(path)
        assert answer.ok, f"{path} was answered with {answer.status}"
        self._arrives()

    def turns_to(self, entry):
        """Choose from the menu, which a phone keeps behind a button."""
        menu = self.page.get_by_role("navigation", name="Menu", exact=True)
        toggle = menu.get_by_role("button", name="Menu")
        if toggle.is_visible() and toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        self._goes_by(menu.get_by_role("link", name=entry, exact=True))

    def follows(self, link):
        """Follow the first link of this text on the page itself, leaving aside what maps and charts link to."""
        outside_pictures = self.page.locator(".govuk-width-container a:not(svg a)")
        self._goes_by(self.page.get_by_role("link", name=_spoken(link)).and_(outside_pictures).first)

    def follows_back(self):
        """Follow the link above the heading, to where this page is part of."""
        self._goes_by(self.page.locator(".govuk-back-link"))

    def presses(self, button):
        """Press a button, or a link that looks like one, and come to the page it leads to."""
        self._goes_by(self._button(button))
        assert not self.is_refused, f"“{button}” was refused: {self.refusal.inner_text()}"

    def is_refused_when_pressing(self, button, *sentences):
        """The form comes back, says why above everything else, and (by script) takes the focus there."""
        self._goes_by(self._button(button))
        assert self.is_refused
        if self.has_script:
            expect(self.refusal).to_be_focused()
        for sentence in sentences:
            expect(self.refusal).to_contain_text(sentence)

    def downloads(self, link, into):
        """Follow a link or press a button that fetches a file; give its path in the folder `into`."""
        with self.page.expect_download() as fetched:
            self.page.get_by_role("link", name=_spoken(link)).or_(self._button(link)).first.click()
        path = into / fetched.value.suggested_filename
        fetched.value.save_as(path)
        return path

    # Reading

    def reads(self, *sentences):
        for sentence in sentences:
            expect(self.page.locator("main")).to_contain_text(sentence)

    def reads_in_order(self, *sentences):
        self.reads(*sentences)
        left = " ".join(self.page.locator("main").text_content().split())
        for sentence in sentences:
            before, found, left = left.partition(sentence)
            assert found, f"“{sentence}” does not come after the others of {sentences}"

    def does_not_offer(self, *buttons):
        for button in buttons:
            expect(self._button(button)).to_have_count(0)

    def has_ticked(self, label):
        expect(self.page.get_by_role("checkbox", name=label, exact=True)).to_be_checked()

    def is_told(self, sentence):
        """What the last thing done has made true."""
        expect(self.page.locator(".govuk-notification-banner").first).to_contain_text(sentence)

    def still_has(self, label, words):
        """A form that came back holds what was typed."""
        expect(self._field(label)).to_have_value(words)

    def sees_a_picture(self):
        picture = self.page.locator("main img").first
        picture.scroll_into_view_if_needed()
        expect(picture).not_to_have_js_property("naturalWidth", 0)

    @property
    def refusal(self):
        return self.page.locator(".govuk-error-summary")

    @property
    def is_refused(self):
        return self.page.title().startswith("Error:")

    # Filling in

    def writes(self, label, words):
        self._field(label).fill(str(words))

    def selects(self, label, option):
        self._field(label).select_option(label=option)

    def attaches(self, label, *files):
        self._field(label).set_input_files(files)

    def ticks(self, *labels):
        for label in labels:
            self.page.get_by_role("checkbox", name=label, exact=True).check()

    def chooses(self, question, answer):
        """One of several radios below a question."""
        self._question(question).get_by_role("radio", name=answer, exact=True).check()

    def dates(self, question, day):
        boxes = self._question(question)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(label, exact=True).fill(str(number))

    def unfolds(self, summary):
        self.page.locator("summary").filter(has_text=summary).click()

    # How it is found

    def _button(self, name):
        return self.page.get_by_role("button", name=_spoken(name)).first

    def _field(self, label):
        return self.page.get_by_label(_named(label)).first

    def _question(self, question):
        return self.page.get_by_role("group", name=_named(question)).first

    def _goes_by(self, control):
        with self.page.expect_navigation() as navigation:
            control.click()
        answer = navigation.value
        assert answer is None or answer.ok, f"{answer.url} was answered with {answer.status}"
        self._arrives()

    def _arrives(self):
        if self.inspection:
            self.inspection.of(self)


class Inspection:
    """Looks once at each kind of page on which a form was refused, at desktop and at phone width.

    Nothing may run over the edge there, and axe may find nothing. `findings` fill themselves, so that one journey
    tells of everything at its end. Pages that nobody was refused on are looked at by tests/home/test_every_page.py.
    """

    def __init__(self, accessible):
        self.accessible = accessible
        self.seen = set()
        self.findings = []

    def of(self, visitor):
        kind = page_name(visitor.page.url)
        if kind in self.seen or not visitor.is_refused:
            return
        self.seen.add(kind)
        for size in (DESKTOP, PHONE):
            visitor.page.set_viewport_size(size)
            self._look(visitor.page, size["width"])
        visitor.page.set_viewport_size(visitor.size)

    def _look(self, page, width):
        if (pixels := overflow(page)) > 0:
            self.findings.append(f"{page.url} is {pixels} pixels too wide for {width}")
        try:
            self.accessible(page)
        except AssertionError as found:
            self.findings.append(f"at {width} pixels: {found}")


def page_name(url):
    """The name of the page at this address, such as "profiles:ward", which all wards have in common."""
    return resolve(urlsplit(url).path).view_name


def _spoken(name):
    """A name in full. What only a screen reader hears ("Open this stage: Scrutiny") may stand a space apart."""
    return name if isinstance(name, re.Pattern) else re.compile(f"^{_literally(name)}$".replace(":", r"\s*:"))


def _named(label):
    """A label or question as it stands, or with "(optional)" behind it."""
    return re.compile(rf"^\s*{_literally(label)}(\s*\(optional\))?\s*$")


def _literally(text):
    """For a pattern that is handed to the browser, where a slash would end it."""
    return re.escape(text).replace("/", r"\/")
