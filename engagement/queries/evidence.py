"""What one cycle's engagement says, issue by issue: what the stages above choose from.

Nothing here holds a name, a contact or anybody's words.
"""

from collections import defaultdict
from dataclasses import dataclass

from engagement.models import POOR, Concern, Engagement, Finding
from pact.taxonomy.models import IssueType
from profiles.models import PriorityActionArea


@dataclass(frozen=True)
class IssueEvidence:
    """What one cycle's engagement says of one issue type in one area; `area` is None for the rest of the ward."""

    issue_type: IssueType
    area: PriorityActionArea | None
    respondents: int  # people who named it in interviews, each counted once (rule 11)
    mean_effect: float  # over those people, the strongest effect each spoke of: 1.0 to 3.0, or 0.0 with nobody
    eva_poor_items: int  # found on walks at grade C or worse, or serious (rule 19)
    concerns: tuple[int, ...]  # primary keys of every concern counted here, of whatever source


@dataclass(frozen=True)
class IssueCount:
    """One issue type over all the areas of a cycle or an engagement."""

    issue_type: IssueType
    concerns: int
    respondents: int
    mean_effect: float
    eva_poor_items: int


def evidence(cycle):
    """A list of `IssueEvidence` of one cycle, by issue type and area name. Three queries however many concerns."""
    gathered = _gathered(Concern.objects.counted().filter(cycle=cycle), "issue_type", "area")
    types = IssueType.objects.in_bulk({issue_type for issue_type, _ in gathered})
    areas = PriorityActionArea.objects.in_bulk({area for _, area in gathered if area})
    found = [
        IssueEvidence(
            issue_type=types[issue_type],
            area=areas.get(area),
            respondents=len(tally.effects),
            mean_effect=tally.mean_effect,
            eva_poor_items=tally.poor_items,
            concerns=tuple(tally.concerns),
        )
        for (issue_type, area), tally in gathered.items()
    ]
    return sorted(found, key=lambda e: (e.issue_type.name, e.area.name if e.area else "", e.issue_type.pk))


def issue_counts(cycle, *, engagement=None):
    """A list of `IssueCount` of a cycle, or of one engagement in it, the most concerns first."""
    concerns = Concern.objects.counted().filter(cycle=cycle)
    if engagement:
        concerns = concerns.filter(engagement=engagement)
    return counted_by_issue(concerns)


def counted_by_issue(concerns):
    """A list of `IssueCount` of these concerns, the most first."""
    gathered = _gathered(concerns, "issue_type")
    # No issue type has the key 0. Without any key nothing would be asked, and the page's cost would vary.
    types = IssueType.objects.in_bulk({0, *(issue_type for (issue_type,) in gathered)})
    counts = [
        IssueCount(
            issue_type=types[issue_type],
            concerns=len(tally.concerns),
            respondents=len(tally.effects),
            mean_effect=tally.mean_effect,
            eva_poor_items=tally.poor_items,
        )
        for (issue_type,), tally in gathered.items()
    ]
    return sorted(counts, key=lambda c: (-c.concerns, c.issue_type.name))


def findings_are_published(cycle):
    """Whether any findings of this cycle went to the participants and the meeting (rule 25)."""
    return Engagement.objects.published().filter(cycle=cycle).exists()


class _Tally:
    """What adds up for one group of concerns."""

    def __init__(self):
        self.concerns = []
        self.effects = {}  # by respondent: the strongest
        self.poor_items = 0

    @property
    def mean_effect(self):
        return round(sum(self.effects.values()) / len(self.effects), 2) if self.effects else 0.0


def _gathered(concerns, *keys):
    """`{(value of each key, …): _Tally}` in one query of the concerns' plain columns."""
    tallies = defaultdict(_Tally)
    columns = ("interview__respondent", "effect_feel", "effect_act", "effect_think", "finding__grade")
    rows = concerns.order_by("pk").values_list("pk", *keys, *columns, "finding__severity")
    for pk, *group, respondent, feel, act, think, grade, severity in rows:
        tally = tallies[tuple(group)]
        tally.concerns.append(pk)
        tally.poor_items += grade in POOR or severity == Finding.Severity.SERIOUS
        if respondent:
            tally.effects[respondent] = max(tally.effects.get(respondent, 0), feel, act, think)
    return dict(tallies)
