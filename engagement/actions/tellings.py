"""Whoever wants to hear back will: once of each thing (A28, rule 63)."""

from django.db import transaction
from django.db.models import Q

from engagement.models import Contact, Telling
from pact.audit import trail
from pact.notifications import actions as notifications

WORDS = "engagement.what_came_of_it"


@transaction.atomic
def tell_who_raised(concerns, *, about, subject, text, due_on, at):
    """Tell those who raised any of these concerns what came of it, each once for `about`; answer how many are new.

    Whoever left an e-mail address is written to; of the others the co-ordinator is shown whom to ring, by `due_on`.
    Also those whose concern was merged into one of these. Nothing of a contact goes back to whoever calls this.
    """
    of_these = Q(concerns__in=concerns) | Q(concerns__merged_into__in=concerns)
    interviews = Contact.interview.field.related_model.objects.filter(of_these).values("pk")
    of_report = Q(report__concern__in=concerns) | Q(report__concern__merged_into__in=concerns)
    wanting = Contact.objects.in_use().filter(wants_updates=True)
    found = wanting.filter(Q(interview__in=interviews) | of_report).order_by("pk").distinct()
    return _tell(found, about=about, subject=subject, text=text, due_on=due_on, at=at)


def tell_sender(report, *, subject, text, due_on, at):
    """Tell whoever sent a report in, if they want to hear, what came of it. For actions, inside their transaction."""
    wanting = Contact.objects.in_use().filter(wants_updates=True, report=report)
    return _tell(wanting, about=report, subject=subject, text=text, due_on=due_on, at=at)


def _tell(contacts, *, about, subject, text, due_on, at):
    new = 0
    for contact in contacts:
        key = {"contact": contact, "about_label": about._meta.label_lower, "about_pk": str(about.pk)}
        words = {"subject": subject[:200], "text": text, "due_on": due_on, "made_at": at}
        sent = {"is_by_email": True, "told_at": at} if contact.email else {}
        telling, is_new = Telling.objects.get_or_create(**key, defaults=words | sent)
        if not is_new:
            continue
        new += 1
        if contact.email:
            occasion = f"{telling.about_label} {telling.about_pk}"
            notifications.write_to(contact, name=WORDS, occasion=occasion, subject=subject, text=text, at=at)
    if new:
        trail.record("told who raised it", on=about, by=None, at=at, people=new)
    return new


@transaction.atomic
def mark_told(telling, *, by, at):
    """Somebody rang or wrote."""
    telling = Telling.objects.select_for_update(of=("self",)).get(pk=telling.pk)
    if telling.told_at:
        return telling
    telling.told_at, telling.told_by = at, by
    telling.save(update_fields=["told_at", "told_by"])
    trail.record("told", on=telling, by=by, at=at)
    return telling
