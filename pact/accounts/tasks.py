from datetime import datetime

from celery import shared_task
from django.core.mail import EmailMessage
from django.db import transaction

from pact.accounts import notices
from pact.accounts.models import Invitation


@shared_task
@transaction.atomic
def email_invitation(*, invitation_id, at):
    """Post one letter, once. A kill between the post and the commit sends it again, with the same link: harmless."""
    now = datetime.fromisoformat(at)
    unsent = Invitation.objects.unsent(now=now).select_for_update(of=("self",))
    invitation = unsent.select_related("person", "sent_by").filter(pk=invitation_id).first()
    if invitation is None:
        return
    notices.invitation(invitation)
    invitation.emailed_at = now
    invitation.save(update_fields=["emailed_at"])


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def post(*, subject, text, to):
    """Post a letter that allauth wrote, such as the one for a forgotten password."""
    EmailMessage(subject=subject, body=text, to=[to]).send()
