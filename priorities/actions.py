"""What the meeting decides, and what people propose to it. Nothing else writes here."""

from django.db import transaction

from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.cycles.models import Cycle, Pact
from priorities import notices, queries, rules
from priorities.models import Ending, Priority, Proposal, place_key


@transaction.atomic
def decide(
    cycle,
    *,
    issue_type,
    place,
    title,
    goal,
    methods,
    area=None,
    term=Priority.Term.SHORT,
    theme=None,
    method_note="",
    departure_reason="",
    replaces=None,
    replacement_reason="",
    by,
    at,
):
    """Record that the meeting decided on a priority, with the evidence as it stood (rules 21 to 23 and 25).

    `methods` are the techniques by which it was found. `replaces` is a live priority of the same PACT whose place
    this one takes, also to go on with it in a new cycle; both are kept, with the reason (rule 27).
    """
    cycle = _with_its_pact_locked(cycle)
    ranked = queries.candidates(cycle)
    candidate = next((c for c in ranked if c.issue_type == issue_type and c.area == area), None)
    refuse_if(
        rules.obstacles_to_deciding(
            cycle,
            issue_type=issue_type,
            place=place,
            methods=methods,
            candidate=candidate,
            departure_reason=departure_reason,
            replaces=replaces,
        )
    )
    if replaces is not None:
        replaces = _locked(replaces)
        refuse_if(rules.obstacles_to_replacing(replaces, cycle=cycle))

    priority = Priority.objects.create(
        cycle=cycle,
        issue_type=issue_type,
        area=area,
        place=place,
        place_key=place_key(place) or place.casefold(),
        title=title,
        goal=goal,
        term=term,
        theme=theme,
        position=cycle.priorities.count() + 1,
        evidence=candidate.as_evidence(len(ranked)) if candidate else {},
        method_note=method_note,
        departure_reason=departure_reason if rules.departs(cycle.pact, candidate) else "",
        decided_at=at,
        decided_by=by,
    )
    priority.methods.set(methods)
    priority.concerns.set(candidate.concerns if candidate else [])
    trail.record("decided on", on=priority, by=by, at=at, evidence=priority.evidence, replaces=str(replaces or ""))
    if replaces is not None:
        reason = replacement_reason.strip() or f"The meeting put “{priority}” in its place."
        _end(replaces, kind=Ending.Kind.REPLACED, reason=reason, replaced_by=priority, by=by, at=at)
    return priority


@transaction.atomic
def take_back(priority, *, by, at):
    """Undo a decision on which nothing rests yet. What it had replaced is live again."""
    priority = _locked(priority)
    refuse_if(rules.obstacles_to_taking_back(priority))

    Ending.objects.filter(replaced_by=priority).delete()
    trail.record("took back", on=priority, by=by, at=at)
    cycle = priority.cycle
    priority.delete()
    _number(cycle.priorities.order_by("position", "pk"))


@transaction.atomic
def reword(priority, *, title, goal, term, theme, by, at):
    """Put the words right. Issue, place, evidence and methods stay as the meeting decided them."""
    priority = _locked(priority)
    before = {"title": priority.title, "goal": priority.goal}
    priority.title, priority.goal, priority.term, priority.theme = title, goal, term, theme
    priority.save(update_fields=["title", "goal", "term", "theme"])
    trail.record("reworded", on=priority, by=by, at=at, before=before)
    return priority


@transaction.atomic
def reorder(cycle, priorities, *, by, at):
    """Put all the priorities of a cycle in this order."""
    cycle = _with_its_pact_locked(cycle)
    refuse_if(rules.obstacles_to_ordering(cycle, priorities))

    _number(priorities)
    trail.record("ordered the priorities of", on=cycle, by=by, at=at, order=[str(priority) for priority in priorities])


@transaction.atomic
def end(priority, *, kind, reason, decision="", meeting=None, by, at):
    """Record that the community resolved or retired a priority, how and where it decided so (rule 26)."""
    priority = _locked(priority)
    refuse_if(rules.obstacles_to_ending(priority, kind=kind, decision=decision, meeting=meeting))
    return _end(priority, kind=kind, reason=reason, decision=decision, meeting=meeting, by=by, at=at)


@transaction.atomic
def undo_ending(priority, *, by, at):
    priority = _locked(priority)
    refuse_if(rules.obstacles_to_undoing_ending(priority))

    priority.ending.delete()
    trail.record("made live again", on=priority, by=by, at=at)
    return _locked(priority)


@transaction.atomic
def propose(cycle, *, issue_type, area=None, place="", reason, by, at):
    """Ask the meeting to take an issue up. It is listed among the candidates with whoever proposed it."""
    cycle = _with_its_pact_locked(cycle)
    place = place.strip() or (area.name if area else str(cycle.ward))
    refuse_if(rules.obstacles_to_proposing(cycle, issue_type=issue_type, area=area, place=place, by=by))

    proposal = Proposal.objects.create(
        cycle=cycle, issue_type=issue_type, area=area, place=place, reason=reason, by=by, at=at
    )
    trail.record("proposed", on=proposal, by=by, at=at)
    notices.priority_proposed(proposal, at=at)
    return proposal


@transaction.atomic
def propose_ending(priority, *, reason, by, at):
    """Ask the community to call a priority resolved (rule 26). Proposing it again changes the reason."""
    priority = _locked(priority)
    refuse_if(rules.obstacles_to_proposing_ending(priority))

    proposal, _ = Proposal.objects.update_or_create(
        priority=priority,
        by=by,
        defaults={
            "cycle": priority.cycle,
            "issue_type": priority.issue_type,
            "area": priority.area,
            "place": priority.place,
            "reason": reason,
            "at": at,
        },
    )
    trail.record("proposed to end", on=priority, by=by, at=at, reason=reason)
    notices.ending_proposed(proposal, at=at)
    return proposal


@transaction.atomic
def withdraw_proposal(proposal, *, by, at):
    """Take a proposal back. Doing it twice is harmless."""
    trail.record("withdrew", on=proposal, by=by, at=at)
    Proposal.objects.filter(pk=proposal.pk).delete()


# What several of them share


def _with_its_pact_locked(cycle):
    """The cycle, read again once nobody else can decide anything for its PACT: the limit is the PACT's (rule 21)."""
    Pact.objects.select_for_update(of=("self",)).get(pk=cycle.pact_id)
    return Cycle.objects.for_display().prefetch_related("openings").get(pk=cycle.pk)


def _locked(priority):
    Pact.objects.select_for_update(of=("self",)).get(cycles=priority.cycle_id)
    return Priority.objects.for_display().select_for_update(of=("self",)).get(pk=priority.pk)


def _end(priority, *, kind, reason, decision="", meeting=None, replaced_by=None, by, at):
    if meeting and not decision.strip():
        decision = f"At the meeting “{meeting}”."
    ending = Ending.objects.create(
        priority=priority,
        kind=kind,
        reason=reason,
        decision=decision,
        meeting=meeting,
        replaced_by=replaced_by,
        by=by,
        at=at,
    )
    trail.record("ended", on=priority, by=by, at=at, kind=ending.kind, reason=reason, decision=decision)
    return ending


def _number(priorities):
    for position, priority in enumerate(priorities, start=1):
        if priority.position != position:
            priority.position = position
            priority.save(update_fields=["position"])
