"""Rule 68: what is forgotten, on which day, and what is said of it."""

from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from engagement import actions, rules
from engagement.models import Contact, EqualityAnswers, Finding, Interview
from pact.audit.models import Entry
from tests import make

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 3, 11), 12, date(2025, 3, 11)),
        (date(2025, 2, 28), 12, date(2024, 2, 29)),
        (date(2026, 2, 27), 24, date(2024, 2, 27)),
        (date(2026, 2, 28), 24, date(2024, 2, 29)),
    ],
)
def test_a_day_is_over_when_its_months_are(today, months, expected):
    assert rules.last_day_to_forget(today, months=months) == expected


def test_contact_details_go_on_the_day_they_are_due_and_the_answers_stay():
    late_in_london = datetime(2025, 3, 11, 23, 59, tzinfo=LONDON)
    due, later = make.contact(given_at=late_in_london), make.contact(given_at=late_in_london + timedelta(minutes=1))

    forgotten = actions.forget(by=None, at=make.NOON)

    assert list(Contact.objects.all()) == [later]
    assert forgotten == {due.pact_id: {"contacts": 1}}
    assert Interview.objects.count() == 2


def test_words_equality_answers_and_photos_go_after_two_years():
    long_ago = datetime(2024, 3, 11, 9, tzinfo=LONDON)
    interview = make.interview(recorded_at=long_ago, what_helped="The warden")
    EqualityAnswers.objects.create(interview=interview, sex="female")
    said = make.concern(interview=interview, words="Very loud", recorded_at=long_ago)
    recent = make.concern(words="Too dark", recorded_at=long_ago + timedelta(days=1))
    finding = make.finding(recorded_at=long_ago)
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG")
    finding.photo.save("photo.jpg", ContentFile(out.getvalue()))

    actions.forget(by=None, at=make.NOON)

    for row in (interview, said, recent, finding):
        row.refresh_from_db()
    assert (interview.what_helped, said.words, finding.photo.name) == ("", "", "")
    assert not EqualityAnswers.objects.exists()
    assert recent.words == "Too dark"
    assert said.effect == 2


def test_the_file_of_a_forgotten_photo_is_gone(django_capture_on_commit_callbacks):
    finding = make.finding(recorded_at=datetime(2024, 3, 11, 9, tzinfo=LONDON))
    finding.photo.save("photo.jpg", ContentFile(b"pixels"))
    name, storage = finding.photo.name, Finding._meta.get_field("photo").storage

    with django_capture_on_commit_callbacks(execute=True):
        actions.forget(by=None, at=make.NOON)

    assert not storage.exists(name)


def test_the_trail_gets_counts_and_twice_is_harmless():
    contact = make.contact(given_at=datetime(2025, 1, 1, tzinfo=LONDON))

    for _ in range(2):
        actions.forget(by=None, at=make.NOON)

    [entry] = Entry.objects.filter(verb="forgot what was due")
    assert (entry.subject_name, entry.detail, entry.actor_name) == (str(contact.pact), {"contacts": 1}, "PACT")
