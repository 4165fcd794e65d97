"""Who may, and whether now. Nothing here writes."""

import re

from django.urls import reverse

from engagement import reply_codes
from engagement.grading import GRADES, POOR
from engagement.models import Engagement, Interview, Technique, Walkabout
from pact.accounts.models import Permission
from pact.core.dates import short_day
from pact.core.refusals import Obstacle
from pact.core.wording import sentence_list
from pact.core.working_days import ONE_DAY, add_months

STAGE = "engagement"
MOST_PROBLEMS = 3
STREETS = "road|street|avenue|close|lane|drive|crescent|grove|terrace|way|court|place|walk|gardens|row|square|hill|view"
HOUSE_NUMBER = re.compile(rf"\b(flat|no\.?)\s*\d+|^\s*\d+[a-z]?,?\s+(\w+\s+){{1,3}}({STREETS})\b", re.IGNORECASE)

# How long things are kept, in months (handbook 12, a proposal)
CONTACT_MONTHS = 12
ANSWER_MONTHS = 24

# Who may


def may_edit_techniques(user):
    return user.can(Permission.MANAGE_WORDS)


def may_plan(user, ward):
    return user.can(Permission.PLAN_ENGAGEMENT, within=ward)


def may_record(user, engagement):
    return user.can(Permission.RECORD_ENGAGEMENT, within=engagement.cycle.ward)


def may_report(user, ward):
    """Enter what was said at a meeting or sent in, and put a concern under another issue type."""
    return user.can(Permission.SEE_ANSWERS, within=ward)


def may_read_words(user, concern):
    """What was said word for word: the co-ordinator, and whoever took it down unless the issue is restricted."""
    if user.can(Permission.SEE_ANSWERS, within=concern.cycle.ward):
        return True
    return concern.recorded_by_id == user.pk and not concern.issue_type.is_restricted


def may_see_interview(user, interview):
    """As `Interview.objects.visible_to`, of one that is at hand."""
    return interview.recorded_by_id == user.pk or user.can(
        Permission.SEE_ANSWERS, within=interview.engagement.cycle.ward
    )


def may_read_finding(user, finding):
    """Its words and photo: everybody of the ward, unless its issue is restricted."""
    if not finding.issue_type.is_restricted:
        return True
    return user.can(Permission.SEE_ANSWERS, within=finding.walkabout.engagement.cycle.ward)


def may_see_contacts(user, pact):
    """Only the co-ordinator of this very PACT (contract 3)."""
    return pact.coordinator_id == user.pk and user.can(Permission.SEE_CONTACTS, within=pact.ward)


def may_erase(user, interview):
    return user.can(Permission.SEE_ANSWERS, within=interview.engagement.cycle.ward)


def may_see_findings(user, engagement):
    """Everybody of the ward once they are published; until then those who plan."""
    return engagement.findings_are_published or may_plan(user, engagement.cycle.ward)


# What stands in the way: planning


def obstacles_to_planning(cycle, *, technique, areas, starts_on, ends_on):
    """Rules 6 and 14: in confirmed areas of the ward, within a cycle whose engagement is not over."""
    obstacles = []
    if has_closed(cycle):
        obstacles.append(f"Engagement has closed for {cycle.name}.")
    if technique.retired_at:
        obstacles.append(f"{technique} is no longer on the menu.")
    if not areas:
        obstacles.append("Choose at least one priority action area.")
    for area in areas:
        if area.ward_id != cycle.pact.ward_id:
            obstacles.append(f"{area} is not in {cycle.ward}.")
        elif area.state != area.State.CONFIRMED:
            obstacles.append(Obstacle(f"{area} is not agreed with the ward’s members.", href=area.get_absolute_url()))
    if ends_on <= starts_on:
        obstacles.append("The last day must not come before the first.")
    elif starts_on >= cycle.ends_on or ends_on <= cycle.starts_on:
        obstacles.append(f"Choose days within {cycle.name}.")
    return obstacles


