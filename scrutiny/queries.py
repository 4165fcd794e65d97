"""What a review and its pack show. Every number is a query over rows that can be listed; none is typed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from pact.accounts.models import Membership, Permission, Role, User
from pact.core.dates import months
from pact.core.suppression import suppress_one
from pact.cycles.models import Cycle
from pact.places.models import TownshipWard
from priorities import queries as priorities
from priorities.models import Priority
from scrutiny.models import Recommendation, Review
from tasking import queries as tasking
from tasking.models import Action
from tasking.rag import Rag

REFERENCE_MONTH = 5  # a municipal year begins with the annual meeting in May


# Planning


def title_of_review(township, *, starts_on, ends_on):
    return f"Review of {township}, {months(starts_on, ends_on)}"


def cycles_of(township, *, starts_on, ends_on):
    """The cycles of the township's wards that have a day between these dates (the end exclusive)."""
    wards = TownshipWard.objects.filter(township=township, starts_on__lt=ends_on).exclude(ends_on__lte=starts_on)
    return Cycle.objects.filter(
        pact__ward__in=wards.values("ward"), starts_on__lt=ends_on, ends_on__gt=starts_on
    ).order_by("pact__ward__name", "pk")


def who_reviews(township, *, today):
    """The township's councillors and the managers of partners who work in it (W52)."""
    wards = TownshipWard.objects.on(today).filter(township=township).values("ward")
    here = Q(township=township) | Q(borough=township.borough_id) | Q(ward__in=wards)
    held = Membership.objects.current().filter(here, role__in=[Role.COUNCILLOR, Role.MANAGER])
    return User.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name", "pk")


def next_reference(today):
    """The council year and the next number in it: "2026/07". Called under the lock of the review."""
    year = today.year - (today.month < REFERENCE_MONTH)
    last = Recommendation.objects.filter(reference__startswith=f"{year}/").order_by("-pk").first()
    number = int(last.reference.split("/")[1]) + 1 if last else 1
    return f"{year}/{number:02}"


# Lists


def reviews(queryset, *, township=None):
    if township:
        queryset = queryset.filter(township=township)
    return (
        queryset.select_related("township", "meeting", "pack")
        .annotate(recommendation_count=Count("recommendations"))
        .order_by("-starts_on", "township__name", "pk")
    )


def recommendations(queryset, *, township=None, addressee=None, state="", today):
    """The tracker: filtered by township, addressee and state ("unanswered", "late", "answered", "complete")."""
    if township:
        queryset = queryset.filter(review__township=township)
    if addressee:
        queryset = queryset.filter(addressee=addressee)
    states = {
        "unanswered": Q(response=None),
        "late": Q(response=None, respond_by__lt=today),
        "answered": Q(response__isnull=False, completed_at=None),
        "complete": Q(completed_at__isnull=False),
    }
    if state:
        queryset = queryset.filter(states[state])
    return queryset.select_related("review__township", "addressee", "response").distinct().order_by("respond_by", "pk")


def responses_to_remind_of(today):
    """[(recommendation, occasion)] of unanswered ones: a week before, on the day, and each week after."""
    waiting = Recommendation.objects.unanswered().filter(respond_by__lte=today + timedelta(days=7))
    return [
        (recommendation, occasion)
        for recommendation in waiting.select_related("addressee", "review__township").order_by("respond_by", "pk")
        for occasion in [_occasion(recommendation.respond_by, today)]
    ]


def _occasion(respond_by, today):
    days = (today - respond_by).days
    if days < 0:
        return "week-before"
    return "on-the-day" if days < 7 else f"late-{days // 7}"


# The pack


@dataclass(frozen=True)
class WardReport:
    """One cycle in the pack: its priorities, the colours of its actions, how many people were heard."""

    cycle: Cycle
    priorities: list
    colours: dict
    respondents: str
    concerns: int
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
    cycles = list(review.cycles.for_display().order_by("pact__ward__name", "pk"))
    colours = tasking.rag_counts(cycles, today)
    heard = _heard(cycles)
    by_cycle = {cycle.pk: [] for cycle in cycles}
    for priority in _priorities_with_rows(cycles, today):
        by_cycle[priority.cycle_id].append(priority)
    tracker = recommendations(Recommendation.objects.filter(review__township=review.township), today=today)
    wards = [
        WardReport(
            cycle=cycle,
            priorities=by_cycle[cycle.pk],
            colours=colours[cycle.pk],
            respondents=str(suppress_one(heard[cycle.pk]["respondents"])),
            concerns=heard[cycle.pk]["concern_count"],
            walkabouts=heard[cycle.pk]["walkabouts"],
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


def _heard(cycles):
    counts = Cycle.objects.filter(pk__in=[cycle.pk for cycle in cycles]).annotate(
        respondents=Count("engagements__interviews__respondent", distinct=True),
        walkabouts=Count("engagements__walkabouts", distinct=True),
        concern_count=Count("concerns", distinct=True),
    )
    return {row["pk"]: row for row in counts.values("pk", "respondents", "walkabouts", "concern_count")}


def agencies_to_address(township):
    """Agencies that somebody manages, to address a recommendation to."""
    managers = Membership.objects.current().holding(Permission.MANAGE_AGENCY)
    return managers.values("agency")


def this_quarter(today):
    """The quarter in which today lies, for a form to start with."""
    starts_on = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    month = starts_on.month + 3
    return {"starts_on": starts_on, "ends_on": date(starts_on.year + (month > 12), (month - 1) % 12 + 1, 1)}
