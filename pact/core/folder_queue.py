"""The queue in a folder, where there is no Redis: Celery's own, but that a message is there whole or not at all.

Theirs makes a message's file first and fills it afterwards. A worker that came in between read nothing, and died of it.
"""

import os
import time
import uuid
from pathlib import Path

import structlog
from kombu.transport import filesystem
from kombu.utils.json import dumps

log = structlog.get_logger()

TRIES, PAUSE = 50, 0.02  # seconds: a table of queues is being written


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        unfinished = Path(self.data_folder_out) / f"{name}.unfinished"
        unfinished.write_text(dumps(payload))
        os.replace(unfinished, unfinished.with_name(name))

    def _get(self, queue):
        while True:
            try:
                return super()._get(queue)
            except ValueError:
                log.warning("a message that cannot be read is passed over", queue=queue)

    def get_table(self, exchange):
        for _ in range(TRIES):
            try:
                return super().get_table(exchange)
            except ValueError:
                time.sleep(PAUSE)
        return super().get_table(exchange)


class Transport(filesystem.Transport):
    Channel = Channel
