"""What agencies are asked for, and what they send."""

from datetime import timedelta
from hashlib import sha256
from itertools import count

from django.core.files.base import ContentFile

from pact.accounts.permissions import Role
from pact.places.models import Borough
from profiles.models import AskedAgency, FiguresRequest, Submission, SubmittedFile, TensionsNote
from tests.make.people import agency as make_agency
from tests.make.people import person
from tests.make.places import borough as make_borough
from tests.make.times import NOON, TODAY

numbers = count(1)
A_WEEK_AGO = NOON - timedelta(days=7)


def asked_agency(place=None, *, request=None, agency=None, by=None, asked_at=A_WEEK_AGO, **fields):
    """An agency that was asked a week ago for figures of a Borough or Township, due in a week."""
    if request is None:
        place = place or make_borough()
        is_borough = isinstance(place, Borough)
        borough = place if is_borough else place.borough
        by = by or person(Role.COORDINATOR, borough)
        request = FiguresRequest.objects.create(
            **{"borough": borough, "township": None if is_borough else place}
            | {"title": f"Noise complaints {next(numbers)}", "words": "One row a complaint.", "period": "2025"}
            | {"due_on": TODAY + timedelta(days=7), "asked_at": asked_at, "asked_by": by}
            | fields
        )
    agency = agency or make_agency()
    return AskedAgency.objects.create(request=request, agency=agency, asked_at=asked_at, asked_by=request.asked_by)


def submission(asked, *, by=None, accepted=False, **fields):
    signed = {"accepted_at": NOON, "accepted_by": asked.asked_by} if accepted else {}
    return Submission.objects.create(
        **{"asked": asked, "words": "As counted by the duty team.", "submitted_at": NOON}
        | {"submitted_by": by or asked.asked_by}
        | signed
        | fields
    )


def submitted_file(submission, content=b"street,count\nMill Road,4\n", filename="noise.csv"):
    return SubmittedFile.objects.create(
        submission=submission,
        file=ContentFile(content, filename),
        filename=filename,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        sent_at=submission.submitted_at,
        sent_by=submission.submitted_by,
    )


def tensions_note(asked, *, by=None, words="Two families do not speak."):
    return TensionsNote.objects.create(asked=asked, words=words, written_at=NOON, written_by=by or asked.asked_by)
