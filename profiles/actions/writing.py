"""What people do with a profile and its areas."""

from django.db import transaction
from django.utils import timezone

from pact.audit import trail
from pact.core.refusals import refuse_if
from profiles import queries, rules
from profiles.actions.agreement import ask_members
from profiles.models import AreaProfile, PriorityActionArea

SECTIONS = ("people", "figures", "consultation", "partners")


@transaction.atomic
def start(ward, *, by, at):
    """Start the next version of a ward's profile from the words of the last one (W60). Areas are proposed anew."""
    type(ward).objects.select_for_update().get(pk=ward.pk)
    refuse_if(rules.obstacles_to_starting(ward))

    last = ward.profiles.order_by("-version").first()
    words = {section: getattr(last, section) for section in SECTIONS} if last else queries.first_words(ward)
    profile = AreaProfile.objects.create(
        ward=ward, version=last.version + 1 if last else 1, started_at=at, started_by=by, **words
    )
    trail.record("started", on=profile, by=by, at=at)
    return profile


@transaction.atomic
def write(profile, *, by, at, **sections):
    """Replace the given sections ("people", "figures", "consultation", "partners") of a draft."""
    profile = AreaProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    refuse_if(rules.obstacles_to_editing(profile))

    for section in SECTIONS:
        setattr(profile, section, sections.get(section, getattr(profile, section)))
    profile.save(update_fields=SECTIONS)
    trail.record("wrote", on=profile, by=by, at=at, sections=sorted(sections))
    return profile


@transaction.atomic
def publish(profile, *, by, at):
    """Freeze the numbers, publish the version and ask each of the ward's councillors (W39)."""
    profile = AreaProfile.objects.select_for_update(of=("self",)).select_related("ward__borough").get(pk=profile.pk)
    frozen = queries.numbers(profile.ward, today=timezone.localdate(at)).as_json()
    refuse_if(rules.obstacles_to_publishing(profile, figures=len(frozen["indicators"]) + len(frozen["issues"])))

    profile.published_at, profile.published_by, profile.frozen = at, by, frozen
    profile.save(update_fields=["published_at", "published_by", "frozen"])
    trail.record("published", on=profile, by=by, at=at)
    ask_members(profile, by=by, at=at)
    return profile


@transaction.atomic
def propose_area(profile, *, name, evidence, by, at, boundary=None, streets="", issue_types=()):
    """Propose a named part of the ward, drawn (`boundary`, a GeoJSON geometry in WGS84) or as streets (W38)."""
    profile = AreaProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    refuse_if(rules.obstacles_to_proposing(profile, name=name, boundary=boundary, streets=streets))

    area = PriorityActionArea.objects.create(
        ward=profile.ward,
        profile=profile,
        name=name,
        boundary=boundary,
        streets=streets,
        evidence=evidence,
        proposed_at=at,
        proposed_by=by,
    )
    area.issue_types.set(issue_types)
    trail.record("proposed", on=area, by=by, at=at)
    return area


@transaction.atomic
def decide_area(area, *, confirm, note, by, at):
    """Confirm a proposed area, or refuse it with `note` as the reason, and keep the decision note."""
    area = PriorityActionArea.objects.select_for_update(of=("self",)).get(pk=area.pk)
    refuse_if(rules.obstacles_to_deciding(area, confirm=confirm, note=note, today=timezone.localdate(at)))

    area.state = area.State.CONFIRMED if confirm else area.State.REFUSED
    area.decided_at, area.decided_by, area.decision_note = at, by, note
    area.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
    trail.record("confirmed" if confirm else "refused", on=area, by=by, at=at, note=note)
    return area
