"""What the figures and incidents say about a ward, in a number of queries that does not grow with the rows."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median, quantiles

from django.db.models import Count, Max
from django.utils import timezone

from pact.accounts.models import Membership, Role
from pact.core.dates import moment, month
from pact.core.suppression import suppress
from pact.core.wording import number, rate
from pact.core.working_days import add_months
from pact.places.models import TownshipWard, Ward
from profiles import rules
from profiles.loading.runs import unrolled
from profiles.models import (
    AreaProfile,
    Dataset,
    Figure,
    Incident,
    Indicator,
    MemberAnswer,
    PriorityActionArea,
)

UNITS = {"%": "%", "percent": "%", "people": "", "count": ""}


def ordinal(place):
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of one ward beside its township and borough. `rank` 1 is the highest of `out_of` wards."""

    slug: str
    name: str
    topic: str
    unit: str
    meaning: str
    better: str
    decimals: int
    period: str
    value: float
    township: float | None
    borough: float | None
    low: float
    lower_quarter: float
    middle: float
    upper_quarter: float
    high: float
    rank: int
    out_of: int
    trend: list
    source: str
    source_period: str
    loaded_on: str

    @property
    def stands_out(self):
        """Whether the ward lies in the quarter of wards that is worse off, where worse can be said."""
        if self.better == "low":
            return self.value >= self.upper_quarter and self.out_of > 3
        return self.better == "high" and self.value <= self.lower_quarter and self.out_of > 3

    @property
    def shown(self):
        return self._in_words(self.value)

    @property
    def township_shown(self):
        return self._in_words(self.township)

    @property
    def borough_shown(self):
        return self._in_words(self.borough)

    @property
    def place_in_words(self):
        """Where the ward stands among the borough's: "3rd highest of 25"."""
        if self.out_of < 2:
            return "The only ward with a figure"
        from_top, from_bottom = self.rank, self.out_of - self.rank + 1
        place, end = (from_top, "highest") if from_top <= from_bottom else (from_bottom, "lowest")
        return f"{end.capitalize()} of {self.out_of}" if place == 1 else f"{ordinal(place)} {end} of {self.out_of}"

    def _in_words(self, value):
        return (
            "–" if value is None else f"{number(value, self.decimals)}{UNITS.get(self.unit, f' {self.unit}'.rstrip())}"
        )


@dataclass(frozen=True)
class IssueRow:
    """Recorded incidents of one issue type over the latest year in the data, per 1,000 people beside the borough."""

    code: str
    name: str
    count: int
    rate: float | None
    borough_rate: float | None
    months: list

    @property
    def is_high(self):
        return bool(self.borough_rate and self.rate and self.rate > 1.2 * self.borough_rate)


@dataclass(frozen=True)
class IssueLine:
    """An issue row as it may be shown: a small count, and what would give it away, is suppressed (rule 64)."""

    row: IssueRow
    shown: str
    rate_shown: str
    borough_rate_shown: str
    is_high: bool
    is_hidden: bool


@dataclass(frozen=True)
class Numbers:
    """Everything countable on a profile, as it stands on `day`."""

    day: str
    population: int | None
    households: int | None
    indicators: list
    issues: list
    months: list
    incidents: int
    busiest_places: list
    sources: list

    def as_json(self):
        return asdict(self)

    @property
    def issue_lines(self):
        counts = suppress([row.count for row in self.issues])
        return [
            IssueLine(
                row=row,
                shown=str(cell),
                rate_shown="–" if cell.is_suppressed or row.rate is None else rate(row.rate),
                borough_rate_shown="–" if row.borough_rate is None else rate(row.borough_rate),
                is_high=row.is_high and not cell.is_suppressed,
                is_hidden=cell.is_suppressed,
            )
            for row, cell in zip(self.issues, counts, strict=True)
        ]

    @property
    def span_in_words(self):
        """The months that the incidents cover: "March 2023 to February 2024"."""
        if not self.months:
            return ""
        return f"{month(date.fromisoformat(self.months[0]))} to {month(date.fromisoformat(self.months[-1]))}"

    @classmethod
    def from_json(cls, frozen):
        rows = {
            "indicators": [IndicatorRow(**row) for row in frozen["indicators"]],
            "issues": [IssueRow(**row) for row in frozen["issues"]],
        }
        return cls(**(frozen | rows))


def numbers_of(profile, *, today):
    """A published profile's numbers as they were frozen, a draft's as they are now."""
    return Numbers.from_json(profile.frozen) if profile.frozen else numbers(profile.ward, today=today)


def numbers(ward, *, today):
    first, months = latest_year(ward)
    issues = issue_rows(ward, first=first, months=months)
    return Numbers(
        day=today.isoformat(),
        population=ward.population,
        households=ward.households,
        indicators=indicator_rows(ward, today=today),
        issues=issues,
        months=[month.isoformat() for month in months],
        incidents=sum(issue.count for issue in issues),
        busiest_places=busiest_places(ward, first=first),
        sources=sources(ward),
    )


