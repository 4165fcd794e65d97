"""What is forgotten when its time has come (rule 68)."""

from collections import Counter

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from engagement import rules
from engagement.models import (
    BlurredPhoto,
    Concern,
    Contact,
    Door,
    EqualityAnswers,
    Finding,
    Interview,
    Member,
    MemberContact,
    Reinspection,
    Report,
    Turn,
)
from pact.audit import trail
from pact.cycles.models import Pact


@transaction.atomic
def forget(*, by, at):
    """Forget, on the day it is due: contact details after 12 months, words, equality answers and photos after 24,
    notes on doors when they end.

    Answers `{pact.pk: {"contacts": 2, …}}`; the trail gets the same, counts and nothing else. Twice is harmless.
    """
    today = timezone.localdate(at)
    contacts_to = rules.last_day_to_forget(today, months=rules.CONTACT_MONTHS)
    answers_to = rules.last_day_to_forget(today, months=rules.ANSWER_MONTHS)
    contacts = Contact.objects.filter(given_at__date__lte=contacts_to)
    words = Concern.objects.exclude(words="", what_happened="").filter(recorded_at__date__lte=answers_to)
    sent_in = Report.objects.exclude(words="").filter(sent_at__date__lte=answers_to)
    helped = Interview.objects.exclude(what_helped="").filter(recorded_at__date__lte=answers_to)
    equality = EqualityAnswers.objects.filter(interview__recorded_at__date__lte=answers_to)
    photos = Finding.objects.exclude(photo="").filter(recorded_at__date__lte=answers_to)
    later_photos = Reinspection.objects.exclude(photo="").filter(recorded_at__date__lte=answers_to)
    copies = BlurredPhoto.objects.filter(
        Q(look=None, finding__recorded_at__date__lte=answers_to) | Q(look__recorded_at__date__lte=answers_to)
    )

    members = _members_to_forget(today)
    notes = Door.objects.exclude(note="").filter(note_ends_on__lte=today)

    counts = {}
    for what, rows, pact in (
        ("contacts", contacts, "pact"),
        ("words", words, "cycle__pact"),
        ("what_helped", helped, "engagement__cycle__pact"),
        ("equality", equality, "interview__engagement__cycle__pact"),
        ("reports", sent_in, "pact"),
        ("photos", photos, "walkabout__engagement__cycle__pact"),
        ("later_photos", later_photos, "finding__walkabout__engagement__cycle__pact"),
        ("members", members, "member__pact"),
        ("notes_on_doors", notes, "street__round__engagement__cycle__pact"),
    ):
        for pk, number in rows.order_by().values_list(pact).annotate(n=Count("pk")):
            counts.setdefault(pk, Counter())[what] = number
    files = [kept.photo for kept in (*photos, *later_photos)] + [copy.image for copy in copies]
    contacts.delete()
    Member.objects.filter(pk__in=list(members.values_list("member", flat=True))).update(left_on=today)
    members.delete()
    equality.delete()
    words.update(words="", what_happened="")
    sent_in.update(words="")
    helped.update(what_helped="")
    copies.delete()
    photos.update(photo="")
    later_photos.update(photo="")
    notes.update(note="", note_ends_on=None)
    for pact in Pact.objects.filter(pk__in=counts).order_by("pk"):
        trail.record("forgot what was due", on=pact, by=by, at=at, **counts[pact.pk])
    transaction.on_commit(lambda: _remove(files))
    return {pk: dict(counted) for pk, counted in counts.items()}


def _members_to_forget(today):
    """The details of members of the network with whom nobody was in touch for a year. They have left, then."""
    since = rules.last_day_to_forget(today, months=rules.KEPT_MONTHS)
    recent = Turn.objects.filter(Q(invited_on__gt=since) | Q(has_answered=True, quarter__gt=since))
    return MemberContact.objects.filter(agreed_on__lte=since).exclude(member__in=recent.values("member"))


def _remove(files):
    for file in files:
        file.storage.delete(file.name)
