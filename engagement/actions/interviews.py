"""Interviews, and the contact details that are kept apart from them."""

from django.db import transaction
from django.utils import timezone

from engagement import reply_codes, rules
from engagement.actions import concerns, routes
from engagement.models import Concern, Contact, Engagement, EqualityAnswers, Interview
from pact.accounts.models import Permission
from pact.accounts.permissions import MAY
from pact.audit import trail
from pact.core.refusals import Refused, refuse_if


@transaction.atomic
def record_interview(
    engagement,
    *,
    uuid,
    area,
    held_on,
    consent_version,
    problems,
    contact=None,
    equality=None,
    reply_code="",
    route=None,
    held_by=None,
    by,
    at,
    **answers,
):
    """Keep what one person said: answers, up to three concerns, and apart from them how to get back to the person.

    `problems` are dicts of issue_type, place, words, kind, often, effect_feel, effect_act, effect_think, point, and
    what else the form asks. `contact` and `equality` are dicts of their models' fields, or None. `route` is by which
    service they were introduced: counted, and kept with nothing (W45). `held_by` asked, where another
    types it in. `answers` are the other fields of `Interview`.
    The same `uuid` from the same person is one interview, however often it is sent.
    """
    engagement = Engagement.objects.select_for_update(of=("self",)).select_related("cycle__pact").get(pk=engagement.pk)
    if known := Interview.objects.filter(uuid=uuid).first():
        if known.recorded_by_id == by.pk and known.engagement_id == engagement.pk:
            return known
        raise Refused(["This form was sent before. Start a new interview."])
    today = timezone.localdate(at)
    pact = engagement.cycle.pact
    refuse_if(
        [
            *rules.obstacles_to_recording_on(engagement, area=area, held_on=held_on, today=today),
            *rules.obstacles_to_interviewing(
                pact, consent_version=consent_version, problems=problems, reply_code=reply_code
            ),
            *rules.obstacles_to_having_held(engagement, held_by),
            *rules.obstacles_to_being_introduced(route, contact=contact, reply_code=reply_code),
        ]
    )

    if route:
        routes.count_answered(engagement, route)
    if answers.get("roles"):
        answers["roles"] = routes.counted_apart(engagement, answers["roles"])
    interview = Interview.objects.create(
        uuid=uuid,
        engagement=engagement,
        area=area,
        respondent=reply_codes.respondent_for(reply_code or reply_codes.code_for(uuid), pact),
        held_on=held_on,
        consent_version=consent_version,
        consented_on=held_on,
        recorded_at=at,
        recorded_by=by,
        held_by=held_by,
        agency=_agency_of(held_by or by),
        **answers,
    )
    for problem in problems:
        _enter_problem(interview, problem, by=by, at=at)
    if equality and any(equality.values()):
        EqualityAnswers.objects.create(interview=interview, **equality)
    if contact:
        Contact.objects.create(interview=interview, pact=pact, consent_version=consent_version, given_at=at, **contact)
    trail.record(
        "recorded", on=interview, by=by, at=at, problems=len(problems), consent=consent_version, contact=bool(contact)
    )
    return interview


def _enter_problem(interview, problem, *, by, at):
    kind = problem.get("kind") or concerns.kind_of(problem["issue_type"])
    concerns.enter(
        cycle=interview.engagement.cycle,
        engagement=interview.engagement,
        area=interview.area,
        source=Concern.Source.INTERVIEW,
        interview=interview,
        recorded_at=at,
        recorded_by=by,
        **(problem | {"kind": kind}),
    )


def _agency_of(person):
    may = {Permission.RECORD_ENGAGEMENT, Permission.JOIN_ENGAGEMENT}
    recording = [m for m in person.current_memberships if may & MAY[m.role] and m.agency_id]
    return recording[0].agency if recording else None


@transaction.atomic
def look_at_interview(interview, *, by, at):
    """Record that somebody read the answers of a person who can be told by their contact details (rule 67)."""
    if Contact.objects.in_use().filter(interview=interview).exists():
        trail.looked(on=interview, by=by, at=at)


@transaction.atomic
def look_at_contact(contact, *, by, at):
    """Record that somebody saw how to reach a person."""
    trail.looked(on=contact, by=by, at=at)


@transaction.atomic
def withdraw_contact(contact, *, by, at):
    """Forget how to reach this person, at once and for whatever is queued (rule 66). The answers stay (rule 9)."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.withdrawn_at:
        return contact
    contact.name = contact.email = contact.phone = contact.address = ""
    contact.wants_updates = contact.wants_walkabout = contact.wants_to_help = False
    contact.withdrawn_at = at
    contact.save()
    trail.record("withdrew", on=contact, by=by, at=at)
    return contact


@transaction.atomic
def erase_interview(interview, *, reason, by, at):
    """Delete the answers and their concerns. Contact details given with them stay until withdrawn (rule 9)."""
    interview = Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    trail.record("erased", on=interview, by=by, at=at, reason=reason, concerns=interview.concerns.count())
    interview.delete()
