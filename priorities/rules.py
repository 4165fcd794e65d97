"""Who may, and whether now. Nothing here writes."""

from engagement.queries import findings_are_published
from pact.accounts.models import Permission
from pact.core.dates import short_day
from pact.core.refusals import Obstacle
from pact.core.wording import counted, sentence_list
from priorities.models import Ending, Priority

SLUG = "priorities"


def may_decide(user, ward):
    return user.can(Permission.DECIDE_PRIORITIES, within=ward)


def may_propose(user, ward):
    return user.can(Permission.PROPOSE_PRIORITY, within=ward)


def may_propose_ending(user, ward):
    """Rule 26: whoever works on it may say that it is solved; only the community decides."""
    return may_propose(user, ward) or user.can(Permission.WORK_ON_ACTIONS, within=ward)


def live_priorities(pact):
    return Priority.objects.of_pact(pact).live().order_by("position", "pk")


def obstacles_to_deciding_now(cycle):
    """Why the meeting cannot decide anything in this cycle at the moment."""
    obstacles = []
    if not cycle.stage_is_open(SLUG):
        obstacles.append(Obstacle("Priority setting is not open for this cycle.", href=cycle.get_absolute_url()))
    if not findings_are_published(cycle):
        obstacles.append(
            Obstacle("Publish the findings of the engagement to the meeting first.", href=cycle.get_absolute_url())
        )
    return obstacles


def obstacles_to_deciding(cycle, *, issue_type, place, methods, candidate, departure_reason, replaces):
    """Rules 21 to 23 and 25. `candidate` is the ranked candidate that this is, or None for another."""
    obstacles = obstacles_to_deciding_now(cycle)
    if not place.strip():
        obstacles.append("Say which place it is about.")
    if not methods:
        obstacles.append("Choose the methods by which it was found.")
    obstacles += _obstacles_of_number(cycle.pact, replaces=replaces)
    obstacles += _obstacles_of_repetition(cycle.pact, issue_type=issue_type, place=place, replaces=replaces)
    if departs(cycle.pact, candidate) and not departure_reason.strip():
        obstacles.append("Say why the meeting departs from the ranking.")
    return obstacles


def departs(pact, candidate):
    """Whether deciding this leaves the top of the ranking: as many as the PACT has places."""
    return candidate is None or candidate.rank > pact.priority_limit


def obstacles_to_replacing(priority, *, cycle):
    obstacles = [] if priority.is_live else [f"“{priority}” has ended already."]
    if priority.cycle.pact_id != cycle.pact_id:
        obstacles.append(f"“{priority}” is a priority of another PACT.")
    return obstacles


def _obstacles_of_number(pact, *, replaces):
    """Rule 21: what is live from earlier cycles counts as well."""
    live = [priority for priority in live_priorities(pact) if priority != replaces]
    if len(live) < pact.priority_limit:
        return []
    names = sentence_list([f"“{priority}”" for priority in live])
    whole = counted(pact.priority_limit, "priority,priorities")
    return [f"{pact} already has its {whole}: {names}. Resolve, retire or replace one first."]


def _obstacles_of_repetition(pact, *, issue_type, place, replaces):
    """Rule 23."""
    same = live_priorities(pact).about(issue_type, place).exclude(pk=replaces.pk if replaces else None).first()
    if same is None:
        return []
    return [
        Obstacle(
            f"“{same}” is about the same issue and place. Replace it, or end it first.", href=same.get_absolute_url()
        )
    ]


def obstacles_to_ending(priority, *, kind, decision, meeting):
    """Rule 26: only the community resolves a priority; to be replaced, it needs what comes in its place (27)."""
    obstacles = []
    if not priority.is_live:
        obstacles.append(f"It was {priority.ending.get_kind_display().lower()} on {short_day(priority.ending.at)}.")
    if kind == Ending.Kind.REPLACED:
        obstacles.append("Decide the priority that replaces it, and name this one there.")
    if kind == Ending.Kind.RESOLVED and not (decision.strip() or meeting):
        obstacles.append("Only the community can call a priority resolved: say how it decided, or at which meeting.")
    return obstacles


def obstacles_to_undoing_ending(priority):
    """A priority can come back while its place is free and nothing has replaced it."""
    if priority.is_live:
        return ["This priority is live."]
    if replacement := priority.ending.replaced_by:
        return [Obstacle(f"“{replacement}” has replaced it.", href=replacement.get_absolute_url())]
    pact = priority.cycle.pact
    return [
        *_obstacles_of_number(pact, replaces=None),
        *_obstacles_of_repetition(pact, issue_type=priority.issue_type, place=priority.place, replaces=priority),
    ]


def obstacles_to_taking_back(priority):
    """A decision can be undone while its stage is open and nothing rests on it."""
    obstacles = []
    if not priority.cycle.stage_is_open(SLUG):
        obstacles.append("Priority setting has closed for this cycle.")
    if priority.actions.exists():
        obstacles.append("Actions have been promised for it. Retire it instead.")
    if not priority.is_live:
        obstacles.append("It has ended already.")
    return obstacles


def obstacles_to_ordering(cycle, priorities):
    if {priority.pk for priority in priorities} != set(cycle.priorities.values_list("pk", flat=True)):
        return ["The priorities have changed in the meantime. Look at them again."]
    return []


def obstacles_to_proposing(cycle, *, issue_type, area, place, by):
    """A proposal is made once, for a meeting that is still to decide."""
    if cycle.stage_has_been_opened(SLUG) and not cycle.stage_is_open(SLUG):
        return ["Priority setting has closed for this cycle. Propose it in the next one."]
    same = cycle.proposals.filter(priority=None, issue_type=issue_type, area=area, place__iexact=place, by=by)
    return ["You have proposed this already. It is among the candidates."] if same.exists() else []


def obstacles_to_proposing_ending(priority):
    return [] if priority.is_live else ["It has ended already."]