def indicator_rows(ward, *, today):
    """Each indicator's latest value for the ward, beside the other wards of its borough. Two queries."""
    wards = {w.code: w.pk for w in Ward.objects.on(today).filter(borough=ward.borough_id)}
    neighbours = set(
        Ward.objects.filter(memberships__township__memberships__ward=ward).distinct().values_list("code", flat=True)
    )
    figures = Figure.objects.filter(
        dataset__withdrawn_at=None, area_code__in=[*wards, ward.borough.code]
    ).select_related("indicator", "dataset")

    by_indicator = defaultdict(lambda: defaultdict(dict))
    about, source = {}, {}
    for figure in figures.order_by("dataset__loaded_at", "pk"):
        by_indicator[figure.indicator_id][figure.period][figure.area_code] = figure.value
        about[figure.indicator_id] = figure.indicator
        source[figure.indicator_id] = figure.dataset
    rows = [_indicator_row(about[pk], source[pk], periods, ward, neighbours) for pk, periods in by_indicator.items()]
    return sorted((row for row in rows if row), key=lambda row: (row.topic, row.name))


def _indicator_row(indicator, dataset, periods, ward, neighbours):
    known = [period for period in sorted(periods) if ward.code in periods[period]]
    if not known:
        return None
    latest = periods[known[-1]]
    borough = latest.get(ward.borough.code)
    spread = sorted(value for code, value in latest.items() if code != ward.borough.code)
    near = [latest[code] for code in neighbours if code in latest]
    low, middle, high = quantiles(spread, n=4) if len(spread) > 1 else [spread[0]] * 3
    return IndicatorRow(
        slug=indicator.slug,
        name=indicator.name,
        topic=indicator.topic,
        unit=indicator.unit,
        meaning=indicator.meaning,
        better=indicator.better,
        decimals=indicator.decimals,
        period=known[-1],
        value=latest[ward.code],
        township=median(near) if near else None,
        borough=borough if borough is not None else median(spread),
        low=spread[0],
        lower_quarter=low,
        middle=middle,
        upper_quarter=high,
        high=spread[-1],
        rank=1 + sum(value > latest[ward.code] for value in spread),
        out_of=len(spread),
        trend=[[period, periods[period][ward.code]] for period in known[-13:]],
        source=dataset.source,
        source_period=dataset.period,
        loaded_on=dataset.loaded_at.date().isoformat(),
    )


def latest_year(ward):
    """The first day and the months of the latest twelve for which the borough has incidents in use."""
    last = Incident.objects.filter(ward__borough=ward.borough_id, dataset__withdrawn_at=None).aggregate(
        last=Max("month")
    )["last"]
    if last is None:
        return None, []
    first = add_months(last, -11)
    return first, [add_months(first, n) for n in range(12)]


def issue_rows(ward, *, first, months):
    """Recorded incidents by issue type, most first. Months that no file covers count as nought."""
    if first is None:
        return []
    since = Incident.objects.filter(dataset__withdrawn_at=None, month__gte=first, issue_type__isnull=False)
    here = since.filter(ward=ward).values("issue_type__code", "issue_type__name", "month").annotate(n=Count("pk"))
    borough = dict(since.filter(ward__borough=ward.borough_id).values_list("issue_type__code").annotate(n=Count("pk")))
    people = sum(
        Ward.objects.filter(borough=ward.borough_id).values_list("population", flat=True).exclude(population=None)
    )

    by_type = defaultdict(dict)
    for row in here.order_by("issue_type__code", "month"):
        by_type[row["issue_type__code"], row["issue_type__name"]][row["month"]] = row["n"]
    rows = [
        IssueRow(
            code=code,
            name=name,
            count=sum(counts.values()),
            rate=1000 * sum(counts.values()) / ward.population if ward.population else None,
            borough_rate=1000 * borough[code] / people if people else None,
            months=[counts.get(month, 0) for month in months],
        )
        for (code, name), counts in by_type.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.name))


def busiest_places(ward, *, first, most=10):
    """Where incidents were recorded most often in the latest year: named place, count, longitude, latitude."""
    if first is None:
        return []
    places = (
        Incident.objects.filter(ward=ward, dataset__withdrawn_at=None, month__gte=first)
        .values("longitude", "latitude")
        .annotate(n=Count("pk"), place=Max("location"))
        .order_by("-n", "longitude", "latitude")[:most]
    )
    return [[row["place"], row["n"], row["longitude"], row["latitude"]] for row in places]


def sources(ward):
    """Every dataset in use behind the ward's profile (rule 5): title, source, licence, period, attribution."""
    used = Dataset.objects.filter(borough=ward.borough_id, withdrawn_at=None).order_by("title", "pk")
    return [[d.title, d.source, d.licence, d.period, d.attribution, d.loaded_at.date().isoformat()] for d in used]


