"""What happens to actions by the calendar."""

from celery import shared_task
from django.utils import timezone

from tasking import actions, queries


@shared_task
def remind_of_actions():
    """Remind of every action that is nearly due, due or late. Run twice or late, it sends nothing twice (rule 41)."""
    at = timezone.now()
    for action, reminder in queries.reminders_due(timezone.localdate(at)):
        actions.remind(action, reminder, by=None, at=at)
