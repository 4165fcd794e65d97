"""Which sections a person's board has, by what they may do. Each names its template and reads what it shows."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from engagement.models import Engagement, Round, Technique
from feedback import queries as feedback
from feedback.models import Newsletter, PrintRun
from pact.accounts.models import Permission as P
from pact.home import casework, queries
from pact.meetings.models import Meeting
from priorities.models import Priority
from scrutiny.models import Recommendation
from tasking import queries as tasking
from tasking.models import Action

MOST = 8
MOST_PACTS = 50
MOST_CASES = 4


@dataclass(frozen=True)
class Section:
    """A part of a board: its template, what the template gets, and where it starts."""

    template: str
    context: dict


def board(user, *, at):
    """The sections of this person's board, the one they came for first."""
    today = timezone.localdate(at)
    sections = [
        section
        for needs, build in SECTIONS
        if any(user.can(permission) for permission in needs)
        for section in [build(user, today, at)]
        if section
    ]
    return sections


def waiting(user, today, at):
    """What this person is asked to do, whatever their role: the only section that everybody has."""
    return Section("home/_waiting.html", {"tasks": queries.waiting_for(user, today=today)})


def own_actions(user, today, at):
    actions = Action.objects.visible_to(user).owned_by(user).open().order_by("due_on", "pk")
    rows = tasking.actions_with_rag(actions[: MOST + 1], today)
    if not rows and user.can(P.RUN_CYCLE):
        return None  # a co-ordinator seldom owns one, and came for the wards
    return Section("home/_own_actions.html", {"rows": rows[:MOST], "has_more": len(rows) > MOST})


def doorsteps(user, today, at):
    """Where this person can record today: the engagements that run, in stages that are open."""
    if user.can(P.RUN_CYCLE):
        return None  # a co-ordinator finds them on the strip of their ward
    running = (
        Engagement.objects.visible_to(user)
        .recorded_by(user)
        .open()
        .filter(starts_on__lte=today, ends_on__gt=today)
        .filter(cycle__openings__stage="engagement", cycle__openings__closed_at=None)
    )
    forms = running.exclude(technique__form=Technique.Form.NONE)
    found = [(each, *_form_of(each)) for each in forms.for_display().order_by("ends_on", "pk")[:MOST]]
    rounds = list(
        Round.objects.visible_to(user).open().filter(officers=user).for_display().order_by("-made_at", "-pk")[:MOST]
    )
    return Section("home/_doorsteps.html", {"engagements": found, "rounds": rounds}) if found or rounds else None


def _form_of(engagement):
    """The words and the address of the form that an engagement is recorded on."""
    if engagement.technique.walks:
        return "Start a walkabout", reverse("engagement:new_walkabout", args=[engagement.pk])
    return "Record an interview", reverse("engagement:new_interview", args=[engagement.pk])


def own_casework(user, today, at):
    """What a councillor sent in last, and where to send in more."""
    found = list(casework.sent_in_by(user)[:MOST_CASES])
    return Section("home/_casework.html", {"cases": casework.cases(found, today=today)})


def agency_actions(user, today, at):
    agencies = user.agencies_with(P.MANAGE_AGENCY)
    actions = Action.objects.visible_to(user).filter(agency__in=agencies).exclude(owner=user).open()
    rows = tasking.actions_with_rag(actions.order_by("due_on", "pk")[: MOST + 1], today)
    asked = Recommendation.objects.to_be_answered_by(user)
    return Section(
        "home/_agency.html",
        {
            "rows": rows[:MOST],
            "has_more": len(rows) > MOST,
            "recommendations": asked.select_related("review__township").order_by("respond_by", "pk")[:MOST],
        },
    )


def cycles(user, today, at):
    """The wards × six stages, with what blocks each and what is due (W34, W75)."""
    rows = queries.board_rows(queries.pacts_of(user), user=user, today=today, most=MOST_PACTS + 1)
    shown = rows[:MOST_PACTS]
    return Section(
        "home/_cycles.html",
        {
            "rows": shown,
            "is_one": len(shown) == 1,
            "may_enter": user.can(P.MANAGE_REGISTER),
            "has_more": len(rows) > MOST_PACTS,
            "blocked": queries.blocked(shown),
            "due": queries.what_is_due(shown, today=today),
        },
    )


def ward_priorities(user, today, at):
    """What a councillor's or chair's ward works on now, with the state of its actions."""
    if user.can(P.RUN_CYCLE):
        return None  # a co-ordinator has too many, and opens a ward to see them
    priorities = Priority.objects.visible_to(user).live().filter(cycle__pact__ward__in=user.wards(P.PROPOSE_PRIORITY))
    priorities = list(priorities.for_display().order_by("-cycle__starts_on", "position", "pk")[:MOST])
    actions = Action.objects.filter(priority__in=priorities).order_by("due_on", "pk")
    by_priority = {}
    for row in tasking.actions_with_rag(actions, today):
        by_priority.setdefault(row.action.priority_id, []).append(row)
    pairs = [(priority, by_priority.get(priority.pk, [])) for priority in priorities]
    return Section("home/_priorities.html", {"priorities": pairs})


def meetings(user, today, at):
    upcoming = Meeting.objects.visible_to(user).upcoming(at=at).order_by("starts_at", "pk")[:5]
    return Section("home/_meetings.html", {"meetings": upcoming})


def ways(user, today, at):
    """Where those begin whose work waits on no board."""
    found = [way for permission, *way in WAYS if user.can(permission)]
    return Section("home/_ways.html", {"ways": found})


def printing(user, today, at):
    """What the print unit has to print and deliver."""
    newsletters = Newsletter.objects.visible_to(user)
    runs = PrintRun.objects.filter(newsletter__in=newsletters, delivered_at=None)
    return Section(
        "home/_printing.html",
        {
            "runs": runs.select_related("newsletter__cycle__pact__ward").order_by("ordered_at", "pk")[:MOST],
            "newsletters": feedback.newsletters(newsletters, state="approved").filter(print_runs=None)[:MOST],
        },
    )


# Permission, title, what is there, URL name
WAYS = [
    (P.READ_TRAIL, "The trail", "What was done, and who looked at what is sensitive.", "audit:trail"),
    (P.MANAGE_PEOPLE, "People", "Invite people, give roles and end them.", "accounts:people"),
    (P.LOAD_DATA, "Datasets", "What is loaded, how old it is, and which rows were not taken.", "profiles:dataset_list"),
]
# Officers and managers come for their own actions: the wards are in their menu.
LOOK_ACROSS = {P.RUN_CYCLE, P.RUN_REVIEWS, P.MANAGE_REGISTER, P.SCRUTINISE, P.CHAIR_MEETINGS, P.WRITE_PROFILE}

# (one of these permissions is enough, section)
SECTIONS = [
    (set(P), waiting),
    ({P.WORK_ON_ACTIONS}, own_actions),
    ({P.RECORD_ENGAGEMENT, P.JOIN_ENGAGEMENT}, doorsteps),
    ({P.SEND_CASEWORK}, own_casework),
    ({P.MANAGE_AGENCY}, agency_actions),
    ({P.PRINT_NEWSLETTER}, printing),
    ({P.READ_TRAIL, P.MANAGE_PEOPLE, P.LOAD_DATA}, ways),
    (LOOK_ACROSS, cycles),
    ({P.PROPOSE_PRIORITY}, ward_priorities),
    ({P.SEE_CYCLE}, meetings),
]
