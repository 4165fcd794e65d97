from tests.permissions.rows import (
    ADMINISTRATOR,
    ANALYST,
    COORDINATOR,
    COUNCILLOR,
    EVERYBODY,
    INSIDE,
    MANAGER,
    button,
    here,
    page,
)

WRITERS = {COORDINATOR, ANALYST}
LOADERS = {ADMINISTRATOR, ANALYST}
# What one agency was asked: for its managers, as it has no other point of contact, and for those who asked.
PARTIES = {*WRITERS, MANAGER}
NO_PARTIES = EVERYBODY - PARTIES

TABLE = {
    "profiles:overview": page(EVERYBODY),
    "profiles:ward": page(INSIDE, here("ward.slug")),
    "profiles:profile_start": button(WRITERS, here("ward.slug")),
    "profiles:comparison": page(INSIDE, here("ward.slug")),
    "profiles:profile": page(INSIDE, here("profile.pk")),
    "profiles:profile_draft": page(WRITERS, here("draft.pk")),
    "profiles:profile_first_draft": button(WRITERS, here("draft.pk")),
    "profiles:profile_section": page(WRITERS, lambda world: [world.draft.pk, "people"]),
    "profiles:profile_publication": page({COORDINATOR}, here("draft.pk")),
    "profiles:profile_pdf": button(INSIDE, here("profile.pk")),
    "profiles:area_proposal": page(WRITERS, here("draft.pk")),
    "profiles:member_answer": page({COUNCILLOR}, here("profile.pk")),
    "profiles:area": page(INSIDE, here("area.pk")),
    "profiles:indicator_list": page(EVERYBODY),
    "profiles:indicator": page(INSIDE, here("indicator.slug"), neighbour=200),
    "profiles:indicator_description": page(LOADERS, here("indicator.slug"), neighbour=403),
    "profiles:hot_spot_list": page(EVERYBODY),
    "profiles:hot_spot": page(INSIDE, here("hot_spot.pk")),
    "profiles:suggested_area": page(INSIDE, here("suggestion.pk")),
    "profiles:suggestion_refusal": page(WRITERS, here("suggestion.pk")),
    "profiles:suggestion_refusal_undo": button(WRITERS, here("suggestion.pk")),
    "profiles:dataset_list": page(EVERYBODY),
    # A dataset is of the whole borough.
    "profiles:dataset": page(INSIDE, here("dataset.pk"), neighbour=200),
    "profiles:dataset_rows": page(INSIDE, here("dataset.pk"), neighbour=200),
    "profiles:dataset_withdrawal": page(LOADERS, here("dataset.pk"), neighbour=403),
    # What people said is known to the whole borough; the one of the world asked in its ward alone.
    "profiles:consultation_list": page(EVERYBODY),
    "profiles:consultation_registration": page(WRITERS),
    "profiles:consultation": page(INSIDE, here("consultation.pk"), neighbour=200),
    "profiles:consultation_correction": page(WRITERS, here("consultation.pk"), neighbour=403),
    "profiles:consultation_withdrawal": page(WRITERS, here("consultation.pk"), neighbour=403),
    "profiles:finding_addition": page(WRITERS, here("consultation.pk"), neighbour=403),
    "profiles:finding_correction": page(WRITERS, here("past_finding.pk"), neighbour=403),
    "profiles:finding_removal": button(WRITERS, here("past_finding.pk"), neighbour=403),
    # Files on their way are there for those who load data, and for nobody else.
    "profiles:upload_list": page(LOADERS),
    "profiles:upload_file": page(LOADERS),
    "profiles:upload": page(LOADERS, here("upload.pk"), others=404),
    "profiles:upload_description": page(LOADERS, here("upload.pk"), others=404),
    "profiles:upload_check": button(LOADERS, here("upload.pk"), others=404),
    "profiles:upload_application": button(LOADERS, here("upload.pk"), others=404, ok=200),  # asks what was not said
    "profiles:upload_cancellation": button(LOADERS, here("upload.pk"), others=404),
    "profiles:upload_removal": page(LOADERS, here("upload.pk"), others=404),
    "profiles:upload_rows": page(LOADERS, here("upload.pk"), others=404),
    "profiles:upload_manifest": page(LOADERS, here("upload.pk"), others=404),
    "profiles:area_decision": page({COORDINATOR}, here("proposed.pk")),
    "profiles:figures_requests": page(EVERYBODY),
    "profiles:new_figures_request": page(WRITERS),
    "profiles:figures_request": page(WRITERS, here("asked.request.pk"), others=404),
    "profiles:figures_reminder": button(WRITERS, here("asked.request.pk"), others=404),
    "profiles:asked_agency": page(PARTIES, here("asked.pk"), others=404),
    "profiles:submission": page({MANAGER}, here("asked.pk"), outside=NO_PARTIES),
    "profiles:figures_acceptance": button(WRITERS, here("asked.pk"), outside=NO_PARTIES),
    "profiles:tensions": page(PARTIES, here("asked.pk"), others=404),
    "profiles:tensions_note": page({MANAGER}, here("asked.pk"), outside=NO_PARTIES),
    "profiles:submitted_file": page(PARTIES, here("sent_file.pk"), others=404),
}