def first_words(ward):
    """A first draft in plain English from what is known of the ward, for the analyst to rewrite."""
    people = f"{number(ward.population)} people live in {ward}." if ward.population else ""
    if ward.households:
        people += f" There are {number(ward.households)} households."
    return {"people": people, "figures": "", "consultation": "", "partners": ""}


@dataclass(frozen=True)
class WardLine:
    """A ward in the overview of profiles: its latest version, how fresh it is, and its areas."""

    ward: Ward
    township: str
    profile: AreaProfile | None
    draft: AreaProfile | None
    areas: int
    confirmed: int
    published_on: date | None
    is_stale: bool

    @property
    def standing(self):
        if self.profile is None:
            return "None yet"
        return "Stale" if self.is_stale else "Fresh"

    @property
    def colour(self):
        return {"Fresh": "green", "Stale": "red"}.get(self.standing, "grey")


def overview(wards, *, today):
    """All wards with the state of their profiles, by township (W40, W50). Four queries."""
    wards = list(wards.select_related("borough"))
    township = dict(TownshipWard.objects.on(today).filter(ward__in=wards).values_list("ward_id", "township__name"))
    latest, drafts = {}, {}
    for profile in AreaProfile.objects.filter(ward__in=wards).select_related("ward").order_by("version"):
        (latest if profile.is_published else drafts)[profile.ward_id] = profile
    counts = defaultdict(lambda: defaultdict(int))
    for profile in latest.values():
        counts[profile.pk]
    areas = AreaProfile.objects.filter(pk__in=list(counts)).values_list("pk", "areas__state").annotate(n=Count("areas"))
    for pk, state, n in areas:
        counts[pk][state] = n
    lines = [
        WardLine(
            ward=ward,
            township=township.get(ward.pk, ""),
            profile=latest.get(ward.pk),
            draft=drafts.get(ward.pk),
            areas=sum(counts[latest[ward.pk].pk].values()) if ward.pk in latest else 0,
            confirmed=counts[latest[ward.pk].pk]["confirmed"] if ward.pk in latest else 0,
            published_on=timezone.localdate(latest[ward.pk].published_at) if ward.pk in latest else None,
            is_stale=ward.pk in latest and rules.is_stale(latest[ward.pk], today=today),
        )
        for ward in wards
    ]
    return sorted(lines, key=lambda line: (line.township, line.ward.name, line.ward.pk))


@dataclass(frozen=True)
class Standing:
    """Where a ward's latest published profile stands: its areas, and the members who have not answered."""

    profile: AreaProfile
    areas: int
    confirmed: int
    awaited: int
    answer_by: date | None


def standing(ward_pks):
    """`{ward.pk: Standing}` of the wards that have a published profile. Three queries."""
    latest = {p.ward_id: p for p in AreaProfile.objects.published().filter(ward__in=ward_pks).order_by("version")}
    profiles = [profile.pk for profile in latest.values()]
    areas = defaultdict(lambda: defaultdict(int))
    for area in PriorityActionArea.objects.filter(profile__in=profiles).exclude(state="refused"):
        areas[area.profile_id][area.state] += 1
    awaited = defaultdict(list)
    for row in MemberAnswer.objects.filter(profile__in=profiles, answer=""):
        awaited[row.profile_id].append(row.answer_by)
    return {
        ward: Standing(
            profile=profile,
            areas=sum(areas[profile.pk].values()),
            confirmed=areas[profile.pk]["confirmed"],
            awaited=len(awaited[profile.pk]),
            answer_by=min(awaited[profile.pk], default=None),
        )
        for ward, profile in latest.items()
    }


def areas_of(profile):
    return profile.areas.prefetch_related("issue_types").select_related("decided_by").order_by("name", "pk")


def answers_to(profile):
    return profile.member_answers.select_related("councillor").order_by("councillor__name", "pk")


def was_asked(user, profile):
    return profile.member_answers.filter(councillor=user).exists()


def members_of(ward):
    """The names of the councillors who hold a seat in the ward."""
    seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=ward)
    return list(seats.order_by("person__name").values_list("person__name", flat=True))


# Datasets


def datasets(visible, *, kind="", state=""):
    """Those of a kind and in a state ("in use" or "withdrawn"), the one loaded last first."""
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
        found = dataset.incidents.values("category", "provider", "issue_type__name").annotate(n=Count("pk"))
        rows = [
            [row["category"], row["provider"], row["issue_type__name"] or "None of the 18", number(row["n"])]
            for row in found.order_by("-n", "category", "provider")
        ]
        columns = [{"text": "Category"}, {"text": "Recorded by"}, {"text": "Issue type"}]
        return Contents("Incidents", [*columns, {"text": "Incidents", "is_number": True}], rows)
    return Contents("", [], [])


def rows_not_taken(dataset):
    """(number, reason) of every row that was not taken; those of other places last. An iterator, row by row."""
    own = dataset.refused_rows.order_by("number", "pk").values_list("number", "reason")
    yield from own.iterator(chunk_size=2000)
    yield from ((row, "It is of another place.") for row in unrolled(dataset.outside))
