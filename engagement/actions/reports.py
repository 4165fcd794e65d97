"""What people send in by any door: taken, counted as a concern, or set aside."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from engagement import rules
from engagement.actions import concerns, tellings
from engagement.models import Concern, Contact, Report
from pact.audit import trail
from pact.core.refusals import Refused, refuse_if
from pact.core.working_days import add_working_days
from pact.cycles.models import Cycle
from pact.notifications import actions as notifications

PUBLIC_CONSENT = "public page 1"
MEMBER_CONSENT = "councillor 1"
HEAR_WITHIN = 10  # working days
NOT_TOLD = {Report.Aside.SPAM, Report.Aside.ABUSE}
WHY_NOT = {
    Report.Aside.SERVICE: "It is for a service rather than for the group, and has been passed on to that service.",
    Report.Aside.KNOWN: "Somebody told us of the same thing before. It is counted already.",
    Report.Aside.ELSEWHERE: "It is not in {ward}, so this group can do nothing about it.",
}


def _enter(**fields):
    """The row of a report with a reference that its sender can keep: it stays when the report becomes a concern."""
    report = Report(**fields)
    report.reference = report.uuid.hex[:20]
    report.save()
    report.reference = f"R{report.pk:05}"
    report.save(update_fields=["reference"])
    return report


@transaction.atomic
def send_in(pact, *, uuid, words, place, point=None, email="", at):
    """Keep what somebody wrote on a ward's public page. It counts nowhere until it is read (A13, A28).

    The same `uuid` is one report. An address is kept apart, and gets the reference and later the answer.
    """
    if known := Report.objects.filter(uuid=uuid, pact=pact).first():
        return known
    latitude, longitude = point or (None, None)
    fields = {"uuid": uuid, "door": Report.Door.PUBLIC, "pact": pact, "words": words, "place": place, "sent_at": at}
    try:
        with transaction.atomic():
            report = _enter(**fields, latitude=latitude, longitude=longitude)
    except IntegrityError:
        raise Refused(["This form was sent before. Open the page again to send something else."]) from None
    trail.record("sent in", on=report, by=None, at=at, door=report.door, contact=bool(email))
    if email:
        _keep_apart(report, consent=PUBLIC_CONSENT, at=at, email=email)
    return report


@transaction.atomic
def send_casework(cycle, *, uuid, words, place, point=None, contact=None, by, at):
    """Keep what a councillor was told in their own ward, for the co-ordinator to code. The same `uuid` is one.

    `contact` is how the resident may be reached who wants to hear back; it is kept apart, from the councillor too.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("pact__ward").get(pk=cycle.pk)
    if known := Report.objects.filter(uuid=uuid, councillor=by, cycle=cycle).first():
        return known
    refuse_if(rules.obstacles_to_casework(cycle))
    latitude, longitude = point or (None, None)
    fields = {"uuid": uuid, "door": Report.Door.MEMBER, "councillor": by, "pact": cycle.pact, "cycle": cycle}
    report = _enter(**fields, words=words, place=place, sent_at=at, latitude=latitude, longitude=longitude)
    if contact:
        _keep_apart(report, consent=MEMBER_CONSENT, at=at, **contact)
    trail.record("sent in", on=report, by=by, at=at, door=report.door, contact=bool(contact))
    return report


def _keep_apart(report, *, consent, at, **reach):
    """How to reach whoever told it is a row of its own. Where there is an address, the reference goes there at once."""
    contact = Contact.objects.create(
        report=report, pact=report.pact, wants_updates=True, consent_version=consent, given_at=at, **reach
    )
    if contact.email:
        notifications.write_to(
            contact,
            name="engagement.report_received",
            occasion=report.reference,
            subject=f"We have your report {report.reference}",
            text=(
                f"Thank you. Your report for {report.pact.ward} has the reference {report.reference}.\n\n"
                "Somebody of the neighbourhood team reads it, and we write to you what came of it. If you are in "
                "danger, ring 999; to report a crime that is over, ring 101."
            ),
            at=at,
        )


@transaction.atomic
def count_as(report, *, issue_type, place, area=None, by, at):
    """Code a report that waits: from now on it is a concern, under the same reference."""
    report = Report.objects.select_for_update(of=("self",)).select_related("pact__ward", "cycle").get(pk=report.pk)
    cycle = report.cycle or Cycle.objects.filter(pact=report.pact).order_by("-starts_on", "-pk").first()
    refuse_if(rules.obstacles_to_counting(report, cycle=cycle, area=area, place=place))
    _count(report, cycle=cycle, issue_type=issue_type, place=place, area=area, by=by, at=at)
    trail.record("counted", on=report, by=by, at=at, issue=issue_type.code)
    return report


def source_of(report):
    return Concern.Source.CASEWORK if report.door == Report.Door.MEMBER else Concern.Source.REPORT


def _count(report, *, cycle, issue_type, place, area, by, at):
    concern = concerns.enter(
        cycle=cycle,
        area=area,
        source=source_of(report),
        issue_type=issue_type,
        place=place,
        words=report.words,
        longitude=report.longitude,
        latitude=report.latitude,
        kind=concerns.kind_of(issue_type),
        recorded_at=report.sent_at if report.sent_at <= at else at,
        recorded_by=by,
    )
    concern.reference = report.reference
    concern.save(update_fields=["reference"])
    report.cycle, report.concern, report.place = cycle, concern, place
    report.save(update_fields=["cycle", "concern", "place"])


@transaction.atomic
def set_aside(report, *, why, by, at):
    """It is not counted, and the reason is kept and told to whoever sent it in and wants to hear (A28).

    Spam and attacks lose their words at once, and nobody is told.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("pact__ward").get(pk=report.pk)
    refuse_if(["It is counted already."] if report.concern_id else [])
    if report.set_aside_at:
        return report
    report.set_aside, report.set_aside_at, report.set_aside_by = why, at, by
    if why in NOT_TOLD:
        report.words = ""
    report.save(update_fields=["set_aside", "set_aside_at", "set_aside_by", "words"])
    trail.record("set aside", on=report, by=by, at=at, why=why)
    if why not in NOT_TOLD:
        tellings.tell_sender(
            report,
            subject=f"What came of your report {report.reference}",
            text=f"Thank you for your report {report.reference}. {WHY_NOT[why].format(ward=report.pact.ward)}",
            due_on=add_working_days(timezone.localdate(at), HEAR_WITHIN),
            at=at,
        )
    return report


@transaction.atomic
def look_at_words(concern_or_report, *, by, at):
    """Record that somebody read what a person wrote who can be told by their contact details (rule 67)."""
    is_report = isinstance(concern_or_report, Report)
    sent = {"report": concern_or_report} if is_report else {"report__concern": concern_or_report}
    if Contact.objects.in_use().filter(**sent).exists():
        trail.looked(on=concern_or_report, by=by, at=at)
