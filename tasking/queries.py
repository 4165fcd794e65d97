"""What screens, papers and other rooms show of actions. Each costs the same queries for any number of rows."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from pact.accounts.models import Permission
from pact.core.dates import day, short_day
from pact.notifications.models import Notice
from priorities.models import Priority
from tasking.models import Action
from tasking.models.actions import Status
from tasking.models.steps import Closing
from tasking.rag import Rag, Verdict, verdict
from tasking.reminders import reminder

COLOURS = [colour.value for colour in Rag]
ALWAYS = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY)
BATCH = 500
REMINDED_AHEAD = timedelta(days=14)  # a week, and as many days as a row of days off can bring that forward


# Rows


@dataclass(frozen=True)
class Row:
    """An action as it stands on one day. `rag` is "red", "amber", …; `word` is printed wherever the colour is."""

    action: Action
    rag: str
    word: str
    because: str
    status: str
    status_word: str
    due: str

    @property
    def colour(self):
        """As the component draws it: what is closed has no colour of its own."""
        return Rag.GREY.value if self.rag == Rag.CLOSED else self.rag

    @property
    def latest(self):
        """What was last said of how it ended or what stands in its way."""
        if self.action.is_closed:
            return self.action.closing.reason
        if self.action.is_done:
            return self.action.completion.outcome
        if self.action.blocked_at:
            return f"{self.action.blocked_reason} Who must act: {self.action.blocked_who}"
        return self.action.acceptance.reason if self.action.is_refused else ""


def actions_with_rag(queryset, today):
    """These actions as a list of `Row`, in the queryset's order: one query."""
    return [row(action, today) for action in queryset.for_display()]


def row(action, today):
    """One action, read with `for_display()`, as a `Row`."""
    judged: Verdict = verdict(action.facts(), today)
    return Row(
        action=action,
        rag=judged.rag.value,
        word=judged.rag.label,
        because=judged.because,
        status=action.status,
        status_word=Status(action.status).label,
        due=short_day(action.due_on),
    )


def rag_counts(cycles, today):
    """`{cycle.pk: {"red": n, "amber": n, …}}` with every colour, for all these cycles: one query."""
    counts = {cycle.pk: dict.fromkeys(COLOURS, 0) for cycle in cycles}
    found = (
        Action.objects.filter(priority__cycle__in=list(counts))
        .with_rag(today=today)
        .values("priority__cycle", "rag")
        .annotate(n=Count("pk", distinct=True))
        .order_by()
    )
    for line in found:
        counts[line["priority__cycle"]][line["rag"]] = line["n"]
    return counts


# The list


def whose(user):
    """The lists of actions that make sense to this person as (value, words), the likeliest first."""
    lists = [("all", "All that I can see")]
    if user.can(Permission.WORK_ON_ACTIONS):
        lists.insert(0, ("mine", "My own"))
    if user.agencies_with(Permission.MANAGE_AGENCY):
        lists.insert(0, ("agency", "My agency's"))
    return lists[::-1] if user.can(Permission.MANAGE_ACTIONS) else lists


def found(visible, *, user, today, whose, q="", ward=None, agency=None, owner=None, rag="", status=""):
    """The visible actions that fit these filters, with everything a row shows. Without a status, the open ones."""
    actions = visible.for_display().with_rag(today=today)
    if whose == "mine":
        actions = actions.owned_by(user)
    if whose == "agency":
        actions = actions.filter(agency__in=user.agencies_with(Permission.MANAGE_AGENCY))
    fits = {"priority__cycle__pact__ward": ward, "agency": agency, "owner": owner, "rag": rag}
    actions = actions.filter(**{name: value for name, value in fits.items() if value})
    for word in q.split():
        actions = actions.filter(
            Q(title__icontains=word)
            | Q(detail__icontains=word)
            | Q(priority__title__icontains=word)
            | Q(priority__place__icontains=word)
            | Q(owner__name__icontains=word)
        )
    if not status:
        return actions.open()
    return actions if status == "all" else actions.filter(status=status)


def colours(visible, **filters):
    """How many of the actions that fit have each colour, as (value, word, number): one query."""
    fitting = found(visible, **filters | {"rag": ""})
    counts = dict(fitting.order_by().values_list("rag").annotate(n=Count("pk", distinct=True)))
    return [(value, word, counts.get(value, 0)) for value, word in Rag.choices if counts.get(value) or value in ALWAYS]


def carried_over(priority):
    """Actions of the priority's PACT that were carried over and that no other action has taken up."""
    return Action.objects.filter(
        priority__cycle__pact=priority.cycle.pact_id, closing__kind=Closing.Kind.CARRIED_OVER, continued_by=None
    ).order_by("-closing__at", "pk")


# Exceptions (handbook 10)


@dataclass(frozen=True)
class Exceptional:
    """An action that scrutiny has to see, with every reason for it."""

    row: Row
    reasons: list[str]


