"""The background worker, and the calendar that beat follows."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")

TRANSPORT_ALIASES["filesystem"] = "pact.core.folder_queue:Transport"

app = Celery("pact")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(lambda: settings.INSTALLED_APPS)
app.autodiscover_tasks(lambda: settings.INSTALLED_APPS, related_name="clock")
app.autodiscover_tasks(lambda: settings.INSTALLED_APPS, related_name="worker")

# What happens on a schedule, in one place. Times are Europe/London.
app.conf.beat_schedule = {
    # files
    "bring back jobs whose worker was lost": {
        "task": "pact.documents.clock.requeue_stale_jobs",
        "schedule": 60,
    },
    "bring back uploads whose worker was lost": {
        "task": "profiles.clock.requeue_stale_uploads",
        "schedule": 60,
    },
    "throw away files that nobody went on with": {
        "task": "profiles.clock.clear_uploads",
        "schedule": crontab(hour=2, minute=40),
    },
    # letters
    "send what waits": {"task": "pact.notifications.clock.send_what_waits", "schedule": 60},
    "gather the daily digests": {
        "task": "pact.notifications.clock.make_digests",
        "schedule": crontab(hour="8-11", minute=0, day_of_week="mon-fri"),
    },
    "say that a worker is there": {"task": "pact.documents.clock.sign_in", "schedule": 20},
    # actions
    "remind of actions": {"task": "tasking.clock.remind_of_actions", "schedule": crontab(hour=7, minute=30)},
    # meetings
    "remind of meetings": {
        "task": "pact.meetings.clock.remind_of_meetings",
        "schedule": crontab(hour="8-17", minute=10),
    },
    # hot spots
    "work out hot spots that are missing": {"task": "profiles.clock.keep_hot_spots", "schedule": 300},
    # answers
    "remind members of their answers": {
        "task": "profiles.clock.remind_members",
        "schedule": crontab(hour=7, minute=40),
    },
    "remind agencies of the figures they were asked for": {
        "task": "profiles.clock.remind_agencies",
        "schedule": crontab(hour=7, minute=45),
    },
    # profiles
    "remind of profiles to refresh": {
        "task": "profiles.clock.remind_of_refresh",
        "schedule": crontab(hour=7, minute=20),
    },
    "remind addressees of recommendations": {
        "task": "scrutiny.clock.remind_addressees",
        "schedule": crontab(hour=7, minute=50),
    },
    # what people said
    "forget what is due": {"task": "engagement.clock.forget", "schedule": crontab(hour=2, minute=15)},
    "settle street rounds": {"task": "engagement.clock.settle_rounds", "schedule": crontab(hour=2, minute=25)},
    "remind of impact assessments to review": {
        "task": "engagement.clock.remind_of_assessments",
        "schedule": crontab(hour=7, minute=25),
    },
    "remind of referrals that are overdue": {
        "task": "engagement.clock.remind_of_referrals",
        "schedule": crontab(hour=7, minute=35),
    },
    "learn how words are coded": {"task": "engagement.clock.learn_codings", "schedule": crontab(hour=3, minute=10)},
    "bring back files of reports": {"task": "engagement.clock.bring_back_report_files", "schedule": 300},
    "tell who raised what is closed": {
        "task": "feedback.clock.tell_who_raised",
        "schedule": crontab(hour=9, minute=20),
    },
    # people
    "send waiting invitations": {
        "task": "pact.accounts.clock.send_waiting_invitations",
        "schedule": 300,
    },
}
