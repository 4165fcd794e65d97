"""What every test stands on: real services, no network beyond this machine, a browser, a worker, the open data."""

import contextlib
import os
import shutil
import tempfile
import unittest
from pathlib import Path

import hypothesis
import pytest

from tests import network, services, trail

REPOSITORY = Path(__file__).resolve().parent.parent
REAL_DATA = REPOSITORY.parent / "shared" / "data"

# What a page shows does not depend on the database; that each opens and takes its form on SQLite, test_garbage.py says.
ABOUT_PAGES = {"test_views", "test_pages", "test_papers", "test_public", "test_table"}

pytest_plugins = ["tests.browser", "tests.workers", "tests.costs", "tests.threads", "tests.site"]

running = contextlib.ExitStack()

# How long one example takes says more about what else the machine is doing than about the code.
hypothesis.settings.register_profile("pact", deadline=None)
hypothesis.settings.load_profile("pact")


# Before Django reads its settings


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Start the services once, then give this process its own folder and Redis keys, and let Django load.

    pytest-django would load the settings before any conftest, so pyproject.toml gives it none: it finds
    DJANGO_SETTINGS_MODULE here, when DATABASE_URL and REDIS_URL are known. With xdist, only the workers load Django.
    """
    running.enter_context(services.services())
    if config.getoption("numprocesses", None):
        return

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    folder = Path(tempfile.mkdtemp(prefix=f"pact-tests-{worker}-"))
    running.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ["VAR_DIR"] = str(folder)
    os.environ["REDIS_PREFIX"] = f"{folder.name}:"
    # Playwright keeps an event loop running in the tests' thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ["DJANGO_SETTINGS_MODULE"] = "pact.settings"
    _adapt_settings()
    _copy_what_is_migrated(config)
    network.refuse_beyond_this_machine()
    trail.may_be_emptied_on_sqlite()


def _adapt_settings():
    """Change the few settings that no environment variable should be able to change."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a hundred log-ins a minute
    # Pages are tested without collectstatic; that the manifest is complete is a step of its own in scripts/test.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns where it is missing
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in a pilot, and so that a worker in another process sees it.
        database["TEST"] = {"NAME": settings.VAR_DIR / "tests.sqlite3"}


def _copy_what_is_migrated(config):
    """Begin with a copy of the database that MIGRATED names, so that no worker migrates one of its own."""
    from django.conf import settings

    migrated, database = os.environ.get("MIGRATED"), settings.DATABASES["default"]
    if not migrated:
        return
    if not database["ENGINE"].endswith("sqlite3"):
        database["TEST"] = {"TEMPLATE": migrated}
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    shutil.copy(migrated, f"{database['TEST']['NAME']}{f'_{worker}' if worker else ''}")
    config.option.reuse_db = True


def pytest_unconfigure(config):
    running.close()


def pytest_report_header(config):
    database, redis = os.environ.get("DATABASE_URL", "SQLite"), os.environ.get("REDIS_URL")
    return f"services: {database.split('@')[-1]}, {redis.split('@')[-1] if redis else 'no Redis'}"


def pytest_collection_modifyitems(items):
    for item in items:
        if "real_data" in item.fixturenames:
            item.add_marker("real_data")
        if item.path.stem in ABOUT_PAGES or not _touches_the_database(item):
            item.add_marker("once")
        if item.path.is_relative_to(REPOSITORY / "tests" / "journeys") or "page" in item.fixturenames:
            item.add_marker("journey")
        if {"live_server", "worker", "at_once"} & set(item.fixturenames):
            # Truncating after such a test would also empty the tables that migrations filled.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


def _touches_the_database(item):
    is_of_unittest = item.cls is not None and issubclass(item.cls, unittest.TestCase)
    return is_of_unittest or item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


def pytest_make_parametrize_id(val, argname):
    """Name an example of bytes after its argument: a packed file holds the time, and xdist compares the names."""
    return argname if isinstance(val, bytes) else None


def pytest_runtest_setup(item):
    from django.db import connection

    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("This is about PostgreSQL, and DATABASE_URL names another database.")
    if item.get_closest_marker("sqlite") and connection.vendor != "sqlite":
        pytest.skip("This is about a pilot on SQLite, and DATABASE_URL names another database.")
    if item.get_closest_marker("redis") and not os.environ.get("REDIS_URL"):
        pytest.skip("This is about Redis, and REDIS_URL names none.")


# In every test


@pytest.fixture(autouse=True)
def no_network():
    """Fail the test in which something tried to reach beyond this machine, even where the code shrugged it off."""
    network.attempts.clear()
    yield
    assert not network.attempts, f"reached for {', '.join(network.attempts)}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Let every connection know what the migrations filled in, to fill it in again for `serialized_rollback`.

    Django keeps that on one connection object, and once Playwright's event loop runs, this thread has another.
    """
    from django.db import connections

    default = connections["default"]
    if hasattr(default, "_test_serialized_contents"):
        type(default)._test_serialized_contents = default._test_serialized_contents


@pytest.fixture(scope="session", autouse=True)
def tasks_run_at_once():
    """Run a task where it is queued (`worker` has the real thing). `delay_on_commit` still waits for the commit."""
    from pact.celery import app

    app.conf.update(task_always_eager=True, task_eager_propagates=True)


@pytest.fixture
def real_data():
    """The folder of real open data that lies beside the project where the project is built."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"The real open data is not here: this needs the folder {REAL_DATA}.")
    return REAL_DATA
