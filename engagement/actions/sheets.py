"""A walk that was written on paper, kept as if it had been recorded on the way."""

from django.db import transaction

from engagement.actions.walkabouts import add_finding, add_transect, start_walkabout


@transaction.atomic
def record_sheet(engagement, *, header, stretches, findings, by, at):
    """Keep a whole sheet or nothing of it. Sent twice it is one walk: everything on it carries its own uuid.

    `stretches` are what `add_transect` takes, by their number on the sheet; `findings` what `add_finding` takes, with
    "stretch", such a number or nothing.
    """
    walkabout = start_walkabout(engagement, **header, by=by, at=at)
    kept = {number: add_transect(walkabout, **stretch, by=by, at=at) for number, stretch in stretches.items()}
    for finding in findings:
        fields = dict(finding)
        add_finding(walkabout, transect=kept.get(fields.pop("stretch")), **fields, by=by, at=at)
    return walkabout
