"""What stands in the way of recording interviews, walks and reports."""

import re

from engagement import reply_codes
from engagement.grading import GRADES, POOR
from engagement.models import Interview
from engagement.rules.stage import STAGE, has_closed
from pact.core.dates import short_day
from pact.core.refusals import Obstacle

MOST_PROBLEMS = 3
STREETS = "road|street|avenue|close|lane|drive|crescent|grove|terrace|way|court|place|walk|gardens|row|square|hill|view"
HOUSE_NUMBER = re.compile(rf"\b(flat|no\.?)\s*\d+|^\s*\d+[a-z]?,?\s+(\w+\s+){{1,3}}({STREETS})\b", re.IGNORECASE)


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


def obstacles_to_having_held(engagement, person):
    """Whoever asked, where somebody else types the sheet in."""
    if person and not engagement.team.contains(person):
        return [f"{person} is not on the team of this engagement."]
    return []


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


def obstacles_to_blurring(original):
    """Nothing is blurred where there is no photo, or where its time was up."""
    if not original or not original.storage.exists(original.name):
        return ["There is no photo of this, or it is no longer kept."]
    return []


def obstacles_to_reporting(cycle, *, area, engagement):
    obstacles = []
    if has_closed(cycle):
        obstacles.append(f"Engagement has closed for {cycle.name}. Record it in the next cycle.")
    if area and area.ward_id != cycle.pact.ward_id:
        obstacles.append(f"{area} is not in {cycle.ward}.")
    if engagement and engagement.cycle_id != cycle.pk:
        obstacles.append(f"{engagement} belongs to another cycle.")
    return obstacles
