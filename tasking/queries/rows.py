"""Actions in lists, with their colours."""

from dataclasses import dataclass

from django.db.models import Count, Q

from pact.accounts.models import Permission
from pact.core.dates import short_day
from tasking.models import Action
from tasking.models.actions import Status
from tasking.models.steps import Closing
from tasking.rag import Rag, Verdict, verdict

COLOURS = [colour.value for colour in Rag]
ALWAYS = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY)


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
