"""Build the demonstration borough: files as a council gets them, loaded as a council loads them, then lived through."""

import tempfile
import time
import warnings
from pathlib import Path

from celery import current_app
from celery.exceptions import AlwaysEagerIgnored
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pact.core.working_days import add_months
from pact.demo import files, people, story
from pact.demo.clockwork import moment, turns
from pact.places.models import Borough
from profiles.actions import loading
from profiles.loading import manifest as manifests


class Command(BaseCommand):
    help = "Build the demonstration borough of Ferndale. Only in demonstration mode, and only into an empty PACT."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demonstration is built only in demonstration mode: set PACT_DEMO=1.")
        if Borough.objects.exists():
            self.stdout.write("There is a borough already, so nothing is built.")
            return
        began = time.monotonic()
        with work_done_at_once():
            for line in build(timezone.localdate()):
                self.stdout.write(f"  {line}")
        self.stdout.write(f"Built in {time.monotonic() - began:.0f} seconds.")


def build(today):
    """Build everything as of this day. Yields a line on each part as it is begun."""
    before, now = turns(today)
    long_before = moment(before.starts_on, 9).replace(year=today.year - 1)
    yield "Figures and incidents of more than a year"
    with tempfile.TemporaryDirectory() as folder:
        # New files come a month before each turn begins, and once more at the end.
        came_on = [add_months(turn.starts_on, -1) for turn in (before, now)]
        first, *later = files.write(Path(folder), today=today, came_on=came_on)
        _load(first, at=long_before)
        yield "The people"
        cast = people.arrive(at=long_before)
        news = iter(later)
        yield from story.Story(cast=cast, today=today, news=lambda at: _load(next(news), at=at)).tell()


def _load(manifest, *, at):
    for outcome in loading.load(manifests.read(manifest), manifest.parent, by=None, at=at):
        if outcome.state == "refused":
            raise CommandError(f"{outcome.title}: {outcome.in_words()}")


class work_done_at_once:
    """No worker runs yet, and nobody has an inbox: background work is done here, and letters go nowhere."""

    def __enter__(self):
        self.was = (current_app.conf.task_always_eager, settings.EMAIL_BACKEND)
        current_app.conf.task_always_eager = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        # What is called by its name cannot be done here; its message waits for the first worker.
        warnings.filterwarnings("ignore", category=AlwaysEagerIgnored)

    def __exit__(self, *problem):
        current_app.conf.task_always_eager, settings.EMAIL_BACKEND = self.was
