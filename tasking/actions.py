"""What people do with actions. Nothing else writes here."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from pact.audit import trail
from pact.core import photos, uploads
from pact.core.photos import NotAPhoto
from pact.core.refusals import Refused, refuse_if
from tasking import notices, rules
from tasking.models import (
    Acceptance,
    Action,
    Block,
    Closing,
    Completion,
    Handover,
    ProgressNote,
    Redating,
    SendBack,
    Verification,
)

DOUBLE_TAP = timedelta(minutes=2)
EVIDENCE = (*uploads.PHOTOS, uploads.PDF)


@transaction.atomic
def create(
    priority,
    *,
    title,
    owner,
    agency,
    due_on,
    detail="",
    success_measure="",
    bends_mainstream=False,
    continues=None,
    by,
    at,
):
    """Promise something under a priority (rule 28). `continues` is an action that was carried over to become this."""
    type(priority).objects.select_for_update(of=("self",), no_key=True).get(pk=priority.pk)
    refuse_if(
        rules.obstacles_to_creating(priority, owner=owner, agency=agency, due_on=due_on, today=timezone.localdate(at))
    )
    if continues is not None:
        continues = _locked(continues)
        refuse_if(rules.obstacles_to_continuing(continues, priority=priority))
    refuse_if(rules.obstacles_to_creating_again(priority, title=title, owner=owner, due_on=due_on))

    action = Action.objects.create(
        priority=priority,
        title=title,
        detail=detail,
        success_measure=success_measure,
        owner=owner,
        agency=agency,
        due_on=due_on,
        original_due_on=due_on,
        bends_mainstream=bends_mainstream,
        continues=continues,
        times_carried=continues.times_carried + 1 if continues else 0,
        created_at=at,
        created_by=by,
        heard_at=at,
    )
    trail.record("created", on=action, by=by, at=at, owner=str(owner), agency=str(agency), due_on=due_on.isoformat())
    if owner != by:
        notices.action_assigned(action, at=at)
    return action


@transaction.atomic
def withdraw(action, *, by, at):
    """Take back an action to which nothing has happened, as if it had never been."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_withdrawing(action))

    trail.record("withdrew", on=action, by=by, at=at, owner=str(action.owner), priority=str(action.priority))
    notices.action_withdrawn(action, at=at)
    action.delete()


@transaction.atomic
def accept(action, *, by, at):
    """Take an action on; also after having refused it. Accepting twice is harmless."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_updating(action))
    if not action.is_accepted:
        _accept(action, by=by, at=at)
    return action


@transaction.atomic
def refuse(action, *, reason, by, at):
    action = _locked(action)
    refuse_if(rules.obstacles_to_updating(action))

    answer = {"is_refusal": True, "reason": reason, "by": by, "at": at}
    Acceptance.objects.update_or_create(action=action, defaults=answer)
    _heard(action, "refused", by=by, at=at, reason=reason)
    notices.action_refused(action, reason=reason, by=by, at=at)
    return action


@transaction.atomic
def note_progress(action, *, text, photo=None, by, at):
    """Say how it goes, which also takes on an action that was not answered yet. A double tap is one note."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_reporting(action))
    kept = _photo(photo)
    for note in action.notes.filter(text=text, by=by, at__gt=at - DOUBLE_TAP, at__lte=at):
        if _is_same_photo(note.photo, kept):
            return note

    _accept_if_unanswered(action, by=by, at=at)
    note = ProgressNote.objects.create(action=action, text=text, photo=kept, by=by, at=at)
    _heard(action, "noted progress on", by=by, at=at, note=note.pk)
    return note


@transaction.atomic
def block(action, *, reason, who_must_act, by, at):
    """Say that something stands in the way, why, and who must act (rule 36)."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_blocking(action))

    _accept_if_unanswered(action, by=by, at=at)
    made = Block.objects.create(action=action, reason=reason, who_must_act=who_must_act, by=by, at=at)
    _heard(action, "blocked", by=by, at=at, reason=reason, who_must_act=who_must_act)
    notices.action_blocked(action, made, at=at)
    return made


@transaction.atomic
def clear_block(action, *, by, at):
    """The way is free again. Clearing what is not blocked does nothing."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_changing(action))
    if _clear(action, by=by, at=at):
        _heard(action, "cleared the block of", by=by, at=at)
    return action


@transaction.atomic
def complete(action, *, outcome, evidence=None, why_no_evidence="", by, at):
    """Its owner says that it is done, with a photo or a PDF, or the reason why there is none (rule 31)."""
    action = _locked(action)
    refuse_if(
        rules.obstacles_to_completing(
            action, outcome=outcome, has_evidence=bool(evidence), why_no_evidence=why_no_evidence
        )
    )

    _accept_if_unanswered(action, by=by, at=at)
    _clear(action, by=by, at=at)
    completion = Completion.objects.create(
        action=action, outcome=outcome, evidence=_evidence(evidence), why_no_evidence=why_no_evidence, by=by, at=at
    )
    _heard(action, "completed", by=by, at=at, outcome=outcome)
    notices.action_done(action, completion, at=at)
    return completion


