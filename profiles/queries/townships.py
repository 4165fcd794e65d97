"""The wards of a township beside each other (W40, W50): people, what was recorded, and where each is worse off."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from pact.core.suppression import suppress
from pact.core.wording import number
from pact.places.models import TownshipWard, Ward
from profiles.models import IncidentCount


@dataclass(frozen=True)
class TownshipLine:
    """One ward of a township, as it may be shown (rule 64). `worse` of `judged` figures are in the worse quarter."""

    ward: str
    slug: str
    population: int | None
    incidents: str
    rate: str
    worse: int
    judged: int
    worst: str

    @property
    def population_shown(self):
        return number(self.population) or "–"

    @property
    def standing(self):
        return f"{self.worse} of {self.judged}" if self.judged else "–"


def township_lines(wards, rows, *, months):
    """`TownshipLine`s of these wards of one borough, by name; `rows` as from `rows_of_wards`. One query.

    What a ward's own profile hides of its incidents in all, lest it tell one issue type, is hidden here as well.
    """
    wards = sorted(wards, key=lambda ward: (ward.name, ward.pk))
    if not wards:
        return []
    found = IncidentCount.objects.in_use().filter(ward__in=wards, month__in=months, issue_type__isnull=False)
    kinds = defaultdict(list)
    for ward, _, count in found.order_by().values_list("ward", "issue_type").annotate(n=Sum("count")):
        kinds[ward].append(count)
    cells = suppress(
        [sum(kinds[ward.pk]) if kinds else None for ward in wards],
        hidden=[n for n, ward in enumerate(wards) if suppress(kinds[ward.pk]).total.is_suppressed],
    )
    return [_line(ward, cell, rows[ward.pk]) for ward, cell in zip(wards, cells, strict=True)]


def _line(ward, cell, rows):
    judged = [row for row in rows if row.can_be_judged]
    worse = [row for row in judged if row.stands_out]
    return TownshipLine(
        ward=ward.name,
        slug=ward.slug,
        population=ward.population,
        incidents=str(cell),
        rate=number(cell.per(ward.population), 1) or "–",
        worse=len(worse),
        judged=len(judged),
        worst=", ".join(row.name for row in worse[:3]) or "–",
    )


def wards_of_township(township, *, today):
    inside = TownshipWard.objects.on(today).filter(township=township).values("ward")
    return Ward.objects.on(today).filter(pk__in=inside).select_related("borough")


def wards_beside(ward, *, today):
    """The wards of the ward's own township, itself among them; none where it is in no township."""
    here = TownshipWard.objects.on(today).filter(ward=ward).values("township")
    inside = TownshipWard.objects.on(today).filter(township__in=here).values("ward")
    return list(Ward.objects.on(today).filter(pk__in=inside).select_related("borough").defer("boundary"))


def figures_by_ward(wards, rows):
    """The figures that can be judged as columns and rows of a table: an indicator a row, a ward a column."""
    wards = sorted(wards, key=lambda ward: (ward.name, ward.pk))
    by_ward = {ward.pk: {row.slug: row for row in rows[ward.pk]} for ward in wards}
    judged = {row.slug: row for some in rows.values() for row in some if row.can_be_judged}
    ordered = sorted(judged.values(), key=lambda row: (row.topic, row.name))
    return {
        "columns": [{"text": "Figure"}, *({"text": ward.name, "is_number": True} for ward in wards)],
        "rows": [
            [{"text": each.name, "href": each.href}, *(_shown(by_ward[ward.pk].get(each.slug)) for ward in wards)]
            for each in ordered
        ],
    }


def _shown(row):
    return row.shown if row else "–"
