"""The impact assessment form: filling it in, planning what follows, and looking at it again."""

from django.db import transaction
from django.utils import timezone

from engagement import notices, rules
from engagement.models import ImpactAction, ImpactAssessment, ImpactOnGroup, ImpactReview
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.cycles.models import Cycle


@transaction.atomic
def assess(cycle, *, title, review_on, engagement=None, groups=None, by, at, **details):
    """Write an assessment. `groups` are `{group: (whether it is affected, evidence)}` of those answered.

    `details` are aim, evidence, collected, lawful, legislation and other_plans.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    _check(cycle, title, engagement, review_on, at, ImpactAssessment.objects.filter(cycle=cycle))

    assessment = ImpactAssessment.objects.create(
        cycle=cycle,
        title=title,
        engagement=engagement,
        review_on=review_on,
        written_at=at,
        written_by=by,
        **details,
    )
    _answer(assessment, groups or {})
    trail.record("assessed the impact of", on=assessment, by=by, at=at)
    return assessment


@transaction.atomic
def reassess(assessment, *, title, review_on, engagement=None, groups=None, by, at, **details):
    assessment = _locked(assessment)
    others = ImpactAssessment.objects.filter(cycle=assessment.cycle).exclude(pk=assessment.pk)
    _check(assessment.cycle, title, engagement, review_on, at, others)

    new = {"title": title, "engagement": engagement, "review_on": review_on} | details
    changed = sorted(name for name, value in new.items() if getattr(assessment, name) != value)
    for name, value in new.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=list(new))
    _answer(assessment, groups or {})
    trail.record("changed", on=assessment, by=by, at=at, changed=changed)
    return assessment


@transaction.atomic
def plan_impact_action(assessment, *, action, timescale, responsibility, comments="", by, at):
    """Add a row to its action plan; the same action again changes the row."""
    assessment = _locked(assessment)
    row, _ = ImpactAction.objects.update_or_create(
        assessment=assessment,
        action=action,
        defaults={"timescale": timescale, "responsibility": responsibility, "comments": comments},
    )
    trail.record("planned an action in", on=assessment, by=by, at=at)
    return row


@transaction.atomic
def drop_impact_action(row, *, by, at):
    assessment = _locked(row.assessment)
    if ImpactAction.objects.filter(pk=row.pk).delete()[0]:
        trail.record("took an action out of", on=assessment, by=by, at=at)


@transaction.atomic
def review_assessment(assessment, *, note, review_on, by, at):
    """Say what the further review found, and when the next is."""
    assessment = _locked(assessment)
    refuse_if(rules.obstacles_to_reviewing(review_on=review_on, today=timezone.localdate(at)))

    review = ImpactReview.objects.create(assessment=assessment, due_on=assessment.review_on, note=note, at=at, by=by)
    assessment.review_on = review_on
    assessment.save(update_fields=["review_on"])
    trail.record("reviewed", on=assessment, by=by, at=at, next=review_on.isoformat())
    return review


def remind_of_assessments(*, at):
    """Tell those who must look at an assessment again, two weeks before and once for each date. Returns how many."""
    today = timezone.localdate(at)
    due = ImpactAssessment.objects.to_review(by_day=today + rules.REMINDED_BEFORE).for_display().order_by("pk")
    return sum(len(notices.assessment_due(assessment, at=at)) for assessment in due)


def _check(cycle, title, engagement, review_on, at, known):
    refuse_if(
        rules.obstacles_to_assessing(
            cycle,
            title=title,
            engagement=engagement,
            review_on=review_on,
            today=timezone.localdate(at),
            known=known,
        )
    )


def _answer(assessment, groups):
    """Put down the answers given, and forget those that were taken back."""
    assessment.groups.exclude(group__in=list(groups)).delete()
    for group, (is_affected, evidence) in groups.items():
        ImpactOnGroup.objects.update_or_create(
            assessment=assessment, group=group, defaults={"is_affected": is_affected, "evidence": evidence}
        )


def _locked(assessment):
    ImpactAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    return ImpactAssessment.objects.for_display().get(pk=assessment.pk)
