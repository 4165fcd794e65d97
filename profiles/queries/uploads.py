"""Files that were sent: the list, one of them, and what its last check or load found."""

from pact.core.dates import moment
from pact.core.wording import number
from profiles.loading import mapping
from profiles.loading.runs import unrolled
from profiles.models import Dataset, Upload


def uploads(visible):
    return visible.select_related("borough", "uploaded_by").order_by("-heard_at", "-pk")


def upload_facts(upload):
    """What is known of a file that was sent, as rows of a summary list."""
    entry = upload.entry
    facts = [
        {"key": "File", "value": f"{upload.filename} ({number(upload.size)} bytes)"},
        {"key": "Borough", "value": str(upload.borough)},
        {"key": "Sent", "value": f"{moment(upload.uploaded_at)}, by {upload.uploaded_by or 'PACT'}"},
    ]
    if entry:
        facts += [
            {"key": "What it is", "value": mapping.READINGS[mapping.reading_of(entry)].words},
            {"key": "Source", "value": entry["source"]},
            {"key": "Licence", "value": entry["licence"]},
        ]
    return facts


def upload_counts(upload):
    """What the last check or load found, as numbers beside each other: {"number", "label"}."""
    counts = upload.counts
    things = _plural(counts["things"])
    shown = [
        (counts["read"], "rows in the file"),
        (counts["taken"], "rows taken" if upload.is_loaded else "rows would be taken"),
        (counts["refused"], "rows refused"),
        (counts["outside"], "rows of other places"),
        (counts["placeless"], "rows without a place"),
    ]
    if upload.state != Upload.State.FAILED:
        shown += [(counts["new"], f"{things} new")]
        shown += [(counts[name], f"{things} {word}") for name, word in COMPARED.items() if upload.former_id]
    return [{"number": number(count), "label": label} for count, label in shown]


COMPARED = {"changed": "changed", "same": "the same"}


def _plural(things):
    one, _, many = things.partition(",")
    return many or f"{one}s"


def upload_reasons(upload):
    """Why rows are refused, most frequent first: (rows, reason, the first row)."""
    return [[reason, number(count), str(first)] for reason, count, first in upload.counts.get("reasons", [])]


def upload_rows(upload):
    """(number, reason) of every row that was not taken; those of other places last. An iterator, row by row."""
    rows = upload.dataset.refused_rows if upload.state == Upload.State.DONE and upload.dataset else upload.rows
    yield from rows.order_by("number", "pk").values_list("number", "reason").iterator(chunk_size=2000)
    yield from ((row, "It is of another place.") for row in unrolled(upload.counts.get("outside_runs", [])))


def sources_of(boroughs):
    """{source: {"licence", "attribution"}} as its last dataset in these boroughs says them."""
    said = Dataset.objects.filter(borough__in=boroughs).order_by("loaded_at", "pk")
    return {
        source: {"licence": licence, "attribution": attribution}
        for source, licence, attribution in said.values_list("source", "licence", "attribution")
    }
