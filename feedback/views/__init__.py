from feedback.views.newsletters import (
    newsletter,
    newsletter_approval,
    newsletter_draft,
    newsletter_list,
    newsletter_missing,
    newsletter_pdf,
    newsletter_preview,
    newsletter_publication,
    newsletter_text,
    print_run,
    print_run_delivery,
    print_run_printing,
)
from feedback.views.public import public_newsletter, public_register, public_ward
from feedback.views.reporting import public_report, public_report_sent

__all__ = [
    "newsletter",
    "newsletter_approval",
    "newsletter_draft",
    "newsletter_list",
    "newsletter_missing",
    "newsletter_pdf",
    "newsletter_preview",
    "newsletter_publication",
    "newsletter_text",
    "print_run",
    "print_run_delivery",
    "print_run_printing",
    "public_newsletter",
    "public_register",
    "public_report",
    "public_report_sent",
    "public_ward",
]
