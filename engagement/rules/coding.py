"""What stands in the way of coding a second time, of merging and of quoting."""

from engagement.models import Concern
from pact.core.redaction import redact
from pact.core.refusals import Obstacle

# What one person said in an interview counts as that person's (rule 11), and what was seen on a walk as the walk's.
MERGEABLE = set(Concern.Source) - {Concern.Source.INTERVIEW, Concern.Source.WALKABOUT}


def obstacles_to_coding_second(second, *, by):
    if second.coded_at:
        return ["Somebody has coded it a second time already."]
    if second.concern.recorded_by_id == by.pk:
        return ["You coded this one first. Somebody else codes it the second time."]
    return []


def obstacles_to_merging(concern, *, into):
    if concern.pk == into.pk:
        return ["It is the same concern."]
    if concern.cycle_id != into.cycle_id:
        return [f"{into.reference} belongs to another cycle."]
    if into.merged_into_id:
        return ["The one to keep is merged into another itself. Take that back first, or choose the other."]
    if concern.merged_into_id:
        return ["It is merged already. Take that back first."]
    if concern.source not in MERGEABLE:
        return ["What somebody said in an interview or an officer saw on a walk is always counted by itself."]
    return []


def obstacles_to_quoting(concern, *, text):
    if concern.issue_type.is_restricted:
        return [f"Words about {concern.issue_type.name.lower()} are never shown outside."]
    if not concern.words:
        return ["Nothing was said word for word, or it has been forgotten."]
    if left := redact(text):
        kinds = ", ".join(sorted({kind for kind, _ in left.taken}))
        return [Obstacle(f"It still seems to hold: {kinds}. Leave that out, or put it another way.")]
    return []
