"""How far the priority setting of cycles is."""

from dataclasses import dataclass

from django.db.models import Count, Q

from engagement.models import Engagement
from priorities.models import Priority


@dataclass(frozen=True)
class Standing:
    """How far priority setting is in one cycle: engagements by their findings, and priorities decided."""

    published: int
    unpublished: int
    decided: int


def standing(cycles, today):
    """`{cycle.pk: Standing}` for all these cycles, in two queries. Engagements to come do not count yet."""
    pks = [cycle.pk for cycle in cycles]
    engagements = dict.fromkeys(pks, (0, 0))
    counts = Engagement.objects.filter(cycle__in=pks, starts_on__lte=today).order_by().values_list("cycle")
    published = Count("pk", filter=Q(findings_published_at__isnull=False))
    for pk, done, waiting in counts.annotate(
        published=published, unpublished=Count("pk", filter=Q(findings_published_at=None))
    ):
        engagements[pk] = (done, waiting)
    decided = dict(Priority.objects.filter(cycle__in=pks).order_by().values_list("cycle").annotate(n=Count("pk")))
    return {pk: Standing(*engagements[pk], decided.get(pk, 0)) for pk in pks}
