"""What screens, papers and the stages above are shown. No name, no contact and nobody's words leave by here."""

from engagement.queries.boards import CycleSummary, summaries
from engagement.queries.concerns import concerns, places_of
from engagement.queries.engagements import (
    Progress,
    Who,
    engagements,
    progress,
    progress_in_all,
    recorders_of,
    who_does_it,
)
from engagement.queries.evidence import IssueCount, IssueEvidence, evidence, findings_are_published, issue_counts
from engagement.queries.field import arrived, to_take
from engagement.queries.findings import PublishedFindings, published_findings, readers_of_findings
from engagement.queries.menu import MenuLine, menu
from engagement.queries.network import (
    complained,
    network,
    open_interviewing,
    pacts_with_a_network,
    routes,
    routes_to_choose,
)
from engagement.queries.people import contacts_like, earlier_interviews, heard_from, interviews, knows_notice
from engagement.queries.perception import (
    Perception,
    areas_of,
    concerns_in,
    incident_keys,
    incidents_by_key,
    perception_of,
)
from engagement.queries.rounds import (
    Tally,
    claims_on,
    doors_to_come_back_to,
    last_walkers,
    my_street,
    postcodes_in,
    rounds,
    sides_of,
    street_rows,
    tally_of,
    walk,
    walkers,
)
from engagement.queries.walkabouts import ItemScore, findings, scores, walkabouts

__all__ = [
    "CycleSummary",
    "IssueCount",
    "IssueEvidence",
    "ItemScore",
    "MenuLine",
    "Perception",
    "Progress",
    "PublishedFindings",
    "Tally",
    "Who",
    "areas_of",
    "claims_on",
    "complained",
    "arrived",
    "concerns",
    "concerns_in",
    "contacts_like",
    "doors_to_come_back_to",
    "earlier_interviews",
    "engagements",
    "evidence",
    "findings",
    "findings_are_published",
    "heard_from",
    "incident_keys",
    "incidents_by_key",
    "interviews",
    "issue_counts",
    "knows_notice",
    "last_walkers",
    "menu",
    "my_street",
    "network",
    "open_interviewing",
    "pacts_with_a_network",
    "perception_of",
    "places_of",
    "postcodes_in",
    "progress",
    "progress_in_all",
    "published_findings",
    "readers_of_findings",
    "recorders_of",
    "rounds",
    "routes",
    "routes_to_choose",
    "scores",
    "sides_of",
    "street_rows",
    "summaries",
    "tally_of",
    "walk",
    "to_take",
    "walkabouts",
    "walkers",
    "who_does_it",
]
