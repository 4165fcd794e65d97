"""What the cycle needs to know of feedback: the last stage, which ends with a newsletter at every door."""

from django.urls import reverse

from feedback.models import Newsletter, PrintRun
from pact.core.refusals import Obstacle
from pact.cycles.stages import Card, Stage


class FeedbackStage(Stage):
    slug = "feedback"
    title = "You said – We did"
    position = 6

    def obstacles_to_opening(self, cycle, *, today):
        if cycle.priorities.exists():
            return []
        return [Obstacle("No priority is decided in this cycle yet.", href=cycle.get_absolute_url())]

    def obstacles_to_closing(self, cycle, *, today):
        newsletter = Newsletter.objects.select_related("approval", "publication").filter(cycle=cycle).first()
        runs = PrintRun.objects.filter(newsletter=newsletter) if newsletter else []
        return self._obstacles(newsletter, is_delivered=any(run.delivered_at for run in runs))

    def cards(self, cycles, *, user, today):
        newsletters = {
            newsletter.cycle_id: newsletter
            for newsletter in Newsletter.objects.filter(cycle__in=[cycle.pk for cycle in cycles])
            .select_related("approval", "publication")
            .prefetch_related("print_runs")
        }
        return {cycle.pk: self._card(cycle, newsletters.get(cycle.pk)) for cycle in cycles}

    def _card(self, cycle, newsletter):
        status = self.status_of(cycle)
        if newsletter is None:
            return Card(status=status, summary="No newsletter yet", href=reverse("feedback:newsletter_list"))
        is_delivered = any(run.delivered_at for run in newsletter.print_runs.all())
        return Card(
            status=status,
            summary="Delivered" if is_delivered else newsletter.state,
            href=newsletter.get_absolute_url(),
            tone="green" if is_delivered else "amber",
            obstacles=self._obstacles(newsletter, is_delivered=is_delivered) if status == "open" else [],
        )

    def _obstacles(self, newsletter, *, is_delivered):
        if newsletter is None:
            return [Obstacle("The newsletter is not drafted yet.", href=reverse("feedback:newsletter_list"))]
        href = newsletter.get_absolute_url()
        if not newsletter.is_published:
            return [Obstacle("The newsletter is not published yet.", href=href)]
        return [] if is_delivered else [Obstacle("Delivery to every address is not confirmed yet.", href=href)]
