"""Recording what the council and others have put first (T29, C2)."""

from django.db import transaction

from pact.audit import trail
from pact.core.refusals import refuse_if
from profiles import rules
from profiles.models import CouncilPriority


@transaction.atomic
def record_council_priority(borough, *, issue_types, by, at, **facts):
    """`facts`: owner, title, target, tension, theme, source, starts_on, ends_on."""
    type(borough).objects.select_for_update().get(pk=borough.pk)
    refuse_if(rules.obstacles_to_recording_council_priority(borough, **facts))

    priority = CouncilPriority.objects.create(borough=borough, **facts, added_at=at, added_by=by)
    priority.issue_types.set(issue_types)
    trail.record("recorded", on=priority, by=by, at=at)
    return priority


@transaction.atomic
def change_council_priority(priority, *, issue_types, by, at, **facts):
    """Published profiles keep what they said."""
    type(priority.borough).objects.select_for_update().get(pk=priority.borough_id)
    priority = _locked(priority)
    refuse_if(rules.obstacles_to_recording_council_priority(priority.borough, **facts, besides=priority))

    for field, value in facts.items():
        setattr(priority, field, value)
    priority.save(update_fields=list(facts))
    priority.issue_types.set(issue_types)
    trail.record("corrected", on=priority, by=by, at=at)
    return priority


@transaction.atomic
def withdraw_council_priority(priority, *, by, at):
    """Twice changes nothing."""
    priority = _locked(priority)
    if priority.is_withdrawn:
        return priority
    priority.withdrawn_at, priority.withdrawn_by = at, by
    priority.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record("withdrew", on=priority, by=by, at=at)
    return priority


def _locked(priority):
    rows = CouncilPriority.objects.select_for_update(of=("self",)).select_related("borough")
    return rows.get(pk=priority.pk)
