"""Street rounds: who walks them, whose side of a street it is, and what a note on a door may not say."""

import re
from datetime import timedelta

from engagement.models import Claim, Door, Part, Side, Technique
from engagement.rules.recording import obstacles_to_recording
from engagement.rules.who import may_plan, may_record
from pact.core.dates import clock, in_london
from pact.core.refusals import Obstacle
from pact.core.wording import sentence_list

EVENING = 17  # o'clock, from when somebody who works is likely to be home
SATURDAY = 5
BACK_WITHIN = timedelta(weeks=4)
PERSONAL = re.compile(
    r"@|\d{5,}|\d{3,}\s\d{3,}"
    r"|\b(mr|mrs|ms|miss|mx|dr)\b\.?"
    r"|\b(ask for|name is|named|called|speak to|son of|daughter of|wife|husband|partner|widow\w*|born|aged?)\b"
    r"|\b(lives? alone|alone|elderly|old (man|lady|woman)|young (man|lady|woman)|pensioner|child\w*|bab(y|ies))\b"
    r"|\b(ill|sick|deaf|blind|disab\w+|wheelchair|dementia|mental\w*|pregnan\w+|cancer)\b"
    r"|\b(drunk\w*|drugs?|addict\w*|dealer\w*|violen\w+|offender\w*|prison|bail|victim\w*|police|abus\w+)\b"
    r"|\b(muslim|christian|jewish|hindu|sikh|polish|romanian|roma|traveller\w*|foreign\w*)\b",
    re.IGNORECASE,
)


def may_walk(user, round):
    """Whether this person is one of the round's officers, and still records in the ward."""
    return may_record(user, round.engagement) and round.officers.contains(user)


def may_make_round(user, engagement):
    return may_plan(user, engagement.cycle.ward)


def obstacles_to_making_round(engagement, *, area, officers):
    obstacles = []
    if engagement.technique.form != Technique.Form.INTERVIEW:
        obstacles.append("A street round goes with the KIN interview form.")
    if engagement.is_closed:
        obstacles.append("This engagement is closed out.")
    if not engagement.areas.contains(area):
        obstacles.append(f"{area} is not one of the areas of this engagement.")
    if there := engagement.rounds.open().filter(area=area).first():
        obstacles.append(Obstacle(f"There is a round of {area} already.", href=there.get_absolute_url()))
    return obstacles + obstacles_to_officers(engagement, officers)


def obstacles_to_officers(engagement, officers):
    if not officers:
        return ["Choose who walks: at least one person."]
    strangers = [str(each) for each in officers if not may_record(each, engagement)]
    if not strangers:
        return []
    verb = "does" if len(strangers) == 1 else "do"
    return [f"{sentence_list(strangers)} {verb} not record engagement in {engagement.cycle.ward}."]


def obstacles_to_walking(round):
    """Why nobody can knock now."""
    if round.is_over:
        return ["This round is over."]
    return obstacles_to_recording(round.engagement)


def obstacles_to_claiming(street, sides, *, by, at):
    """Two officers never knock on the same door: who else is on any of these sides."""
    others = Claim.objects.live(at=at).filter(street=street, side__in=sides).exclude(by=by).select_related("by")
    by_person = {}
    for claim in others.order_by("at", "pk"):
        by_person.setdefault((claim.by, claim.at), []).append(claim.side)
    return [
        f"{person} is on {where(street, held)} since {clock(since)}." for (person, since), held in by_person.items()
    ]


def where(street, sides):
    """ "Alma Street", or a side of it."""
    if set(sides) == set(Side.values):
        return str(street)
    return f"{street}, {sentence_list(Side(side).label for side in Side.values if side in sides)}"


def obstacles_to_calling(round, *, outcome, back_at, note, at):
    obstacles = obstacles_to_walking(round)
    if outcome == Door.State.BACK and back_at is None:
        obstacles.append("Say when to come back.")
    elif outcome == Door.State.BACK and not at < back_at < at + BACK_WITHIN:
        obstacles.append("Come back within the next four weeks.")
    if hints_at_somebody(note):
        obstacles.append(
            "A note is about the door, such as “bell is broken” or “home after 6”. "
            "Leave out names, numbers, and whatever describes somebody."
        )
    return obstacles


def hints_at_somebody(note):
    """Whether a note seems to say something of a person. It cannot be told for certain, so it leans to yes.

    >>> hints_at_somebody("Dog"), hints_at_somebody("Home after 6, back door")
    (False, False)
    >>> hints_at_somebody("Ask for Dave"), hints_at_somebody("lives alone"), hints_at_somebody("01632 960 777")
    (True, True, True)
    """
    return bool(PERSONAL.search(note or ""))


def part_of_week(at):
    """When it was, as far as a door remembers it."""
    local = in_london(at)
    if local.weekday() >= SATURDAY:
        return Part.WEEKEND
    return Part.EVENING if local.hour >= EVENING else Part.DAY
