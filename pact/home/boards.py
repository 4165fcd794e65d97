"""Which sections a person's board has, by what they may do. Each names its template and reads what it shows."""

from dataclasses import dataclass

from django.utils import timezone

from feedback import queries as feedback
from feedback.models import Newsletter, PrintRun
from pact.accounts.models import Permission as P
from pact.home import queries
from pact.meetings.models import Meeting
from priorities.models import Priority
from scrutiny.models import Recommendation
from tasking import queries as tasking
from tasking.models import Action

MOST = 8


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


def agency_actions(user, today, at):
    agencies = user.agencies_with(P.MANAGE_AGENCY)
    actions = Action.objects.visible_to(user).filter(agency__in=agencies).exclude(owner=user).open()
    rows = tasking.actions_with_rag(actions.order_by("due_on", "pk")[: MOST + 1], today)
    asked = Recommendation.objects.visible_to(user).unanswered().filter(addressee__in=agencies)
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
    rows = queries.board_rows(queries.active_pacts(user), user=user, today=today)
    return Section(
        "home/_cycles.html",
        {
            "rows": rows,
            "is_one": len(rows) == 1,
            "blocked": queries.blocked(rows),
            "due": queries.what_is_due(rows, today=today),
            "counts": tasking.rag_counts([row.cycle for row in rows if row.cycle], today),
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


def printing(user, today, at):
    """What the print unit has to print and deliver."""
    newsletters = Newsletter.objects.visible_to(user)
    runs = PrintRun.objects.filter(newsletter__in=newsletters, delivered_at=None)
    return Section(
        "home/_printing.html",
        {
            "runs": runs.select_related("newsletter__cycle__pact__ward").order_by("ordered_at", "pk")[:MOST],
            "newsletters": feedback.newsletters(newsletters, state="approved")[:MOST],
        },
    )


# (one of these permissions is enough, section)
SECTIONS = [
    (set(P), waiting),
    ({P.WORK_ON_ACTIONS}, own_actions),
    ({P.MANAGE_AGENCY}, agency_actions),
    ({P.PRINT_NEWSLETTER}, printing),
    ({P.SEE_CYCLE}, cycles),
    ({P.PROPOSE_PRIORITY}, ward_priorities),
    ({P.SEE_CYCLE}, meetings),
]
