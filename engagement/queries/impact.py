"""Impact assessments as lists, their page and their PDF show them."""

from dataclasses import dataclass

from engagement.models import Group, ImpactAssessment


@dataclass(frozen=True)
class GroupLine:
    """One label of the form: "Yes", "No" or "Not answered yet", with the evidence."""

    name: str
    answer: str
    evidence: str


@dataclass(frozen=True)
class AssessmentSheet:
    assessment: ImpactAssessment
    groups: list
    actions: list
    reviews: list

    @property
    def unanswered(self):
        return [line.name for line in self.groups if line.answer == "Not answered yet"]


def sheet(assessment):
    """Everything about one assessment. Four queries."""
    given = {row.group_id: row for row in assessment.groups.select_related("group")}
    labels = {group.pk: group.name for group in Group.objects.to_assess()}
    labels |= {pk: row.group.name for pk, row in given.items()}  # also those that are off the form by now
    return AssessmentSheet(
        assessment=assessment,
        groups=[_line(name, given.get(pk)) for pk, name in labels.items()],
        actions=list(assessment.actions.order_by("pk")),
        reviews=list(assessment.reviews.select_related("by").order_by("-at", "-pk")),
    )


def _line(name, row):
    if row is None:
        return GroupLine(name, "Not answered yet", "")
    return GroupLine(name, "Yes" if row.is_affected else "No", row.evidence)


def assessments(visible, *, ward=None, today, due=""):
    found = visible.for_display()
    if ward:
        found = found.filter(cycle__pact__ward=ward)
    if due == "due":
        found = found.to_review(by_day=today)
    return found.order_by("review_on", "pk")
