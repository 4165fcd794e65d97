"""What was loaded: the list, one of them, and the rows that were not taken."""

from dataclasses import dataclass, fields

from django.db.models import Count, Sum

from pact.core.dates import moment
from pact.core.wording import counted, number
from profiles.loading.indicators import CATALOGUE, Facts
from profiles.loading.runs import unrolled
from profiles.models import Dataset, Indicator
from profiles.queries.withdrawals import published_with


def datasets(visible, *, borough=None, kind="", state=""):
    """Those of a borough, of a kind and in a state ("in use" or "withdrawn"), the one loaded last first."""
    if borough:
        visible = visible.filter(borough=borough)
    if kind:
        visible = visible.filter(kind=kind)
    if state:
        visible = visible.filter(withdrawn_at__isnull=state == "in use")
    return visible.select_related("borough").order_by("-loaded_at", "-pk")


def dataset_facts(dataset):
    """Where a dataset comes from and what became of its rows, as rows of a summary list (rule 5)."""
    facts = [
        {"key": "Source", "value": dataset.source},
        {"key": "Licence", "value": dataset.licence},
        {"key": "Attribution", "value": dataset.attribution or "None asked for"},
        {"key": "Figures are of", "value": dataset.period},
        {"key": "File", "value": dataset.filename},
        {"key": "Loaded", "value": _done(dataset.loaded_at, dataset.loaded_by)},
        {"key": "Rows in the file", "value": number(dataset.rows_read)},
        {"key": "Taken", "value": number(dataset.rows_taken)},
        {"key": "Of other places", "value": number(dataset.rows_outside)},
        {"key": "Without a place", "value": number(dataset.rows_without_place)},
        {"key": "Refused", "value": number(dataset.rows_refused)},
        {"key": "Checksum (SHA-256)", "value": f"{dataset.sha256[:16]}…"},
    ]
    if dataset.is_withdrawn:
        facts.insert(6, {"key": "Withdrawn", "value": _done(dataset.withdrawn_at, dataset.withdrawn_by)})
    if used := published_with(dataset).count():
        facts.append({"key": "Used by", "value": f"{counted(used, 'published profile')}, which kept its numbers"})
    return facts


def _done(at, by):
    return f"{moment(at)}, by {by or 'PACT'}"


@dataclass(frozen=True)
class Contents:
    """What a dataset holds as the columns and rows of a table; no rows for boundaries and people."""

    caption: str
    columns: list
    rows: list


def dataset_contents(dataset):
    """Its figures by indicator, or its incidents by category. One query."""
    if dataset.kind == Dataset.Kind.FIGURES:
        found = (
            Indicator.objects.filter(figures__dataset=dataset).annotate(n=Count("figures")).order_by("topic", "name")
        )
        rows = [[indicator.name, indicator.meaning, number(indicator.n)] for indicator in found]
        columns = [{"text": "Indicator"}, {"text": "What it means"}, {"text": "Figures", "is_number": True}]
        return Contents("Figures", columns, rows)
    if dataset.kind == Dataset.Kind.INCIDENTS:
        found = dataset.category_counts.values("category", "provider", "issue_type__name").annotate(n=Sum("count"))
        rows = [
            [row["category"], row["provider"], row["issue_type__name"] or "None of the 18", number(row["n"])]
            for row in found.order_by("-n", "category", "provider")
        ]
        columns = [{"text": "Category"}, {"text": "Recorded by"}, {"text": "Issue type"}]
        return Contents("Incidents", [*columns, {"text": "Incidents", "is_number": True}], rows)
    return Contents("", [], [])


def described(more=None):
    """{slug: Facts} of every indicator that is described, by us or here; `more` as JSON keeps it adds to them."""
    names = [field.name for field in fields(Facts)]
    known = {row.pop("slug"): Facts(**row) for row in Indicator.objects.values("slug", *names)}
    return CATALOGUE | known | {slug: Facts(**facts) for slug, facts in (more or {}).items()}


def rows_not_taken(dataset):
    """(number, reason) of every row that was not taken; those of other places last. An iterator, row by row."""
    own = dataset.refused_rows.order_by("number", "pk").values_list("number", "reason")
    yield from own.iterator(chunk_size=2000)
    yield from ((row, "It is of another place.") for row in unrolled(dataset.outside))
