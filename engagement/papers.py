"""What engagement prints. Nobody's name, contact or words leave by here (rule 65)."""

from django.utils import timezone

from engagement import queries, rules, showing
from engagement.models import Engagement, ImpactAssessment
from pact.documents.papers import Paper, paper

FINDINGS = "engagement.findings"
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


@paper(FINDINGS, may_see=may_see_findings)
def findings(subject_pk, *, options, at):
    engagement = Engagement.objects.for_display().with_progress().get(pk=subject_pk)
    return Paper(
        template="engagement/papers/findings.html",
        context=showing.shown_of(engagement) | {"today": timezone.localdate(at)},
        filename=f"findings-{engagement.cycle.ward.slug}-{engagement.pk}.pdf",
        title=f"What people told us: {engagement}",
        made_from={"engagement": engagement.pk, "concerns": engagement.concerns.count()},
    )
