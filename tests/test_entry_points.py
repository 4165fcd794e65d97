"""The commands that the image and a service manager run, run as plain commands."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import services

REPOSITORY = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds, on a machine that is busy with other tests


@pytest.fixture
def environment(tmp_path):
    """What a council's installation on one machine has: SQLite and a folder as queue, so that nothing is shared.

    MIGRATED_FILE may name a database to begin with, where migrations from empty were a step of their own.
    """
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if migrated := os.environ.get("MIGRATED_FILE"):
        shutil.copy(migrated, tmp_path / "pact.sqlite3")
    small = {"WEB_WORKERS": "1", "WORKERS": "1"}
    return {**kept, **small, "SECRET_KEY": "only-for-this-test" * 4, "VAR_DIR": str(tmp_path), "PORT": str(port)}


def serve(what, environment):
    return subprocess.Popen(
        [REPOSITORY / "scripts" / "serve", what],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=services._die_with_the_tests,
    )


def is_well(environment):
    command = [REPOSITORY / "scripts" / "healthy.py"]
    return subprocess.run(command, env=environment, capture_output=True).returncode == 0


def test_migrate_web_worker_and_beat_start_answer_and_stop(environment):
    migrated = subprocess.run([REPOSITORY / "scripts" / "serve", "migrate"], env=environment, capture_output=True)
    assert migrated.returncode == 0, migrated.stderr.decode()
    assert not is_well(environment)

    with ExitStack() as running:
        processes = {what: serve(what, environment) for what in ("web", "worker", "beat")}
        for process in processes.values():
            running.callback(process.kill)
        deadline = time.monotonic() + PATIENCE
        while not is_well(environment) and time.monotonic() < deadline:
            time.sleep(2)
        assert is_well(environment)

        said = {}
        for what, process in processes.items():
            process.send_signal(signal.SIGTERM)
            said[what] = process.communicate(timeout=PATIENCE)[0]

    assert {what: process.returncode for what, process in processes.items()} == dict.fromkeys(processes, 0), said


def test_serve_says_what_it_can_start():
    refused = subprocess.run([REPOSITORY / "scripts" / "serve"], capture_output=True, text=True)

    assert refused.returncode == 2
    assert refused.stderr == "Usage: scripts/serve web | worker | beat | migrate\n"
