from tests.permissions.rows import ADMINISTRATOR, COORDINATOR, EVERYBODY, INSIDE, here, page

REGISTRARS = {ADMINISTRATOR, COORDINATOR}

TABLE = {
    "cycles:pact_list": page(EVERYBODY),  # shows nothing of wards that are not theirs
    "cycles:pact_registration": page(REGISTRARS),
    "cycles:pact": page(INSIDE, here("pact.slug")),
    "cycles:pact_entry": page(REGISTRARS, here("pact.slug")),
    "cycles:pact_status": page(REGISTRARS, here("pact.slug")),
    "cycles:pact_validation": page(REGISTRARS, here("pact.slug")),
    "cycles:cycle_start": page(REGISTRARS, here("pact.slug")),
    "cycles:cycle": page(INSIDE, here("cycle.pk")),
    "cycles:stage_opening": page({COORDINATOR}, lambda world: [world.bare_cycle.pk, "profiles"]),
    "cycles:stage_closing": page({COORDINATOR}, lambda world: [world.cycle.pk, "profiles"]),
}
