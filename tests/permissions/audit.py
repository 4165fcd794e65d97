from tests.permissions.rows import DATA_PROTECTION, button, here, page

READERS = {DATA_PROTECTION}

TABLE = {
    "audit:trail": page(READERS),
    "audit:export": button(READERS, ok=200),
    "audit:subject": page(READERS, here("entry.subject_label", "entry.subject_pk"), is_common=True),
}
