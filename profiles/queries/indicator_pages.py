"""What the pages about indicators show."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from pact.core.wording import number
from profiles.loading import periods


def catalogue(visible, *, topic="", q=""):
    """Those of a topic and with these words in name or meaning, with `latest` period and `n` figures in use."""
    if topic:
        visible = visible.filter(topic=topic)
    if q:
        visible = visible.filter(Q(name__icontains=q) | Q(meaning__icontains=q))
    in_use = Q(figures__dataset__withdrawn_at=None)
    counted = visible.annotate(n=Count("figures", filter=in_use), latest=Max("figures__period", filter=in_use))
    return counted.order_by("topic", "name", "pk")


def indicator_line(indicator):
    latest = periods.in_words(indicator.latest) if indicator.latest else "Withdrawn"
    name = {"text": indicator.name, "href": indicator.get_absolute_url()}
    return [name, indicator.topic or "Other", indicator.meaning or "–", latest, number(indicator.n)]


@dataclass(frozen=True)
class WardTable:
    """The wards of a borough compared by one indicator, as the columns and rows of a table."""

    compared: list

    @property
    def has_margins(self):
        return any(each.row.margin for each in self.compared)

    @property
    def columns(self):
        sure = [{"text": "How sure"}] if self.has_margins else []
        return [{"text": "Ward"}, {"text": "Figure", "is_number": True}, {"text": "Place"}, {"text": "Change"}, *sure]

    @property
    def rows(self):
        return [_cells(each) if self.has_margins else _cells(each)[:-1] for each in self.compared]


def _cells(each):
    row = each.row
    place = f"{row.place_in_words}, {row.fifth_in_words}" if row.fifth_in_words else row.place_in_words
    change = {"template": "profiles/_change.html", "text": row.change_in_words, "note": row.sparkline}
    return [
        {"text": each.ward.name, "href": each.ward.get_absolute_url()},
        row.shown,
        place,
        change,
        row.caution or _margin(row),
    ]


def _margin(row):
    if not row.margin or row.is_hidden:
        return "–"
    low, high = (number(end, row.decimals) for end in row.margin)
    return f"{low} to {high}{row.sign}"


def indicator_facts(indicator, borough, compared):
    """What is measured, which way is better, and what to compare with, as rows of a summary list."""
    facts = [
        {"key": "What it means", "value": indicator.meaning or "Nobody has described it yet."},
        {"key": "Which way is better", "value": indicator.get_better_display()},
    ]
    if not compared:
        return facts
    row = compared[0].row
    facts += [
        {"key": str(borough), "value": row.borough_shown},
        {"key": "Middle of its wards", "value": f"{number(row.middle, row.decimals)}{row.sign}"},
    ]
    if row.england is not None:
        facts.append({"key": "England", "value": row.england_shown})
    return [*facts, {"key": "Of", "value": row.period_in_words}, {"key": "Source", "value": row.source}]
