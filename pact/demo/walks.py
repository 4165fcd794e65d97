"""Walks round an estate: what was graded and found, and how it was when somebody went back."""

from datetime import timedelta
from itertools import cycle

from engagement import actions as engagement
from pact.core.working_days import working_day_on_or_after
from pact.demo import pictures
from pact.demo.clockwork import moment
from pact.demo.steps import chance_of, uuid_of


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
