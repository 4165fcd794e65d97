from itertools import count

from pact.documents import making
from pact.documents.models import Job
from pact.documents.papers import File
from tests.make.times import NOON

numbers = count(1)


def job(*, paper="tests.leaflet", subject_pk="1", state="queued", by=None, at=NOON, **fields):
    """A job as it was asked for, without the message that hurries it along."""
    return Job.objects.create(
        **{"paper": paper, "subject_pk": subject_pk, "title": f"Leaflet {next(numbers)}", "state": state}
        | {"asked_at": at, "asked_by": by, "heard_at": at}
        | fields
    )


def document(*, at=NOON, content=b"a,b\n1,2\n", filename="figures.csv", content_type="text/csv", **fields):
    """A finished file of a job."""
    claimed = making.claim(job(at=at, **fields).pk, at=at)
    return making.finish(claimed, File(content, filename, content_type), at=at)
