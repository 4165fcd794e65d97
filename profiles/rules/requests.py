"""Who may ask agencies for figures, who answers, who may read a note of tensions, and whether now (A8)."""

from collections import defaultdict

from pact.accounts.models import Agency, Membership, Permission
from pact.core import uploads
from pact.core.dates import short_day
from pact.core.refusals import Obstacle
from pact.core.wording import sentence_list
from profiles.models import AskedAgency, FiguresRequest

TABLES = (uploads.CSV, uploads.WORKBOOK)
MOST_FILES = 10
MOST_TYPED = 20


# Who may


def may_ask(user, place=None):
    """Whether `user` may ask agencies for figures: anywhere, or of this borough or township."""
    return user.can(Permission.WRITE_PROFILE, within=place)


def may_accept(user, asked):
    return may_ask(user, asked.request.place)


def may_answer_for(user, asked):
    """Its agency's single point of contact; while there is none, the managers of the agency there."""
    return AskedAgency.objects.answered_by(user).filter(pk=asked.pk).exists()


# Who answers


def who_answers(agencies, borough):
    """`{agency.pk: [people]}` of those who answer for these agencies there. One query, and one more for managers."""
    agencies = Agency.objects.filter(pk__in=[agency.pk for agency in agencies]).select_related("point_of_contact")
    found = {a.pk: [a.point_of_contact] if a.point_of_contact else [] for a in agencies}
    without = [pk for pk, people in found.items() if not people]
    managers = Membership.objects.current().holding(Permission.MANAGE_AGENCY).in_borough(borough)
    managers = managers.filter(agency__in=without, person__is_active=True).select_related("person")
    managing = defaultdict(dict)
    for held in managers.order_by("person__name", "pk"):
        managing[held.agency_id][held.person_id] = held.person
    return found | {pk: list(people.values()) for pk, people in managing.items()}


def agencies_in(borough):
    """The agencies that have somebody at work in this borough, by name."""
    there = Membership.objects.current().in_borough(borough).exclude(agency=None)
    return Agency.objects.filter(pk__in=there.values("agency")).order_by("name", "pk")


# What stands in the way


def obstacles_to_asking(place_in, agencies, *, title, period, words, due_on, today):
    """`place_in` are the fields that name a place: borough, and township or None."""
    obstacles = []
    if not agencies:
        obstacles.append("Choose at least one agency.")
    if due_on <= today:
        obstacles.append("Choose a day after today: the agencies need time to answer.")
    answering = who_answers(agencies, place_in["borough"])
    obstacles += [
        Obstacle(f"Nobody answers for {agency}. Name its point of contact first.", href=agency.get_absolute_url())
        for agency in agencies
        if not answering[agency.pk]
    ]
    same = FiguresRequest.objects.filter(**place_in, title=title, period=period).first()
    if same and (same.words, same.due_on) != (words, due_on):
        day = short_day(same.due_on)
        sentence = f"“{same}” was asked for already, by {day}. Keep its words and its day to ask further agencies."
        obstacles.append(Obstacle(sentence, href=same.get_absolute_url()))
    return obstacles


def obstacles_to_submitting(asked, *, words, figures, file, kept):
    """`kept` is how many files that were sent before stay."""
    obstacles = obstacles_to_correcting(asked)
    if not words.strip() and not figures and not file and not kept:
        obstacles.append("Send a file, type figures, or say in words why there are none.")
    if file and uploads.kind_of(file, TABLES) is None:
        obstacles.append(f"The file must be {uploads.in_words(TABLES)}.")
    if file and kept >= MOST_FILES:
        obstacles.append(f"{MOST_FILES} files were sent already. Take one back first.")
    return obstacles


def obstacles_to_correcting(asked):
    """Once it is accepted, what was sent and what was noted beside it stay as they are."""
    if asked.is_accepted:
        return ["This was accepted and stays as it is. Ask whoever asked for the figures if something is wrong."]
    return []


def obstacles_to_accepting(asked):
    if not asked.is_answered:
        return [f"{asked.agency} has sent nothing yet."]
    return []


def obstacles_to_reminding(waiting):
    """`waiting` are agencies that were asked and have sent nothing, with whoever answers for each."""
    if not waiting:
        return ["All agencies have answered."]
    silent = sorted(str(asked.agency) for asked, people in waiting if not people)
    if len(silent) == len(waiting):
        return [f"Nobody answers for {sentence_list(silent)}. Name a point of contact first."]
    return []
