"""What the cycle needs to know of engagement: when it may open and close, and how far it has come."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from engagement import queries, rules
from pact.core.refusals import Obstacle
from pact.core.wording import sentence_list
from pact.cycles.stages import Card, Stage
from profiles import rules as profile_rules


class OfTheTownship(Obstacle):
    """Rule 7: other wards are not ready. A co-ordinator may go on all the same and say why."""

    __slots__ = ()


class EngagementStage(Stage):
    slug = rules.STAGE
    title = "Engagement"
    position = 2

    def obstacles_to_opening(self, cycle, *, today):
        """Rules 4, 6 and 7."""
        obstacles = list(profile_rules.obstacles_to_engaging(cycle.ward, today=today))
        waiting = profile_rules.township_wards_unready(cycle.ward, today=today)
        if waiting:
            township = settings.WORDS["township"]
            verb = "has" if len(waiting) == 1 else "have"
            sentence = f"In the same {township}, {sentence_list(waiting)} {verb} no published profile that is fresh."
            obstacles.append(OfTheTownship(sentence, href=reverse("profiles:ward", args=[waiting[0].slug])))
        return obstacles

    def can_be_overridden(self, obstacle):
        return isinstance(obstacle, OfTheTownship)

    def obstacles_to_closing(self, cycle, *, today):
        return rules.obstacles_to_closing_stage(cycle)

    def cards(self, cycles, *, user, today):
        summaries = queries.summaries(cycles)
        return {cycle.pk: self._card(cycle, summaries[cycle.pk], today) for cycle in cycles}

    def _card(self, cycle, summary, today):
        status = self.status_of(cycle)
        return Card(
            status=status,
            summary=summary.words,
            href=_of_ward(cycle),
            tone=self._tone(status, summary, today),
            obstacles=self._in_the_way(cycle, status, summary, today),
            due_on=summary.next_end if status == "open" else None,
            due_for=f"last day of {summary.next_to_end}" if status == "open" and summary.next_end else "",
        )

    def _tone(self, status, summary, today):
        if status != "open":
            return "green" if status == "closed" else "grey"
        is_late = summary.next_end is not None and summary.next_end < today
        return "amber" if is_late or not summary.planned else "green"

    def _in_the_way(self, cycle, status, summary, today):
        plan = reverse("engagement:new_engagement", args=[cycle.pk])
        if status == "open" and not summary.planned:
            return [Obstacle("Plan at least one engagement.", href=plan)]
        if status == "open" and summary.next_end and summary.next_end < today:
            return [Obstacle(f"{summary.next_to_end} is past its last day: close it out.", href=summary.next_href)]
        if status == "closed" and not summary.published:
            return [Obstacle("The findings are not published yet.", href=_of_ward(cycle))]
        return []


def _of_ward(cycle):
    return f"{reverse('engagement:engagement_list')}?{urlencode({'ward': cycle.pact.ward_id})}"
