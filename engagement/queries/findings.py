"""The findings of an engagement or an area as they are published, and who reads them."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from engagement.models import Concern
from engagement.queries.cuts import Cut, concern_tables
from engagement.queries.evidence import counted_by_issue, issue_counts
from pact.accounts.models import Membership, Role
from pact.core.suppression import Cell, is_small
from pact.core.wording import counted
from pact.taxonomy.models import IssueType


@dataclass(frozen=True)
class PublishedIssue:
    """One line of published findings; `concerns` and `share` are as they may be shown (rule 64)."""

    issue_type: IssueType
    count: Cell
    concerns: str
    percent: float | None
    effect: str
    often: str = ""


@dataclass(frozen=True)
class PublishedFindings:
    issues: tuple[PublishedIssue, ...]
    total: str
    took_part: str
    hides_something: bool

    @property
    def says_how(self):
        """Whether strength or frequency is told of any: a walk asks nobody."""
        return any(issue.effect or issue.often for issue in self.issues)


def published_findings(engagement):
    """What the participants and the meeting are shown of an engagement with its progress, in the order of names."""
    table = concern_tables([engagement]).get(engagement.pk)
    cut = table.whole if table else Cut({}, Cell(0))
    return lines_of(
        issue_counts(engagement.cycle, engagement=engagement),
        cut,
        told=Concern.objects.filter(engagement=engagement, issue_type__in=[0, *cut.shown]),
        took_part=counted(engagement.total_done, engagement.technique.counted_as),
    )


def lines_of(counts, cut, *, told, took_part):
    """`PublishedFindings` of `IssueCount`s whose numbers may be shown as `cut` has them.

    `told` are the concerns whose effect and frequency may be told: those whose count is shown.
    """
    effects, often = _effects(told), _commonest(told)
    issues = sorted((count.issue_type for count in counts), key=lambda issue: issue.name)
    return PublishedFindings(
        issues=tuple(
            _line(issue, cut.cells[issue.pk], effects.get(issue.pk, ""), often.get(issue.pk, "")) for issue in issues
        ),
        total=str(cut.total),
        took_part=took_part,
        hides_something=cut.hides_something,
    )


def _line(issue_type, cell, effect, often):
    return PublishedIssue(
        issue_type=issue_type, count=cell, concerns=str(cell), percent=cell.percent, effect=effect, often=often
    )


def _effects(concerns):
    """`{issue type: the strength of its effect in words}`; nothing where only a few people spoke of it."""
    return {
        count.issue_type.pk: strength(count.mean_effect)
        for count in counted_by_issue(concerns.counted())
        if not is_small(count.respondents, settings.SUPPRESS_BELOW)
    }


def _commonest(concerns):
    """`{issue type: how often most of those who said so meet it}`, in words; nothing where only a few said."""
    said = concerns.counted().exclude(often="").order_by()
    counts = {}
    for issue, often, n in said.values_list("issue_type", "often").annotate(n=Count("pk")):
        counts.setdefault(issue, {})[often] = n
    order = list(Concern.Often.values)
    return {
        issue: Concern.Often(max(given, key=lambda often: (given[often], -order.index(often)))).label
        for issue, given in counts.items()
        if not is_small(sum(given.values()), settings.SUPPRESS_BELOW)
    }


def readers_of_findings(engagement):
    """The ward's councillors and the PACT's chair: those who come to the meeting."""
    pact = engagement.cycle.pact
    seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=pact.ward).select_related("person")
    readers = {seat.person for seat in seats} | ({pact.chair} if pact.chair else set())
    return sorted(readers, key=lambda person: person.pk)


def strength(mean_effect):
    """The mean effect (1 to 3) in words, or nothing where nobody was asked."""
    if not mean_effect:
        return ""
    return "very strong" if mean_effect >= 2.5 else "strong" if mean_effect >= 1.5 else "slight"
