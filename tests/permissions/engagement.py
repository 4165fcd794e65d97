from tests.permissions.rows import (
    ADMINISTRATOR,
    COORDINATOR,
    COUNCILLOR,
    EVERYBODY,
    INSIDE,
    OFFICER,
    button,
    here,
    page,
    public,
)

WORDSMITHS = {ADMINISTRATOR, COORDINATOR}
RECORDERS = {COORDINATOR, COUNCILLOR, OFFICER}
# The officer took the interview down; nobody else but the co-ordinator is to know of it.
READERS = {COORDINATOR, OFFICER}
# The officer walks the round; the co-ordinator made it.
WALKERS = {COORDINATOR, OFFICER}
# Nobody else may see who is behind a PACT's contacts, so that nobody else is told whether there is one.
OF_THE_PACT = {"outside": frozenset(), "neighbour": 403}

TABLE = {
    "engagement:technique_list": page(INSIDE),
    "engagement:new_technique": page(WORDSMITHS),
    "engagement:technique": page(WORDSMITHS, here("technique.slug"), is_common=True),
    "engagement:technique_retirement": button(WORDSMITHS, here("technique.slug"), is_common=True),
    "engagement:group_list": page(WORDSMITHS),
    "engagement:new_group": page(WORDSMITHS),
    "engagement:group": page(WORDSMITHS, here("group.slug"), is_common=True),
    "engagement:engagement_list": page(EVERYBODY),
    "engagement:plan_start": page({COORDINATOR}),
    "engagement:new_engagement": page({COORDINATOR}, here("cycle.pk")),
    "engagement:engagement": page(INSIDE, here("engagement.pk")),
    "engagement:engagement_plan": page({COORDINATOR}, here("engagement.pk")),
    "engagement:engagement_closing": page({COORDINATOR}, here("engagement.pk")),
    "engagement:engagement_findings": page({COORDINATOR}, here("engagement.pk")),  # until they are published
    "engagement:findings_publication": button({COORDINATOR}, here("engagement.pk")),
    "engagement:new_interview": page(RECORDERS, here("engagement.pk")),
    "engagement:interview_stop": page(RECORDERS, here("engagement.pk")),
    "engagement:new_walkabout": page(RECORDERS, here("walkabout.engagement.pk")),
    "engagement:interview_list": page(EVERYBODY),  # one's own
    "engagement:interview": page(READERS, here("interview.pk"), others=404),
    "engagement:interview_erasure": page({COORDINATOR}, here("interview.pk"), outside=EVERYBODY - READERS),
    "engagement:contact_search": page({COORDINATOR}),
    "engagement:contact": page({COORDINATOR}, here("contact.pk"), **OF_THE_PACT),
    "engagement:contact_withdrawal": page({COORDINATOR}, here("contact.pk"), **OF_THE_PACT),
    "engagement:network_list": page({COORDINATOR}),
    "engagement:network": page({COORDINATOR}, here("pact.slug"), **OF_THE_PACT),
    "engagement:new_member": page({COORDINATOR}, here("pact.slug"), **OF_THE_PACT),
    "engagement:member": page({COORDINATOR}, here("member.pk"), **OF_THE_PACT),
    "engagement:member_details": page({COORDINATOR}, here("member.pk"), **OF_THE_PACT),
    "engagement:member_invitation": button({COORDINATOR}, here("member.pk"), **OF_THE_PACT),
    "engagement:member_answer": button({COORDINATOR}, here("member.pk"), **OF_THE_PACT),
    "engagement:member_leaving": page({COORDINATOR}, here("member.pk"), **OF_THE_PACT),
    "engagement:route_list": page({COORDINATOR}, here("engagement.pk")),
    "engagement:route": page({COORDINATOR}, here("route.pk")),
    "engagement:round_list": page(EVERYBODY),  # one's own
    "engagement:new_round": page({COORDINATOR}, here("engagement.pk")),
    "engagement:round": page(WALKERS, here("round.pk"), others=404),
    "engagement:round_streets": page(WALKERS, here("round.pk"), others=404),
    "engagement:round_officers": page({COORDINATOR}, here("round.pk"), outside=EVERYBODY - WALKERS),
    "engagement:round_ending": button({COORDINATOR}, here("round.pk"), outside=EVERYBODY - WALKERS),
    "engagement:street": page(WALKERS, here("round.pk", "street.pk"), others=404),
    "engagement:street_claim": button({OFFICER}, here("round.pk", "street.pk"), outside=EVERYBODY - WALKERS),
    "engagement:new_doors": page(WALKERS, here("round.pk", "street.pk"), others=404),
    "engagement:walkabout_list": page(EVERYBODY),
    "engagement:walkabout": page(INSIDE, here("walkabout.pk")),
    "engagement:new_transect": page(RECORDERS, here("walkabout.pk")),
    "engagement:new_finding": page(RECORDERS, here("walkabout.pk")),
    "engagement:finding": page(INSIDE, here("finding.pk")),
    "engagement:finding_photo": page(INSIDE, here("finding.pk"), ok=404, others=404),  # there is none
    "engagement:finding_reinspection": page(RECORDERS, here("finding.pk")),
    "engagement:field": page(RECORDERS),
    "engagement:field_worker": public(),  # a script with nobody's name in it
    "engagement:field_session": public(),  # says only who asks
    "engagement:field_pack": page(RECORDERS),
    "engagement:field_forms": page(RECORDERS, here("engagement.pk")),
    "engagement:field_arrivals": button(RECORDERS, ok=422, visitor=401),  # there is nothing in it
    "engagement:field_hand_in": page(RECORDERS),
    "engagement:concern_list": page(EVERYBODY),
    "engagement:perception": page(INSIDE, here("ward.slug")),
    "engagement:perception_rows": page(INSIDE, here("ward.slug", "concern.issue_type.code")),
    "engagement:report_start": page({COORDINATOR}),
    "engagement:report": page({COORDINATOR}, here("cycle.pk")),
    "engagement:concern": page(INSIDE, here("concern.reference")),
    "engagement:concern_recoding": page({COORDINATOR}, here("concern.reference")),
}
