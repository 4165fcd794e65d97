"""The findings of an engagement as they are published, and who reads them."""

from dataclasses import dataclass

from django.db.models import Count

from engagement.models import Concern
from engagement.queries.evidence import issue_counts
from pact.accounts.models import Membership, Role
from pact.core.suppression import Cell, suppress
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


def published_findings(engagement):
    """What the participants and the meeting are shown of an engagement with its progress: by name, small counts hidden.

    The strength of the effect is told only where the count is, since both are about the same few people.
    """
    counts = sorted(issue_counts(engagement.cycle, engagement=engagement), key=lambda c: c.issue_type.name)
    line = suppress([count.concerns for count in counts])
    often = _commonest(engagement)
    issues = tuple(
        PublishedIssue(
            issue_type=count.issue_type,
            count=cell,
            concerns=str(cell),
            percent=cell.percent,
            effect="" if cell.is_suppressed else strength(count.mean_effect),
            often="" if cell.is_suppressed else often.get(count.issue_type.pk, ""),
        )
        for count, cell in zip(counts, line, strict=True)
    )
    return PublishedFindings(
        issues=issues,
        total=str(line.total),
        took_part=f"{engagement.total_done} {engagement.technique.counts}",
        hides_something=line.hides_something,
    )


def _commonest(engagement):
    """`{issue type: how often most of those who said so meet it}`, in words."""
    said = Concern.objects.counted().filter(engagement=engagement).exclude(often="").order_by()
    counts = {}
    for issue, often, n in said.values_list("issue_type", "often").annotate(n=Count("pk")):
        counts.setdefault(issue, {})[often] = n
    order = list(Concern.Often.values)
    return {
        issue: Concern.Often(max(given, key=lambda often: (given[often], -order.index(often)))).label
        for issue, given in counts.items()
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
