"""What findings of an engagement or an area are shown with: the same on their page, in public, on paper, as data."""

from django.conf import settings

from engagement import pictures, queries
from pact.core.wording import sentence_list

WHERE = "Where, as far as it may be shown"
COLUMNS = ["issue", "name", "concerns", "share", "effect", "often"]


def shown_of(engagement, *, today):
    """The context of `_outcomes.html` and of the PDF, of an engagement with its progress."""
    ward = engagement.cycle.pact.ward
    findings = queries.published_findings(engagement)
    outcomes = queries.outcomes(engagement, findings, today=today)
    areas = list(engagement.areas.order_by("name", "pk"))
    return {
        "engagement": engagement,
        "photo_pairs": queries.public_pairs([engagement.pk]),
        "areas": sentence_list(area.name for area in areas),
        "area_list": areas,
        "findings": findings,
        "outcomes": outcomes,
        "issues_chart": pictures.issues_chart(findings),
        "influence_chart": pictures.influence_chart(ward, outcomes.influence),
        "map": pictures.concerns_map(ward, outcomes.places, areas, title=WHERE, fewest=settings.SUPPRESS_BELOW),
    }


def shown_of_area(area, *, today):
    """The same of an area with its ward, over every engagement in it whose findings are published."""
    found = queries.area_findings(area, today=today)
    return {
        "area": area,
        "found": found,
        "findings": found.findings,
        "photo_pairs": queries.public_pairs([engagement.pk for engagement in found.engagements], area=area),
        "issues_chart": pictures.issues_chart(found.findings),
        "influence_chart": pictures.influence_chart(area.name, found.influence),
        "map": pictures.area_map(area, found.places, title=WHERE, fewest=settings.SUPPRESS_BELOW),
    }


def as_json(engagement, *, today):
    """The open data of published findings: what the page shows, and nothing else."""
    findings = queries.published_findings(engagement)
    outcomes = queries.outcomes(engagement, findings, today=today)
    return {
        "title": engagement.title,
        "ward": _ward(engagement.cycle.pact.ward),
        "cycle": engagement.cycle.name,
        "technique": engagement.technique.name,
        "areas": list(engagement.areas.order_by("name", "pk").values_list("name", flat=True)),
        "first_day": engagement.starts_on.isoformat(),
        "last_day": engagement.last_day.isoformat(),
        "took_part": findings.took_part,
        "published_at": engagement.findings_published_at.isoformat(),
        "suppressed": _suppressed(),
        "issues": _issues(findings),
    } | _beside(outcomes)


def area_as_json(area, *, today):
    """The same of an area."""
    found = queries.area_findings(area, today=today)
    return {
        "area": area.name,
        "ward": _ward(area.ward),
        "engagements": [
            {
                "title": engagement.title,
                "technique": engagement.technique.name,
                "first_day": engagement.starts_on.isoformat(),
                "last_day": engagement.last_day.isoformat(),
            }
            for engagement in found.engagements
        ],
        "suppressed": _suppressed(),
        "issues": _issues(found.findings),
    } | _beside(found)


def as_rows(engagement):
    """(columns, rows) of the CSV: one line an issue."""
    ward = engagement.cycle.pact.ward
    of = [ward.code, ward.name, engagement.starts_on.isoformat(), engagement.last_day.isoformat()]
    return ["ward_code", "ward", "first_day", "last_day", *COLUMNS], _rows(of, queries.published_findings(engagement))


def area_as_rows(area, *, today):
    of = [area.ward.code, area.ward.name, area.name]
    return ["ward_code", "ward", "area", *COLUMNS], _rows(of, queries.area_findings(area, today=today).findings)


def _rows(of, findings):
    return [
        [*of, issue.issue_type.code, issue.issue_type.name, issue.count.value, _rounded(issue.percent)]
        + [issue.effect, issue.often.lower()]
        for issue in findings.issues
    ]


def _ward(ward):
    return {"code": ward.code, "name": ward.name}


def _suppressed():
    return f"Counts from 1 to {settings.SUPPRESS_BELOW - 1}, and as many more as it takes, are null."


def _issues(findings):
    return [
        {
            "code": issue.issue_type.code,
            "name": issue.issue_type.name,
            "concerns": issue.count.value,
            "share": _rounded(issue.percent),
            "effect": issue.effect or None,
            "often": issue.often or None,
        }
        for issue in findings.issues
    ]


def _beside(found):
    """What an engagement's `Outcomes` and an `AreaFindings` both have in numbers."""
    return {
        "ratings": [{"question": rating.label} | _agreement(rating.agreement) for rating in found.ratings],
        "influence_by_quarter": _quarters(found.influence),
        "control_signals": {
            "here": _agreement(found.control.here),
            "elsewhere": _agreement(found.control.elsewhere),
            "by_quarter": _quarters(found.control.quarters),
        },
        "wishes": [{"wish": wish.label, "people": wish.count and wish.count.value} for wish in found.wishes],
        "recurring": found.recurring,
    }


def _quarters(quarters):
    return [{"quarter": each.name} | _agreement(each.agreement) for each in quarters]


def _agreement(found):
    if found is None:
        return {"agree_percent": None, "low": None, "high": None, "answers": None}
    shares = {"agree_percent": found.percent, "low": found.low, "high": found.high}
    return {name: _rounded(share) for name, share in shares.items()} | {"answers": found.answers}


def _rounded(share):
    return None if share is None else round(share, 1)
