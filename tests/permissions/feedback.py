from django.core import signing

from feedback.views.reporting import SALT
from tests.permissions.rows import (
    CHAIR,
    COORDINATOR,
    DATA_PROTECTION,
    EVERYBODY,
    INSIDE,
    PRINT_UNIT,
    SCRUTINY,
    button,
    here,
    page,
    public,
)

READERS = INSIDE | {PRINT_UNIT}  # of what is approved
OUTSIDE = frozenset({DATA_PROTECTION})

TABLE = {
    "feedback:newsletter_list": page(EVERYBODY),
    "feedback:newsletter_draft": button({COORDINATOR}, here("bare_cycle.pk")),
    "feedback:newsletter": page(READERS, here("newsletter.pk"), outside=OUTSIDE),
    "feedback:newsletter_text": page({COORDINATOR}, here("newsletter.pk"), outside=OUTSIDE),
    "feedback:newsletter_missing": button({COORDINATOR}, here("newsletter.pk"), outside=OUTSIDE),
    # The co-ordinator wrote it (rule 57).
    "feedback:newsletter_approval": page({SCRUTINY, CHAIR}, here("newsletter.pk"), outside=OUTSIDE),
    "feedback:newsletter_publication": page({COORDINATOR}, here("newsletter.pk"), outside=OUTSIDE),
    "feedback:newsletter_preview": page(READERS, here("newsletter.pk"), outside=OUTSIDE),
    "feedback:newsletter_pdf": button(READERS, lambda world: [world.newsletter.pk, "print"], outside=OUTSIDE),
    "feedback:print_run": page({COORDINATOR}, here("newsletter.pk"), outside=OUTSIDE),
    "feedback:print_run_printing": button({PRINT_UNIT}, here("run.pk"), outside=OUTSIDE),
    "feedback:print_run_delivery": button({PRINT_UNIT}, here("run.pk"), outside=OUTSIDE),
    "feedback:public_register": public(),
    "feedback:public_ward": public(here("ward.slug")),
    "feedback:public_report": public(here("ward.slug")),
    "feedback:public_report_sent": public(lambda world: [world.ward.slug, signing.dumps("R1", salt=SALT)]),
    "feedback:public_newsletter": public(here("ward.slug", "published.pk")),
}
