"""What the community puts first beside what the council puts first, and where they do not meet (T29)."""

from dataclasses import dataclass, field

from django.db.models import Q

from profiles.models import CouncilPriority


@dataclass(frozen=True)
class Mismatch:
    """`lacking` are issue types that people named and no council priority is about; `unheard` [title, source] of
    council priorities about issue types that nobody here named; `recorded` how many priorities the council has.
    """

    recorded: int = 0
    lacking: list = field(default_factory=list)
    unheard: list = field(default_factory=list)
    shared: list = field(default_factory=list)


def mismatch(borough_pk, said, *, today):
    """The `Mismatch` between what people said (`SaidRow`s) and the council's plan. Two queries."""
    holding = CouncilPriority.objects.on(today).filter(borough=borough_pk)
    recorded = list(holding.prefetch_related("issue_types").order_by("title", "pk"))
    if not recorded:
        return Mismatch()
    named = {row.code: row.issue for row in said}
    about = {priority.pk: {kind.code for kind in priority.issue_types.all()} for priority in recorded}
    covered = set().union(*about.values())
    return Mismatch(
        recorded=len(recorded),
        lacking=sorted(issue for code, issue in named.items() if code not in covered),
        shared=sorted(issue for code, issue in named.items() if code in covered),
        # Without issue types it can be held beside nothing.
        unheard=[
            [priority.title, priority.source]
            for priority in recorded
            if about[priority.pk] and not about[priority.pk] & set(named)
        ],
    )


def lacks(borough_pk, issue_type, *, today):
    """Whether the council has recorded what it puts first, and none of it is about this issue type. Two queries."""
    holding = CouncilPriority.objects.on(today).filter(borough=borough_pk)
    return holding.exists() and not holding.filter(issue_types=issue_type).exists()


def council_priorities(visible, *, q="", state="in use"):
    """With these words and in a state ("in use", "withdrawn"), by title."""
    if q:
        visible = visible.filter(Q(title__icontains=q) | Q(source__icontains=q))
    rows = visible.filter(withdrawn_at__isnull=state == "in use").select_related("borough", "theme")
    return rows.prefetch_related("issue_types").order_by("title", "pk")
