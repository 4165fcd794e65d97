"""What became of an action, step by step."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from pact.core.dates import short_day


@dataclass(frozen=True)
class Event:
    """Something that happened to an action, in words. `order` settles what happened at the same moment."""

    at: datetime
    by: object
    title: str
    text: str = ""
    detail: str = ""
    file_href: str = ""
    is_picture: bool = False
    order: int = 0


def timeline(action):
    """Everything that happened to this action, the latest first: eight queries, however long its history."""
    events = [Event(action.created_at, action.created_by, "Created", detail=f"Due {short_day(action.original_due_on)}")]
    if action.continues:
        events[0] = Event(
            action.created_at, action.created_by, "Created, to continue an earlier action", action.continues.title
        )
    for name, describe in DESCRIPTIONS.items():
        related = getattr(action, name)
        for step in related.select_related(*PEOPLE.get(name, ["by"])).order_by("pk"):
            events += describe(step)
    for name, describe in SINGLE.items():
        if action.has(name):
            events += describe(getattr(action, name))
    return sorted(events, key=lambda event: (event.at, event.order), reverse=True)


def _answer(step):
    title = "Refused" if step.is_refusal else "Accepted"
    return [Event(step.at, step.by, title, step.reason, order=1)]


def _note(step):
    href = reverse("tasking:photo", args=[step.action_id, step.pk]) if step.photo else ""
    return [Event(step.at, step.by, "Progress", step.text, file_href=href, is_picture=bool(href), order=2)]


def _block(step):
    made = Event(step.at, step.by, "Blocked", step.reason, f"Who must act: {step.who_must_act}", order=2)
    if step.cleared_at is None:
        return [made]
    return [made, Event(step.cleared_at, step.cleared_by, "No longer blocked", order=3)]


def _redating(step):
    moved = f"From {short_day(step.was_due_on)} to {short_day(step.due_on)}"
    return [Event(step.at, step.by, "Due date moved", step.reason, moved, order=2)]


def _handover(step):
    title = f"Handed from {step.from_owner} to {step.to_owner}"
    agencies = f"{step.from_agency} to {step.to_agency}" if step.from_agency_id != step.to_agency_id else ""
    refusal = f"{step.from_owner} had refused it: {step.refusal}" if step.refusal else ""
    return [Event(step.at, step.by, title, step.reason, ". ".join(filter(None, [agencies, refusal])), order=2)]


def _send_back(step):
    href = reverse("tasking:former_evidence", args=[step.action_id, step.pk]) if step.evidence else ""
    claimed = Event(
        step.done_at,
        step.done_by,
        "Said to be done",
        step.outcome,
        f"No evidence: {step.why_no_evidence}" if step.why_no_evidence else "",
        href,
        _is_picture(step.evidence),
        order=4,
    )
    return [claimed, Event(step.at, step.by, "Sent back", step.reason, order=5)]


def _completion(step):
    href = reverse("tasking:evidence", args=[step.action_id]) if step.evidence else ""
    detail = f"No evidence: {step.why_no_evidence}" if step.why_no_evidence else ""
    return [Event(step.at, step.by, "Done", step.outcome, detail, href, _is_picture(step.evidence), order=6)]


def _is_picture(file):
    """Photos are kept as JPEG whatever they were sent as; all else is a PDF."""
    return bool(file) and file.name.endswith(".jpg")


def _verification(step):
    return [Event(step.at, step.by, "Verified", step.note, order=7)]


def _closing(step):
    return [Event(step.at, step.by, step.get_kind_display(), step.reason, order=7)]


DESCRIPTIONS = {
    "notes": _note,
    "blocks": _block,
    "redatings": _redating,
    "handovers": _handover,
    "send_backs": _send_back,
}


# Who and which agency a step names, so that a long history costs no more than a short one.
PEOPLE = {
    "blocks": ["by", "cleared_by"],
    "handovers": ["by", "from_owner", "to_owner", "from_agency", "to_agency"],
    "send_backs": ["by", "done_by"],
}


SINGLE = {"acceptance": _answer, "completion": _completion, "verification": _verification, "closing": _closing}
