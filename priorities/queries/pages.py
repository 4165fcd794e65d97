"""What pages about a cycle or a priority need."""

from pact.core.dates import day
from pact.core.wording import sentence_list
from pact.meetings.models import Meeting
from priorities.models import Priority
from priorities.queries.ranked import Part, candidate_key


def decided(cycle):
    """The priorities of this cycle in their order."""
    return list(cycle.priorities.for_display().order_by("position", "pk"))


def live_of(pact):
    return Priority.objects.of_pact(pact).live().order_by("cycle__starts_on", "position", "pk")


def live_from_before(cycle):
    """Live priorities of the PACT's other cycles, which count towards its limit (rule 21)."""
    return list(live_of(cycle.pact).exclude(cycle=cycle).for_display())


def areas(cycle):
    """The agreed priority action areas of the ward, those of its latest profile first."""
    return cycle.ward.priority_action_areas.confirmed().order_by("-profile__version", "name", "pk")


def meetings_of(pact):
    """The PACT's own meetings, the latest first: one of them may have decided."""
    return Meeting.objects.filter(pact=pact).order_by("-starts_at", "pk")


def facts(priority):
    """What a priority's page says of it, as dicts of key, value and value_href."""
    ending = None if priority.is_live else priority.ending
    rows = [
        ("Goal", priority.goal),
        ("Issue type", str(priority.issue_type)),
        ("Place", priority.place),
        ("Term", priority.get_term_display()),
        ("Theme", str(priority.theme or "")),
        ("Found by", sentence_list([str(method) for method in priority.methods.order_by("name", "pk")])),
        ("About the methods", priority.method_note),
        ("Why not from the top", priority.departure_reason),
        ("Decided", f"{day(priority.decided_at)}, recorded by {priority.decided_by}"),
    ]
    if ending:
        rows += [
            (ending.get_kind_display(), f"{day(ending.at)}: {ending.reason}"),
            ("How it was decided", ending.decision),
        ]
    return [{"key": key, "value": value} for key, value in rows if value]


def evidence_of(priority):
    """The evidence as it was kept with the decision: rank, score and the parts, or None for one without."""
    kept = priority.evidence
    if not kept:
        return None
    parts = [Part(**kept[name]) for name in ("heard", "seen", "recorded")]
    key = candidate_key(priority.issue_type, priority.area)
    return {
        "rank": kept["rank"],
        "of": kept["of"],
        "score": kept["score"],
        "parts": parts,
        "concerns": kept["concerns"],
        "key": key,
    }
