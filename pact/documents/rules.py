"""Who may see a file, and whether its making can be changed now. Nothing here writes."""

from pact.documents import papers
from pact.documents.models import Job


def may_see(user, job):
    """Whether this person may follow the job and fetch its file: the kind of paper decides, by its subject."""
    kind = papers.find(job.paper)
    return bool(kind and user.is_authenticated and user.is_active and kind.may_see(user, job.subject_pk))


def obstacles_to_fetching(document):
    """Why a finished file is not given out any more: the kind of paper decides, by what it was made from."""
    return papers.get(document.job.paper).obstacles_to_fetching(document.made_from)


def is_unfinished(job):
    return job.state in {Job.State.QUEUED, Job.State.RUNNING}


def obstacles_to_cancelling(job):
    return [] if is_unfinished(job) else ["This file is no longer being made."]


def obstacles_to_trying_again(job):
    return [] if job.state in {Job.State.FAILED, Job.State.CANCELLED} else ["This file did not fail."]
