"""A job's sign of life: written at each step of the work, and by a thread where one step is long."""

import contextlib
import threading

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from pact.documents import health, making


class Heartbeat:
    """While it is entered, its job is heard of. `progress(percent)` raises `NoLongerOurs` once that is so.

    `hear(job, percent=…, at=…)` writes the sign and raises it; a room with jobs of another kind gives its own.
    """

    def __init__(self, job, *, hear=making.hear):
        self.job = job
        self.hear = hear
        self.percent = 0
        self.lost = threading.Event()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"heartbeat-{job.pk}", daemon=True)

    def __enter__(self):
        # Inside a transaction nobody else could see the sign, and on SQLite the thread would wait for its end.
        if not connection.in_atomic_block:
            self.thread.start()
        return self

    def __exit__(self, *problem):
        self.ended.set()
        if self.thread.ident:
            self.thread.join()

    def progress(self, percent):
        if self.lost.is_set():
            raise making.NoLongerOurs
        self.percent = max(self.percent, min(99, int(percent)))

    def _beat(self):
        try:
            while not self.ended.wait(settings.JOB_HEARTBEAT_SECONDS):
                self._say_so()
        finally:
            connection.close()

    def _say_so(self):
        # A database that is away for a moment is no reason to stop; one that stays away shows at the finish.
        with contextlib.suppress(DatabaseError):
            try:
                self.hear(self.job, percent=self.percent, at=timezone.now())
                health.sign(at=timezone.now())
            except making.NoLongerOurs:
                self.lost.set()
