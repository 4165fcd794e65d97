"""Which files are there, for pages and for other rooms."""

from django.template.defaultfilters import filesizeformat

from pact.core import dates
from pact.documents.models import Document, Job

COLOURS = {
    Job.State.QUEUED: "grey",
    Job.State.RUNNING: "blue",
    Job.State.DONE: "green",
    Job.State.FAILED: "red",
    Job.State.CANCELLED: "grey",
}
COLUMNS = [{"text": "File"}, {"text": "State"}, {"text": "Asked for"}, {"text": "Size", "is_number": True}]


def latest(paper_name, subject_pk):
    """The newest finished file of this kind about this subject, or None."""
    made = Document.objects.filter(job__paper=paper_name, job__subject_pk=str(subject_pk)).select_related("job")
    return made.order_by("-made_at", "-pk").first()


def unfinished(paper_name, subject_pk):
    """The job that is making a file of this kind about this subject now, or None."""
    return Job.objects.unfinished().filter(paper=paper_name, subject_pk=str(subject_pk)).order_by("-pk").first()


def asked_for_by(person):
    """Every file that this person asked for, newest first, with its document where there is one."""
    return Job.objects.filter(asked_by=person).select_related("document").order_by("-asked_at", "-pk")


def row(job):
    """A job as a row of the table whose columns are `COLUMNS`."""
    document = getattr(job, "document", None)
    tag = {"template": "components/tag.html", "text": job.get_state_display(), "colour": COLOURS[job.state]}
    return [
        {"text": job.title, "href": job.get_absolute_url()},
        tag,
        dates.moment(job.asked_at),
        filesizeformat(document.size) if document else "Not made yet",
    ]


def facts(document):
    """What a person may want to know of a finished file, as rows of a summary list."""
    made_from = document.made_from
    return [
        {"key": "File", "value": document.filename},
        {"key": "Size", "value": filesizeformat(document.size)},
        {"key": "Made", "value": dates.moment(document.made_at)},
        *({"key": "Note", "value": remark} for remark in made_from.get("remarks", [])),
        {"key": "Checksum (SHA-256)", "value": in_groups(document.sha256)},
    ]


def in_groups(checksum):
    """
    >>> in_groups("0123456789ab")
    '01234567 89ab'
    """
    return " ".join(checksum[start : start + 8] for start in range(0, len(checksum), 8))
