from django.core.files.base import ContentFile

from profiles.actions import uploads
from tests.make.boroughs import crime, crimes
from tests.make.times import NOON

CRIMES = {
    "kind": "incidents",
    "title": "Crime, January 2024",
    "path": "crime.csv",
    "source": "data.police.uk",
    "licence": "Open Government Licence v3.0",
    "columns": {
        "month": "Month",
        "category": "Crime type",
        "longitude": "Longitude",
        "latitude": "Latitude",
        "provider": "Reported by",
        "reference": "Crime ID",
        "location": "Location",
    },
}


def upload(borough, content=None, *, name="crime.csv", by=None, at=NOON, entry=CRIMES, headings="", **changes):
    """A file that was sent, by default a month of crimes, and described unless `entry` is None."""
    content = crimes(crime(1), crime(2)) if content is None else content
    content = content if isinstance(content, bytes) else content.encode()
    sent = uploads.receive(borough, ContentFile(content, name), by=by, at=at)
    if entry is None:
        return sent
    return uploads.describe(
        sent,
        entry=entry | {"path": sent.filename} | changes,
        indicators={},
        headings=headings,
        edition=sent.edition,
        by=by,
        at=at,
    )


def checked(borough, content=None, **fields):
    """A file that was checked, in the eager worker of the tests."""
    sent = upload(borough, content, **fields)
    uploads.check(sent, by=fields.get("by"), at=fields.get("at", NOON))
    work_on(sent)
    return sent


def loaded(borough, content=None, *, only_whole=False, **fields):
    sent = checked(borough, content, **fields)
    uploads.apply(sent, only_whole=only_whole, edition=sent.edition, by=fields.get("by"), at=fields.get("at", NOON))
    return work_on(sent)


def work_on(sent, *, at=NOON, progress=lambda percent: None):
    """Do the worker's work in this process, unless it has been done at the commit."""
    if claimed := uploads.claim(sent.pk, at=at):
        uploads.carry_out(claimed, progress=progress, at=at)
    sent.refresh_from_db()
    return sent