def exceptions(cycles, today):
    """Everything red, re-dated twice or carried over twice in these cycles, the oldest due date first: one query."""
    wanted = (
        Action.objects.filter(priority__cycle__in=list(cycles), verification=None)
        .for_display()
        .with_rag(today=today)
        .annotate(carried=F("times_carried") + Count("closing", filter=Q(closing__kind=Closing.Kind.CARRIED_OVER)))
        .filter(Q(rag=Rag.RED) | Q(redating_count__gte=2, closing=None) | Q(carried__gte=2))
        .order_by("due_on", "pk")
    )
    return [Exceptional(found := row(action, today), _reasons(found, action.carried)) for action in wanted]


def _reasons(found, carried):
    reasons = [found.because] if found.rag == Rag.RED else []
    if found.action.redating_count >= 2 and not found.action.is_closed:
        reasons.append(f"date moved {found.action.redating_count} times")
    if carried >= 2:
        reasons.append(f"carried over {carried} times")
    return reasons


# How far cycles are


@dataclass(frozen=True)
class Standing:
    """How far tasking is in one cycle. `counts` is by colour; `without_action` counts live priorities."""

    counts: dict
    open: int
    priorities: int
    without_action: int
    next_due_on: date | None

    @property
    def actions(self):
        return sum(self.counts.values())


def standing(cycles, today):
    """`{cycle.pk: Standing}` for all these cycles, in three queries."""
    cycles = list(cycles)
    counts = rag_counts(cycles, today)
    open_actions = {
        pk: (number, due_on)
        for pk, number, due_on in Action.objects.open()
        .filter(priority__cycle__in=list(counts))
        .order_by()
        .values_list("priority__cycle")
        .annotate(n=Count("pk"), due=Min("due_on"))
    }
    live = Priority.objects.live().filter(cycle__in=list(counts)).order_by().values_list("cycle")
    priorities = {
        pk: (number, without)
        for pk, number, without in live.annotate(
            n=Count("pk", distinct=True), without=Count("pk", filter=Q(actions=None), distinct=True)
        )
    }
    return {
        pk: Standing(
            counts=counts[pk],
            open=open_actions.get(pk, (0, None))[0],
            next_due_on=open_actions.get(pk, (0, None))[1],
            priorities=priorities.get(pk, (0, 0))[0],
            without_action=priorities.get(pk, (0, 0))[1],
        )
        for pk in counts
    }


# The local delivery plan (W54)


@dataclass(frozen=True)
class PlannedPriority:
    priority: Priority
    rows: list[Row]

    @property
    def methods(self):
        return list(self.priority.methods.all())

    @property
    def ending(self):
        return "" if self.priority.is_live else self.priority.ending.get_kind_display()


@dataclass(frozen=True)
class Plan:
    """A cycle's priorities in their order, each with its actions as they stand on `today`."""

    cycle: object
    today: date
    priorities: list[PlannedPriority]
    counts: dict = field(default_factory=dict)

    @property
    def colours(self):
        """How many actions have each colour, as (value, word, number), without those that none has."""
        return [(value, word, self.counts[value]) for value, word in Rag.choices if self.counts.get(value)]

    @property
    def number_of_actions(self):
        return sum(len(planned.rows) for planned in self.priorities)


def plan(cycle, today):
    priorities = list(cycle.priorities.for_display().prefetch_related("methods").order_by("position", "pk"))
    by_priority = {priority.pk: [] for priority in priorities}
    for found in actions_with_rag(Action.objects.filter(priority__cycle=cycle).order_by("due_on", "pk"), today):
        by_priority[found.action.priority_id].append(found)
    planned = [PlannedPriority(priority, by_priority[priority.pk]) for priority in priorities]
    counts = Counter(found.rag for rows in by_priority.values() for found in rows)
    return Plan(cycle, today, planned, {colour: counts[colour] for colour in COLOURS})


# One action


def facts(action, *, sees_cycle):
    """What its page says of an action, as rows of key and value; its priority is a link for those who can see it."""
    href = action.priority.get_absolute_url() if sees_cycle else ""
    moved = f", first due {short_day(action.original_due_on)}" if action.redating_count else ""
    rows = [
        ("Due", f"{day(action.due_on)}{moved}", ""),
        ("Owner", f"{action.owner}, {action.agency}", ""),
        ("Priority", str(action.priority), href),
        ("Where", f"{action.priority.place}, {action.ward}", ""),
        ("Details", action.detail, ""),
        ("How we will know", action.success_measure, ""),
        ("Mainstream service", "Changes what it does to make this happen" if action.bends_mainstream else "", ""),
    ]
    if action.continues:
        rows.append(("Takes up", action.continues.title, action.continues.get_absolute_url()))
    if continued_by := getattr(action, "continued_by", None):
        rows.append(("Taken up by", continued_by.title, continued_by.get_absolute_url()))
    return [{"key": key, "value": value, "value_href": href} for key, value, href in rows if value]


@dataclass(frozen=True)
class Event:
    """Something that happened to an action, in words. `order` settles what happened at the same moment."""

    at: datetime
    by: object
    title: str
    text: str = ""
    detail: str = ""
    file_href: str = ""
    is_picture: bool = False
    order: int = 0


