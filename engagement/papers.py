"""What engagement prints. Nobody's name, contact or words leave by here (rule 65)."""

from django.utils import timezone

from engagement import queries, rules, sheet, showing
from engagement.checklist import COUNTED
from engagement.models import RATINGS, Engagement, ImpactAssessment, Interview, Walkabout
from pact.documents.papers import Paper, paper
from pact.documents.pictures import inline
from profiles.models import PriorityActionArea

FINDINGS = "engagement.findings"
AREA_FINDINGS = "engagement.area_findings"
INTERVIEW = "engagement.interview_sheet"
WALK = "engagement.walk_sheet"
FACES = "engagement.faces_sheet"
REPORT = "engagement.walk_report"
ASSESSMENT = "engagement.impact_assessment"


def may_see_assessment(user, subject_pk):
    return ImpactAssessment.objects.visible_to(user).filter(pk=subject_pk).exists()


@paper(ASSESSMENT, may_see=may_see_assessment)
def impact_assessment(subject_pk, *, options, at):
    assessment = ImpactAssessment.objects.for_display().get(pk=subject_pk)
    return Paper(
        template="engagement/papers/impact_assessment.html",
        context={"assessment": assessment, "sheet": queries.sheet(assessment), "today": timezone.localdate(at)},
        filename=f"impact-assessment-{assessment.pk}.pdf",
        title=f"Impact assessment: {assessment}",
        made_from={"assessment": assessment.pk},
    )


def may_see_findings(user, subject_pk):
    engagement = Engagement.objects.visible_to(user).for_display().filter(pk=subject_pk).first()
    return engagement is not None and rules.may_see_findings(user, engagement)


def obstacles_of_photos(made_from):
    """Why a file that was made before may not be given out any more: a photo in it was withdrawn since."""
    if queries.no_longer_public(made_from.get("photos", [])):
        return ["A photo in this file may no longer be published. Make the file anew."]
    return []


def _photo_rows(pairs):
    shown = [(pair.what, [(each.when, each.in_words, inline(each.image)) for each in pair.photos]) for pair in pairs]
    return [(what, [photo for photo in photos if photo[2]]) for what, photos in shown]


def _photo_keys(pairs):
    return [photo.pk for pair in pairs for photo in pair.photos]


@paper(FINDINGS, may_see=may_see_findings, obstacles_to_fetching=obstacles_of_photos)
def findings(subject_pk, *, options, at):
    engagement = Engagement.objects.for_display().with_progress().get(pk=subject_pk)
    today = timezone.localdate(at)
    shown = showing.shown_of(engagement, today=today)
    return Paper(
        template="engagement/papers/findings.html",
        context=shown | {"today": today, "photo_rows": _photo_rows(shown["photo_pairs"])},
        filename=f"findings-{engagement.cycle.ward.slug}-{engagement.pk}.pdf",
        title=f"{engagement.findings_title}: {engagement}",
        made_from={
            "engagement": engagement.pk,
            "concerns": engagement.concerns.count(),
            "photos": _photo_keys(shown["photo_pairs"]),
        },
    )


def may_see_area_findings(user, subject_pk):
    return PriorityActionArea.objects.visible_to(user).confirmed().filter(pk=subject_pk).exists()


@paper(AREA_FINDINGS, may_see=may_see_area_findings, obstacles_to_fetching=obstacles_of_photos)
def area_findings(subject_pk, *, options, at):
    area = PriorityActionArea.objects.select_related("ward").get(pk=subject_pk)
    today = timezone.localdate(at)
    shown = showing.shown_of_area(area, today=today)
    return Paper(
        template="engagement/papers/area_findings.html",
        context=shown | {"today": today, "photo_rows": _photo_rows(shown["photo_pairs"])},
        filename=f"findings-{area.ward.slug}-area-{area.pk}.pdf",
        title=f"What people told us: {area}",
        made_from={
            "area": area.pk,
            "engagements": [engagement.pk for engagement in shown["found"].engagements],
            "photos": _photo_keys(shown["photo_pairs"]),
        },
    )


