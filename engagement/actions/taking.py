"""Files of the council's own reporting system: kept until they are looked at, then taken in bulk, once."""

import hashlib
from dataclasses import replace
from datetime import datetime, time
from uuid import uuid4

from django.db import transaction
from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Concat, LPad
from django.utils import timezone

from engagement import report_files, rules, tasks
from engagement.actions.concerns import kind_of
from engagement.models import Concern, Report, ReportFile
from pact.audit import trail
from pact.core import bulk
from pact.core.redaction import without
from pact.core.refusals import Refused, refuse_if
from pact.cycles.models import Cycle
from pact.documents.making import NoLongerOurs
from pact.taxonomy.models import IssueType
from profiles.loading import files
from profiles.loading.categories import issue_type_of

A_BATCH = 500  # keys in one question
READING = 90  # percent of the work; the rest is writing
STEP = 5
# As `reports` numbers one: R00042.
DIGITS = Cast("pk", CharField())
NUMBERED = Concat(
    Value("R"), Case(When(pk__lt=10_000, then=LPad(DIGITS, 5, Value("0"))), default=DIGITS), output_field=CharField()
)


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
    kept.state, kept.only_whole, kept.asked_at, kept.percent = ReportFile.State.ASKED, only_whole, at, 0
    kept.save(update_fields=["state", "only_whole", "asked_at", "percent"])
    trail.record("asked to take", on=kept, by=by, at=at)
    transaction.on_commit(lambda: tasks.take_reports(kept.pk), robust=True)
    return kept


def look_through(kept, *, today, progress=None):
    """What is in a file, without keeping anything of it: `(Read, counts)`, or Refused. Few queries, however many rows.

    `progress(percent)`, if there is one, is told how far the reading is, and may raise to stop it.
    """
    with files.on_disk(kept.file, kept.filename) as path:
        source = files.examine(path, kind="any")
        if progress:
            source = replace(source, watch=lambda share: progress(int(READING * share)))
        found = report_files.read(source, boundary=kept.cycle.ward.boundary, today=today)
    new, types = _new(found.rows, kept.system), _types()
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


def _new(rows, system):
    """Those of which this system has no report here yet."""
    known = set()
    for batch in _batches([row.key for row in rows]):
        here = Report.objects.filter(system=system, system_reference__in=batch)
        known.update(here.values_list("system_reference", flat=True))
    return [row for row in rows if row.key not in known]


def _types():
    return {issue_type.code: issue_type for issue_type in IssueType.objects.in_use()}


def _batches(rows):
    return (rows[n : n + A_BATCH] for n in range(0, len(rows), A_BATCH))


def take(kept, *, by, at):
    """Every row of the ward that is not here yet becomes a report; under a known category, a concern at once.

    Whoever asked is who recorded it; everything or, by choice, nothing. It is read first, in sight of whoever waits and
    may stop it, and written in one transaction after that.
    """
    kept = ReportFile.objects.select_related("cycle__pact__ward", "sent_by").get(pk=kept.pk)
    if kept.state != ReportFile.State.ASKED:
        return kept
    refuse_if(rules.obstacles_to_taking(kept.cycle))
    found, counts = look_through(kept, today=timezone.localdate(at), progress=_Progress(kept))
    if kept.only_whole and found.faults:
        first = found.faults[0]
        raise Refused([f"{len(found.faults)} rows cannot be taken, so none is. Row {first.row}: {first.reason}"])
    return _write(kept, found, by=by or kept.sent_by, at=at)


class _Progress:
    """Writes how far the reading is where others see it; raises `NoLongerOurs` once somebody has stopped it."""

    def __init__(self, kept):
        self.kept, self.percent = kept, 0

    def __call__(self, percent):
        if percent < self.percent + STEP:
            return
        self.percent = percent
        ours = ReportFile.objects.filter(pk=self.kept.pk, state=ReportFile.State.ASKED)
        if not ours.update(percent=percent):
            raise NoLongerOurs


@transaction.atomic
def _write(kept, found, *, by, at):
    asked = ReportFile.objects.filter(state=ReportFile.State.ASKED)
    kept = asked.select_for_update(of=("self",)).filter(pk=kept.pk).first()
    if kept is None:
        raise NoLongerOurs
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("pact__ward").get(pk=kept.cycle_id)
    refuse_if(rules.obstacles_to_taking(cycle))
    types, new = _types(), _new(found.rows, kept.system)
    coded = _keep(new, kept, cycle, types, by=by, at=at)
    counts = {"read": found.read, "new": len(new), "coded": coded, "waiting": len(new) - coded}
    counts |= {"known": len(found.rows) - len(new), "outside": found.outside, "placeless": found.placeless}
    counts |= {"refused": len(found.faults)}
    _finish(kept, ReportFile.State.DONE, at=at, counts=counts, refused_rows=[list(f[:2]) for f in found.faults[:500]])
    trail.record("took reports", on=kept, by=by, at=at, **counts)
    return kept


def _keep(rows, kept, cycle, types, *, by, at):
    """Rows as reports, and as concerns where their category is known; how many those are. A fixed number of queries."""
    bulk.insert_objects(Report, [_report(row, kept, cycle) for row in rows])
    taken = Report.objects.filter(file=kept)
    taken.update(reference=NUMBERED)
    known = {category: issue for row in rows if (issue := types.get(issue_type_of(category := row.category)))}
    reports = taken.filter(category__in=known).select_related("cycle").order_by("pk")
    concerns = [_concern(report, known[report.category], by=by, at=at) for report in reports.iterator()]
    bulk.insert_objects(Concern, concerns)
    same = Concern.objects.filter(reference=OuterRef("reference")).values("pk")[:1]
    taken.filter(category__in=known).update(concern=Subquery(same))
    return len(concerns)


def _report(row, kept, cycle):
    uuid = uuid4()
    return Report(
        uuid=uuid,
        reference=uuid.hex[:20],  # until it has a number
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


def _concern(report, issue_type, *, by, at):
    """As `reports.count_as` makes it, of many at once."""
    return Concern(
        reference=report.reference,
        cycle=report.cycle,
        source=Concern.Source.REPORT,
        issue_type=issue_type,
        place=report.place,
        words=report.words,
        longitude=report.longitude,
        latitude=report.latitude,
        kind=kind_of(issue_type),
        recorded_at=min(report.sent_at, at),
        recorded_by=by,
    )


@transaction.atomic
def stop_taking(kept, *, by, at):
    """It is not taken after all, and can be asked for again. What was taken already stays."""
    kept = ReportFile.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    refuse_if([] if kept.state == ReportFile.State.ASKED else ["It is not being taken any more."])
    kept.state, kept.asked_at, kept.percent = ReportFile.State.CHECKED, None, 0
    kept.save(update_fields=["state", "asked_at", "percent"])
    trail.record("stopped taking", on=kept, by=by, at=at)
    return kept


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
