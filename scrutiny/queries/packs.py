"""What a review and its pack show. Every number is a query over rows that can be listed; none is typed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from engagement.models import Interview, Walkabout
from pact.core.suppression import suppress_one
from pact.cycles.models import Cycle
from pact.cycles.queries import with_overrides
from priorities import queries as priorities
from priorities.models import Priority
from scrutiny.models import Recommendation, Review
from scrutiny.queries.tracker import recommendations
from tasking import queries as tasking
from tasking.models import Action
from tasking.rag import Rag


@dataclass(frozen=True)
class WardReport:
    """One cycle in the pack: its priorities, the colours of its actions, how many people were heard."""

    cycle: Cycle
    priorities: list
    colours: dict
    respondents: str
    walkabouts: int

    @property
    def ward(self):
        return self.cycle.pact.ward

    @property
    def total(self):
        return sum(self.colours.values())

    @property
    def coloured(self):
        """[(colour, word, number)] of the colours that some action has."""
        return [(_drawn(colour), word, self.colours[colour]) for colour, word in Rag.choices if self.colours[colour]]

    @property
    def numbers(self):
        return [self.colours[colour] for colour, _ in Rag.choices]


@dataclass(frozen=True)
class Pack:
    """What a review gets to read, as it stands on `today`."""

    review: Review
    today: date
    wards: list[WardReport]
    exceptions: list
    tracker: list
    recurring: list
    invited: list
    agenda: list

    @property
    def colours(self):
        """[(colour, word, number)] of all the actions."""
        return [(colour, word, sum(ward.colours[colour] for ward in self.wards)) for colour, word in self.colour_words]

    @property
    def colour_words(self):
        return Rag.choices

    @property
    def counts(self):
        """How many rows of each kind are behind the pack, kept with the file."""
        return {
            "cycles": [ward.cycle.pk for ward in self.wards],
            "priorities": sum(len(ward.priorities) for ward in self.wards),
            "actions": sum(ward.total for ward in self.wards),
            "exceptions": len(self.exceptions),
            "recommendations": len(self.tracker),
        }


def _drawn(colour):
    """A closed action has no colour of its own and is drawn grey."""
    return Rag.GREY.value if colour == Rag.CLOSED else colour


def pack(review, *, today):
    """The pack of a review in a number of queries that does not grow with wards or actions."""
    cycles = list(with_overrides(review.cycles.for_display().order_by("pact__ward__name", "pk")))
    colours = tasking.rag_counts(cycles, today)
    respondents, walkabouts = _respondents(cycles), _walkabouts(cycles)
    by_cycle = {cycle.pk: [] for cycle in cycles}
    for priority in _priorities_with_rows(cycles, today):
        by_cycle[priority.cycle_id].append(priority)
    tracker = recommendations(Recommendation.objects.filter(review__township=review.township), today=today)
    wards = [
        WardReport(
            cycle=cycle,
            priorities=by_cycle[cycle.pk],
            colours=colours[cycle.pk],
            respondents=str(suppress_one(respondents.get(cycle.pk, 0))),
            walkabouts=walkabouts.get(cycle.pk, 0),
        )
        for cycle in cycles
    ]
    return Pack(
        review=review,
        today=today,
        wards=wards,
        exceptions=tasking.exceptions(cycles, today),
        tracker=list(tracker.filter(completed_at=None)),
        recurring=_recurring(wards),
        invited=list(review.meeting.invitations.select_related("person").order_by("person__name", "pk")),
        agenda=list(review.meeting.agenda.order_by("position")),
    )


def _recurring(wards):
    """[(priority, in how many of its PACT's last four cycles it was one)], for the pack (rule 24, M9)."""
    times = priorities.recurring([ward.cycle for ward in wards])
    return [(priority, times[priority.pk]) for ward in wards for priority in ward.priorities if priority.pk in times]


def _priorities_with_rows(cycles, today):
    """The priorities of these cycles, each with `rows`: its actions as they stand."""
    decided = list(Priority.objects.filter(cycle__in=cycles).for_display().order_by("cycle", "position", "pk"))
    actions = Action.objects.filter(priority__in=decided).order_by("due_on", "pk")
    by_priority = {}
    for row in tasking.actions_with_rag(actions, today):
        by_priority.setdefault(row.action.priority_id, []).append(row)
    for priority in decided:
        priority.rows = by_priority.get(priority.pk, [])
    return decided


def _respondents(cycles):
    """`{cycle.pk: how many people were interviewed}`, each counted once in a cycle (rule 11)."""
    interviews = Interview.objects.filter(engagement__cycle__in=cycles).order_by()
    return dict(interviews.values_list("engagement__cycle").annotate(n=Count("respondent", distinct=True)))


def _walkabouts(cycles):
    walks = Walkabout.objects.filter(engagement__cycle__in=cycles).order_by()
    return dict(walks.values_list("engagement__cycle").annotate(n=Count("pk")))
