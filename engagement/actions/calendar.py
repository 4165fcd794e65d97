"""What partners put on the consultation calendar, and how one event comes to serve two of them."""

from django.db import transaction
from django.utils import timezone

from engagement import notices, rules
from engagement.models import Engagement, PartnerConsultation, Sharing
from pact.accounts.models import Agency
from pact.audit import trail
from pact.core.refusals import refuse_if


@transaction.atomic
def enter_consultation(agency, *, title, wards, groups=(), starts_on, ends_on, by, at, **details):
    """Put on the calendar what an agency will ask. `ends_on` is exclusive.

    `details` are purpose, method, streets and venue.
    """
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    wards, known = list(wards), PartnerConsultation.objects.all()
    refuse_if(
        rules.obstacles_to_entering(wards=wards, starts_on=starts_on, ends_on=ends_on)
        + rules.obstacles_to_entering_again(agency=agency, title=title, starts_on=starts_on, known=known)
    )

    consultation = PartnerConsultation.objects.create(
        agency=agency,
        borough=wards[0].borough,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        added_at=at,
        added_by=by,
        **details,
    )
    consultation.wards.set(wards)
    consultation.groups.set(groups)
    trail.record("entered", on=consultation, by=by, at=at, agency=agency.name)
    return consultation


@transaction.atomic
def change_consultation(consultation, *, agency, title, wards, groups=(), starts_on, ends_on, by, at, **details):
    consultation = PartnerConsultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    wards, others = list(wards), PartnerConsultation.objects.exclude(pk=consultation.pk)
    refuse_if(["This consultation is cancelled."] if consultation.is_cancelled else [])
    refuse_if(
        rules.obstacles_to_entering(wards=wards, starts_on=starts_on, ends_on=ends_on)
        + rules.obstacles_to_entering_again(agency=agency, title=title, starts_on=starts_on, known=others)
    )

    new = {"agency": agency, "title": title, "starts_on": starts_on, "ends_on": ends_on} | details
    changed = sorted(name for name, value in new.items() if getattr(consultation, name) != value)
    for name, value in new.items():
        setattr(consultation, name, value)
    consultation.borough = wards[0].borough
    consultation.save(update_fields=[*new, "borough"])
    consultation.wards.set(wards)
    consultation.groups.set(groups)
    trail.record("changed", on=consultation, by=by, at=at, changed=changed)
    return consultation


@transaction.atomic
def cancel_consultation(consultation, *, by, at):
    """Take it off the calendar; doing it twice is harmless."""
    consultation = PartnerConsultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if not consultation.is_cancelled:
        consultation.cancelled_at, consultation.cancelled_by = at, by
        consultation.save(update_fields=["cancelled_at", "cancelled_by"])
        trail.record("cancelled", on=consultation, by=by, at=at)
    return consultation


@transaction.atomic
def share(event, *, agency, kind, words="", by, at):
    """Invite an agency into an event, or ask for it to join one, and tell those who answer. Once for each agency."""
    event = type(event).objects.select_for_update(of=("self",)).get(pk=event.pk)
    about = {"engagement" if isinstance(event, Engagement) else "consultation": event}
    if known := Sharing.objects.filter(**about, agency=agency).first():
        return known
    refuse_if(rules.obstacles_to_sharing(event, agency=agency, today=timezone.localdate(at)))

    sharing = Sharing.objects.create(**about, agency=agency, kind=kind, words=words.strip(), asked_at=at, asked_by=by)
    verb = "invited an agency into" if kind == Sharing.Kind.INVITED else "asked to join"
    trail.record(verb, on=event, by=by, at=at, agency=agency.name)
    notices.sharing_asked(sharing, at=at)
    return sharing


@transaction.atomic
def answer_sharing(sharing, *, answer, reply="", by, at):
    """Accept or decline, and tell who asked. An agency that joins an engagement is one of its partners from then on."""
    sharing = Sharing.objects.select_for_update(of=("self",)).get(pk=sharing.pk)
    refuse_if(rules.obstacles_to_answering(sharing))

    sharing.answer, sharing.reply, sharing.answered_at, sharing.answered_by = answer, reply.strip(), at, by
    sharing.save(update_fields=["answer", "reply", "answered_at", "answered_by"])
    if answer == Sharing.Answer.ACCEPTED and sharing.engagement:
        sharing.engagement.agencies.add(sharing.agency)
    trail.record(answer, on=sharing, by=by, at=at)
    notices.sharing_answered(sharing, at=at)
    return sharing
