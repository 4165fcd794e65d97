"""Recording what the council itself has put first (T29)."""

from django.db import transaction

from pact.audit import trail
from pact.core.refusals import refuse_if
from profiles import rules
from profiles.models import CouncilPriority


@transaction.atomic
def record_council_priority(borough, *, title, theme, issue_types, source, starts_on, ends_on, by, at):
    type(borough).objects.select_for_update().get(pk=borough.pk)
    refuse_if(rules.obstacles_to_recording_council_priority(borough, title=title, starts_on=starts_on, ends_on=ends_on))

    priority = CouncilPriority.objects.create(
        borough=borough,
        title=title,
        theme=theme,
        source=source,
        starts_on=starts_on,
        ends_on=ends_on,
        added_at=at,
        added_by=by,
    )
    priority.issue_types.set(issue_types)
    trail.record("recorded", on=priority, by=by, at=at)
    return priority


@transaction.atomic
def change_council_priority(priority, *, title, theme, issue_types, source, starts_on, ends_on, by, at):
    """Published profiles keep what they said."""
    type(priority.borough).objects.select_for_update().get(pk=priority.borough_id)
    priority = _locked(priority)
    refuse_if(
        rules.obstacles_to_recording_council_priority(
            priority.borough, title=title, starts_on=starts_on, ends_on=ends_on, besides=priority
        )
    )

    facts = {"title": title, "theme": theme, "source": source, "starts_on": starts_on, "ends_on": ends_on}
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
