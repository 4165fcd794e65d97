"""What screens, papers and the stages above show of priorities, each in a number of queries that does not grow."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q

from engagement import queries as engagement
from engagement.models import Concern, Engagement, Technique
from pact.core.dates import day, month
from pact.core.wording import counted, number, sentence_list
from pact.core.working_days import add_months
from pact.cycles.models import Cycle
from pact.meetings.models import Meeting
from pact.taxonomy.models import IssueType
from priorities.models import Priority, Proposal, place_key
from priorities.ranking import WEIGHTS, points
from profiles.models import Incident, PriorityActionArea

MONTHS = 12
CYCLES_LOOKED_AT, RECURS_FROM = 4, 3  # rule 24


# Candidates


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
    live, earlier = _live(cycle.pact), _earlier_cycles(cycle)
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


# Incidents


@dataclass(frozen=True)
class RecordedIncidents:
    """How many incidents services recorded in a ward in the last twelve months of the data, by issue type."""

    first: date | None = None
    last: date | None = None
    by_type: dict = field(default_factory=dict)

    @property
    def period(self):
        return f"{month(self.first)} to {month(self.last)}" if self.last else ""

    def words(self, issue_type):
        if not self.by_type.get(issue_type):
            return "None recorded"
        return f"{number(self.by_type[issue_type])} in twelve months"


def recorded_incidents(ward):
    """Two queries. A ward without data has none, in no period."""
    incidents = Incident.objects.filter(ward=ward, dataset__withdrawn_at=None)
    last = incidents.aggregate(last=Max("month"))["last"]
    if last is None:
        return RecordedIncidents()
    first = add_months(last, 1 - MONTHS)
    counts = (
        incidents.filter(month__gte=first, issue_type__isnull=False)
        .order_by()
        .values_list("issue_type")
        .annotate(n=Count("pk"))
    )
    return RecordedIncidents(first, last, dict(counts))


# The same issue again (rule 24)


def _live(pact):
    priorities = Priority.objects.of_pact(pact).live()
    return {(priority.issue_type_id, priority.place_key): priority for priority in priorities}


def _earlier_cycles(cycle):
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


# The rows behind


def concerns_behind(candidate):
    """The concerns counted for a candidate, without anybody's words."""
    concerns = Concern.objects.filter(pk__in=candidate.concerns).for_display()
    return concerns.order_by("-recorded_at", "pk")


def incidents_by_month(ward, issue_type):
    """`[(month, how many)]` of the twelve months that the ranking counts, the latest first."""
    recorded = recorded_incidents(ward)
    if recorded.last is None:
        return []
    counts = dict(
        Incident.objects.filter(ward=ward, issue_type=issue_type, dataset__withdrawn_at=None, month__gte=recorded.first)
        .order_by()
        .values_list("month")
        .annotate(n=Count("pk"))
    )
    months = [add_months(recorded.last, -back) for back in range(MONTHS)]
    return [(first, counts.get(first, 0)) for first in months]


# The list


def found(visible, *, q="", ward=None, issue_type=None, state=""):
    """The visible priorities that fit these filters; without a state, those that are live."""
    fits = {"cycle__pact__ward": ward, "issue_type": issue_type}
    priorities = visible.filter(**{name: value for name, value in fits.items() if value})
    for word in q.split():
        priorities = priorities.filter(_says(word))
    if state == "ended":
        priorities = priorities.exclude(ending=None)
    if state == "":
        priorities = priorities.live()
    return priorities.for_display().annotate(action_count=Count("actions", distinct=True))


def _says(word):
    return Q(title__icontains=word) | Q(place__icontains=word) | Q(goal__icontains=word)


# How far cycles are


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


# What pages about a cycle or a priority need


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