@transaction.atomic
def undo_completion(action, *, by, at):
    """It is not done after all, says whoever said that it was."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_undoing(action, "completion", is_there=action.is_done))

    _forget(action.completion.evidence)
    action.completion.delete()
    _heard(action, "took back the completion of", by=by, at=at)
    return _locked(action)


@transaction.atomic
def verify(action, *, note="", by, at):
    """Somebody other than its owner confirms that it was done (rule 32)."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_verifying(action, by=by))

    verification = Verification.objects.create(action=action, note=note, by=by, at=at)
    _heard(action, "verified", by=by, at=at)
    return verification


@transaction.atomic
def undo_verification(action, *, by, at):
    action = _locked(action)
    refuse_if(rules.obstacles_to_undoing(action, "verification", is_there=action.is_verified))

    action.verification.delete()
    _heard(action, "took back the verification of", by=by, at=at)
    return _locked(action)


@transaction.atomic
def send_back(action, *, reason, by, at):
    """What was said to be done is not, or not enough. What was claimed is kept beside the reason."""
    action = _locked(action)
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
    _heard(action, "sent back", by=by, at=at, reason=reason)
    notices.action_sent_back(action, sent_back, at=at)
    return _locked(action)


@transaction.atomic
def redate(action, *, due_on, reason, by, at):
    """Agree a new due date. The first one is kept, and every change is counted (rule 35)."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_redating(action, due_on=due_on, today=timezone.localdate(at)))

    redating = Redating.objects.create(
        action=action, was_due_on=action.due_on, due_on=due_on, reason=reason, by=by, at=at
    )
    action.due_on = due_on
    action.save(update_fields=["due_on"])
    _heard(action, "re-dated", by=by, at=at, to=due_on.isoformat(), reason=reason)
    if action.owner != by:
        notices.action_redated(action, redating, at=at)
    return redating


@transaction.atomic
def hand_over(action, *, owner, agency, reason="", by, at):
    """Give an action to somebody else, who then has to accept it. The promise and its history stay."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_handing_over(action, owner=owner, agency=agency, by=by))

    handover = Handover.objects.create(
        action=action,
        from_owner=action.owner,
        to_owner=owner,
        from_agency=action.agency,
        to_agency=agency,
        reason=reason,
        refusal=action.acceptance.reason if action.is_refused else "",
        by=by,
        at=at,
    )
    if action.has("acceptance"):
        action.acceptance.delete()
    action.owner, action.agency = owner, agency
    action.save(update_fields=["owner", "agency"])
    _heard(action, "handed over", by=by, at=at, to=str(owner), agency=str(agency), reason=reason)
    action = _locked(action)
    if owner == by:
        _accept(action, by=by, at=at)
    else:
        notices.action_assigned(action, at=at, occasion=f"handover {handover.pk}")
    return handover


@transaction.atomic
def close(action, *, kind, reason, by, at):
    """End a promise that was not kept: carried over, or not achievable, with the reason that is published."""
    action = _locked(action)
    refuse_if(rules.obstacles_to_changing(action))

    closing = Closing.objects.create(action=action, kind=kind, reason=reason, by=by, at=at)
    _heard(action, "closed", by=by, at=at, kind=closing.kind, reason=reason)
    return closing


@transaction.atomic
def undo_closing(action, *, by, at):
    action = _locked(action)
    refuse_if(rules.obstacles_to_undoing(action, "closing", is_there=action.is_closed))

    action.closing.delete()
    _heard(action, "reopened", by=by, at=at)
    return _locked(action)


@transaction.atomic
def remind(action, reminder, *, by, at):
    """Send one reminder, unless the action was finished in the meantime. Once, however often it is called (rule 41)."""
    action = _locked(action)
    if action.is_done or not action.is_open:
        return []
    tell = notices.action_overdue if reminder.is_overdue else notices.action_due
    return tell(action, reminder, at=at)


# What several of them share


def _locked(action):
    # Two queries: joined to the locking one, the steps would be those from before the wait for the lock.
    Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    steps = Action.objects.select_related("acceptance", "completion", "verification", "closing", "continued_by")
    return steps.select_related(
        "owner", "agency", "priority__cycle__pact__ward", "priority__cycle__pact__coordinator"
    ).get(pk=action.pk)


def _accept(action, *, by, at):
    answer = {"is_refusal": False, "reason": "", "by": by, "at": at}
    action.acceptance, _ = Acceptance.objects.update_or_create(action=action, defaults=answer)
    _heard(action, "accepted", by=by, at=at)


def _accept_if_unanswered(action, *, by, at):
    if not action.has("acceptance"):
        _accept(action, by=by, at=at)


def _clear(action, *, by, at):
    return action.blocks.filter(cleared_at=None).update(cleared_at=at, cleared_by=by)


def _heard(action, verb, *, by, at, **detail):
    """Every step is recorded, and is an update that keeps the action from falling silent."""
    action.heard_at = at
    action.save(update_fields=["heard_at"])
    trail.record(verb, on=action, by=by, at=at, **detail)


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
