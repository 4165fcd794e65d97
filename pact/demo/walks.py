"""Walks round an estate: what was graded and found, and how it was when somebody went back."""

from datetime import timedelta
from itertools import cycle

from engagement import actions as engagement
from engagement import queries
from pact.core.working_days import add_working_days, working_day_on_or_after
from pact.demo import pictures
from pact.demo.clockwork import moment
from pact.demo.steps import chance_of, uuid_of

LEFT_OUT = "It is part of an action on the whole street."


def walk(plan, area, *, grades, findings, by):
    """A walk: transects as (street, litter, detritus, graffiti, fly-posting), findings as (item, severity, place)."""
    chance = chance_of("walk", plan.pk)
    day = working_day_on_or_after(plan.starts_on + timedelta(days=7))
    at = moment(day, 14)
    walkabout = engagement.start_walkabout(
        plan,
        uuid=uuid_of(chance),
        area=area,
        held_on=day,
        started=at.time(),
        surveyors="JL, TA",
        others="Two residents, ward councillor",
        route=f"From {grades[0][0]} by {grades[1][0]} to {grades[2][0]}",
        weather="Dry, bright",
        daylight=True,
        land_use="high",
        by=by,
        at=at,
    )
    for number, (street, litter, detritus, graffiti, fly_posting) in enumerate(grades):
        engagement.add_transect(
            walkabout,
            uuid=uuid_of(chance),
            street=street,
            from_point=f"Lamp post {10 + number}",
            to_point=f"Lamp post {14 + number}",
            is_paved=True,
            litter=litter,
            detritus=detritus,
            graffiti=graffiti,
            fly_posting=fly_posting,
            by=by,
            at=at + timedelta(minutes=10 * number),
        )
    for item, severity, place in findings:
        engagement.add_finding(
            walkabout,
            uuid=uuid_of(chance),
            item=item,
            severity=severity,
            place=place,
            photo=pictures.alley(is_clear=False) if item == "fly_tipping" else None,
            by=by,
            at=at + timedelta(hours=1),
        )
    return walkabout


def refer(walkabout, answers, *, cast, by):
    """The next day its drafts are sent to Street Scene, which gives these answers in turn; "" is none yet.

    What is "back" went to Highways by mistake; what is "left out" is not sent.
    """
    highways = cast.highways_manager.memberships.exclude(agency=None).get().agency
    drafts = list(queries.to_refer(walkabout.findings.all()))
    answer_of = {draft.pk: answer for draft, answer in zip(drafts, cycle(answers))}
    to = {draft.pk: highways if answer_of[draft.pk] == "back" else draft.referred_to for draft in drafts}
    left_out = {pk: LEFT_OUT for pk, answer in answer_of.items() if answer == "left out"}
    to = {pk: agency for pk, agency in to.items() if pk not in left_out}
    sent_on = add_working_days(walkabout.held_on, 1)
    sent = engagement.refer(walkabout, to=to, left_out=left_out, by=by, at=moment(sent_on, 10))
    done_on, said_at = add_working_days(sent_on, 1), moment(add_working_days(sent_on, 2), 11)
    done = {"outcome": "done", "done_on": done_on, "words": "Cleared on the evening round.", "by": cast.manager}
    back = {"outcome": "not_ours", "words": "The wall is not on the highway. Street Scene might."}
    said = {"done": done, "back": back | {"by": cast.highways_manager}}
    for referral in sent:
        if answer := said.get(answer_of[referral.finding_id]):
            engagement.answer_referral(referral, **answer, at=said_at)


def look_again(walkabout, outcomes, *, by):
    """Somebody goes back to all of it on the day that was set, and finds the outcomes in turn.

    What has a photo was put right, and is shown before and after.
    """
    for finding, outcome in zip(walkabout.findings.exclude(reinspect_on=None).order_by("pk"), cycle(outcomes)):
        day, grade = finding.reinspect_on, {"gone": "A", "better": "B-"}.get(outcome, finding.grade)
        at = moment(day, 15)
        if not finding.photo:
            grade = grade if finding.grade else ""
            engagement.reinspect(finding, held_on=day, outcome=outcome, grade=grade, by=by, at=at)
            continue
        now = pictures.alley(is_clear=True)
        look = engagement.reinspect(finding, held_on=day, outcome="gone", photo=now, by=by, at=at)
        for of in (None, look):
            copy = engagement.blur(finding, look=of, areas=[pictures.PLATE], by=by, at=at)
            engagement.clear_photo(copy, by=walkabout.engagement.planned_by, at=at + timedelta(hours=1))
