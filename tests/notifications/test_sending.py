"""A letter goes at most once; what certainly did not go is tried again; a kill at any line loses no notice."""

import contextlib
from datetime import timedelta

import pytest
from django.core import mail

from pact.notifications import post, sending
from pact.notifications.models import Notice, Sending
from pact.notifications.post import NotSent, Unsure
from tests import make

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


class Office:
    """A post office that does as it is told: each letter meets the next of `fates`, an exception or None."""

    def __init__(self, *fates, knows=None):
        self.fates = list(fates)
        self.knows = knows
        self.sent = []

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        pass

    def send(self, letter):
        fate = self.fates.pop(0) if self.fates else None
        if fate is not None:
            raise fate
        self.sent.append(letter.reference)

    def was_sent(self, reference):
        return self.knows


class Killed(BaseException):
    """What kill -9 looks like from inside: nothing after it runs."""


@pytest.fixture
def office(monkeypatch):
    """Put a post office in place of the real one: `office(NotSent("…", is_final=False))`."""

    def use(*fates, **fields):
        made = Office(*fates, **fields)
        monkeypatch.setattr(post, "office", lambda: made)
        return made

    return use


def at(moment):
    return lambda: moment


def states():
    return list(Notice.objects.order_by("pk").values_list("sending", flat=True))


def test_a_letter_is_sent_once_and_says_when(office):
    first = office()
    notice = make.notice()

    sending.send_waiting(clock=at(make.NOON))
    sending.send_waiting(clock=at(make.NOON + MINUTE))

    notice.refresh_from_db()
    assert first.sent == [f"pact-notice-{notice.pk}"]
    assert (notice.sending, notice.sent_at, notice.attempts) == (Sending.SENT, make.NOON, 1)


def test_a_letter_refused_for_now_is_tried_again_after_a_pause(office):
    office(NotSent("451", is_final=False))
    make.notice()
    sending.send_waiting(clock=at(make.NOON))

    again = office()
    sending.send_waiting(clock=at(make.NOON + MINUTE))
    assert again.sent == []
    sending.send_waiting(clock=at(make.NOON + 6 * MINUTE))

    assert len(again.sent) == 1
    assert states() == [Sending.SENT]


def test_nothing_is_sent_to_somebody_who_is_known_from_a_list_only(office):
    """Their address is a placeholder; the notice is in the app for when they come in."""
    first = office()
    notice = make.notice()
    type(notice.recipient).objects.filter(pk=notice.recipient_id).update(email="ann-ode@councillors.invalid")

    sending.send_waiting(clock=at(make.NOON))

    assert first.sent == []
    assert states() == [Sending.IN_APP]


def test_a_letter_refused_too_often_is_given_up(office):
    office(NotSent("451", is_final=False))
    make.notice(attempts=sending.ATTEMPTS - 1)

    sending.send_waiting(clock=at(make.NOON))

    assert states() == [Sending.FAILED]


def test_a_letter_refused_for_good_does_not_hold_up_the_next(office):
    used = office(NotSent("550", is_final=True))
    make.notice()
    second = make.notice()

    sending.send_waiting(clock=at(make.NOON))

    assert states() == [Sending.FAILED, Sending.SENT]
    assert used.sent == [f"pact-notice-{second.pk}"]


def test_a_closed_post_office_costs_no_attempt(monkeypatch):
    def closed():
        raise NotSent("away", is_final=False)

    monkeypatch.setattr(post, "office", closed)
    notice = make.notice()

    sending.send_waiting(clock=at(make.NOON))

    notice.refresh_from_db()
    assert (notice.sending, notice.attempts) == (Sending.WAITING, 0)


@pytest.mark.parametrize("fate", [Killed(), Unsure("line broke")])
@pytest.mark.parametrize(
    ("knows", "after", "sent_again"),
    [(None, Sending.UNSURE, 0), (True, Sending.SENT, 0), (False, Sending.SENT, 1)],
)
def test_a_letter_in_hand_when_the_worker_died_goes_again_only_if_it_certainly_did_not(
    office, fate, knows, after, sent_again
):
    office(fate)
    make.notice()
    with contextlib.suppress(Killed):
        sending.send_waiting(clock=at(make.NOON))
    assert states() == [Sending.SENDING]

    later = office(knows=knows)
    sending.settle_left_over(clock=at(make.NOON + MINUTE))
    assert states() == [Sending.SENDING]
    sending.settle_left_over(clock=at(make.NOON + 11 * MINUTE))
    sending.send_waiting(clock=at(make.NOON + 20 * MINUTE))

    assert states() == [after]
    assert len(later.sent) == sent_again


def test_the_rest_of_a_batch_waits_when_the_line_breaks(office):
    used = office(None, Unsure("line broke"))
    for _ in range(3):
        make.notice()

    sending.send_waiting(clock=at(make.NOON))

    assert len(used.sent) == 1
    assert states() == [Sending.SENT, Sending.SENDING, Sending.WAITING]


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_next(office, monkeypatch):
    write = sending.letters.of
    broken, whole = make.notice(), make.notice()
    monkeypatch.setattr(sending.letters, "of", lambda posted: 1 / 0 if posted.pk == broken.pk else write(posted))
    used = office()

    sending.send_waiting(clock=at(make.NOON))

    assert used.sent == [f"pact-notice-{whole.pk}"]
    assert states() == [Sending.FAILED, Sending.SENT]


def test_somebody_who_has_left_since_gets_no_letter(office):
    used = office()
    make.notice(to=make.person(is_active=False))

    sending.send_waiting(clock=at(make.NOON))

    assert used.sent == []
    assert states() == [Sending.IN_APP]


def test_four_workers_that_send_at_once_send_each_letter_once(at_once):
    for _ in range(12):
        make.notice()

    results = at_once(lambda: sending.send_waiting(clock=at(make.NOON)), times=4)

    assert results == [None] * 4
    assert len(mail.outbox) == 12
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 12


def test_a_letter_leads_to_the_notice_and_to_the_preferences(settings):
    settings.BASE_URL = "https://pact.council.example/"
    notice = make.notice(subject="Mary's bins")

    sending.send_waiting(clock=at(make.NOON))

    [letter] = mail.outbox
    html = letter.alternatives[0].content
    assert letter.subject == "Mary's bins"
    for part in (letter.body, html):
        assert f"https://pact.council.example/notices/{notice.pk}/" in part
        assert "https://pact.council.example/notices/preferences/" in part
    assert "<p>The bins are late.</p>" in html
    assert "<h1>Mary&#x27;s bins</h1>" in html