def timeline(action):
    """Everything that happened to this action, the latest first: eight queries, however long its history."""
    events = [Event(action.created_at, action.created_by, "Created", detail=f"Due {short_day(action.original_due_on)}")]
    if action.continues:
        events[0] = Event(
            action.created_at, action.created_by, "Created, to continue an earlier action", action.continues.title
        )
    for name, describe in DESCRIPTIONS.items():
        related = getattr(action, name)
        for step in related.select_related(*PEOPLE.get(name, ["by"])).order_by("pk"):
            events += describe(step)
    for name, describe in SINGLE.items():
        if action.has(name):
            events += describe(getattr(action, name))
    return sorted(events, key=lambda event: (event.at, event.order), reverse=True)


def _answer(step):
    title = "Refused" if step.is_refusal else "Accepted"
    return [Event(step.at, step.by, title, step.reason, order=1)]


def _note(step):
    href = reverse("tasking:photo", args=[step.action_id, step.pk]) if step.photo else ""
    return [Event(step.at, step.by, "Progress", step.text, file_href=href, is_picture=bool(href), order=2)]


def _block(step):
    made = Event(step.at, step.by, "Blocked", step.reason, f"Who must act: {step.who_must_act}", order=2)
    if step.cleared_at is None:
        return [made]
    return [made, Event(step.cleared_at, step.cleared_by, "No longer blocked", order=3)]


def _redating(step):
    moved = f"From {short_day(step.was_due_on)} to {short_day(step.due_on)}"
    return [Event(step.at, step.by, "Due date moved", step.reason, moved, order=2)]


def _handover(step):
    title = f"Handed from {step.from_owner} to {step.to_owner}"
    agencies = f"{step.from_agency} to {step.to_agency}" if step.from_agency_id != step.to_agency_id else ""
    refusal = f"{step.from_owner} had refused it: {step.refusal}" if step.refusal else ""
    return [Event(step.at, step.by, title, step.reason, ". ".join(filter(None, [agencies, refusal])), order=2)]


def _send_back(step):
    href = reverse("tasking:former_evidence", args=[step.action_id, step.pk]) if step.evidence else ""
    claimed = Event(
        step.done_at,
        step.done_by,
        "Said to be done",
        step.outcome,
        f"No evidence: {step.why_no_evidence}" if step.why_no_evidence else "",
        href,
        _is_picture(step.evidence),
        order=4,
    )
    return [claimed, Event(step.at, step.by, "Sent back", step.reason, order=5)]


def _completion(step):
    href = reverse("tasking:evidence", args=[step.action_id]) if step.evidence else ""
    detail = f"No evidence: {step.why_no_evidence}" if step.why_no_evidence else ""
    return [Event(step.at, step.by, "Done", step.outcome, detail, href, _is_picture(step.evidence), order=6)]


def _is_picture(file):
    """Photos are kept as JPEG whatever they were sent as; all else is a PDF."""
    return bool(file) and file.name.endswith(".jpg")


def _verification(step):
    return [Event(step.at, step.by, "Verified", step.note, order=7)]


def _closing(step):
    return [Event(step.at, step.by, step.get_kind_display(), step.reason, order=7)]


DESCRIPTIONS = {
    "notes": _note,
    "blocks": _block,
    "redatings": _redating,
    "handovers": _handover,
    "send_backs": _send_back,
}
# Who and which agency a step names, so that a long history costs no more than a short one.
PEOPLE = {
    "blocks": ["by", "cleared_by"],
    "handovers": ["by", "from_owner", "to_owner", "from_agency", "to_agency"],
    "send_backs": ["by", "done_by"],
}
SINGLE = {"acceptance": _answer, "completion": _completion, "verification": _verification, "closing": _closing}


# Reminders


def reminders_due(today):
    """Pairs of an action and its `Reminder` that have not gone out by this day, in batches of one query or two."""
    waiting = (
        Action.objects.unfinished()
        .filter(due_on__lte=today + REMINDED_AHEAD)
        .annotate(
            set_at=Greatest(
                "created_at",
                Coalesce(Max("redatings__at"), "created_at"),
                Coalesce(Max("handovers__at"), "created_at"),
            )
        )
        .values_list("pk", "owner", "due_on", "set_at")
        .order_by("pk")
    )
    due = [
        (pk, owner, found)
        for pk, owner, due_on, set_at in waiting
        if (found := reminder(due_on, today, since=timezone.localdate(set_at)))
    ]
    for start in range(0, len(due), BATCH):
        yield from _not_sent(due[start : start + BATCH])


def _not_sent(batch):
    sent = set(
        Notice.objects.filter(
            name__in=["tasking.action_due", "tasking.action_overdue"],
            about_label=Action._meta.label_lower,
            about_pk__in=[str(pk) for pk, _, _ in batch],
        ).values_list("about_pk", "recipient", "occasion")
    )
    missing = {pk: found for pk, owner, found in batch if (str(pk), owner, found.occasion) not in sent}
    for action in Action.objects.filter(pk__in=missing).order_by("pk"):
        yield action, missing[action.pk]
