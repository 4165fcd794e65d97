from tests.permissions.rows import CHAIR, COORDINATOR, EVERYBODY, INSIDE, MANAGER, OFFICER, SCRUTINY, button, here, page

# The officer owns the action, and the manager is of the same agency (rule 30).
UPDATERS = {OFFICER, MANAGER}
VERIFIERS = {COORDINATOR, SCRUTINY, CHAIR}  # never its owner (rule 32)
PLANNERS = {COORDINATOR, MANAGER}

TABLE = {
    "tasking:action_list": page(EVERYBODY),
    "tasking:new_action": page({COORDINATOR}, here("priority.pk")),
    "tasking:action": page(INSIDE, here("action.pk")),
    "tasking:evidence": page(INSIDE, here("action.pk"), ok=404, others=404),  # nothing is attached
    "tasking:photo": page(INSIDE, lambda world: [world.action.pk, 1], ok=404, others=404),
    "tasking:former_evidence": page(INSIDE, lambda world: [world.action.pk, 1], ok=404, others=404),
    "tasking:withdrawal": button({COORDINATOR}, here("action.pk")),
    "tasking:acceptance": button(UPDATERS, here("action.pk")),
    "tasking:refusal": page(UPDATERS, here("action.pk")),
    "tasking:progress": page(UPDATERS, here("action.pk")),
    "tasking:block": page(UPDATERS, here("action.pk")),
    "tasking:clearance": button(UPDATERS, here("action.pk")),
    "tasking:completion": page(UPDATERS, here("action.pk")),
    "tasking:completion_undo": button(UPDATERS, here("action.pk")),
    "tasking:verification": page(VERIFIERS, here("action.pk")),
    "tasking:verification_undo": button(VERIFIERS, here("action.pk")),
    "tasking:send_back": page(VERIFIERS, here("action.pk")),
    "tasking:redating": page(PLANNERS, here("action.pk")),
    "tasking:handover": page(PLANNERS, here("action.pk")),
    "tasking:closing": page({COORDINATOR}, here("action.pk")),
    "tasking:closing_undo": button({COORDINATOR}, here("action.pk")),
    "tasking:plan": page(INSIDE, here("cycle.pk")),
    "tasking:plan_paper": button(INSIDE, here("cycle.pk")),
}