def obstacles_to_replanning(engagement, *, technique, consent_text, consent_version):
    """Once people have answered, what they were asked must stay what it was (rule 8)."""
    if engagement.is_closed:
        return ["This engagement is closed out."]
    has_begun = engagement.interviews.exists() or engagement.walkabouts.exists()
    if not has_begun:
        return []
    obstacles = []
    if technique != engagement.technique:
        obstacles.append("People have taken part already, so the technique stays as it is. Plan another engagement.")
    text_changed = consent_text.strip() != engagement.consent_text.strip()
    if text_changed and consent_version == engagement.consent_version:
        obstacles.append(
            f"People agreed to version {engagement.consent_version} of the notice. Give the changed text a new version."
        )
    return obstacles


def obstacles_to_closing_out(engagement, *, took_part, shortfall_reason):
    """Rule 14: under the target only with a written reason. `engagement` comes with its progress."""
    if engagement.is_closed:
        return ["This engagement is closed out already."]
    if engagement.technique.form == Technique.Form.NONE and took_part is None:
        return ["Say how many people took part."]
    if shortfall_reason.strip():
        return []
    if engagement.technique.form == Technique.Form.NONE:
        short = took_part < engagement.total_target
    else:
        short = bool(areas_short_of_target(engagement))
    return ["It closes under its target. Say why: the reason is printed with the findings."] if short else []


def areas_short_of_target(engagement):
    """`[(area, done)]` of the areas in which there are fewer interviews or walkabouts than were aimed at."""
    done = done_by_area(engagement)
    areas = sorted(engagement.areas.all(), key=lambda area: (area.name, area.pk))
    return [(area, done.get(area.pk, 0)) for area in areas if done.get(area.pk, 0) < engagement.target]


def done_by_area(engagement):
    """`{area.pk: how many interviews or walkabouts}`, with nothing for an area without one. One query."""
    forms = {Technique.Form.INTERVIEW: Interview, Technique.Form.WALKABOUT: Walkabout}
    model = forms.get(engagement.technique.form)
    if model is None:
        return {}
    done = {}
    for area in model.objects.filter(engagement=engagement).values_list("area", flat=True):
        done[area] = done.get(area, 0) + 1
    return done


def obstacles_to_publishing_findings(engagement):
    obstacles = []
    if engagement.findings_are_published:
        return ["The findings are published already."]
    if not engagement.is_closed:
        obstacles.append(Obstacle("Close this engagement out first.", href=engagement.get_absolute_url()))
    if not engagement.concerns.exists():
        obstacles.append("Nothing has been found yet: there is no concern to publish.")
    return obstacles


# What stands in the way: recording


def has_closed(cycle):
    return cycle.stage_has_been_opened(STAGE) and not cycle.stage_is_open(STAGE)


def obstacles_to_recording(engagement):
    """Why nothing can be recorded here now, whoever asks."""
    if has_closed(engagement.cycle):
        return [f"Engagement has closed for {engagement.cycle.name}."]
    if not engagement.cycle.stage_is_open(STAGE):
        return [
            Obstacle(
                f"Engagement has not opened for {engagement.cycle.name}.", href=engagement.cycle.get_absolute_url()
            )
        ]
    if engagement.is_closed:
        return ["This engagement is closed out."]
    return []


def obstacles_to_recording_on(engagement, *, area, held_on, today):
    obstacles = obstacles_to_recording(engagement)
    if not engagement.areas.contains(area):
        obstacles.append(f"{area} is not one of the areas of this engagement.")
    if held_on > today:
        obstacles.append("It cannot have been held on a day that is still to come.")
    elif not engagement.lasts_on(held_on):
        first, last = short_day(engagement.starts_on), short_day(engagement.last_day)
        obstacles.append(f"This engagement runs from {first} to {last}.")
    return obstacles


def obstacles_to_interviewing(pact, *, consent_version, problems, reply_code):
    """Rules 8 and 10, and that a reply code was once given out in this PACT."""
    obstacles = []
    if not consent_version.strip():
        obstacles.append("No interview is kept without the version of the notice that was agreed to.")
    if len(problems) > MOST_PROBLEMS:
        obstacles.append(f"An interview holds at most {MOST_PROBLEMS} problems.")
    for number, problem in enumerate(problems, 1):
        obstacles += [f"Problem {number}: {sentence}" for sentence in missing_in_problem(problem)]
    if reply_code and not is_known_reply_code(reply_code, pact):
        obstacles.append("No interview here has this reply code. Check it, or leave it empty.")
    return obstacles


