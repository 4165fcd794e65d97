"""A file is sent, described, and thrown away again."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import get_valid_filename

from pact.audit import trail
from pact.core.refusals import refuse_if
from profiles import rules
from profiles.models import Upload


@transaction.atomic
def receive(borough, file, *, by, at):
    """Keep a file that somebody sent (an open binary file with a name). The same bytes again are the same upload."""
    sha256 = _checksum(file)
    try:
        with transaction.atomic():
            upload = Upload.objects.create(
                borough=borough,
                filename=get_valid_filename(file.name)[-150:],
                size=file.size,
                sha256=sha256,
                uploaded_at=at,
                uploaded_by=by,
                heard_at=at,
            )
    except IntegrityError:
        # It was sent before, or a moment ago by a second click or somebody else.
        upload = Upload.objects.select_for_update(of=("self",)).get(borough=borough, sha256=sha256)
    else:
        trail.record("sent", on=upload, by=by, at=at, sha256=sha256)
    if not upload.file:
        _keep(upload, file)
    return upload


def _checksum(file):
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _keep(upload, file):
    file.seek(0)
    # Whoever was stopped between the file and the commit has left a file under just this name.
    upload.file.storage.delete(upload.where_it_lies())
    upload.file.save(upload.filename, file, save=False)
    upload.save(update_fields=["file"])


@transaction.atomic
def describe(upload, *, entry, indicators, headings, edition, by, at):
    """Say what the file is and how it is read; what was found out about it before no longer counts.

    `edition` is the description that `by` had before them: nobody overwrites what they have not seen.
    """
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    refuse_if(rules.obstacles_to_describing(upload, edition=edition))

    upload.entry, upload.indicators, upload.headings = entry, indicators, headings
    upload.edition += 1
    upload.state, upload.failure, upload.counts, upload.heard_at = Upload.State.MAPPED, "", {}, at
    upload.save(update_fields=["entry", "indicators", "headings", "edition", "state", "failure", "counts", "heard_at"])
    upload.rows.all().delete()
    trail.record("described", on=upload, by=by, at=at, kind=entry["kind"], title=entry["title"])
    return upload


@transaction.atomic
def discard(upload, *, by, at):
    """Throw a file away that was not loaded."""
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    refuse_if(rules.obstacles_to_discarding(upload))

    trail.record("threw away", on=upload, by=by, at=at)
    _forget_file(upload)
    upload.delete()


@transaction.atomic
def clear(*, at):
    """Throw away what nobody touched for `UPLOAD_DAYS`. Of a loaded file the description stays, to map the next."""
    before = at - timedelta(days=settings.UPLOAD_DAYS)
    old = Upload.objects.filter(heard_at__lt=before).exclude(state__in=Upload.BUSY)
    for upload in old.loaded().exclude(file="").select_for_update(of=("self",)):
        _forget_file(upload)
        upload.save(update_fields=["file"])
    for upload in old.exclude(state=Upload.State.DONE).select_for_update(of=("self",)):
        trail.record("threw away", on=upload, by=None, at=at)
        _forget_file(upload)
        upload.delete()


def _forget_file(upload):
    if upload.file:
        name, storage = upload.file.name, upload.file.storage
        # Not before it is certain: a file can not be brought back.
        transaction.on_commit(lambda: storage.delete(name), robust=True)
        upload.file = ""
