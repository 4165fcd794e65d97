"""Boards: read models that look across all stages, each in a number of queries that does not grow with the rows."""

from dataclasses import dataclass
from datetime import date

from pact.accounts.models import Permission
from pact.core.refusals import Obstacle
from pact.cycles import queries as cycles
from pact.cycles.models import Cycle, Pact
from pact.cycles.queries import StageOnCycle


@dataclass(frozen=True)
class BoardRow:
    """One PACT on a board: its latest cycle, the six stages, what blocks it and what is due next."""

    pact: Pact
    cycle: Cycle | None
    steps: list[StageOnCycle]

    @property
    def strip(self):
        return cycles.strip(self.steps, link_to_cards=True)

    @property
    def obstacles(self):
        """What stands in the way in stages that are open, or may be next."""
        return [obstacle for step in self.steps if step.is_open for obstacle in step.card.obstacles]

    @property
    def next_due(self):
        """The next day that matters in an open stage: (day, what for), or None."""
        due = [(step.card.due_on, step.card.due_for) for step in self.steps if step.is_open and step.card.due_on]
        return min(due, default=None)

    @property
    def is_blocked(self):
        return bool(self.obstacles)


@dataclass(frozen=True)
class Due:
    """Something that falls due: when, what, in which ward, and where to go."""

    on: date
    what: str
    where: str
    href: str
    is_late: bool


def board_rows(pacts, *, user, today):
    """A row for each PACT with its latest cycle."""
    pacts = list(pacts.select_related("ward__borough", "coordinator").order_by("ward__name", "name", "pk"))
    latest = cycles.with_openings(Cycle.objects.filter(pact__in=pacts).latest_of_each_pact())
    by_pact = {cycle.pact_id: cycle for cycle in latest}
    steps = cycles.cards_of(by_pact.values(), user=user, today=today)
    return [
        BoardRow(pact=pact, cycle=by_pact.get(pact.pk), steps=steps[by_pact[pact.pk].pk] if pact.pk in by_pact else [])
        for pact in pacts
    ]


def what_is_due(rows, *, today, most=12):
    """What falls due next in the open stages of these rows, late first."""
    due = [
        Due(
            on=step.card.due_on,
            what=f"{step.stage.title}: {step.card.due_for}",
            where=row.pact.ward.name,
            href=step.card.href or row.cycle.get_absolute_url(),
            is_late=step.card.due_on < today,
        )
        for row in rows
        for step in row.steps
        if step.is_open and step.card.due_on
    ]
    return sorted(due, key=lambda item: (item.on, item.where, item.what))[:most]


def blocked(rows):
    """[(row, Obstacle)] of every obstacle in an open stage."""
    return [(row, Obstacle(obstacle, href=obstacle.href)) for row in rows for obstacle in row.obstacles]


def active_pacts(user):
    return Pact.objects.active().filter(ward__in=user.wards(Permission.SEE_CYCLE))
