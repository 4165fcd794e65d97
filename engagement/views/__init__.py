"""The pages of engagement, one noun a file."""

from engagement.views.concerns import concern, concern_list, concern_recoding, report, report_start
from engagement.views.contacts import contact, contact_search, contact_withdrawal
from engagement.views.engagements import (
    engagement,
    engagement_closing,
    engagement_findings,
    engagement_list,
    engagement_plan,
    findings_publication,
    new_engagement,
    plan_start,
)
from engagement.views.field_hand_in import field_hand_in
from engagement.views.field_pages import field, field_arrivals, field_forms, field_pack, field_session, field_worker
from engagement.views.groups import group, group_list, new_group
from engagement.views.interviews import interview, interview_erasure, interview_list, interview_stop, new_interview
from engagement.views.network import (
    member,
    member_answer,
    member_details,
    member_invitation,
    member_leaving,
    network,
    network_list,
    new_member,
)
from engagement.views.perception import perception, perception_rows
from engagement.views.rounds import new_round, round, round_ending, round_list, round_officers, round_streets
from engagement.views.routes import route, route_list
from engagement.views.streets import new_doors, street, street_claim
from engagement.views.techniques import new_technique, technique, technique_list, technique_retirement
from engagement.views.walkabouts import (
    finding,
    finding_photo,
    finding_reinspection,
    new_finding,
    new_transect,
    new_walkabout,
    walkabout,
    walkabout_list,
)

__all__ = [
    "concern",
    "concern_list",
    "concern_recoding",
    "contact",
    "contact_search",
    "contact_withdrawal",
    "engagement",
    "engagement_closing",
    "engagement_findings",
    "engagement_list",
    "engagement_plan",
    "field",
    "field_arrivals",
    "field_forms",
    "field_hand_in",
    "field_pack",
    "field_session",
    "field_worker",
    "finding",
    "finding_photo",
    "finding_reinspection",
    "findings_publication",
    "group",
    "group_list",
    "interview",
    "interview_erasure",
    "interview_list",
    "interview_stop",
    "member",
    "member_answer",
    "member_details",
    "member_invitation",
    "member_leaving",
    "network",
    "network_list",
    "new_doors",
    "new_engagement",
    "new_finding",
    "new_group",
    "new_interview",
    "new_member",
    "new_round",
    "new_technique",
    "new_transect",
    "new_walkabout",
    "perception",
    "perception_rows",
    "plan_start",
    "report",
    "report_start",
    "round",
    "round_ending",
    "round_list",
    "round_officers",
    "round_streets",
    "route",
    "route_list",
    "street",
    "street_claim",
    "technique",
    "technique_list",
    "technique_retirement",
    "walkabout",
    "walkabout_list",
]
