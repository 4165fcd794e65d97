"""Concerns enter here, from interviews and walks as well as from meetings and reports."""

from django.db import transaction

from engagement import rules
from engagement.models import Concern, Contact, Report
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.cycles.models import Cycle

STAFF_CONSENT = "asked by staff 1"


def enter(**fields):
    """Make the row of a concern with a reference that nobody else has: its own number in the database.

    For actions, inside their transaction. `point` is a latitude and longitude, or None.
    """
    point = fields.pop("point", None)
    if point:
        fields["latitude"], fields["longitude"] = point
    concern = Concern(**fields)
    concern.reference = concern.uuid.hex[:20]
    concern.save()
    concern.reference = f"C{concern.pk:05}"
    concern.save(update_fields=["reference"])
    return concern


def kind_of(issue_type):
    """The kind that an issue type usually is, where nobody said."""
    return Concern.Kind.CRIMINAL if issue_type.strand == issue_type.Strand.CRIMINAL else Concern.Kind.ENVIRONMENTAL


@transaction.atomic
def record_report(
    cycle, *, uuid, source, issue_type, place, area=None, engagement=None, kind="", contact=None, by, at, **details
):
    """Record what was said at a meeting or sent in. `source` is "meeting" or "report"; the same `uuid` is one report.

    `contact` is how somebody who wants to hear back may be reached, and is kept apart.
    `details` are words, often, effect_feel, effect_act, effect_think and point.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if known := Concern.objects.filter(uuid=uuid, cycle=cycle, recorded_by=by).first():
        return known
    refuse_if(rules.obstacles_to_reporting(cycle, area=area, engagement=engagement))

    concern = enter(
        uuid=uuid,
        cycle=cycle,
        engagement=engagement,
        source=source,
        issue_type=issue_type,
        place=place,
        area=area,
        kind=kind or kind_of(issue_type),
        recorded_at=at,
        recorded_by=by,
        **details,
    )
    if contact:
        _keep_apart(contact, concern, by=by, at=at)
    trail.record("recorded", on=concern, by=by, at=at, source=source, contact=bool(contact))
    return concern


def _keep_apart(contact, concern, *, by, at):
    """The concern was sent in by somebody: that it was is one row, how to reach them another."""
    report = Report.objects.create(
        reference=concern.reference,
        door=Report.Door.STAFF,
        pact=concern.cycle.pact,
        cycle=concern.cycle,
        place=concern.place,
        sent_at=at,
        concern=concern,
    )
    Contact.objects.create(
        report=report, pact=report.pact, wants_updates=True, consent_version=STAFF_CONSENT, given_at=at, **contact
    )


@transaction.atomic
def recode(concern, *, issue_type, by, at):
    """Put a concern under another issue type, as a second reader may."""
    concern = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if concern.issue_type_id == issue_type.pk:
        return concern
    was, concern.issue_type = concern.issue_type.code, issue_type
    concern.save(update_fields=["issue_type"])
    trail.record("recoded", on=concern, by=by, at=at, was=was, now=issue_type.code)
    return concern
