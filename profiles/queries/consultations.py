"""The register of past consultations, and what they say about a ward."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q

from pact.core.wording import counted
from profiles.models import PastConsultation, PastFinding


@dataclass(frozen=True)
class SaidRow:
    """What one past consultation found about one issue type, as it may be shown (rule 64).

    `weight` is the share of those who answered, in percent, or None where it is not known or too small to tell.
    """

    issue: str
    code: str
    sentence: str
    shown: str
    weight: float | None
    consultation: str
    consultation_pk: int
    method: str
    asked_by: str
    when: str
    sample: str

    @property
    def source(self):
        """Where it comes from, in brackets behind the sentence."""
        return f"{self.consultation}, {self.method.lower()} by {self.asked_by}, {self.when}; {self.sample}"


def said_before(*wards):
    """`SaidRow`s of every consultation in use that covers any of them, by issue type, the latest first. One query."""
    covering = PastConsultation.objects.in_use().covering(*wards).values("pk")
    findings = PastFinding.objects.filter(consultation__in=covering).select_related("consultation", "issue_type")
    return [
        SaidRow(
            issue=finding.issue_type.name,
            code=finding.issue_type.code,
            sentence=finding.sentence,
            shown=finding.shown,
            weight=None if finding.is_hidden else finding.weight,
            consultation=finding.consultation.title,
            consultation_pk=finding.consultation_id,
            method=finding.consultation.get_method_display(),
            asked_by=finding.consultation.asked_by,
            when=finding.consultation.when,
            sample=_answered(finding.consultation),
        )
        for finding in findings.order_by("issue_type__name", "-consultation__starts_on", "pk")
    ]


def by_issue(said):
    """[(issue type, [SaidRow, …])] in the order of the rows."""
    return [(issue, list(rows)) for issue, rows in groupby(said, key=lambda row: row.issue)]


def _answered(consultation):
    if consultation.sample_size is None:
        return "how many answered is not known"
    return f"answered by {consultation.sample_in_words}"


def consultations(visible, *, q="", method="", ward=None, state="in use"):
    """Those with these words, of a method, covering a ward and in a state ("in use", "withdrawn"), latest first."""
    if q:
        visible = visible.filter(Q(title__icontains=q) | Q(asked_by__icontains=q))
    if method:
        visible = visible.filter(method=method)
    if ward:
        visible = visible.covering(ward)
    visible = visible.filter(withdrawn_at__isnull=state == "in use")
    pks = visible.values("pk")
    counted_ones = PastConsultation.objects.filter(pk__in=pks).annotate(n=Count("findings"))
    return counted_ones.prefetch_related("wards", "townships").select_related("borough").order_by("-starts_on", "-pk")


def covered(consultation):
    """Where people were asked, in words. Wants wards, townships and borough fetched."""
    if consultation.reach == PastConsultation.Reach.BOROUGH:
        return f"All of {consultation.borough}"
    places = [*consultation.townships.all(), *consultation.wards.all()]
    return ", ".join(sorted(place.name for place in places))


def consultation_facts(consultation):
    """As rows of a summary list."""
    return [
        {"key": "How", "value": consultation.get_method_display()},
        {"key": "Who asked", "value": consultation.asked_by},
        {"key": "When", "value": consultation.when},
        {"key": "How many answered", "value": consultation.sample_in_words},
        {"key": "Where", "value": covered(consultation)},
        {"key": "Report", "value": consultation.report or "Not known"},
        {"key": "Cited by", "value": counted(consultation.cited_by.count(), "published profile")},
    ]
