"""What the worker writes. Each write names the attempt that it belongs to, and only the latest counts.

As in `pact.documents.making`: a worker can be killed at any line, or sleep and wake up. A dataset and the word that it
is loaded are committed together or not at all, under the lock of the upload, so there is exactly one of them.
"""

import re
from collections import defaultdict

from django.db import transaction

from pact.core import bulk
from pact.core.dates import short_day
from pact.core.refusals import Refused
from pact.documents.making import NoLongerOurs
from pact.places.models import Borough
from profiles import queries
from profiles.actions.loading import datasets
from profiles.actions.uploads import hints
from profiles.loading import manifest as manifests
from profiles.loading.outcomes import Outcome
from profiles.models import Dataset, Upload, UploadRow
from profiles.queries.guesses import opened

READ = 90  # percent, once the file is read; the rest is writing
MOST_REASONS = 20


@transaction.atomic
def claim(upload_id, *, at):
    """Take a waiting upload for this worker, or answer None: a message may come twice, or late."""
    upload = Upload.objects.busy().select_for_update(of=("self",)).filter(pk=upload_id, is_taken=False).first()
    if upload is None:
        return None
    upload.is_taken, upload.percent, upload.heard_at = True, 0, at
    upload.attempt += 1
    upload.tries += 1
    upload.save(update_fields=["is_taken", "percent", "heard_at", "attempt", "tries"])
    hints.begin(upload)
    return upload


def hear(upload, *, percent, at):
    """Say that this worker is alive and how far it is; raise `NoLongerOurs` where the upload is no longer its own."""
    if not _ours(upload).update(heard_at=at, percent=percent):
        raise NoLongerOurs


def carry_out(upload, *, progress, at):
    """Check the file, or load it. `progress(percent)` may raise `NoLongerOurs`, and then nothing stays."""
    is_check = upload.state == Upload.State.CHECKING

    def goes_on(percent):
        progress(percent)
        hints.is_at(upload, percent)

    outcome = Outcome(upload.entry["title"][:150])
    try:
        with transaction.atomic():
            dataset, former = _load(upload, outcome, progress=goes_on, at=at)
            if is_check:
                transaction.set_rollback(True)
            else:
                _end(upload, Upload.State.DONE, outcome, at=at, dataset=dataset)
    except Refused as refusal:
        fail(upload, refusal.reasons, outcome=outcome, at=at)
        return
    if is_check:
        _end(upload, Upload.State.CHECKED, outcome, at=at, former=former)


def fail(upload, reasons, *, outcome=None, at):
    """Keep why the file is not taken; does nothing where the upload is no longer this worker's."""
    try:
        _end(upload, Upload.State.FAILED, outcome, at=at, failure="\n".join(map(str, reasons)))
    except NoLongerOurs:
        return


def _load(upload, outcome, *, progress, at):
    """The dataset that comes of it, and the one in use under its title before."""
    described = queries.described(upload.indicators)
    file = manifests.file_of(upload.entry, indicators=described)
    # As in `datasets.take`, but held while we look at what was there before.
    Borough.objects.select_for_update(no_key=True).get(pk=upload.borough_id)
    former = Dataset.objects.in_use().filter(borough=upload.borough_id, title=file.title).first()
    if upload.state == Upload.State.APPLYING and former != upload.former:
        raise Refused([f"“{file.title}” has changed since this file was checked. Check it again."])
    _note_withdrawn(upload, file, former, outcome)
    with opened(upload) as path:
        dataset = datasets.take(
            upload.borough,
            file,
            path,
            outcome,
            indicators=described,
            again=True,
            only_whole=upload.state == Upload.State.APPLYING and upload.only_whole,
            watch=lambda share: progress(READ * share),
            by=upload.asked_by,
            at=at,
        )
    progress(READ)
    return dataset, former


def _note_withdrawn(upload, file, former, outcome):
    """Somebody took this dataset back once. Who loads it by hand means it, and is told."""
    withdrawn = Dataset.objects.filter(borough=upload.borough_id, title=file.title).exclude(withdrawn_at=None)
    if former is None and (last := withdrawn.order_by("-withdrawn_at").first()):
        outcome.notes.append(f"A file of this title was withdrawn on {short_day(last.withdrawn_at)}.")


@transaction.atomic
def _end(upload, state, outcome, *, at, **fields):
    """Write down what was found, if this worker is still the one that is asked; else `NoLongerOurs`."""
    upload = _ours(upload).select_for_update(of=("self",)).first()
    if upload is None:
        raise NoLongerOurs
    changes = {"state": state, "is_taken": False, "heard_at": at, **fields}
    if outcome is not None:
        changes["counts"] = _counts(outcome)
        upload.rows.all().delete()
    if outcome is not None and state != Upload.State.DONE:  # a loaded file's rows are its dataset's
        rows = [(upload.pk, row.row, row.reason[:200]) for row in outcome.own_rows()]
        bulk.insert(UploadRow, ["upload_id", "number", "reason"], rows)
    for name, value in changes.items():
        setattr(upload, name, value)
    upload.save(update_fields=list(changes))


def _ours(upload):
    return Upload.objects.filter(pk=upload.pk, attempt=upload.attempt, state=upload.state, is_taken=True)


def _counts(outcome):
    """What a check or a load found, as JSON keeps it."""
    return {
        "became": outcome.state,
        "things": outcome.things,
        "read": outcome.read,
        "taken": outcome.taken,
        "new": outcome.new,
        "changed": outcome.changed,
        "same": outcome.same,
        "refused": len(outcome.faults),
        "placeless": len(outcome.placeless),
        "outside": len(outcome.outside),
        "outside_runs": outcome.outside_runs,
        "reasons": _reasons(outcome.faults),
        "notes": outcome.notes,
    }


def _reasons(faults):
    """[reason, how many rows, the first of them], most first. Reasons that differ in the cell they quote are one."""
    rows = defaultdict(list)
    for fault in faults:
        rows[re.sub(r"“[^”]*”", "“…”", fault.reason)].append(fault.row)
    counted = [[reason, len(numbers), min(numbers)] for reason, numbers in rows.items()]
    return sorted(counted, key=lambda reason: (-reason[1], reason[2]))[:MOST_REASONS]
