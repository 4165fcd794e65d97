from datetime import timedelta

from pact.accounts.permissions import Role
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
from tests.make.people import agency as make_agency
from tests.make.people import person
from tests.make.priorities import priority as make_priority
from tests.make.times import NOON, TODAY


def officer(ward, *, agency=None, **fields):
    """Somebody who can own actions in this ward."""
    return person(Role.OFFICER, ward, agency=agency or make_agency(), **fields)


def action(*, priority=None, owner=None, agency=None, due_on=TODAY + timedelta(days=30), accepted=True, **fields):
    """An action that its owner has accepted and that is on course."""
    priority = priority or make_priority()
    if owner is None:
        agency = agency or make_agency()
        owner = officer(priority.ward, agency=agency)
    agency = agency or owner.memberships.exclude(agency=None).get().agency
    made = Action.objects.create(
        **{"priority": priority, "owner": owner, "agency": agency, "title": "Clear the alley behind Alma Street"}
        | {"due_on": due_on, "original_due_on": due_on, "created_at": NOON, "heard_at": NOON}
        | {"created_by": priority.cycle.pact.coordinator}
        | fields
    )
    if accepted:
        Acceptance.objects.create(action=made, at=NOON, by=owner)
    return made


def refusal(action, *, reason="Not our land.", at=NOON):
    return Acceptance.objects.create(action=action, is_refusal=True, reason=reason, at=at, by=action.owner)


def note(action, *, text="Gates measured.", at=NOON):
    return ProgressNote.objects.create(action=action, text=text, at=at, by=action.owner)


def block(action, *, at=NOON, **fields):
    return Block.objects.create(
        **{"action": action, "at": at, "by": action.owner}
        | {"reason": "The landlord does not answer.", "who_must_act": "The landlord"}
        | fields
    )


def redating(action, *, at=NOON, **fields):
    return Redating.objects.create(
        **{"action": action, "at": at, "by": action.created_by, "was_due_on": action.original_due_on}
        | {"due_on": action.due_on, "reason": "The contractor is late."}
        | fields
    )


def handover(action, *, at=NOON, **fields):
    """From somebody, for some agency, to the owner."""
    return Handover.objects.create(
        **{"action": action, "at": at, "by": action.created_by, "to_owner": action.owner, "to_agency": action.agency}
        | {"from_owner": person(), "from_agency": make_agency()}
        | fields
    )


def send_back(action, *, at=NOON, **fields):
    return SendBack.objects.create(
        **{"action": action, "at": at, "by": action.created_by, "done_at": at, "done_by": person()}
        | {"reason": "The sofa is still there.", "outcome": "Swept."}
        | fields
    )


def completion(action, *, at=NOON, **fields):
    return Completion.objects.create(
        **{"action": action, "at": at, "by": action.owner, "outcome": "Alley cleared and gated."}
        | {"why_no_evidence": "It is dark there."}
        | fields
    )


def verification(action, *, at=NOON, by=None):
    if not action.has("completion"):
        completion(action, at=at)
    return Verification.objects.create(action=action, at=at, by=by or action.created_by)


def closing(action, *, kind=Closing.Kind.NOT_ACHIEVABLE, at=NOON, **fields):
    return Closing.objects.create(
        **{"action": action, "kind": kind, "reason": "There is no money for gates.", "at": at, "by": action.created_by}
        | fields
    )
