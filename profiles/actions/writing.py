"""What people do with a profile and its areas."""

from django.db import transaction
from django.utils import timezone

from pact.audit import trail
from pact.core.refusals import Refused, refuse_if
from profiles import drafting, queries, rules
from profiles.actions.agreement import ask_members
from profiles.models import AreaProfile, HotSpotRun, PriorityActionArea, SectionSave

SECTIONS = tuple(AreaProfile.SECTIONS)


class Overtaken(Refused):
    """Somebody else saved the section since it was opened; `save` is what they saved."""

    def __init__(self, save):
        self.save = save
        super().__init__([f"{save.saved_by.name} saved this section after you opened it. Nothing of yours is lost."])


@transaction.atomic
def start(ward, *, by, at):
    """Start the next version of a ward's profile from the words of the last one (W60). Areas are proposed anew."""
    type(ward).objects.select_for_update().get(pk=ward.pk)
    refuse_if(rules.obstacles_to_starting(ward))

    last = ward.profiles.order_by("-version").first()
    words = {section: text for section, text in last.sections.items() if section != "changes"} if last else {}
    profile = AreaProfile.objects.create(
        ward=ward, version=last.version + 1 if last else 1, started_at=at, started_by=by, **words
    )
    trail.record("started", on=profile, by=by, at=at)
    return profile if last else write_first_draft(profile, by=by, at=at)


@transaction.atomic
def write(profile, *, by, at, **sections):
    """Replace the given sections (keys of `AreaProfile.SECTIONS`) of a draft."""
    profile = AreaProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    refuse_if(rules.obstacles_to_editing(profile))

    _save(profile, sections, by=by, at=at)
    return profile


@transaction.atomic
def write_section(profile, section, *, text, seen, by, at):
    """Replace one section. `seen` is the key of the last save that the writer saw, 0 for none.

    Raises `Overtaken` where somebody saved something else since.
    """
    profile = AreaProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    refuse_if(rules.obstacles_to_editing(profile))
    if getattr(profile, section) == text:
        return profile
    last = profile.saves.filter(section=section).select_related("saved_by").order_by("-pk").first()
    if last and last.pk != seen:
        raise Overtaken(last)

    _save(profile, {section: text}, by=by, at=at)
    return profile


@transaction.atomic
def write_first_draft(profile, *, by, at):
    """Fill what is still empty with sentences made from the numbers. What somebody wrote stays."""
    profile = AreaProfile.objects.select_for_update(of=("self",)).select_related("ward__borough").get(pk=profile.pk)
    refuse_if(rules.obstacles_to_editing(profile))

    today = timezone.localdate(at)
    numbers = queries.numbers(profile.ward, today=today)
    since = queries.changes_since(profile, numbers, today=today)
    before = since.figures if since else ()
    words = drafting.first_draft(numbers, ward=profile.ward, borough=profile.ward.borough, before=before)
    empty = {section: text for section, text in words.items() if text and not getattr(profile, section).strip()}
    _save(profile, empty, by=by, at=at)
    return profile


def _save(profile, sections, *, by, at):
    changed = {section: text for section, text in sections.items() if getattr(profile, section) != text}
    if not changed:
        return
    for section, text in changed.items():
        setattr(profile, section, text)
    profile.save(update_fields=list(changed))
    SectionSave.objects.bulk_create(
        SectionSave(profile=profile, section=section, text=text, saved_at=at, saved_by=by)
        for section, text in changed.items()
    )
    trail.record("wrote", on=profile, by=by, at=at, sections=sorted(changed))


@transaction.atomic
def publish(profile, *, by, at):
    """Freeze the numbers, publish the version and ask each of the ward's councillors (W39)."""
    profile = AreaProfile.objects.select_for_update(of=("self",)).select_related("ward__borough").get(pk=profile.pk)
    numbers = queries.numbers(profile.ward, today=timezone.localdate(at))
    figures, missing = len(numbers.indicators) + len(numbers.issues), queries.problems(profile, numbers)
    refuse_if(rules.obstacles_to_publishing(profile, figures=figures, missing=missing))
    frozen = numbers.as_json()

    profile.published_at, profile.published_by, profile.frozen = at, by, frozen
    profile.hot_spot_run = HotSpotRun.objects.current(profile.ward.borough)
    profile.save(update_fields=["published_at", "published_by", "frozen", "hot_spot_run"])
    profile.cites.set({row["consultation_pk"] for row in frozen["said"]})
    trail.record("published", on=profile, by=by, at=at)
    ask_members(profile, by=by, at=at)
    return profile


@transaction.atomic
def propose_area(
    profile, *, name, evidence, by, at, boundary=None, small_areas=(), streets="", issue_types=(), suggestion=None
):
    """Propose a named part of the ward, drawn (`boundary`, a GeoJSON geometry in WGS84) or as streets (W38).

    Small areas take the place of what is drawn; where no outline of theirs is loaded, their names stand as streets do.
    `suggestion` is the SuggestedArea that it was made from, whatever was changed in it.
    """
    profile = AreaProfile.objects.select_for_update(of=("self",)).select_related("ward").get(pk=profile.pk)
    if small_areas:
        boundary = queries.outline_of(small_areas, profile.ward)
        streets = streets if boundary else "\n".join([*(area.name for area in small_areas), streets]).strip()
    where = {"boundary": boundary, "streets": streets, "small_areas": small_areas}
    refuse_if(rules.obstacles_to_proposing(profile, name=name, **where, suggestion=suggestion))

    area = PriorityActionArea.objects.create(
        ward=profile.ward,
        profile=profile,
        name=name,
        boundary=boundary,
        streets=streets,
        evidence=evidence,
        suggestion=suggestion,
        proposed_at=at,
        proposed_by=by,
    )
    area.issue_types.set(issue_types)
    area.small_areas.set(small_areas)
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
