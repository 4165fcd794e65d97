"""The same issue, cycle after cycle (rule 24)."""

from collections import Counter, defaultdict

from pact.cycles.models import Cycle
from priorities.models import Priority

CYCLES_LOOKED_AT, RECURS_FROM = 4, 3  # rule 24


def live_places(pact):
    priorities = Priority.objects.of_pact(pact).live()
    return {(priority.issue_type_id, priority.place_key): priority for priority in priorities}


def earlier_cycles(cycle):
    """In how many of the three cycles before this one each issue and place was a priority."""
    before = cycle.pact.cycles.filter(starts_on__lt=cycle.starts_on).order_by("-starts_on", "pk")
    earlier = list(before.values_list("pk", flat=True)[: CYCLES_LOOKED_AT - 1])
    rows = Priority.objects.filter(cycle__in=earlier).values_list("cycle", "issue_type", "place_key").distinct()
    return Counter((issue_type, place) for _, issue_type, place in rows)


def recurring(cycles):
    """`{priority.pk: cycles}` for priorities of these cycles that were one in three or four of their last four."""
    cycles = list(cycles)
    windows = defaultdict(list)
    starts = Cycle.objects.filter(pact__in={cycle.pact_id for cycle in cycles}).order_by("starts_on", "pk")
    for pk, pact in starts.values_list("pk", "pact"):
        windows[pact].append(pk)
    rows = list(
        Priority.objects.filter(cycle__pact__in=set(windows)).values_list("pk", "cycle", "issue_type", "place_key")
    )
    by_cycle = defaultdict(list)
    for pk, cycle, *about in rows:
        by_cycle[cycle].append((pk, tuple(about)))
    found = {}
    for cycle in cycles:
        window = windows[cycle.pact_id]
        end = window.index(cycle.pk) + 1
        seen = Counter(
            about for pk in window[max(0, end - CYCLES_LOOKED_AT) : end] for about in {a for _, a in by_cycle[pk]}
        )
        found |= {pk: seen[about] for pk, about in by_cycle[cycle.pk] if seen[about] >= RECURS_FROM}
    return found
