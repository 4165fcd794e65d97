"""Read models for the screens: each in a number of queries that does not grow with the rows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from pact.accounts.models import Membership, User
from pact.core.dates import months
from pact.cycles import stages
from pact.cycles.models import Cycle, Override, StageOpening
from pact.cycles.stages import Card, Stage


@dataclass(frozen=True)
class StageOnCycle:
    """One stage of one cycle as its page shows it."""

    stage: Stage
    card: Card
    opened_at: object = None
    closed_at: object = None

    @property
    def is_open(self):
        return self.card.status == "open"

    @property
    def is_blocked(self):
        """Open, and gone wrong. What is merely left to do before it can close does not block it."""
        return self.is_open and self.card.tone == "red"

    @property
    def state(self):
        """As the stage strip wants it: "done", "open", "blocked" (open, and gone wrong) or "waiting"."""
        if self.is_open:
            return "blocked" if self.is_blocked else "open"
        return "done" if self.card.status == "closed" else "waiting"

    @property
    def word(self):
        return {"open": "Open", "blocked": "Blocked", "done": "Closed", "waiting": "Not started"}[self.state]

    @property
    def colour(self):
        return {"open": "green", "blocked": "red", "done": "blue", "waiting": "grey"}[self.state]

    @property
    def opening_words(self):
        return "Open it again" if self.card.status == "closed" else "Open this stage"


def with_openings(cycles):
    """The cycles with all that stages need for their cards: ward, borough, co-ordinator and openings."""
    openings = Prefetch("openings", queryset=StageOpening.objects.order_by("opened_at", "pk"))
    return with_overrides(cycles.for_display().prefetch_related(openings))


def with_overrides(cycles):
    """The cycles with what was passed over and why, which is shown wherever they are (rule 7)."""
    return cycles.prefetch_related(Prefetch("overrides", queryset=Override.objects.select_related("by").order_by("pk")))


def cards_of(cycles, *, user, today):
    """`{cycle.pk: [StageOnCycle for each stage in order]}` for cycles that come from `with_openings`."""
    cycles = list(cycles)
    by_stage = {stage.slug: stage.cards(cycles, user=user, today=today) for stage in stages.all_stages()}
    return {
        cycle.pk: [_on_cycle(stage, cycle, by_stage[stage.slug].get(cycle.pk)) for stage in stages.all_stages()]
        for cycle in cycles
    }


def _on_cycle(stage, cycle, card):
    openings = [opening for opening in cycle.openings.all() if opening.stage == stage.slug]
    last = openings[-1] if openings else None
    return StageOnCycle(
        stage=stage,
        card=card or Card(status=stage.status_of(cycle)),
        opened_at=last and last.opened_at,
        closed_at=last and last.closed_at,
    )


def strip(steps, *, link_to_cards=False):
    """The stages as the strip takes them, linked to their part of the cycle's page or to where they are worked on."""
    return [
        {
            "title": step.stage.title,
            "state": step.state,
            "word": step.word,
            "href": step.card.href if link_to_cards else f"#stage-{step.stage.slug}",
            "note": step.card.summary,
        }
        for step in steps
    ]


def register(pacts, *, search="", ward=None, status="", kind=""):
    """The register, filtered, with each PACT's latest cycle and its names, by ward and name."""
    if search:
        pacts = pacts.filter(
            Q(name__icontains=search) | Q(ward__name__icontains=search) | Q(aliases__name__icontains=search)
        ).distinct()
    if ward:
        pacts = pacts.filter(ward=ward)
    if status:
        pacts = pacts.filter(status=status)
    if kind:
        pacts = pacts.filter(kind=kind)
    newest = Cycle.objects.filter(pact=OuterRef("pk")).order_by("-starts_on")
    return (
        pacts.select_related("ward", "coordinator", "chair")
        .prefetch_related("aliases")
        .annotate(
            latest_cycle_pk=Subquery(newest.values("pk")[:1]), latest_cycle_name=Subquery(newest.values("name")[:1])
        )
        .order_by("ward__name", "name", "pk")
    )


def councillors_invited(pact):
    """Who was invited to this PACT automatically, with the day (rule 2)."""
    return pact.councillor_invitations.select_related("person").order_by("at", "pk")


def people_of_boroughs(boroughs):
    """Active people with a current role anywhere in these boroughs."""
    current = Membership.objects.current()
    return User.objects.filter(
        Exists(
            current.filter(person=OuterRef("pk")).filter(
                Q(borough__in=boroughs) | Q(township__borough__in=boroughs) | Q(ward__borough__in=boroughs)
            )
        ),
        is_active=True,
    )


def next_quarter(pact, *, today):
    """What the next cycle would most likely be: the quarter after the last, or the one that holds today."""
    last = pact.cycles.order_by("-starts_on").first()
    starts_on = last.ends_on if last else date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    month = starts_on.month + 3
    ends_on = date(starts_on.year + (month > 12), (month - 1) % 12 + 1, 1)
    return {"name": months(starts_on, ends_on), "starts_on": starts_on, "ends_on": ends_on}
