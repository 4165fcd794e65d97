"""The tools that the other tests stand on do what they promise."""

import socket

import psycopg
import pytest
import redis

from tests import network, services


def test_nothing_in_a_test_reaches_another_machine():
    with pytest.raises(OSError, match=r"may not reach example\.org"):
        socket.create_connection(("example.org", 80), timeout=1)

    assert network.attempts == ["example.org"]
    network.attempts.clear()


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("8.8.8.8", False), ("10.0.0.1", False), ("a.uk", False)],
)
def test_only_the_loopback_address_is_this_machine(host, here):
    assert network.is_here(host) is here


def test_what_axe_finds_on_a_page_fails_its_test(page, accessible):
    page.set_content("<html lang=en><title>A</title><h1>B</h1><img src=data:,><p style=color:#ccc>Pale</p>")

    with pytest.raises(AssertionError, match=r"(?s)color-contrast.*image-alt"):
        accessible(page)


def test_a_worker_of_its_own_takes_what_this_process_queues(worker):
    from pact.celery import app

    worker.start()
    app.send_task("celery.accumulate", args=[1, 2])

    worker.until(lambda: "celery.accumulate" in worker.said() and "succeeded" in worker.said(), "the task is done")


def test_the_wheel_s_postgresql_starts_where_the_system_has_none(monkeypatch):
    """As root it is copied to where its own account may read it, with the libraries that it looks for beside it."""
    monkeypatch.setattr(services.glob, "glob", lambda pattern: [])
    monkeypatch.setattr(services.shutil, "which", lambda program: None)

    with services.postgres() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_wheel_s_redis_starts_where_the_system_has_none(monkeypatch):
    monkeypatch.setattr(services.shutil, "which", lambda program: None)

    with services.redis() as url:
        assert redis.from_url(url).ping()
