"""A recorded walk as its group gets it on paper: nothing that points to somebody, and cleared photos only."""

from dataclasses import dataclass

from engagement.models import BlurredPhoto, Finding, Reinspection
from engagement.queries.referrals import ReferralState, referral_state
from engagement.queries.walkabouts import findings, scores
from pact.core.redaction import redact


@dataclass(frozen=True)
class ReportedFinding:
    """`words` are what was added to what the sheet calls it, without names; `before` and `after` are cleared copies."""

    finding: Finding
    words: str
    looks: list[Reinspection]
    referral: ReferralState | None
    before: BlurredPhoto | None
    after: BlurredPhoto | None


@dataclass(frozen=True)
class WalkReport:
    """What the paper of a walk shows."""

    transects: list
    scores: list
    findings: list[ReportedFinding]
    photos_left_out: int

    @property
    def referred(self):
        """What is or may still be asked of an agency; not what somebody decided to ask of none."""
        return [each for each in self.findings if each.finding.is_poor and not hasattr(each.finding, "omission")]


def walk_report(walkabout, today):
    transects, found = list(walkabout.transects.order_by("pk")), findings(walkabout)
    copies = BlurredPhoto.objects.filter(finding__walkabout=walkabout).exclude(cleared_at=None)
    cleared = {(copy.finding_id, copy.look_id): copy for copy in copies.order_by("made_at", "pk")}
    reported = [_reported(finding, cleared, today) for finding in found]
    taken = [each.photo for finding in found for each in (finding, *finding.reinspections.all()) if each.photo]
    shown = [copy for each in reported for copy in (each.before, each.after) if copy]
    return WalkReport(transects, scores(transects), reported, len(taken) - len(shown))


def _reported(finding, cleared, today):
    """What is of a restricted kind is named by its kind alone, whoever may read it elsewhere."""
    looks, referral = list(finding.reinspections.all()), referral_state(finding, today)
    if finding.issue_type.is_restricted:
        return ReportedFinding(finding, "", looks, referral, None, None)
    words = redact(finding.what).text if finding.has_words else ""
    after = [cleared[finding.pk, look.pk] for look in looks if (finding.pk, look.pk) in cleared]
    return ReportedFinding(
        finding, words, looks, referral, cleared.get((finding.pk, None)), after[-1] if after else None
    )
