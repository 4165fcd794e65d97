"""The one way to tell somebody something, and what people do with what they are told."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from pact.notifications import letters, tasks
from pact.notifications.models import Digest, Notice, Preference, Reply, Sending

ONCE = "once"
AT_FIRST = {
    Preference.Delivery.AT_ONCE: Sending.WAITING,
    Preference.Delivery.DAILY: Sending.DIGEST,
    Preference.Delivery.IN_APP: Sending.IN_APP,
}


@transaction.atomic
def send(name, *, to, about, at, occasion="", href="", **context):
    """Tell each person in `to` once, and answer the notices that this call made.

    `name` is "app.message", with templates `app/emails/message.{subject.txt,txt,html}` that get `about` and `context`.
    `occasion` says what makes this telling distinct from an earlier one about the same thing: by default the day of
    `at`, and "once" for never again. Sent in the background after the commit, as each person prefers.
    """
    people = {person.pk: person for person in to if person.is_active}
    app, message = name.rsplit(".", 1)
    template, facts = f"{app}/emails/{message}", {"about": about, **context}
    key = {
        "name": name,
        "about_label": about._meta.label_lower,
        "about_pk": str(about.pk),
        "occasion": occasion or f"{timezone.localdate(at):%Y-%m-%d}",
    }
    told = Notice.objects.filter(**key, recipient__in=people)
    told_before = set(told.values_list("recipient", flat=True))
    untold = [pk for pk in people if pk not in told_before]
    if not untold:
        return []

    words = {
        "subject": " ".join(letters.plain(f"{template}.subject.txt", facts).split())[:200],
        "text": letters.plain(f"{template}.txt", facts),
        "html": render_to_string(f"{template}.html", facts).strip(),
        "href": href,
    }
    delivery = dict(Preference.objects.filter(person__in=untold).values_list("person", "delivery"))
    Notice.objects.bulk_create(
        [
            Notice(**key, **words, recipient=people[pk], made_at=at, sending=AT_FIRST[delivery.get(pk, "at_once")])
            for pk in untold
        ],
        ignore_conflicts=True,  # somebody may be telling them the same this very moment
    )
    tasks.send_soon()
    return list(told.filter(recipient__in=untold).select_related("recipient").order_by("pk"))


@transaction.atomic
def write_to(addressee, *, name, occasion, subject, text, at):
    """Write once to somebody without an account, whose room keeps the address (`letters.keep_address`).

    Answers the Reply, or None where they were written to before.
    """
    key = {"name": name, "addressee_label": addressee._meta.label_lower, "addressee_pk": str(addressee.pk)}
    words = {"subject": " ".join(subject.split())[:200], "text": text, "made_at": at}
    reply, is_new = Reply.objects.get_or_create(**key, occasion=occasion, defaults=words)
    if not is_new:
        return None
    tasks.send_soon()
    return reply


def read(notice, *, at):
    """Note that its recipient opened it; the first time counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def read_all(person, *, at):
    return Notice.objects.visible_to(person).unread().update(read_at=at)


@transaction.atomic
def prefer(person, *, delivery, by, at):
    """Set how a person is told from now on; what still waits goes the new way."""
    Preference.objects.update_or_create(person=person, defaults={"delivery": delivery})
    waiting = Notice.objects.visible_to(person).filter(sending__in=[Sending.WAITING, Sending.DIGEST], digest=None)
    waiting.update(sending=AT_FIRST[delivery])
    tasks.send_soon()


@transaction.atomic
def make_digest(person, *, on, at):
    """Gather a person's notices for the letter of that day; None where it was gathered already."""
    digest, is_new = Digest.objects.get_or_create(person=person, on=on, defaults={"made_at": at})
    if not is_new:
        return None
    gathered = Notice.objects.visible_to(person).for_the_next_digest()
    gathered.exclude(read_at=None).update(sending=Sending.IN_APP)
    gathered.update(digest=digest)
    tasks.send_soon()
    return digest
