"""How it goes: progress and what is in its way, done and shown, verified or sent back."""

from datetime import timedelta
from functools import partial

from django.db import transaction

from pact.core import photos, uploads
from pact.core.photos import NotAPhoto
from pact.core.refusals import Refused, refuse_if
from tasking import notices, rules
from tasking.actions.steps import heard, locked, take_on_if_unanswered
from tasking.models import (
    Block,
    Completion,
    ProgressNote,
    SendBack,
    Verification,
)

DOUBLE_TAP = timedelta(minutes=2)
EVIDENCE = (*uploads.PHOTOS, uploads.PDF)


@transaction.atomic
def note_progress(action, *, text, photo=None, by, at):
    """Say how it goes, which also takes on an action that was not answered yet. A double tap is one note."""
    action = locked(action)
    refuse_if(rules.obstacles_to_reporting(action))
    kept = _photo(photo)
    for note in action.notes.filter(text=text, by=by, at__gt=at - DOUBLE_TAP, at__lte=at):
        if _is_same_photo(note.photo, kept):
            return note

    take_on_if_unanswered(action, by=by, at=at)
    note = ProgressNote.objects.create(action=action, text=text, photo=kept, by=by, at=at)
    heard(action, "noted progress on", by=by, at=at, note=note.pk)
    return note


@transaction.atomic
def block(action, *, reason, who_must_act, by, at):
    """Say that something stands in the way, why, and who must act (rule 36)."""
    action = locked(action)
    refuse_if(rules.obstacles_to_blocking(action))

    take_on_if_unanswered(action, by=by, at=at)
    made = Block.objects.create(action=action, reason=reason, who_must_act=who_must_act, by=by, at=at)
    heard(action, "blocked", by=by, at=at, reason=reason, who_must_act=who_must_act)
    notices.action_blocked(action, made, at=at)
    return made


@transaction.atomic
def clear_block(action, *, by, at):
    """The way is free again. Clearing what is not blocked does nothing."""
    action = locked(action)
    refuse_if(rules.obstacles_to_changing(action))
    if _clear(action, by=by, at=at):
        heard(action, "cleared the block of", by=by, at=at)
    return action


@transaction.atomic
def complete(action, *, outcome, evidence=None, why_no_evidence="", by, at):
    """Its owner says that it is done, with a photo or a PDF, or the reason why there is none (rule 31)."""
    action = locked(action)
    refuse_if(
        rules.obstacles_to_completing(
            action, outcome=outcome, has_evidence=bool(evidence), why_no_evidence=why_no_evidence
        )
    )

    take_on_if_unanswered(action, by=by, at=at)
    _clear(action, by=by, at=at)
    completion = Completion.objects.create(
        action=action, outcome=outcome, evidence=_evidence(evidence), why_no_evidence=why_no_evidence, by=by, at=at
    )
    heard(action, "completed", by=by, at=at, outcome=outcome)
    notices.action_done(action, completion, at=at)
    return completion


@transaction.atomic
def undo_completion(action, *, by, at):
    """It is not done after all, says whoever said that it was."""
    action = locked(action)
    refuse_if(rules.obstacles_to_undoing(action, "completion", is_there=action.is_done))

    _forget(action.completion.evidence)
    action.completion.delete()
    heard(action, "took back the completion of", by=by, at=at)
    return locked(action)


@transaction.atomic
def verify(action, *, note="", by, at):
    """Somebody other than its owner confirms that it was done (rule 32)."""
    action = locked(action)
    refuse_if(rules.obstacles_to_verifying(action, by=by))

    verification = Verification.objects.create(action=action, note=note, by=by, at=at)
    heard(action, "verified", by=by, at=at)
    return verification


@transaction.atomic
def undo_verification(action, *, by, at):
    action = locked(action)
    refuse_if(rules.obstacles_to_undoing(action, "verification", is_there=action.is_verified))

    action.verification.delete()
    heard(action, "took back the verification of", by=by, at=at)
    return locked(action)


@transaction.atomic
def send_back(action, *, reason, by, at):
    """What was said to be done is not, or not enough. What was claimed is kept beside the reason."""
    action = locked(action)
    refuse_if(rules.obstacles_to_sending_back(action, by=by))

    done = action.completion
    sent_back = SendBack.objects.create(
        action=action,
        reason=reason,
        outcome=done.outcome,
        evidence=done.evidence.name,
        why_no_evidence=done.why_no_evidence,
        done_at=done.at,
        done_by=done.by,
        by=by,
        at=at,
    )
    done.delete()
    heard(action, "sent back", by=by, at=at, reason=reason)
    notices.action_sent_back(action, sent_back, at=at)
    return locked(action)


def _clear(action, *, by, at):
    return action.blocks.filter(cleared_at=None).update(cleared_at=at, cleared_by=by)


def _forget(file):
    """Remove a stored file that no row will name any more, once that is certain."""
    if file:
        transaction.on_commit(partial(file.storage.delete, file.name))


def _photo(upload):
    try:
        return photos.cleaned(upload) if upload else ""
    except NotAPhoto as problem:
        raise Refused([str(problem)]) from problem


def _is_same_photo(stored, sent):
    """Whether both are none, or as large as each other: a photo is made anew the same way each time it is sent."""
    return (stored.size if stored else 0) == (sent.size if sent else 0)


def _evidence(upload):
    """A photo is made anew without its place; a PDF is kept as it came, under a name of ours."""
    if not upload:
        return ""
    kind = uploads.kind_of(upload, EVIDENCE)
    if kind is None:
        raise Refused([f"The evidence must be {uploads.in_words(EVIDENCE)}."])
    if kind is not uploads.PDF:
        return _photo(upload)
    upload.name = "evidence.pdf"
    return upload
