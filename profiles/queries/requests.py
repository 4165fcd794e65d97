"""What the pages about requests for figures show."""

from dataclasses import dataclass

from django.db.models import Q

from pact.accounts.models import Permission
from pact.core.dates import day, short_day
from pact.core.wording import counted, sentence_list
from pact.places.models import Township
from profiles import rules
from profiles.models import AskedAgency, FiguresRequest, TensionsNote


@dataclass(frozen=True)
class Line:
    """One agency of a request, and the people who answer for it now."""

    asked: AskedAgency
    people: list

    @property
    def contact(self):
        return sentence_list(person.name for person in self.people) or "Nobody: name a point of contact"


def places_to_ask(user, *, today):
    """`{value of a choice: Borough or Township}` of the places in which this person may ask agencies. Three queries."""
    boroughs = user.boroughs(Permission.WRITE_PROFILE).on(today)
    held = user.memberships.current().holding(Permission.WRITE_PROFILE)
    townships = Township.objects.on(today).filter(
        Q(borough__in=boroughs.values("pk")) | Q(pk__in=held.values("township"))
    )
    found = {f"borough-{place.pk}": place for place in boroughs.order_by("name", "pk")}
    named = townships.select_related("borough").order_by("name", "pk")
    return found | {f"township-{place.pk}": place for place in named}


def contact_hints(agencies, borough):
    """`{agency.pk: who answers for it}`, for the choice of agencies."""
    return {
        pk: f"{sentence_list(person.name for person in people)} answers" if people else "Nobody answers for it yet"
        for pk, people in rules.who_answers(agencies, borough).items()
    }


def requests(user):
    """Those this person may see, the latest due first, each with how many were asked and have answered."""
    return FiguresRequest.objects.visible_to(user).for_display().order_by("-due_on", "-pk")


def to_answer(user):
    """What this person is asked for and has not sent or may still correct, the soonest first."""
    mine = AskedAgency.objects.answered_by(user).filter(submission__accepted_at=None)
    return mine.for_display().order_by("request__due_on", "pk")


def agencies_of(request):
    """The `Line`s of a request by agency. Three queries however many agencies."""
    rows = list(request.agencies.for_display().order_by("agency__name", "pk"))
    answering = rules.who_answers([row.agency for row in rows], request.borough)
    return [Line(row, answering[row.agency_id]) for row in rows]


def waiting(request):
    """The `Line`s of those who have not answered."""
    return [line for line in agencies_of(request) if not line.asked.is_answered]


def request_facts(request):
    return [
        {"key": "Of", "value": request.place},
        {"key": "Period", "value": request.period},
        {"key": "Answer by", "value": day(request.due_on)},
        {"key": "Asked", "value": f"{short_day(request.asked_at)} by {request.asked_by.name}"},
    ]


@dataclass(frozen=True)
class Sent:
    """A submission as its page shows it."""

    facts: list
    words: str
    files: list
    figures: list

    @property
    def typed(self):
        """The figures as they are put back into the boxes."""
        return [[figure.what, figure.where, f"{figure.value:.12g}"] for figure in self.figures]

    @property
    def rows(self):
        return [[figure.what, figure.where, f"{figure.value:,.12g}"] for figure in self.figures]


FIGURE_COLUMNS = [{"text": "What"}, {"text": "Where"}, {"text": "Number", "is_number": True}]


def sent(asked):
    """What the agency sent, or None. Two queries."""
    if not asked.is_answered:
        return None
    submission = asked.submission
    times = "" if submission.version == 1 else f", corrected {counted(submission.version - 1, 'time')}"
    facts = [{"key": "Sent", "value": f"{short_day(submission.submitted_at)} by {submission.submitted_by.name}{times}"}]
    if submission.accepted_at:
        accepted = f"{short_day(submission.accepted_at)} by {submission.accepted_by.name}"
        facts.append({"key": "Accepted", "value": accepted})
    return Sent(
        facts=facts,
        words=submission.words,
        files=list(submission.files.order_by("sent_at", "pk")),
        figures=list(submission.figures.order_by("position")),
    )


def notes_of(asked, user):
    """The notes of tensions about it that this person may read. Whoever calls this records the look."""
    notes = TensionsNote.objects.visible_to(user).filter(asked=asked)
    return list(notes.for_display().order_by("written_at", "pk"))


def own_note(asked, user):
    return asked.tensions.filter(written_by=user).for_display().first()
