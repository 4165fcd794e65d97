"""What people send in by any door: taken, counted as a concern, or set aside."""

import hashlib
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from engagement import report_files, rules, tasks
from engagement.actions import concerns, tellings
from engagement.models import Concern, Contact, Report, ReportFile
from pact.audit import trail
from pact.core.redaction import without
from pact.core.refusals import Refused, refuse_if
from pact.core.working_days import add_working_days
from pact.cycles.models import Cycle
from pact.notifications import actions as notifications
from pact.taxonomy.models import IssueType
from profiles.loading import files
from profiles.loading.categories import issue_type_of

PUBLIC_CONSENT = "public page 1"
MEMBER_CONSENT = "asked by councillor 1"
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


# Files


@transaction.atomic
def receive_file(cycle, *, file, system, by, at):
    """Keep a file for a cycle until it is looked at. The same bytes are one file of that cycle."""
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    if known := ReportFile.objects.filter(cycle=cycle, sha256=digest.hexdigest()).first():
        return known
    refuse_if(rules.obstacles_to_taking(cycle))
    kept = ReportFile(
        cycle=cycle, filename=file.name[-150:], sha256=digest.hexdigest(), system=system, sent_at=at, sent_by=by
    )
    kept.file.save(kept.sha256, file, save=False)
    kept.save()
    trail.record("sent reports", on=kept, by=by, at=at)
    return kept


@transaction.atomic
def ask_to_take(kept, *, only_whole, by, at):
    """Leave it to the worker. Twice is harmless."""
    kept = ReportFile.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.state != ReportFile.State.CHECKED:
        return kept
    kept.state, kept.only_whole, kept.asked_at = ReportFile.State.ASKED, only_whole, at
    kept.save(update_fields=["state", "only_whole", "asked_at"])
    trail.record("asked to take", on=kept, by=by, at=at)
    transaction.on_commit(lambda: tasks.take_reports(kept.pk), robust=True)
    return kept


def look_through(kept, *, today):
    """What is in a file, without keeping anything of it: `(Read, counts)`, or Refused."""
    source = files.examine(kept.file.path, kind="any")
    found = report_files.read(source, boundary=kept.cycle.ward.boundary, today=today)
    known = set(Report.objects.filter(system=kept.system).values_list("system_reference", flat=True))
    types = _types()
    new = [row for row in found.rows if row.key not in known]
    coded = sum(issue_type_of(row.category) in types for row in new)
    counts = {
        "read": found.read,
        "new": len(new),
        "coded": coded,
        "waiting": len(new) - coded,
        "known": len(found.rows) - len(new),
        "outside": found.outside,
        "placeless": found.placeless,
        "refused": len(found.faults),
    }
    return found, counts


def _types():
    return {issue_type.code: issue_type for issue_type in IssueType.objects.in_use()}


@transaction.atomic
def take(kept, *, by, at):
    """Every row of the ward that is not here yet becomes a report; under a known category, a concern at once.

    Whoever asked is who recorded it; everything or, by choice, nothing.
    """
    kept = ReportFile.objects.select_for_update(of=("self",)).select_related("cycle__pact__ward").get(pk=kept.pk)
    if kept.state != ReportFile.State.ASKED:
        return kept
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("pact__ward").get(pk=kept.cycle_id)
    refuse_if(rules.obstacles_to_taking(cycle))
    found, counts = look_through(kept, today=timezone.localdate(at))
    if kept.only_whole and found.faults:
        first = found.faults[0]
        raise Refused([f"{len(found.faults)} rows cannot be taken, so none is. Row {first.row}: {first.reason}"])
    types, person = _types(), by or kept.sent_by
    known = set(Report.objects.filter(system=kept.system).values_list("system_reference", flat=True))
    for row in found.rows:
        if row.key not in known:
            _keep(row, kept, cycle, types.get(issue_type_of(row.category)), by=person, at=at)
    _finish(kept, ReportFile.State.DONE, at=at, counts=counts, refused_rows=[list(f[:2]) for f in found.faults[:500]])
    trail.record("took reports", on=kept, by=by, at=at, **counts)
    return kept


def _keep(row, kept, cycle, issue_type, *, by, at):
    report = _enter(
        door=Report.Door.SYSTEM,
        pact=cycle.pact,
        cycle=cycle,
        file=kept,
        system=kept.system,
        system_reference=row.key,
        category=row.category,
        words=row.words,
        place=without(row.place) or f"On the map of {cycle.ward}",
        longitude=row.longitude,
        latitude=row.latitude,
        sent_at=timezone.make_aware(datetime.combine(row.day, time(12))),
    )
    if issue_type:
        _count(report, cycle=cycle, issue_type=issue_type, place=report.place, area=None, by=by, at=at)


@transaction.atomic
def refuse_file(kept, *, reasons, at):
    """It cannot be taken, and why. Nothing of it was."""
    kept = ReportFile.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.state == ReportFile.State.ASKED:
        _finish(kept, ReportFile.State.REFUSED, at=at, reasons=[str(reason) for reason in reasons])
        trail.record("refused reports", on=kept, by=None, at=at)
    return kept


def _finish(kept, state, *, at, **fields):
    file = kept.file
    for name, value in ({"state": state, "done_at": at, "file": ""} | fields).items():
        setattr(kept, name, value)
    kept.save()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name), robust=True)


@transaction.atomic
def throw_away(kept, *, by, at):
    """Delete a file that was not taken."""
    kept = ReportFile.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    refuse_if(["It is taken already."] if kept.state in {ReportFile.State.ASKED, ReportFile.State.DONE} else [])
    trail.record("threw away reports", on=kept, by=by, at=at)
    file = kept.file
    kept.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name), robust=True)
