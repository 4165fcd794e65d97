"""What the findings of an engagement or an area are shown with: the same on their page, in public and on paper."""

from django.conf import settings

from engagement import pictures, queries
from pact.core.wording import sentence_list


def shown_of(engagement):
    """The context of `_outcomes.html` and of the PDF, of an engagement with its progress."""
    ward = engagement.cycle.pact.ward
    findings = queries.published_findings(engagement)
    outcomes = queries.outcomes(engagement, findings)
    areas = list(engagement.areas.order_by("name", "pk"))
    return {
        "engagement": engagement,
        "areas": sentence_list(area.name for area in areas),
        "area_list": areas,
        "findings": findings,
        "outcomes": outcomes,
        "issues_chart": pictures.issues_chart(findings),
        "influence_chart": pictures.influence_chart(ward, outcomes.influence),
        "map": pictures.concerns_map(
            ward, outcomes.places, areas, title="Where, as far as it may be shown", fewest=settings.SUPPRESS_BELOW
        ),
    }


def as_json(engagement):
    """The open data of published findings: what the page shows, and nothing else."""
    findings = queries.published_findings(engagement)
    outcomes = queries.outcomes(engagement, findings)
    ward = engagement.cycle.pact.ward
    return {
        "title": engagement.title,
        "ward": {"code": ward.code, "name": ward.name},
        "cycle": engagement.cycle.name,
        "technique": engagement.technique.name,
        "areas": list(engagement.areas.order_by("name", "pk").values_list("name", flat=True)),
        "first_day": engagement.starts_on.isoformat(),
        "last_day": engagement.last_day.isoformat(),
        "took_part": findings.took_part,
        "published_at": engagement.findings_published_at.isoformat(),
        "suppressed": "Counts from 1 to 4, and as many more as it takes, are null.",
        "issues": [
            {
                "code": issue.issue_type.code,
                "name": issue.issue_type.name,
                "concerns": issue.count.value,
                "share": _rounded(issue.percent),
                "effect": issue.effect or None,
                "often": issue.often or None,
            }
            for issue in findings.issues
        ],
        "ratings": [{"question": rating.label} | _agreement(rating.agreement) for rating in outcomes.ratings],
        "influence_by_quarter": [{"quarter": each.name} | _agreement(each.agreement) for each in outcomes.influence],
        "recurring": outcomes.recurring,
    }


def as_rows(engagement):
    """(columns, rows) of the CSV: one line an issue."""
    columns = ["ward_code", "ward", "first_day", "last_day", "issue", "name", "concerns", "share", "effect", "often"]
    ward = engagement.cycle.pact.ward
    days = (engagement.starts_on.isoformat(), engagement.last_day.isoformat())
    rows = [
        [ward.code, ward.name, *days, issue.issue_type.code, issue.issue_type.name]
        + [issue.count.value, _rounded(issue.percent), issue.effect, issue.often.lower()]
        for issue in queries.published_findings(engagement).issues
    ]
    return columns, rows


def _agreement(found):
    if found is None:
        return {"agree_percent": None, "low": None, "high": None, "answers": None}
    shares = {"agree_percent": found.percent, "low": found.low, "high": found.high}
    return {name: _rounded(share) for name, share in shares.items()} | {"answers": found.answers}


def _rounded(share):
    return None if share is None else round(share, 1)
