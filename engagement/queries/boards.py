"""What a board says of engagement, for many cycles at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from engagement.models import Concern, Engagement, Technique
from pact.core.wording import counted


@dataclass(frozen=True)
class CycleSummary:
    """What a board needs to know of the engagements of one cycle."""

    planned: int = 0
    open: int = 0
    published: int = 0
    interviews: int = 0
    interviews_aimed: int = 0
    walkabouts: int = 0
    concerns: int = 0
    next_end: date | None = None
    next_to_end: str = ""
    next_href: str = ""

    @property
    def words(self):
        if not self.planned:
            return "Nothing planned yet"
        if self.interviews_aimed:
            return f"{self.interviews} of {self.interviews_aimed} interviews, {counted(self.walkabouts, 'walkabout')}"
        return f"{counted(self.walkabouts, 'walkabout')}, {counted(self.concerns, 'concern')}"


def summaries(cycles):
    """`{cycle.pk: CycleSummary}` in two queries, however many cycles."""
    pks = [cycle.pk for cycle in cycles]
    concerns = dict(
        Concern.objects.counted().filter(cycle__in=pks).order_by().values_list("cycle").annotate(n=Count("pk"))
    )
    grouped = defaultdict(list)
    rows = Engagement.objects.filter(cycle__in=pks).select_related("technique").with_progress()
    for engagement in rows.order_by("ends_on", "pk"):
        grouped[engagement.cycle_id].append(engagement)
    return {pk: _summary(grouped[pk], concerns.get(pk, 0)) for pk in pks}


def _summary(engagements, concerns):
    asking = [e for e in engagements if e.technique.form == Technique.Form.INTERVIEW]
    going_on = [e for e in engagements if not e.is_closed]
    return CycleSummary(
        planned=len(engagements),
        open=len(going_on),
        published=sum(e.findings_are_published for e in engagements),
        interviews=sum(e.interview_count for e in asking),
        interviews_aimed=sum(e.total_target for e in asking),
        walkabouts=sum(e.walkabout_count for e in engagements),
        concerns=concerns,
        next_end=going_on[0].last_day if going_on else None,
        next_to_end=going_on[0].title if going_on else "",
        next_href=going_on[0].get_absolute_url() if going_on else "",
    )
