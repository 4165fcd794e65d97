"""What the cycle needs to know of the area profile: the first stage, which ends with areas agreed."""

from django.urls import reverse

from pact.core.refusals import Obstacle
from pact.core.wording import counted
from pact.cycles.stages import Card, Stage
from profiles import queries, rules


class AreaProfileStage(Stage):
    slug = "profiles"
    title = "Area profile"
    position = 1

    def obstacles_to_closing(self, cycle, *, today):
        return rules.obstacles_to_engaging(cycle.ward, today=today)

    def cards(self, cycles, *, user, today):
        standing = queries.standing({cycle.pact.ward_id for cycle in cycles}, today=today)
        return {cycle.pk: self._card(cycle, standing.get(cycle.pact.ward_id), today) for cycle in cycles}

    def _card(self, cycle, standing, today):
        status, href = self.status_of(cycle), reverse("profiles:ward", args=[cycle.ward.slug])
        if standing is None:
            missing = Obstacle(f"{cycle.ward} has no published area profile.", href=href)
            return Card(status=status, summary="No profile yet", href=href, tone="grey", obstacles=[missing])
        age, stale_from = rules.age_of(standing.profile, today=today), rules.stale_from(standing.profile)
        if age == rules.Age.STALE:
            stale = Obstacle(f"The area profile of {cycle.ward} is older than six months. Refresh it.", href=href)
            return Card(status=status, summary="Profile is stale", href=href, tone="red", obstacles=[stale])
        obstacles = []
        if standing.awaited:
            obstacles.append(
                Obstacle(f"{counted(standing.awaited, 'member has,members have')} not answered yet.", href=href)
            )
        if not standing.confirmed:
            obstacles.append(Obstacle("No priority action area is confirmed.", href=href))
        return Card(
            status=status,
            summary=f"{standing.confirmed} of {counted(standing.areas, 'area')} agreed"
            + ("; refresh is due" if age == rules.Age.DUE else ""),
            href=href,
            tone="amber" if obstacles or age == rules.Age.DUE else "green",
            obstacles=obstacles,
            due_on=standing.answer_by or stale_from,
            due_for="members answer" if standing.answer_by else "profile is stale",
        )
