"""Whether PACT is well: its database, its workers, the place where files lie. Cheap, and without secrets."""

import socket
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from pact.documents.models import WorkerSign

SILENT_AFTER = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(days=1)
MARK = "healthz.txt"


def sign(*, at):
    """A worker on this machine says that it is there. Machines that are gone for a day are forgotten."""
    WorkerSign.objects.update_or_create(name=socket.gethostname()[:120], defaults={"seen_at": at})
    WorkerSign.objects.filter(seen_at__lt=at - FORGOTTEN_AFTER).delete()


def state(*, at):
    """{what was checked: "ok", or what is wrong with it}."""
    database = _database()
    worker = _worker(at) if database == OK else "not known without the database"
    return {"database": database, "worker": worker, "storage": _storage()}


OK = "ok"


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return "does not answer"
    return OK


def _worker(at):
    try:
        seen = WorkerSign.objects.filter(seen_at__gt=at - SILENT_AFTER).exists()
    except DatabaseError:
        return "cannot be read"
    return OK if seen else "not seen in the last minute"


def _storage():
    try:
        # Removed first: a store that keeps both would fill up with marks.
        default_storage.delete(MARK)
        default_storage.save(MARK, ContentFile(b"PACT can write here.\n"))
    except Exception:
        # Whatever a store raises (a full disk, a lost bucket), it cannot be written to.
        return "cannot be written to"
    return OK
