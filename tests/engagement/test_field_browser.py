"""Without a signal, in a real browser: nothing is lost, nothing is there twice, and nobody else sees it."""

from datetime import timedelta
from itertools import count

import pytest
from django.http import JsonResponse, StreamingHttpResponse
from django.utils import timezone

from engagement import actions
from engagement.models import Door, Finding, Interview, Transect, Walkabout
from engagement.views import arrivals, field_pages
from pact.accounts.permissions import Role
from tests import make
from tests.engagement.phone import ARRIVALS, PIN, phone, picture

PLANTED = "Wilhelmina Quartermaine", "12 Mill Road"


@pytest.fixture
def cycle(live_server):
    today = timezone.localdate()
    cycle = make.cycle(starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=60))
    make.open_stage(cycle, "engagement", at=timezone.now())
    return cycle


@pytest.fixture
def doorsteps(cycle):
    return _now(cycle, "interview")


@pytest.fixture
def walks(cycle):
    return _now(cycle, "walkabout")


def _now(cycle, form):
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=7), "ends_on": today + timedelta(days=21)}
    return make.engagement(cycle=cycle, form=form, title=f"{form.capitalize()}s of the week", **days)


@pytest.fixture
def officer(cycle):
    return make.person(Role.OFFICER, cycle.ward, name="Kay Officer")


@pytest.fixture
def round(doorsteps, officer):
    return make.street_round(engagement=doorsteps, officers=[officer], doors="Alma Street: 1-2")


@pytest.fixture
def dogs(live_server):
    return make.known_type("DOG")


@pytest.fixture
def device(new_context, live_server, doorsteps, walks, officer, dogs):
    """The officer's phone, with everything taken along."""
    make.known_type("TIP")
    held = phone(new_context, live_server)
    held.sign_in(officer)
    held.start()
    return held


def test_a_day_without_a_signal_arrives_once(round, device, doorsteps, walks, dogs, accessible):
    device.visitor.set_offline(True)
    device.restart()
    device.unlock()
    for words in ("Dogs on the green", "Noise at night", "Bins"):
        device.interview(doorsteps, words=words, issue_type=dogs)
        device.says("Interview, Interviews of the week")
    device.walkabout(walks)
    device.stretch("Mill Road")
    device.finding(on="Mill Road, Lamp post 4 to The chapel", photo=picture())
    device.finding(place="Behind the chapel")
    device.fits(accessible)
    device.calls(round, street="Alma Street", door="1", outcome="Not in")
    device.says("not in once")
    device.fits(accessible)
    device.restart()
    device.unlock()
    device.says("No signal: 8 waiting.")
    device.fits(accessible)
    assert not Interview.objects.exists()

    device.visitor.set_offline(False)
    device.says("Nothing is waiting.")
    device.restart()
    device.says("Nothing is waiting.")

    words = Interview.objects.values_list("concerns__words", flat=True)
    assert sorted(words) == ["Bins", "Dogs on the green", "Noise at night"]
    assert Walkabout.objects.get().transects.get().street == "Mill Road"
    assert set(Door.objects.values_list("label", "state")) == {("1", "not_in"), ("2", "new")}
    found = Finding.objects.order_by("pk")
    assert [(each.transect_id is not None, bool(each.photo)) for each in found] == [(True, True), (False, False)]


def test_a_call_that_was_refused_is_put_right_and_sent_again(round, device, doorsteps, officer, accessible):
    device.visitor.set_offline(True)
    device.tab.evaluate(f"location.hash = '#/street/{round.pk}/{round.streets.get().pk}'")
    device.tab.get_by_label("Note on the door").first.fill("Ask for Dave")
    device.press("Not in at 1")
    device.says("A note is about the door")  # without a signal already
    device.tab.get_by_label("Note on the door").first.fill("Bell is broken")
    device.tab.get_by_role("button", name="Not in at 1", exact=True).dblclick()
    device.says("1: not in")
    device.press("Undo what you said of 1")
    device.tab.get_by_text("1: not in").wait_for(state="detached")
    device.tab.get_by_label("Note on the door").first.fill("Bell is broken")
    device.press("Not in at 1")
    device.says("not in once")
    actions.end_round(round, by=None, at=timezone.now())
    again = make.street_round(engagement=doorsteps, officers=[officer], doors="Alma Street: 1-2")

    device.home()
    device.visitor.set_offline(False)
    device.says("1 refused")
    device.says("This round is over.")
    device.tab.get_by_role("link", name="Call in Alma Street").click()
    device.tab.get_by_role("heading", name="Call at a door").wait_for()
    device.fits(accessible)
    device.press("Send again")
    device.says("Nothing is waiting.")

    stands = Door.objects.filter(street__round=again).values_list("label", "state", "not_in", "note")
    assert set(stands) == {("1", "not_in", 1, "Bell is broken"), ("2", "new", 0, "")}


