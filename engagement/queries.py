"""What screens, papers and the stages above are shown. Nothing here holds a name, a contact or anybody's words."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q

from engagement import rules
from engagement.grading import compared, score
from engagement.models import (
    GRADED,
    POOR,
    Concern,
    Engagement,
    Finding,
    Interview,
    Item,
    Reinspection,
    Technique,
)
from pact.accounts.models import Membership, Role
from pact.core.suppression import suppress
from pact.core.wording import counted
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
    gathered = _gathered(Concern.objects.filter(cycle=cycle), "issue_type", "area")
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
    concerns = Concern.objects.filter(cycle=cycle)
    if engagement:
        concerns = concerns.filter(engagement=engagement)
    gathered = _gathered(concerns, "issue_type")
    types = IssueType.objects.in_bulk({issue_type for (issue_type,) in gathered})
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


# Engagements


@dataclass(frozen=True)
class Progress:
    """How far one area, or all of them, has come towards the target; `words` says it: "14 of 20 interviews"."""

    label: str
    done: int
    target: int
    words: str


def progress(engagement):
    """A list of `Progress`, one for each area, of an engagement with its technique. Two queries."""
    done = rules.done_by_area(engagement)
    areas = sorted(engagement.areas.all(), key=lambda area: (area.name, area.pk))
    return [_progress(area.name, done.get(area.pk, 0), engagement.target, engagement.technique) for area in areas]


def progress_in_all(engagement):
    """`Progress` over all areas. Needs `with_progress()`."""
    return _progress("In all", engagement.total_done, engagement.total_target, engagement.technique)


def _progress(label, done, target, technique):
    return Progress(label, done, target, f"{done} of {target} {technique.counts}")


def engagements(visible, *, today, ward=None, technique=None, when=""):
    """Those that fit, the latest first, with their progress."""
    found = visible.for_display().with_progress()
    if ward:
        found = found.filter(cycle__pact__ward=ward)
    if technique:
        found = found.filter(technique=technique)
    if when == "now":
        found = found.filter(starts_on__lte=today, ends_on__gt=today, closed_at=None)
    elif when == "coming":
        found = found.filter(starts_on__gt=today)
    elif when == "over":
        found = found.filter(Q(ends_on__lte=today) | Q(closed_at__isnull=False))
    return found.order_by("-starts_on", "-pk")


# Findings as they are published


@dataclass(frozen=True)
class PublishedIssue:
    """One line of published findings; `concerns` and `share` are as they may be shown (rule 64)."""

    issue_type: IssueType
    concerns: str
    percent: float | None
    effect: str


@dataclass(frozen=True)
class PublishedFindings:
    issues: tuple[PublishedIssue, ...]
    total: str
    took_part: str
    hides_something: bool


def published_findings(engagement):
    """What the participants and the meeting are shown of an engagement with its progress: by name, small counts hidden.

    The strength of the effect is told only where the count is, since both are about the same few people.
    """
    counts = sorted(issue_counts(engagement.cycle, engagement=engagement), key=lambda c: c.issue_type.name)
    line = suppress([count.concerns for count in counts])
    issues = tuple(
        PublishedIssue(
            issue_type=count.issue_type,
            concerns=str(cell),
            percent=cell.percent,
            effect="" if cell.is_suppressed else _strength(count.mean_effect),
        )
        for count, cell in zip(counts, line, strict=True)
    )
    return PublishedFindings(
        issues=issues,
        total=str(line.total),
        took_part=f"{engagement.total_done} {engagement.technique.counts}",
        hides_something=line.hides_something,
    )


def readers_of_findings(engagement):
    """The ward's councillors and the PACT's chair: those who come to the meeting."""
    pact = engagement.cycle.pact
    seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=pact.ward).select_related("person")
    readers = {seat.person for seat in seats} | ({pact.chair} if pact.chair else set())
    return sorted(readers, key=lambda person: person.pk)


def _strength(mean_effect):
    """The mean effect (1 to 3) in words, or nothing where nobody was asked."""
    if not mean_effect:
        return ""
    return "very strong" if mean_effect >= 2.5 else "strong" if mean_effect >= 1.5 else "slight"


# Interviews


def earlier_interviews(interview):
    """Other interviews with the same person in the same PACT, the latest first (rules 11 and 12)."""
    pact = interview.engagement.cycle.pact
    same = Interview.objects.filter(respondent=interview.respondent, engagement__cycle__pact=pact)
    return same.exclude(pk=interview.pk).order_by("-held_on", "-pk")


def interviews(visible, *, engagement=None, by=None):
    found = visible.for_display()
    if engagement:
        found = found.filter(engagement=engagement)
    if by:
        found = found.filter(recorded_by=by)
    return found.annotate(concern_count=Count("concerns")).order_by("-recorded_at", "-pk")


def knows_notice(engagement, person):
    """Whether this person has asked here with this version of the notice before, and need not read it again."""
    return engagement.interviews.filter(recorded_by=person, consent_version=engagement.consent_version).exists()


def contacts_like(visible, sought):
    """Those whose name, e-mail address or phone number is what was typed, whatever its case and spaces."""
    typed = sought.strip()
    found = visible.select_related("pact__ward").order_by("-given_at", "-pk")
    digits = _digits(typed)
    same_number = [pk for pk, phone in visible.exclude(phone="").values_list("pk", "phone") if _digits(phone) == digits]
    by_number = Q(pk__in=same_number) if len(digits) > 5 else Q()
    return found.filter(Q(name__iexact=typed) | Q(email__iexact=typed) | by_number)


def _digits(text):
    return "".join(filter(str.isdecimal, text))


# Walkabouts


@dataclass(frozen=True)
class ItemScore:
    """What an item came to over the transects of a walk; `value` is None where it was not assessed (rule 18)."""

    item: str
    label: str
    value: Decimal | None
    words: str
    compared: str
    graded: int


def scores(transects):
    """A list of `ItemScore` of these transects, in the order of the sheet (rule 17)."""
    found = []
    for item in GRADED:
        grades = [getattr(transect, item) for transect in transects]
        value = score(grades)
        label = Item(item).label.partition(":")[0]
        words = "Not assessed" if value is None else f"{value}% in a poor state"
        found.append(ItemScore(item, label, value, words, compared(item, value), sum(map(bool, grades))))
    return found


def findings(walkabout):
    """Those of one walk with their last second look, the worst first."""
    looks = Reinspection.objects.order_by("held_on", "pk")
    rows = walkabout.findings.for_display().prefetch_related(Prefetch("reinspections", looks)).order_by("pk")
    return sorted(rows, key=lambda finding: not finding.is_poor)


def walkabouts(visible, *, engagement=None):
    found = visible.for_display()
    if engagement:
        found = found.filter(engagement=engagement)
    found = found.annotate(
        transect_count=Count("transects", distinct=True), finding_count=Count("findings", distinct=True)
    )
    return found.order_by("-held_on", "-pk")


# Concerns


def concerns(visible, *, ward=None, issue_type=None, source="", area=None, engagement=None):
    found = visible.for_display()
    chosen = {"cycle__pact__ward": ward, "issue_type": issue_type, "source": source, "area": area}
    chosen |= {"engagement": engagement}
    return found.filter(**{name: value for name, value in chosen.items() if value}).order_by("-recorded_at", "-pk")


MOST_ON_A_MAP = 2000


def places_of(concerns):
    """The latest of these concerns that have a point, as (longitude, latitude)."""
    placed = concerns.filter(latitude__isnull=False).order_by("-recorded_at", "-pk")
    return placed.values_list("longitude", "latitude")[:MOST_ON_A_MAP]


# The boards


@dataclass(frozen=True)
class CycleSummary:
    """What a board needs to know of the engagements of one cycle."""

    planned: int = 0
    open: int = 0
    published: int = 0
    interviews: int = 0
    interviews_aimed: int = 0
    walkabouts: int = 0
    concerns: int = 0
    next_end: date | None = None
    next_to_end: str = ""
    next_href: str = ""

    @property
    def words(self):
        if not self.planned:
            return "Nothing planned yet"
        if self.interviews_aimed:
            return f"{self.interviews} of {self.interviews_aimed} interviews, {counted(self.walkabouts, 'walkabout')}"
        return f"{counted(self.walkabouts, 'walkabout')}, {counted(self.concerns, 'concern')}"


def summaries(cycles):
    """`{cycle.pk: CycleSummary}` in two queries, however many cycles."""
    pks = [cycle.pk for cycle in cycles]
    concerns = dict(Concern.objects.filter(cycle__in=pks).order_by().values_list("cycle").annotate(n=Count("pk")))
    grouped = defaultdict(list)
    rows = Engagement.objects.filter(cycle__in=pks).select_related("technique").with_progress()
    for engagement in rows.order_by("ends_on", "pk"):
        grouped[engagement.cycle_id].append(engagement)
    return {pk: _summary(grouped[pk], concerns.get(pk, 0)) for pk in pks}


def _summary(engagements, concerns):
    asking = [e for e in engagements if e.technique.form == Technique.Form.INTERVIEW]
    going_on = [e for e in engagements if not e.is_closed]
    return CycleSummary(
        planned=len(engagements),
        open=len(going_on),
        published=sum(e.findings_are_published for e in engagements),
        interviews=sum(e.interview_count for e in asking),
        interviews_aimed=sum(e.total_target for e in asking),
        walkabouts=sum(e.walkabout_count for e in engagements),
        concerns=concerns,
        next_end=going_on[0].last_day if going_on else None,
        next_to_end=going_on[0].title if going_on else "",
        next_href=going_on[0].get_absolute_url() if going_on else "",
    )


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
