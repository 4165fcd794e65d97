"""The background worker, and the calendar that beat follows."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")

app = Celery("pact")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(lambda: settings.INSTALLED_APPS)
app.autodiscover_tasks(lambda: settings.INSTALLED_APPS, related_name="clock")

# What happens on a schedule, in one place. Times are Europe/London.
app.conf.beat_schedule = {
    # files
    "bring back jobs whose worker was lost": {
        "task": "pact.documents.clock.requeue_stale_jobs",
        "schedule": 60,
    },
    "say that a worker is there": {"task": "pact.documents.clock.sign_in", "schedule": 20},
    # people
    "send waiting invitations": {
        "task": "pact.accounts.clock.send_waiting_invitations",
        "schedule": 300,
    },
}
