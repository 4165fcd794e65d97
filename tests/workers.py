"""A real Celery worker in a process of its own, to be killed at the worst moment."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from tests import services

PATIENCE = 60  # seconds


@pytest.fixture
def worker(transactional_db, tmp_path):
    """A worker on the test database that is not started yet; this process queues for it instead of running tasks.

    The broker is Redis where there is one, as a council has it, and else a folder, as a pilot on SQLite has it: the
    suite runs on each. Redis gives back what a killed worker had in hand after about six seconds.
    """
    broker = "redis" if os.environ.get("REDIS_URL") else "filesystem"
    with _queue(broker, tmp_path) as environment:
        worker = Worker(environment, log=tmp_path / "worker.log")
        yield worker
        worker.kill()


class Worker:
    """`start()`, `kill()` (all of it, as when the power goes), `kill_child()` (out of memory), `stop()` (deploying)."""

    def __init__(self, environment, *, log):
        self.environment = environment
        self.log = log
        self.process = None

    def start(self, *, concurrency=1, include="", **environment):
        """Start it and wait until it takes tasks. `include` names a module of tasks or papers that only a test knows.

        Further keywords are environment variables.
        """
        command = [sys.executable, "-m", "celery", "-A", "pact.celery", "worker", "--loglevel", "info"]
        command += ["--concurrency", str(concurrency), "--without-gossip", "--without-mingle", "--without-heartbeat"]
        command += ["--include", include] if include else []
        said_before = self.said()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=Path(__file__).parent.parent,
                env={**os.environ, **self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=services._die_with_the_tests,
            )
        self.until(lambda: " ready." in self.said()[len(said_before) :], "the worker is ready")

    def until(self, happened, what, *, patience=PATIENCE):
        """Wait until `happened()` is true; fail after `patience` seconds, showing what the worker said."""
        deadline = time.monotonic() + patience
        while not happened():
            if time.monotonic() > deadline:
                pytest.fail(f"Waited {patience} seconds until {what}. The worker said:\n{self.said()[-4000:]}")
            time.sleep(0.05)

    def said(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def kill(self):
        """kill -9 of the worker and of its children at once."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def kill_child(self):
        """kill -9 of the process that does the work, leaving the worker to notice."""
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True)
        for child in children.stdout.split():
            os.kill(int(child), signal.SIGKILL)

    def stop(self):
        """Let it finish what it has in hand, as a deployment does."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)


@contextmanager
def _queue(broker, tmp_path):
    """Point this process's Celery at a queue of the test's own; give the environment that a worker on it needs."""
    from django.conf import settings

    from pact.celery import app

    if broker == "redis":
        prefix = f"{os.environ['REDIS_PREFIX']}{tmp_path.name}:"
        environment = {"REDIS_PREFIX": prefix, "VISIBILITY_TIMEOUT": "5"}
        url, options = os.environ["REDIS_URL"], {"global_keyprefix": prefix, "visibility_timeout": 5}
    else:
        environment = {"REDIS_URL": ""}
        folders = {name: str(settings.VAR_DIR / "queue") for name in ("data_folder_in", "data_folder_out")}
        url, options = "filesystem://localhost", {**folders, "control_folder": str(settings.VAR_DIR / "queue-control")}
        for folder in options.values():
            Path(folder).mkdir(exist_ok=True)
            for message in Path(folder).iterdir():
                message.unlink()

    before = {name: app.conf[name] for name in ("broker_url", "broker_transport_options", "task_always_eager")}
    # Celery keeps its connections to the queue that it knew before.
    app.conf.update(broker_url=url, broker_transport_options=options, task_always_eager=False)
    _forget_connections(app)
    try:
        yield {**environment, "DATABASE_URL": _database_url(), "VAR_DIR": str(settings.VAR_DIR)}
    finally:
        app.conf.update(before)
        _forget_connections(app)


def _forget_connections(app):
    from kombu import pools

    app.pool.force_close_all()
    app._pool = None
    app.amqp._producer_pool = None
    pools.reset()


def _database_url():
    """Say where the test database is, in the words of DATABASE_URL."""
    from django.db import connection

    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = quote(database["USER"]) + (f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else "")
    where = quote(database["HOST"], safe="") + (f":{database['PORT']}" if database["PORT"] else "")
    return f"postgres://{who}@{where}/{database['NAME']}" if who or where else f"postgres:///{database['NAME']}"