def may_see_sheet(user, subject_pk):
    engagement = Engagement.objects.visible_to(user).for_display().filter(pk=subject_pk).first()
    return engagement is not None and rules.may_record(user, engagement)


@paper(INTERVIEW, may_see=may_see_sheet)
def interview_sheet(subject_pk, *, options, at):
    """An empty interview for a clipboard, with the notice of this engagement (handbook 7)."""
    asked = {
        "problems": range(1, rules.MOST_PROBLEMS + 1),
        "effects": [label for _, label in sheet.EFFECTS],
        "affects": sheet.AFFECTS,
        "ticked": sheet.ASKED_OF_PROBLEMS,
        "modes": Interview.Mode.labels,
        "roles": Interview.Role.labels,
        "rated": [(*sheet.RATED[name], range(1, 6)) for name in RATINGS],
        "wants": [label for _, label in sheet.WANTS],
        "equality": [(label, choices.labels) for label, choices in sheet.EQUALITY.values()],
        "backgrounds": [(group.label, [each.label for each in among]) for group, among in sheet.BACKGROUNDS],
    }
    return _sheet(subject_pk, "engagement/papers/interview_sheet.html", "interview", "Interview sheet", asked)


@paper(WALK, may_see=may_see_sheet)
def walk_sheet(subject_pk, *, options, at):
    """An empty EVA sheet for a clipboard (handbook 6)."""
    asked = {"meanings": sheet.MEANINGS, "grades": sheet.GRADES, "graded": sheet.graded(), "counted": COUNTED}
    return _sheet(subject_pk, "engagement/papers/walk_sheet.html", "walk-sheet", "Walk sheet", asked)


@paper(FACES, may_see=may_see_sheet)
def faces_sheet(subject_pk, *, options, at):
    """The same for a class or a youth group: faces for grades, plain words, nobody's name (W48)."""
    spotted = sheet.SPOTTED_BY_CHILDREN.values()
    asked = {"faces": sheet.FACES, "graded": sheet.ASKED_OF_CHILDREN.values(), "spotted": spotted}
    return _sheet(subject_pk, "engagement/papers/faces_sheet.html", "children", "Children’s walk sheet", asked)


def _sheet(subject_pk, template, filename, title, asked):
    engagement = Engagement.objects.for_display().get(pk=subject_pk)
    lines = {"stretches": range(1, sheet.STRETCHES + 1), "findings": range(1, sheet.FINDINGS + 1)}
    areas = list(engagement.areas.order_by("name", "pk"))
    return Paper(
        template=template,
        context={"engagement": engagement, "areas": areas, "land_uses": Walkabout.LandUse.labels} | lines | asked,
        filename=f"{filename}-{engagement.cycle.ward.slug}-{engagement.pk}.pdf",
        title=f"{title}: {engagement}",
        made_from={"engagement": engagement.pk},
    )


def may_see_walk(user, subject_pk):
    return Walkabout.objects.visible_to(user).filter(pk=subject_pk).exists()


@paper(REPORT, may_see=may_see_walk)
def walk_report(subject_pk, *, options, at):
    """A recorded walk for the group that walked it. Surveyors stand on it by their initials, others by their role."""
    walkabout = Walkabout.objects.for_display().get(pk=subject_pk)
    today = timezone.localdate(at)
    report = queries.walk_report(walkabout, today)
    found = [
        (each, *(inline(copy.image) if copy else "" for copy in (each.before, each.after))) for each in report.findings
    ]
    return Paper(
        template="engagement/papers/walk_report.html",
        context={"walkabout": walkabout, "report": report, "found": found, "today": today},
        filename=f"walkabout-{walkabout.held_on:%Y-%m-%d}-{walkabout.pk}.pdf",
        title=str(walkabout),
        made_from={"walkabout": walkabout.pk, "findings": len(report.findings)},
    )
