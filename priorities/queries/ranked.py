"""What could become a priority, ranked, with the evidence."""

from dataclasses import dataclass

from engagement import queries as engagement
from engagement.models import Concern, Technique
from pact.core.wording import counted, sentence_list
from pact.taxonomy.models import IssueType
from priorities.models import Priority, Proposal, place_key
from priorities.queries.recorded import recorded_incidents
from priorities.queries.recurring import RECURS_FROM, earlier_cycles, live_places
from priorities.ranking import WEIGHTS, points
from profiles.models import PriorityActionArea


@dataclass(frozen=True)
class Part:
    """One of the three parts of a candidate's score: points from 0 to 100, and what they were made of."""

    title: str
    weight: int
    points: float
    words: str


@dataclass(frozen=True)
class Candidate:
    """An issue at a place that the meeting could decide on, with the evidence that ranks it. 1 is first."""

    rank: int
    score: float
    issue_type: IssueType
    area: PriorityActionArea | None
    place: str
    heard: Part
    seen: Part
    recorded: Part
    concerns: tuple[int, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    live: Priority | None = None
    earlier_cycles: int = 0

    @property
    def parts(self):
        return [self.heard, self.seen, self.recorded]

    @property
    def key(self):
        """Names it in an address."""
        return candidate_key(self.issue_type, self.area)

    @property
    def would_recur(self):
        """Rule 24: with this cycle it would be a priority in three of the last four."""
        return self.earlier_cycles + 1 >= RECURS_FROM

    @property
    def proposed_by(self):
        return sentence_list([str(proposal.by) for proposal in self.proposals])

    def as_evidence(self, of):
        """As it is kept with the decision: numbers and words, so that it can be printed years later."""
        parts = {
            name: {"title": part.title, "weight": part.weight, "points": part.points, "words": part.words}
            for name, part in (("heard", self.heard), ("seen", self.seen), ("recorded", self.recorded))
        }
        return {"rank": self.rank, "of": of, "score": self.score, "concerns": len(self.concerns)} | parts


def candidate_key(issue_type, area):
    return f"{issue_type.code}-{area.pk if area else 'ward'}"


def candidates(cycle):
    """Every `Candidate` of a cycle, the strongest first (handbook 5): eight queries, however much was said.

    From interviews and walks, issue by area; from recorded incidents, which are known by ward only and so count
    alike for each area of their issue type; and from proposals, which need no evidence to be listed.
    """
    groups = _groups(cycle)
    incidents = recorded_incidents(cycle.ward)
    types = IssueType.objects.in_bulk({group["issue_type"] for group in groups.values()} | set(incidents.by_type))
    for issue_type in set(incidents.by_type) - {group["issue_type"] for group in groups.values()}:
        groups[issue_type, None] = _group(issue_type)

    ordered = list(groups.values())
    measures = [
        {
            "heard": group["respondents"] * group["mean_effect"],
            "seen": group["eva_poor_items"],
            "recorded": incidents.by_type.get(group["issue_type"], 0),
        }
        for group in ordered
    ]
    scored = sorted(
        zip(ordered, points(measures), strict=True),
        key=lambda pair: (
            -pair[1]["score"],
            -pair[0]["respondents"],
            types[pair[0]["issue_type"]].name,
            pair[0]["place"],
        ),
    )
    live, earlier = live_places(cycle.pact), earlier_cycles(cycle)
    found = []
    for rank, (group, scores) in enumerate(scored, start=1):
        place = group["place"] or str(cycle.ward)
        key = group["issue_type"], place_key(place)
        found.append(
            Candidate(
                rank=rank,
                score=scores["score"],
                issue_type=types[group["issue_type"]],
                area=group["area"],
                place=place,
                heard=Part("Said in interviews", WEIGHTS["heard"], scores["heard"], _heard_words(group)),
                seen=Part("Seen on walks", WEIGHTS["seen"], scores["seen"], _seen_words(group)),
                recorded=Part(
                    "Recorded by services",
                    WEIGHTS["recorded"],
                    scores["recorded"],
                    incidents.words(group["issue_type"]),
                ),
                concerns=group["concerns"],
                proposals=tuple(group["proposals"]),
                live=live.get(key),
                earlier_cycles=earlier[key],
            )
        )
    return found


def candidate_for(cycle, *, issue_type, area):
    """The candidate that is this issue in this area (None: the rest of the ward), or None."""
    return next((c for c in candidates(cycle) if c.issue_type == issue_type and c.area == area), None)


def candidate_named(cycle, key):
    return next((c for c in candidates(cycle) if c.key == key), None)


def _groups(cycle):
    """What was said, seen or proposed, by issue type and area."""
    groups = {}
    for evidence in engagement.evidence(cycle):
        area = evidence.area
        group = _group(evidence.issue_type.pk, area)
        for name in ("respondents", "mean_effect", "eva_poor_items", "concerns"):
            group[name] = getattr(evidence, name)
        groups[evidence.issue_type.pk, area.pk if area else None] = group
    for proposal in cycle.proposals.for_new_priorities().select_related("area", "by").order_by("at", "pk"):
        key = proposal.issue_type_id, proposal.area_id
        groups.setdefault(key, _group(proposal.issue_type_id, proposal.area))["proposals"].append(proposal)
    return groups


def _group(issue_type, area=None):
    nothing = {"respondents": 0, "mean_effect": 0.0, "eva_poor_items": 0, "concerns": (), "proposals": []}
    return nothing | {"issue_type": issue_type, "area": area, "place": area.name if area else ""}


def _heard_words(group):
    if not group["respondents"]:
        return "Nobody named it"
    return f"{counted(group['respondents'], 'person,people')}, effect {group['mean_effect']:.1f} of 3"


def _seen_words(group):
    return counted(group["eva_poor_items"], "poor item") if group["eva_poor_items"] else "Nothing poor found"


def concerns_behind(candidate):
    """The concerns counted for a candidate, without anybody's words."""
    concerns = Concern.objects.filter(pk__in=candidate.concerns).for_display()
    return concerns.order_by("-recorded_at", "pk")


def first_words(cycle, candidate):
    """What the form of a decision starts with: the candidate, and the methods used in this cycle."""
    used = Technique.objects.filter(engagements__cycle=cycle).distinct().values_list("pk", flat=True)
    words = {"methods": list(used), "term": Priority.Term.SHORT}
    if candidate is None:
        return words
    area = candidate.area.pk if candidate.area else None
    return words | {
        "issue_type": candidate.issue_type.pk,
        "area": area,
        "place": candidate.place,
        "replaces": candidate.live.pk if candidate.live else None,
    }


def moved(cycle, *, up, down):
    """The cycle's priorities with one of them, named by its pk as text, moved a place up or down."""
    priorities = list(cycle.priorities.order_by("position", "pk"))
    names = [str(priority.pk) for priority in priorities]
    step, name = (-1, up) if up else (1, down)
    if name in names:
        start = names.index(name)
        priorities.insert(max(0, start + step), priorities.pop(start))
    return priorities
