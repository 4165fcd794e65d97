"""Draft referrals leave for their agencies, are answered, and are settled by a second look (rule 19)."""

from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from engagement import notices, queries, rules
from engagement.models import Finding, Omission, Referral, Reinspection, Walkabout
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.core.working_days import add_working_days, is_working_day

LOOKS_BACK = timedelta(days=14)


@transaction.atomic
def refer(walkabout, *, to, left_out, by, at):
    """Send drafts of a walk: `to` is `{finding.pk: agency}`, `left_out` `{finding.pk: reason}`. Answers the referrals.

    What somebody else sent or left out in the meantime stays as it is. Each agency is told once for all of them.
    """
    Walkabout.objects.select_for_update(of=("self",)).get(pk=walkabout.pk)
    drafts = list(queries.to_refer(Finding.objects.filter(walkabout=walkabout, pk__in=[*to, *left_out])))
    ward = walkabout.engagement.cycle.ward
    told = rules.who_is_told(to.values(), ward)
    refuse_if(rules.obstacles_to_referring([to[draft.pk] for draft in drafts if draft.pk in to], told))

    sent = [_send(draft, to[draft.pk], by=by, at=at) for draft in drafts if draft.pk in to]
    for draft in drafts:
        if draft.pk not in to:
            _leave_out(draft, left_out[draft.pk], by=by, at=at)
    for agency in {referral.agency_id: referral.agency for referral in sent}.values():
        theirs = [referral for referral in sent if referral.agency_id == agency.pk]
        notices.referred(walkabout, agency, theirs, told[agency.pk], at=at)
    return sent


@transaction.atomic
def answer_referral(referral, *, outcome, done_on=None, words="", by, at):
    """The agency says that it is done, or gives it back with a reason; then the co-ordinator can send it elsewhere."""
    referral = Referral.objects.select_for_update(of=("self",)).for_display().get(pk=referral.pk)
    given = {"outcome": outcome, "done_on": done_on, "words": words.strip()}
    if all(getattr(referral, name) == value for name, value in given.items()):
        return referral
    refuse_if(rules.obstacles_to_answering_referral(referral, **given, today=timezone.localdate(at)))

    for name, value in (given | {"answered_at": at, "answered_by": by}).items():
        setattr(referral, name, value)
    referral.save(update_fields=[*given, "answered_at", "answered_by"])
    trail.record("answered a referral", on=referral.finding, by=by, at=at, outcome=outcome, agency=referral.agency.name)
    if referral.is_given_back:
        notices.referral_given_back(referral, at=at)
    return referral


def remind_of_referrals(*, at):
    """Tell agencies, once of each walk and day, what they have not answered by the day they were given.

    On working days; what fell due within the last two weeks, so that a pause of the worker leaves nobody out.
    """
    today = timezone.localdate(at)
    if not is_working_day(today):
        return
    late = Referral.objects.overdue(today=today).filter(due_on__gte=today - LOOKS_BACK).for_display()
    in_order = late.order_by("finding__walkabout", "agency", "due_on", "pk")
    for (walkabout, agency, _), group in groupby(in_order, lambda r: (r.finding.walkabout, r.agency, r.due_on)):
        told = rules.who_is_told([agency], walkabout.engagement.cycle.ward)
        notices.referrals_overdue(walkabout, agency, list(group), told[agency.pk], at=at)


def settle_referral(look):
    """What was put right is settled; what was said to be done and is not goes back, to be sent again."""
    referral = look.finding.referrals.with_the_agency().first()
    if referral is None:
        return
    is_right = look.outcome == Reinspection.Outcome.GONE
    if is_right or (referral.done_on and look.held_on >= referral.done_on):
        referral.look = look
        referral.save(update_fields=["look"])


def _send(finding, agency, *, by, at):
    due_on, reinspect_on = _days(finding, timezone.localdate(at))
    finding.referred_to, finding.due_on, finding.reinspect_on = agency, due_on, reinspect_on
    finding.save(update_fields=["referred_to", "due_on", "reinspect_on"])
    Omission.objects.filter(finding=finding).delete()
    trail.record("referred", on=finding, by=by, at=at, agency=agency.name, reference=finding.reference)
    return Referral.objects.create(
        finding=finding, agency=agency, due_on=due_on, reinspect_on=reinspect_on, sent_at=at, sent_by=by
    )


def _days(finding, today):
    """The drafted days hold at the first sending while they are to come; else the agency's time runs from today."""
    due_on, look_on = finding.due_on, finding.reinspect_on
    if due_on and look_on and min(due_on, look_on) > today and not finding.referral:
        return due_on, look_on
    due_on = add_working_days(today, finding.issue_type.target_working_days)
    the_day_after = add_working_days(due_on, 1)
    return due_on, max(look_on or the_day_after, the_day_after)


def _leave_out(finding, reason, *, by, at):
    if hasattr(finding, "omission") and finding.omission.reason == reason:
        return
    Omission.objects.update_or_create(finding=finding, defaults={"reason": reason, "omitted_at": at, "omitted_by": by})
    trail.record("left unreferred", on=finding, by=by, at=at, reference=finding.reference)
