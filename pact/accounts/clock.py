"""What happens by itself. The schedule is in pact/celery.py."""

from celery import shared_task
from django.utils import timezone

from pact.accounts import tasks
from pact.accounts.models import Invitation


@shared_task
def send_waiting_invitations():
    """Queue again the letters whose message a killed worker or a broken mail server has lost."""
    now = timezone.now()
    for pk in Invitation.objects.unsent(now=now).values_list("pk", flat=True):
        tasks.email_invitation.delay(invitation_id=pk, at=now.isoformat())