def missing_in_problem(problem):
    """Rule 10: place, issue type and effect."""
    missing = []
    if not problem.get("issue_type"):
        missing.append("choose which kind of issue it is.")
    if not (problem.get("place") or "").strip():
        missing.append("say where it is.")
    if not any(problem.get(effect) for effect in ("effect_feel", "effect_act", "effect_think")):
        missing.append("say how much it affects how they feel, what they do or what they think.")
    return missing


def names_a_house(place):
    """Whether a place points to one home: "12 Mill Road", "Flat 3". It should say the street and no more."""
    return bool(HOUSE_NUMBER.search(place or ""))


def is_known_reply_code(code, pact):
    respondent = reply_codes.respondent_for(code, pact)
    return Interview.objects.filter(respondent=respondent, engagement__cycle__pact=pact).exists()


def obstacles_to_grading(*, street, from_point, to_point, is_paved, grades):
    """Rules 15 to 17. `grades` is `{item: grade}`, an empty grade where it was not assessed."""
    obstacles = []
    if not street.strip() or not from_point.strip() or not to_point.strip():
        obstacles.append("Say on which street, from where and to where, even where there is a point on the map.")
    if not is_paved and grades.get("detritus"):
        obstacles.append("Detritus is graded only on a paved surface. Leave it as not assessed.")
    obstacles += [f"{grade} is not one of the seven grades." for grade in grades.values() if grade not in ("", *GRADES)]
    return obstacles


def makes_a_referral(*, grade="", severity=""):
    """Rule 19."""
    return grade in POOR or severity == "serious"


def obstacles_to_reinspecting(finding, *, held_on, today):
    first = finding.walkabout.held_on
    if held_on > today:
        return ["It cannot have been looked at on a day that is still to come."]
    if held_on < first:
        return [f"It was found on {short_day(first)}: the second look comes after that."]
    if finding.reinspections.filter(held_on=held_on).exists():
        return ["A second look on that day is recorded already."]
    return []


# What stands in the way: reports


def obstacles_to_reporting(cycle, *, area, engagement):
    obstacles = []
    if has_closed(cycle):
        obstacles.append(f"Engagement has closed for {cycle.name}. Record it in the next cycle.")
    if area and area.ward_id != cycle.pact.ward_id:
        obstacles.append(f"{area} is not in {cycle.ward}.")
    if engagement and engagement.cycle_id != cycle.pk:
        obstacles.append(f"{engagement} belongs to another cycle.")
    return obstacles


# What stands in the way: the stage


def obstacles_to_closing_stage(cycle):
    """Rule 14 and at least one EVA in every area of the cycle, or a reason why not."""
    engagements = list(
        Engagement.objects.filter(cycle=cycle).select_related("technique").prefetch_related("areas").order_by("pk")
    )
    if not engagements:
        plan = reverse("engagement:new_engagement", args=[cycle.pk])
        return [Obstacle("Nothing was planned: plan at least one engagement.", href=plan)]
    obstacles = [Obstacle(f"Close out {e}.", href=e.get_absolute_url()) for e in engagements if not e.is_closed]
    areas = {area for e in engagements for area in e.areas.all()}
    walked = set(Walkabout.objects.filter(engagement__cycle=cycle).values_list("area", flat=True))
    explained = {
        area.pk
        for e in engagements
        if e.technique.form == Technique.Form.WALKABOUT and e.is_closed and e.shortfall_reason
        for area in e.areas.all()
    }
    left = sorted(area.name for area in areas if area.pk not in walked | explained)
    if left:
        walk = next((e for e in engagements if e.technique.walks and not e.is_closed), None)
        href = walk.get_absolute_url() if walk else reverse("engagement:new_engagement", args=[cycle.pk])
        obstacles.append(Obstacle(f"No EVA walkabout yet in {sentence_list(left)}.", href=href))
    return obstacles


# What is forgotten


def last_day_to_forget(today, *, months):
    """The latest day whose time is over: what is of 11 March 2025 is forgotten, after 12 months, on 11 March 2026."""
    day = add_months(today, -months)
    while add_months(day + ONE_DAY, months) <= today:  # 29 February, and the ends of longer months
        day += ONE_DAY
    return day
