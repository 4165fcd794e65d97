"""The queue in a folder: a worker that looks at any moment finds whole messages or none."""

import threading
from queue import Empty

import pytest
from kombu import Connection


@pytest.fixture
def channel(tmp_path):
    folders = {name: str(tmp_path / "queue") for name in ("data_folder_in", "data_folder_out")}
    for name in ("queue", "control"):
        (tmp_path / name).mkdir()
    options = folders | {"control_folder": str(tmp_path / "control")}
    with Connection("filesystem://localhost", transport_options=options) as connection:
        yield connection.default_channel


def taken(channel):
    try:
        return [channel._get("celery")]
    except Empty:
        return []


def test_messages_that_are_put_while_somebody_looks_arrive_whole_and_once(channel):
    putting = threading.Thread(target=lambda: [channel._put("celery", {"n": n}) for n in range(300)])
    putting.start()

    found = []
    while putting.is_alive():
        found += taken(channel)
    while left := taken(channel):
        found += left

    assert sorted(message["n"] for message in found) == list(range(300))


def test_a_message_of_which_nothing_was_written_is_passed_over(channel, tmp_path):
    (tmp_path / "queue" / "1_half.celery.msg").write_text("")
    channel._put("celery", {"n": 1})

    assert (taken(channel), taken(channel)) == ([{"n": 1}], [])


def test_a_table_of_queues_that_is_just_being_written_is_waited_for(channel, tmp_path):
    table = tmp_path / "control" / "celery.exchange"
    table.write_text("")
    threading.Timer(0.1, table.write_text, ['[["celery", "", "celery"]]']).start()

    assert [queue.queue for queue in channel.get_table("celery")] == ["celery"]
