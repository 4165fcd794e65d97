"""What the cycle needs to know of priority setting: it begins with published findings and ends with a decision."""

from django.urls import reverse

from pact.core.refusals import Obstacle
from pact.core.wording import counted
from pact.cycles.stages import Card, Stage
from priorities import queries
from priorities.rules import SLUG


class PartOfTheFindings(Obstacle):
    """Some findings are published, others not yet: the meeting may go ahead, with a reason."""

    __slots__ = ()


class PrioritySetting(Stage):
    slug = SLUG
    title = "Priority setting"
    position = 3

    def obstacles_to_opening(self, cycle, *, today):
        """Rule 25."""
        return self._obstacles_to_opening(cycle, queries.standing([cycle], today)[cycle.pk])

    def obstacles_to_closing(self, cycle, *, today):
        return self._obstacles_to_closing(cycle, queries.standing([cycle], today)[cycle.pk])

    def can_be_overridden(self, obstacle):
        return isinstance(obstacle, PartOfTheFindings)

    def cards(self, cycles, *, user, today):
        standing = queries.standing(cycles, today)
        return {cycle.pk: self._card(cycle, standing[cycle.pk]) for cycle in cycles}

    def _card(self, cycle, standing):
        status = self.status_of(cycle)
        return Card(
            status=status,
            summary=self._summary(status, standing),
            href=reverse("priorities:candidate_list", args=[cycle.pk]),
            tone="green" if standing.decided else "amber" if status == "open" else "grey",
            obstacles=self._in_the_way(cycle, standing, status),
        )

    def _summary(self, status, standing):
        if standing.decided or status != "not started":
            return f"{counted(standing.decided, 'priority,priorities')} decided"
        return "Findings are published" if standing.published else "Waits for findings"

    def _in_the_way(self, cycle, standing, status):
        if status == "open":
            return self._obstacles_to_closing(cycle, standing)
        return self._obstacles_to_opening(cycle, standing) if status == "not started" else []

    def _obstacles_to_opening(self, cycle, standing):
        href = cycle.get_absolute_url()
        if not standing.published:
            return [Obstacle("No findings of the engagement are published to the meeting yet.", href=href)]
        if standing.unpublished:
            left = counted(standing.unpublished, "engagement")
            return [PartOfTheFindings(f"Findings of {left} are not published yet.", href=href)]
        return []

    def _obstacles_to_closing(self, cycle, standing):
        if standing.decided:
            return []
        href = reverse("priorities:candidate_list", args=[cycle.pk])
        return [Obstacle("The meeting has not decided on a priority yet.", href=href)]
