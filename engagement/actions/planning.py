"""From the plan of an engagement to its published findings."""

from django.db import transaction

from engagement import notices, rules
from engagement.models import Engagement
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.cycles.models import Cycle


@transaction.atomic
def plan(cycle, *, technique, areas, starts_on, ends_on, groups=(), team=(), agencies=(), by, at, **details):
    """Plan one use of a technique. `ends_on` is exclusive; `target` counts in each area.

    `groups` are whom it wants to hear, `team` and `agencies` who does it. `details` are title, purpose, can_change,
    cannot_change, target, consent_text, consent_version.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    areas = list(areas)
    refuse_if(
        rules.obstacles_to_planning(cycle, technique=technique, areas=areas, starts_on=starts_on, ends_on=ends_on)
        + rules.obstacles_to_planning_again(cycle, title=details["title"], technique=technique, starts_on=starts_on)
    )

    engagement = Engagement.objects.create(
        cycle=cycle,
        technique=technique,
        starts_on=starts_on,
        ends_on=ends_on,
        planned_at=at,
        planned_by=by,
        **details,
    )
    _set_who(engagement, areas=areas, groups=groups, team=team, agencies=agencies, by=by, at=at)
    trail.record("planned", on=engagement, by=by, at=at, technique=technique.name, areas=[a.name for a in areas])
    return engagement


@transaction.atomic
def replan(engagement, *, technique, areas, starts_on, ends_on, consent_text, consent_version, by, at, **details):
    """Change the plan. A notice that people have agreed to changes only under a new version."""
    engagement = _locked(engagement)
    areas = list(areas)
    who = {name: details.pop(name) for name in ("groups", "team", "agencies") if name in details}
    refuse_if(
        [
            *rules.obstacles_to_replanning(
                engagement, technique=technique, consent_text=consent_text, consent_version=consent_version
            ),
            *rules.obstacles_to_planning(
                engagement.cycle, technique=technique, areas=areas, starts_on=starts_on, ends_on=ends_on
            ),
        ]
    )

    new = {"technique": technique, "starts_on": starts_on, "ends_on": ends_on, "consent_text": consent_text}
    new |= {"consent_version": consent_version} | details
    changed = sorted(field for field, value in new.items() if getattr(engagement, field) != value)
    for field, value in new.items():
        setattr(engagement, field, value)
    engagement.save(update_fields=list(new))
    _set_who(engagement, areas=areas, **who, by=by, at=at)
    trail.record("changed the plan of", on=engagement, by=by, at=at, changed=changed)
    return engagement


@transaction.atomic
def close_out(engagement, *, took_part=None, shortfall_reason="", by, at):
    """Say that it is over, and why if it fell short (rule 14)."""
    engagement = _locked(engagement)
    refuse_if(rules.obstacles_to_closing_out(engagement, took_part=took_part, shortfall_reason=shortfall_reason))

    engagement.closed_at, engagement.closed_by = at, by
    engagement.took_part, engagement.shortfall_reason = took_part, shortfall_reason.strip()
    engagement.save(update_fields=["closed_at", "closed_by", "took_part", "shortfall_reason"])
    trail.record("closed out", on=engagement, by=by, at=at, done=engagement.total_done, aimed=engagement.total_target)
    return engagement


@transaction.atomic
def publish_findings(engagement, *, by, at):
    """Put the findings before the participants and the meeting, and tell them. Priorities wait for it (rule 25)."""
    engagement = _locked(engagement)
    refuse_if(rules.obstacles_to_publishing_findings(engagement))

    engagement.findings_published_at, engagement.findings_published_by = at, by
    engagement.save(update_fields=["findings_published_at", "findings_published_by"])
    trail.record("published the findings of", on=engagement, by=by, at=at)
    notices.findings_published(engagement, at=at)
    return engagement


def _set_who(engagement, *, by, at, **sets):
    """Whoever comes to the team hears of it, but not from themselves."""
    before = set(engagement.team.all())
    for name, rows in sets.items():
        getattr(engagement, name).set(rows)
    if came := set(engagement.team.all()) - before - {by}:
        notices.joined_team(engagement, came, at=at)


def _locked(engagement):
    Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    return Engagement.objects.for_display().with_progress().get(pk=engagement.pk)
