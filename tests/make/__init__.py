"""The small cast of the tests: each function builds the least that is valid. One module a room."""

from tests.make.boroughs import borough_files
from tests.make.consultations import consultation, council_priority, past_finding
from tests.make.cycles import cycle, open_stage, override, pact
from tests.make.documents import document, job
from tests.make.engagement import (
    assessment,
    closed_engagement,
    concern,
    confirmed_area,
    contact,
    engagement,
    finding,
    group,
    impact_action,
    interview,
    introduction,
    known_type,
    partner_consultation,
    school,
    sharing,
    technique,
    transect,
    walkabout,
)
from tests.make.feedback import newsletter
from tests.make.meetings import agenda_item, meeting
from tests.make.network import member, route
from tests.make.notifications import notice
from tests.make.people import agency, person
from tests.make.places import borough, small_area, township, ward
from tests.make.priorities import ending, priority, proposal
from tests.make.profiles import (
    area,
    dataset,
    figure,
    hot_spot,
    hot_spot_run,
    incident,
    member_answer,
    profile,
    suggested_area,
)
from tests.make.requests import asked_agency, submission, submitted_file, tensions_note
from tests.make.rounds import add_doors, claim
from tests.make.rounds import round as street_round
from tests.make.scrutiny import recommendation, response, review
from tests.make.tasking import (
    action,
    block,
    closing,
    completion,
    handover,
    note,
    officer,
    redating,
    refusal,
    send_back,
    verification,
)
from tests.make.taxonomy import issue_type
from tests.make.times import A_DAY, LONG_AGO, NOON, TODAY
from tests.make.uploads import checked, loaded, upload, work_on

__all__ = [
    "A_DAY",
    "LONG_AGO",
    "NOON",
    "TODAY",
    "action",
    "add_doors",
    "agency",
    "agenda_item",
    "area",
    "asked_agency",
    "assessment",
    "block",
    "borough",
    "borough_files",
    "checked",
    "claim",
    "closed_engagement",
    "closing",
    "completion",
    "concern",
    "confirmed_area",
    "consultation",
    "contact",
    "council_priority",
    "cycle",
    "dataset",
    "document",
    "ending",
    "engagement",
    "figure",
    "finding",
    "group",
    "handover",
    "hot_spot",
    "hot_spot_run",
    "impact_action",
    "incident",
    "interview",
    "introduction",
    "issue_type",
    "job",
    "known_type",
    "loaded",
    "meeting",
    "member",
    "member_answer",
    "newsletter",
    "note",
    "notice",
    "officer",
    "open_stage",
    "override",
    "pact",
    "partner_consultation",
    "past_finding",
    "person",
    "priority",
    "profile",
    "proposal",
    "recommendation",
    "redating",
    "refusal",
    "response",
    "review",
    "route",
    "school",
    "send_back",
    "sharing",
    "small_area",
    "street_round",
    "submission",
    "submitted_file",
    "suggested_area",
    "technique",
    "tensions_note",
    "township",
    "transect",
    "upload",
    "verification",
    "walkabout",
    "ward",
    "work_on",
]