class Faults:
    """What happens to each form in turn when it is sent: once each of these, and then it goes through."""

    KINDS = ("before", "after", "cut")

    def __init__(self):
        self.left, self.asked = {}, 0

    def are_over(self, *, forms):
        return len(self.left) == forms and not any(self.left.values())

    def next(self, uuid):
        self.asked += 1
        left = self.left.setdefault(str(uuid), list(self.KINDS))
        return left.pop(0) if left else ""


@pytest.fixture
def faults(monkeypatch):
    """The server falls over before it keeps a form, after it kept it, and while it says that it has."""
    faults, now, real = Faults(), {}, arrivals.take

    def take(kind, on, *args, uuid, **fields):
        now["fault"] = faults.next(uuid)
        if now["fault"] == "before":
            raise RuntimeError("killed before")
        return real(kind, on, *args, uuid=uuid, **fields)

    def broken_off():
        yield b'{"state": '
        raise RuntimeError("killed while answering")

    def answer(state, status, **more):
        if now["fault"] == "after":
            raise RuntimeError("killed after")
        if now["fault"] == "cut":
            return StreamingHttpResponse(broken_off(), content_type="application/json")
        return JsonResponse({"state": state} | more, status=status)

    monkeypatch.setattr(arrivals, "take", take)
    monkeypatch.setattr(field_pages, "_answer", answer)
    return faults


def test_whatever_is_killed_at_every_step_each_arrives_once(device, doorsteps, walks, dogs, faults):
    device.visitor.set_offline(True)
    device.interview(doorsteps, words="Dogs", issue_type=dogs)
    device.says("Interview, Interviews of the week")
    device.walkabout(walks)
    device.stretch("Mill Road")
    device.finding(on="Mill Road, Lamp post 4 to The chapel", photo=picture())
    device.home()

    device.visitor.set_offline(False)
    for turn in count():
        before = faults.asked
        if faults.are_over(forms=4):
            break
        if turn % 4 == 3:
            device.restart()  # the page is killed as well, whatever it is at
        else:
            device.press("Send now")
        while faults.asked == before:
            device.tab.wait_for_timeout(50)
    device.restart()
    device.says("Nothing is waiting.")

    assert Interview.objects.count() == Walkabout.objects.count() == Transect.objects.count() == 1
    assert Finding.objects.get().photo
    device.visitor.complaints[:] = [each for each in device.visitor.complaints if ARRIVALS not in each]


def test_a_shared_phone_keeps_what_waits_for_its_owner_and_shows_it_to_nobody_else(device, doorsteps, dogs, officer):
    device.visitor.set_offline(True)
    device.interview(doorsteps, words=", ".join(PLANTED), place=PLANTED[1], issue_type=dogs)
    device.says("leave the house number out")  # the phone says so itself
    device.tab.get_by_label("Where?").first.fill("Mill Road")
    device.tab.get_by_label("Their reply code").fill("maple-otter-4821")  # which only the server can tell to be none
    device.press("Save the interview")
    device.says("No signal: 1 waiting.")
    device.let_log_in_expire()
    device.visitor.set_offline(False)
    device.says("You are signed out: 1 waiting.")
    copy = device.copy()

    device.sign_in(make.person(Role.OFFICER, doorsteps.cycle.ward))
    device.open()
    device.says("Choose a PIN")
    seen = device.kept() + device.tab.content()
    device.sign_in(officer)
    device.start()
    device.says("1 refused")
    device.says("No interview here has this reply code")
    assert not Interview.objects.exists()

    device.tab.get_by_role("link", name="Interview, Interviews of the week").click()
    device.tab.get_by_label("Their reply code").fill("")
    device.press("Save the interview")
    device.says("Nothing is waiting.")

    device.sign_out()
    device.says("Sign in to take interviews and walkabouts with you")

    assert '"pin":{' not in device.kept()
    assert not [words for words in (*PLANTED, officer.name, doorsteps.title, PIN) if words in seen]
    assert not [words for words in PLANTED if words.encode() in copy]
    assert Interview.objects.get().recorded_by == officer
