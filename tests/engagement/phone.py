"""An officer's phone with the page "Out and about" on it, as the tests of it go through it."""

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.browser import NARROW, PHONE, overflow

FIELD = reverse("engagement:field")
ARRIVALS = reverse("engagement:field_arrivals")
PIN = "482913"


class Phone:
    """One browser with what it keeps, whoever holds it. `tab` is the page that is open."""

    def __init__(self, visitor, address):
        self.visitor, self.address = visitor, address
        self.open_tab()

    def open_tab(self):
        self.tab = self.visitor.new_page()
        self.tab.set_default_timeout(10_000)

    # Who is signed in

    def sign_in(self, person):
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}
        self.visitor.add_cookies([cookie])

    def let_log_in_expire(self):
        self.visitor.clear_cookies()

    def sign_out(self):
        """On another page of the site, in another tab."""
        other = self.visitor.new_page()
        other.goto(reverse("accounts:me"))
        other.get_by_role("button", name="Sign out").click()
        other.wait_for_url(f"{self.address}/")
        other.close()

    # The page

    def open(self, hash=""):
        self.tab.goto(f"{FIELD}{hash}")

    def start(self):
        """Open it after signing in, on wi-fi: choose a PIN, and wait until all is taken along."""
        self.open()
        self.tab.get_by_label("Your PIN").fill(PIN)
        self.tab.get_by_label("The PIN again").fill(PIN)
        self.press("Use this PIN")
        self.tab.get_by_role("heading", name="Record", exact=True).wait_for()
        self.tab.locator(".field-cards .card").first.wait_for()
        self.tab.evaluate("navigator.serviceWorker.ready.then(() => null)")

    def restart(self):
        """The battery is flat, and charged again."""
        self.tab.close()
        self.open_tab()
        self.open()

    def unlock(self, pin=PIN):
        self.tab.get_by_label("Your PIN").fill(pin)
        self.press("Unlock")

    def press(self, name):
        self.tab.get_by_role("button", name=name, exact=True).click()

    def home(self):
        self.tab.evaluate("location.hash = '#/'")
        self.tab.get_by_role("heading", name="Out and about").wait_for()

    @property
    def standing(self):
        return self.tab.locator("#field-standing")

    def says(self, words):
        self.tab.get_by_text(words).first.wait_for()

    def fits(self, accessible):
        """What is on the screen fits a narrow phone, and axe finds nothing on it."""
        self.tab.set_viewport_size(NARROW)
        assert overflow(self.tab) == 0
        accessible(self.tab)
        self.tab.set_viewport_size(PHONE)

    def copy(self):
        """The file that the phone gives out when it cannot send."""
        self.tab.get_by_text("If this phone cannot send").click()
        with self.tab.expect_download() as download:
            self.press("Save a copy")
        return Path(download.value.path()).read_bytes()

    # Recording

    def interview(self, engagement, *, words, place="Alma Street", issue_type, button="Save the interview"):
        self.tab.evaluate(f"location.hash = '#/new/interview/{engagement.pk}'")
        self.fill_interview(words=words, place=place, issue_type=issue_type)
        self.press(button)

    def fill_interview(self, *, words, place, issue_type):
        self.tab.locator("[name=safe_to_talk][value=yes]").check()
        self.tab.get_by_label("They have heard or read this").check()
        self.tab.locator("[name=problem1_words]").fill(words)
        self.tab.locator("[name=problem1_issue_type]").select_option(str(issue_type.pk))
        self.tab.locator("[name=problem1_place]").fill(place)
        self.tab.locator('[name=problem1_effect_feel][value="2"]').check()

    def walkabout(self, engagement):
        self.tab.evaluate(f"location.hash = '#/new/walkabout/{engagement.pk}'")
        self.tab.get_by_label("Surveyors’ initials").fill("AB")
        self.tab.get_by_label("Land use").select_option("medium")
        self.press("Start walking")
        self.tab.get_by_role("heading", name="Walkabout").wait_for()

    def stretch(self, street, *, litter="B"):
        self.press("Grade a stretch")
        self.tab.get_by_label("Street").fill(street)
        self.tab.get_by_label("From", exact=True).fill("Lamp post 4")
        self.tab.get_by_label("To", exact=True).fill("The chapel")
        self.tab.locator(f'[name=litter][value="{litter}"]').check()
        self.press("Save and finish")
        self.tab.get_by_role("heading", name="Walkabout").wait_for()

    def finding(self, *, on="", place="", photo=None, item="fly_tipping"):
        self.press("Record something found")
        self.tab.locator("[name=item]").select_option(item)
        self.tab.locator("[name=severity][value=serious]").check()
        if on:
            self.tab.get_by_label("On which stretch?").select_option(label=on)
        else:
            self.tab.locator("[name=place]").fill(place)
        if photo:
            self.tab.locator("input[type=file]").set_input_files(photo)
            self.tab.get_by_role("img", name="The photo that is kept").wait_for()
        self.press("Save and finish")
        self.tab.get_by_role("heading", name="Walkabout").wait_for()

    def calls(self, round, *, street, door, outcome):
        self.tab.evaluate(f"location.hash = '#/round/{round.pk}'")
        self.tab.get_by_role("link", name=street).click()
        self.press(f"{outcome} at {door}")

    # What lies on it

    def kept(self):
        """All that the browser keeps, as one text: whoever takes the phone apart sees no more."""
        return self.tab.evaluate(
            """async () => {
                const open = indexedDB.open("pact-field");
                const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
                const all = {};
                for (const name of database.objectStoreNames) {
                    const rows = database.transaction(name).objectStore(name).getAll();
                    all[name] = await new Promise((done) => { rows.onsuccess = () => done(rows.result); });
                }
                const caught = [];
                for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    for (const request of await cache.keys()) {
                        caught.push(await (await cache.match(request)).text());
                    }
                }
                const words = (key, value) => value instanceof Uint8Array ? String.fromCharCode(...value) : value;
                return JSON.stringify([all, caught, { ...localStorage }, { ...sessionStorage }], words);
            }"""
        )


def picture(width=3000, height=200):
    """A photo as a phone takes it, with the place in it."""
    out = BytesIO()
    image = Image.new("RGB", (width, height), "red")
    exif = image.getexif()
    exif[0x010E] = "Taken at 53.5451, -2.6325"
    image.save(out, "JPEG", exif=exif)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def phone(new_context, live_server, **wishes):
    visitor = new_context(viewport=PHONE, **wishes)
    return Phone(visitor, live_server.url)
