"""Somebody is told once, however often and by however many at a time (contract 5, rule 41)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from pact.notifications import actions, clock
from pact.notifications.models import Digest, Notice, Preference, Sending
from tests import make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def tell(*people, about, at=make.NOON, **fields):
    return actions.send("tests.told", to=people, about=about, at=at, how="late", **fields)


def test_each_person_gets_a_notice_in_plain_words():
    ward, mary, joan = make.ward("O'Brien's Field"), make.person(), make.person()

    told = tell(mary, joan, about=ward, href="/wards/1/")

    assert [notice.recipient for notice in told] == [mary, joan]
    assert told[0].subject == "O'Brien's Field has news"
    assert told[0].text == "The bins of O'Brien's Field are late."
    assert told[0].html == "<p>The bins of O&#x27;Brien&#x27;s Field are late.</p>"
    assert told[0].href == "/wards/1/"


def test_telling_twice_on_a_day_tells_once_and_the_next_day_again():
    """Rule 41."""
    ward, mary, joan = make.ward(), make.person(), make.person()
    tell(mary, about=ward)

    assert [notice.recipient for notice in tell(mary, joan, joan, about=ward, at=make.NOON + DAY / 4)] == [joan]
    assert len(tell(mary, about=ward, at=make.NOON + DAY)) == 1
    assert len(tell(mary, about=make.ward())) == 1
    assert Notice.objects.count() == 4


def test_the_day_of_an_occasion_is_londons():
    ward, mary = make.ward(), make.person()
    just_before_midnight = make.NOON.replace(month=7, hour=23, minute=59)

    [first] = tell(mary, about=ward, at=just_before_midnight)

    assert first.occasion == "2026-07-11"


def test_what_is_told_once_is_never_told_again():
    ward, mary = make.ward(), make.person()
    tell(mary, about=ward, occasion=actions.ONCE)

    assert tell(mary, about=ward, at=make.NOON + 400 * DAY, occasion=actions.ONCE) == []


def test_somebody_who_has_left_is_not_told():
    assert tell(make.person(is_active=False), about=make.ward()) == []


def test_a_notice_takes_part_in_the_transaction_that_tells():
    mary, ward = make.person(), make.ward()

    with transaction.atomic():
        tell(mary, about=ward)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_two_workers_that_tell_at_once_tell_once(at_once):
    ward, mary = make.ward(), make.person()

    at_once(lambda: tell(mary, about=ward), times=4)

    assert Notice.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_letter_goes_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(make.person(), about=make.ward())
        assert mail.outbox == []

    assert [letter.subject for letter in mail.outbox] == ["Ashfield has news"]


@pytest.mark.parametrize(
    ("delivery", "sending"),
    [("at_once", Sending.WAITING), ("daily", Sending.DIGEST), ("in_app", Sending.IN_APP)],
)
def test_a_person_is_told_as_they_prefer(delivery, sending):
    mary = make.person()
    actions.prefer(mary, delivery=delivery, by=mary, at=make.NOON)

    [notice] = tell(mary, about=make.ward())

    assert notice.sending == sending


def test_what_waits_goes_the_new_way_when_a_person_changes_their_mind():
    mary = make.person()
    waiting = make.notice(to=mary)
    sent = make.notice(to=mary, sending=Sending.SENT)

    actions.prefer(mary, delivery=Preference.Delivery.IN_APP, by=mary, at=make.NOON)

    waiting.refresh_from_db()
    sent.refresh_from_db()
    assert (waiting.sending, sent.sending) == (Sending.IN_APP, Sending.SENT)


# The daily digest


def test_a_digest_gathers_what_was_not_read_into_one_letter_a_day(django_capture_on_commit_callbacks):
    mary = make.person()
    first, second = (make.notice(to=mary, sending=Sending.DIGEST) for _ in range(2))
    read = make.notice(to=mary, sending=Sending.DIGEST, read_at=make.NOON)

    with django_capture_on_commit_callbacks(execute=True):
        actions.make_digest(mary, on=make.TODAY, at=make.NOON)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.make_digest(mary, on=make.TODAY, at=make.NOON) is None

    [letter] = mail.outbox
    assert letter.subject == "PACT: 2 things to know on Wednesday 11 March 2026"
    assert first.subject.upper() in letter.body
    assert second.subject.upper() in letter.body
    assert read.subject.upper() not in letter.body
    assert set(Notice.objects.values_list("subject", "sending")) == {
        (first.subject, "sent"),
        (second.subject, "sent"),
        (read.subject, "in_app"),
    }


@pytest.mark.parametrize(("now", "count"), [("2026-03-11 08:00", 1), ("2026-03-14 08:00", 0), ("2026-04-03 08:00", 0)])
def test_digests_go_on_working_days(monkeypatch, now, count):
    """Saturday 14 March and Good Friday 3 April 2026 are none."""
    at = make.NOON.fromisoformat(now).replace(tzinfo=make.NOON.tzinfo)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    make.notice(sending=Sending.DIGEST)
    make.notice(sending=Sending.IN_APP)

    clock.make_digests()
    clock.make_digests()

    assert Digest.objects.count() == count
