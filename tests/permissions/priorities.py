from priorities import queries
from tests.permissions.rows import (
    CHAIR,
    COORDINATOR,
    COUNCILLOR,
    EVERYBODY,
    INSIDE,
    MANAGER,
    OFFICER,
    button,
    here,
    page,
)

PROPOSERS = {COORDINATOR, COUNCILLOR, CHAIR}

TABLE = {
    "priorities:candidate_list": page(INSIDE, here("cycle.pk")),
    "priorities:candidate": page(INSIDE, lambda world: [world.cycle.pk, queries.candidates(world.cycle)[0].key]),
    "priorities:proposal": page(PROPOSERS, here("cycle.pk")),
    "priorities:proposal_withdrawal": button({COORDINATOR, COUNCILLOR}, here("proposal.pk")),  # it is the councillor's
    "priorities:decision": page({COORDINATOR}, here("cycle.pk")),
    "priorities:order": button({COORDINATOR}, here("cycle.pk")),
    "priorities:decision_undo": button({COORDINATOR}, here("priority.pk")),
    "priorities:words": page({COORDINATOR}, here("priority.pk")),
    "priorities:ending": page({COORDINATOR}, here("priority.pk")),
    "priorities:ending_undo": button({COORDINATOR}, here("priority.pk")),
    "priorities:priority_list": page(EVERYBODY),
    "priorities:priority": page(INSIDE, here("priority.pk")),
    "priorities:ending_proposal": page(PROPOSERS | {OFFICER, MANAGER}, here("priority.pk")),  # rule 26
}
