from tests.permissions.rows import ADMINISTRATOR, COORDINATOR, INSIDE, button, here, page

EDITORS = {ADMINISTRATOR, COORDINATOR}

TABLE = {
    "taxonomy:issue_types": page(INSIDE),
    "taxonomy:issue_type_new": page(EDITORS),
    "taxonomy:issue_type": page(EDITORS, here("issue_type.pk"), is_common=True),
    "taxonomy:issue_type_retirement": button(EDITORS, here("issue_type.pk"), is_common=True, post={"state": "retired"}),
    "taxonomy:themes": page(INSIDE),
    "taxonomy:theme_new": page(EDITORS),
    "taxonomy:theme": page(EDITORS, here("theme.pk"), is_common=True),
    "taxonomy:theme_retirement": button(EDITORS, here("theme.pk"), is_common=True, post={"state": "retired"}),
}
