"""What the cycle needs to know of tasking: it begins with a priority and ends when every promise has an end."""

from django.urls import reverse

from pact.core.refusals import Obstacle
from pact.core.wording import counted
from pact.cycles.stages import Card, Stage
from tasking import queries
from tasking.rag import Rag
from tasking.rules import SLUG


class Tasking(Stage):
    slug = SLUG
    title = "Tasking"
    position = 4

    def obstacles_to_opening(self, cycle, *, today):
        return self._obstacles_to_opening(cycle, queries.standing([cycle], today)[cycle.pk])

    def obstacles_to_closing(self, cycle, *, today):
        return self._obstacles_to_closing(cycle, queries.standing([cycle], today)[cycle.pk])

    def cards(self, cycles, *, user, today):
        standing = queries.standing(cycles, today)
        return {cycle.pk: self._card(cycle, standing[cycle.pk]) for cycle in cycles}

    def _card(self, cycle, standing):
        status = self.status_of(cycle)
        obstacles = {"open": self._obstacles_to_closing, "not started": self._obstacles_to_opening}.get(status)
        return Card(
            status=status,
            summary=self._summary(standing),
            href=reverse("tasking:plan", args=[cycle.pk]),
            tone=self._tone(standing),
            obstacles=obstacles(cycle, standing) if obstacles else [],
            due_on=standing.next_due_on,
            due_for="the next action is due" if standing.next_due_on else "",
        )

    def _summary(self, standing):
        if not standing.actions:
            return "No actions yet"
        red = standing.counts[Rag.RED]
        late = f", {red} red" if red else ""
        return f"{standing.actions - standing.open} of {counted(standing.actions, 'action')} finished{late}"

    def _tone(self, standing):
        if standing.counts[Rag.RED]:
            return "red"
        if standing.counts[Rag.AMBER]:
            return "amber"
        return "green" if standing.actions else "grey"

    def _obstacles_to_opening(self, cycle, standing):
        if standing.priorities:
            return []
        return [Obstacle("Decide on at least one priority first.", href=cycle.get_absolute_url())]

    def _obstacles_to_closing(self, cycle, standing):
        href = reverse("tasking:plan", args=[cycle.pk])
        obstacles = []
        if standing.without_action:
            without = counted(standing.without_action, "priority has,priorities have")
            obstacles.append(Obstacle(f"{without} no action yet.", href=href))
        if standing.open:
            unfinished = counted(standing.open, "action is,actions are")
            obstacles.append(Obstacle(f"{unfinished} neither verified nor closed.", href=href))
        return obstacles
