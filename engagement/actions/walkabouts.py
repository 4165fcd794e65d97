"""Walkabouts: the walk, its transects, what was found, who is told, and going back to look."""

from django.db import transaction
from django.utils import timezone

from engagement import rules
from engagement.actions import concerns
from engagement.actions.referrals import settle_referral
from engagement.checklist import ISSUE_TYPE_CODES
from engagement.models import GRADED, Concern, Engagement, Finding, Item, Reinspection, Transect, Walkabout
from pact.audit import trail
from pact.core.refusals import Refused, refuse_if
from pact.core.working_days import add_working_days
from pact.taxonomy.models import IssueType

SENT_BEFORE = "This form was sent before. Start a new one."


@transaction.atomic
def start_walkabout(engagement, *, uuid, area, held_on, by, at, **header):
    """Begin a walk. `header`: started, surveyors, others, route, weather, daylight, land_use, with_faces."""
    engagement = Engagement.objects.select_for_update(of=("self",)).select_related("cycle__pact").get(pk=engagement.pk)
    if known := Walkabout.objects.filter(uuid=uuid).first():
        return _own(known, known.engagement_id == engagement.pk and known.recorded_by_id == by.pk)
    today = timezone.localdate(at)
    refuse_if(rules.obstacles_to_recording_on(engagement, area=area, held_on=held_on, today=today))

    walkabout = Walkabout.objects.create(
        uuid=uuid, engagement=engagement, area=area, held_on=held_on, recorded_at=at, recorded_by=by, **header
    )
    trail.record("recorded", on=walkabout, by=by, at=at)
    return walkabout


@transaction.atomic
def add_transect(walkabout, *, uuid, street, from_point, to_point, is_paved, point=None, by, at, **grades):
    """Grade one length (rules 15 to 17). Each item at C or worse becomes a finding with a draft referral (rule 19)."""
    walkabout = _locked(walkabout)
    if known := Transect.objects.filter(uuid=uuid).first():
        return _own(known, known.walkabout_id == walkabout.pk)
    refuse_if(
        [
            *rules.obstacles_to_recording(walkabout.engagement),
            *rules.obstacles_to_grading(
                street=street, from_point=from_point, to_point=to_point, is_paved=is_paved, grades=grades
            ),
        ]
    )
    poor = {item: _type_of(item) for item in GRADED if rules.makes_a_referral(grade=grades.get(item, ""))}
    refuse_if([_unknown_type(item) for item, issue_type in poor.items() if issue_type is None])

    latitude, longitude = point or (None, None)
    transect = Transect.objects.create(
        uuid=uuid,
        walkabout=walkabout,
        street=street,
        from_point=from_point,
        to_point=to_point,
        is_paved=is_paved,
        latitude=latitude,
        longitude=longitude,
        **grades,
    )
    trail.record("graded", on=transect, by=by, at=at, **{item: grade for item, grade in grades.items() if grade})
    for item, issue_type in poor.items():
        what = f"{Item(item).called} at grade {grades[item].replace('-', '−')}"
        fields = {"transect": transect, "item": item, "grade": grades[item], "what": what}
        _find(walkabout, issue_type=issue_type, point=point, by=by, at=at, **fields)
    return transect


@transaction.atomic
def add_finding(
    walkabout,
    *,
    uuid,
    item,
    severity,
    count=1,
    issue_type=None,
    what="",
    transect=None,
    place="",
    photo=None,
    point=None,
    reinspect_on=None,
    by,
    at,
):
    """Record something counted, minor or serious. A serious one makes a draft referral (rule 19).

    `photo` is a cleaned picture (`pact.core.photos`). `issue_type` may be left out for all but "something else".
    """
    walkabout = _locked(walkabout)
    if known := Finding.objects.filter(uuid=uuid).first():
        return _own(known, known.walkabout_id == walkabout.pk)
    issue_type = issue_type or _type_of(item)
    obstacles = rules.obstacles_to_recording(walkabout.engagement)
    if issue_type is None:
        obstacles.append("Choose which kind of issue it is.")
    if transect is None and not place.strip():
        obstacles.append("Say where it is.")
    refuse_if(obstacles)

    fields = {"item": item, "severity": severity, "count": count, "transect": transect, "place": place}
    fields |= {"what": what or Item(item).label, "photo": photo or "", "reinspect_on": reinspect_on, "uuid": uuid}
    return _find(walkabout, issue_type=issue_type, point=point, by=by, at=at, **fields)


@transaction.atomic
def reinspect(finding, *, held_on, outcome, grade="", photo=None, by, at):
    """Record a second look at what was found (W47). `photo` is a cleaned picture, to stand beside the first."""
    finding = Finding.objects.select_for_update(of=("self",)).select_related("walkabout").get(pk=finding.pk)
    refuse_if(rules.obstacles_to_reinspecting(finding, held_on=held_on, today=timezone.localdate(at)))

    look = Reinspection.objects.create(
        finding=finding,
        held_on=held_on,
        outcome=outcome,
        grade=grade,
        photo=photo or "",
        recorded_at=at,
        recorded_by=by,
    )
    settle_referral(look)
    trail.record("looked again at", on=finding, by=by, at=at, outcome=outcome, grade=grade)
    return look


def _find(walkabout, *, issue_type, point, by, at, **fields):
    """Make a finding, its concern, and the draft referral if it is poor."""
    finding = Finding.objects.create(
        walkabout=walkabout, issue_type=issue_type, recorded_at=at, recorded_by=by, **fields
    )
    concern = concerns.enter(
        cycle=walkabout.engagement.cycle,
        engagement=walkabout.engagement,
        area=walkabout.area,
        source=Concern.Source.WALKABOUT,
        finding=finding,
        issue_type=issue_type,
        place=finding.where[:150],
        kind=concerns.kind_of(issue_type),
        point=point or _point_of(finding.transect),
        recorded_at=at,
        recorded_by=by,
    )
    finding.reference = concern.reference
    if finding.is_poor:
        finding.referred_to = issue_type.lead_agency
        finding.due_on = add_working_days(timezone.localdate(at), issue_type.target_working_days)
        finding.reinspect_on = finding.reinspect_on or add_working_days(finding.due_on, 1)
    finding.save(update_fields=["reference", "referred_to", "due_on", "reinspect_on"])
    to = finding.referred_to.name if finding.referred_to else ""
    trail.record("found", on=finding, by=by, at=at, reference=finding.reference, referred_to=to)
    return finding


def _type_of(item):
    """The issue type that an item belongs to, or None where the council has none of that code."""
    return IssueType.objects.select_related("lead_agency").filter(code=ISSUE_TYPE_CODES.get(item, "")).first()


def _unknown_type(item):
    code = ISSUE_TYPE_CODES[item]
    return (
        f"{Item(item).called} this bad is referred as {code}, and there is no issue type {code}. Ask an administrator."
    )


def _point_of(transect):
    if transect is None or transect.latitude is None:
        return None
    return transect.latitude, transect.longitude


def _locked(walkabout):
    Walkabout.objects.select_for_update(of=("self",)).get(pk=walkabout.pk)
    return Walkabout.objects.for_display().get(pk=walkabout.pk)


def _own(known, is_the_same):
    if not is_the_same:
        raise Refused([SENT_BEFORE])
    return known
