"""What the cycle needs to know of scrutiny: the fifth stage, in which members hold partners to account."""

from django.urls import reverse

from pact.core.refusals import Obstacle
from pact.core.wording import counted
from pact.cycles.stages import Card, Stage
from scrutiny import rules
from scrutiny.models import Recommendation, Review


class ScrutinyStage(Stage):
    slug = "scrutiny"
    title = "Scrutiny"
    position = 5

    def obstacles_to_opening(self, cycle, *, today):
        if cycle.stage_has_been_opened("tasking"):
            return []
        return [Obstacle("Tasking has not begun, so there is nothing to review.", href=cycle.get_absolute_url())]

    def obstacles_to_closing(self, cycle, *, today):
        reviews = Review.objects.filter(cycles=cycle).order_by("-starts_on")
        return self._obstacles(reviews.first())

    def cards(self, cycles, *, user, today):
        pks = [cycle.pk for cycle in cycles]
        links = Review.cycles.through.objects.filter(cycle__in=pks).select_related("review__meeting", "review__pack")
        reviews = {link.cycle_id: link.review for link in links.order_by("review__starts_on", "pk")}
        waiting = Recommendation.objects.unanswered().filter(review__in={review.pk for review in reviews.values()})
        unanswered = {}
        for pk in waiting.values_list("review", flat=True):
            unanswered[pk] = unanswered.get(pk, 0) + 1
        return {cycle.pk: self._card(cycle, reviews.get(cycle.pk), unanswered, today) for cycle in cycles}

    def _card(self, cycle, review, unanswered, today):
        status = self.status_of(cycle)
        if review is None:
            return Card(status=status, summary="No review planned", href=reverse("scrutiny:review_list"))
        number = unanswered.get(review.pk, 0)
        if review.held_at:
            summary = counted(number, "answer") + " awaited" if number else "Held"
            return Card(
                status=status, summary=summary, href=review.get_absolute_url(), tone="amber" if number else "green"
            )
        meets_on, pack_due_on = rules.meeting_day(review), rules.pack_due_on(review)
        is_pack_out = review.pack_published_at is not None
        return Card(
            status=status,
            summary="Pack is out" if is_pack_out else "Pack to be published",
            href=review.get_absolute_url(),
            tone="green" if is_pack_out else "amber",
            obstacles=self._obstacles(review) if status == "open" else [],
            due_on=meets_on if is_pack_out else pack_due_on,
            due_for="review meets" if is_pack_out else "pack is due",
        )

    def _obstacles(self, review):
        if review is None:
            return [Obstacle("No review is planned for this quarter.", href=reverse("scrutiny:review_list"))]
        if review.held_at is None:
            return [Obstacle(f"{review.title} is not recorded as held.", href=review.get_absolute_url())]
        return []
