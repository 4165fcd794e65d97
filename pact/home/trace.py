"""The trace: from a newsletter's line back to the figures, and from a concern forward to what was done (W22)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from engagement.models import Concern
from feedback.models import NewsletterItem
from pact.core.charts import LineChart, Series
from pact.core.dates import month
from pact.core.suppression import suppress
from priorities import queries as priorities
from priorities.models import Priority
from profiles.models import AreaProfile, PriorityActionArea
from scrutiny.models import Review
from tasking import queries as tasking
from tasking.models import Action

MOST = 50  # concerns listed


@dataclass(frozen=True)
class Trace:
    """One priority with everything that it came from and that came of it. Nobody's words or name are in it."""

    priority: Priority
    items: list[NewsletterItem]
    reviews: list[Review]
    actions: list
    methods: list
    concerns: list
    heard: list
    area: PriorityActionArea | None
    profile: AreaProfile | None
    incidents: list[tuple[date, int]]

    @property
    def picture(self):
        """The recorded incidents month by month, or None where fewer than two months have any."""
        counts = [number for _, number in self.incidents]
        if sum(1 for number in counts if number) < 2:
            return None
        return LineChart(
            title=f"{self.priority.issue_type} recorded in {self.priority.ward}, month by month",
            periods=tuple(month(first) for first, _ in self.incidents),
            series=(Series("Incidents", tuple(suppress(counts))),),
            places=0,
        )

    @property
    def concern_count(self):
        return sum(number for _, number in self.heard)

    @property
    def has_more(self):
        """Whether there are more concerns than are listed."""
        return self.concern_count > len(self.concerns)


def of_priority(priority, *, today):
    """The trace of a priority (read with `for_display`), in a number of queries that does not grow with its rows."""
    concerns = priority.concerns.all()
    by_source = dict(concerns.order_by().values_list("source").annotate(n=Count("pk")))
    names = dict(Concern.Source.choices)
    area = priority.area
    return Trace(
        priority=priority,
        items=list(_items(priority)),
        reviews=list(priority.cycle.reviews.select_related("township", "meeting").order_by("starts_on", "pk")),
        actions=tasking.actions_with_rag(Action.objects.filter(priority=priority).order_by("due_on", "pk"), today),
        methods=list(priority.methods.order_by("name", "pk")),
        concerns=list(concerns.for_display().order_by("-recorded_at", "pk")[:MOST]),
        heard=[(names[source], number) for source, number in sorted(by_source.items())],
        area=area,
        profile=_profile(priority),
        incidents=_incidents(priority),
    )


def of_concern(concern):
    """The priorities that count this concern, each to be traced further."""
    return list(concern.priorities.for_display().order_by("-decided_at", "pk"))


def _items(priority):
    items = NewsletterItem.objects.filter(priority=priority)
    return items.select_related("newsletter__cycle", "newsletter__approval", "newsletter__publication").order_by("pk")


def _profile(priority):
    """The profile that pointed to the area, or the ward's latest before the decision."""
    if priority.area_id:
        return AreaProfile.objects.for_lists().get(areas=priority.area_id)
    before = (
        AreaProfile.objects.for_lists().published().filter(ward=priority.ward, published_at__lte=priority.decided_at)
    )
    return before.order_by("-version").first()


def _incidents(priority):
    """[(month, how many)] of recorded incidents of the issue type in the ward, over the months that were ranked."""
    return priorities.incidents_by_month(priority.ward, priority.issue_type)[::-1]
