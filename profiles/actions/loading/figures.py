"""Figures from a file, each for the area that it is published for."""

from collections import defaultdict

from pact.core import bulk
from pact.core.refusals import Refused
from pact.places import actions as places
from pact.places.models import SmallArea, SmallAreaLink, Ward
from profiles.actions.loading import adding
from profiles.actions.loading.naming import Names, Twins
from profiles.loading import periods
from profiles.loading.tables import Fault
from profiles.models import ENGLAND, Figure, Indicator

FIELDS = ["dataset_id", "indicator_id", "area_code", "ward_id", "period", "value"]


def figures(dataset, file, source, outcome, *, former, indicators, by, at):
    """Take the rows of the borough, its wards and small areas. Nothing is summed over areas of different kinds."""
    outcome.things = "figure"
    areas = Areas(dataset.borough, vintage=file.vintage)
    values, row_of, indicators, number = {}, {}, dict(indicators), 0
    twins = Twins()
    for given in file.reader.rows(source):
        row = areas.names.resolve(given)
        if isinstance(row, str):
            _count_unnamed(given, row, outcome)
            continue
        is_elsewhere = not areas.has(row.area)
        if isinstance(row, Fault):
            _count_fault(row, is_elsewhere, outcome)
            continue
        outcome.read += len(row.numbers)
        number = row.numbers[0] if row.numbers else number  # the rest of a row that has several periods
        if is_elsewhere:
            _count_elsewhere(row, areas, file, outcome)
        elif row.area != given.area and any(
            [twins.met(given.area, (slug, row.area, row.period), number) for slug in row.values]
        ):
            pass  # said below, of both rows
        elif taken := next(filter(None, (row_of.get((slug, row.area, row.period)) for slug in row.values)), None):
            reason = f"{row.area} has a value for {periods.in_words(row.period)} in row {taken} already."
            outcome.faults.extend(Fault(number, reason) for number in row.numbers)
        else:
            indicators |= row.described
            for slug, value in row.values.items():
                row_of[slug, row.area, row.period] = number
                values[slug, row.area, row.period] = value
    _leave_out_twins(twins, values, outcome)
    outcome.refuse_if_nothing_is_taken(source.name, dataset.borough)
    if file.adds_up:
        # What the file itself says of a ward is better than our sum.
        values = adding.added_up(values, areas, file, outcome) | values
    keys = _indicators({slug for slug, _, _ in values}, indicators)
    rows = [
        (dataset.pk, keys[slug], code, areas.ward_key(code, period), period, value)
        for (slug, code, period), value in values.items()
    ]
    bulk.insert(Figure, FIELDS, rows)
    _compare(values, former, outcome)
    dataset.period = periods.span_in_words(period for _, _, period in values)[:60]
    if file.fills:
        _fill(values, areas, file.fills, outcome, by=by, at=at)


def _count_fault(fault, is_elsewhere, outcome):
    """What is wrong with the row of another place is not this borough's concern."""
    if fault.area and is_elsewhere:
        outcome.read += 1
        outcome.outside.append(fault.row)
    else:
        outcome.fault(fault.row, fault.reason)


def _count_unnamed(row, reason, outcome):
    """A row whose name stands for several areas, or nearly for one."""
    numbers = (row.row,) if isinstance(row, Fault) else row.numbers
    for number in numbers:
        outcome.fault(number, reason)


def _leave_out_twins(twins, values, outcome):
    """A file of the whole country has many an Abbey: two rows of one name are both left out."""
    told = set()
    for key, faults in twins.faults():
        values.pop(key, None)
        outcome.faults.extend(fault for fault in faults if fault.row not in told)
        told |= {fault.row for fault in faults}


def _count_elsewhere(row, areas, file, outcome):
    """A row of another place, unless it is of this one by the codes of another census: that is a mistake to be told."""
    vintage = areas.other_vintage(row.area)
    if vintage:
        reason = f"{row.area} is a small area of {vintage}, and the file is said to be of {file.vintage}."
        outcome.faults.extend(Fault(number, reason) for number in row.numbers)
    else:
        outcome.outside.extend(row.numbers)


class Areas:
    """The areas of a borough that figures can be of, by code: itself, its wards, its small areas of either census."""

    def __init__(self, borough, *, vintage):
        self.borough = borough
        self._wards = defaultdict(list)
        for ward in Ward.objects.filter(borough=borough).order_by("starts_on", "pk"):
            self._wards[ward.code].append(ward)
        if not self._wards:
            raise Refused([f"No ward of {borough} is known yet. Load its ward boundaries first."])
        self._ward_of = dict(
            SmallArea.objects.filter(ward__borough=borough, **({"vintage": vintage} if vintage else {}))
            .order_by("-vintage")
            .values_list("code", "ward__code")
        )
        self._other_vintages = dict(
            SmallArea.objects.filter(ward__borough=borough).exclude(vintage=vintage).values_list("code", "vintage")
            if vintage
            else ()
        )
        mine = SmallArea.objects.filter(code__in=self._ward_of, **({"vintage": vintage} if vintage else {}))
        self.names = Names(borough, self._wards, mine.values_list("code", "name"))
        self.in_ward = defaultdict(set)
        for code, ward in self._ward_of.items():
            self.in_ward[ward].add(code)
        self.spanning = _spanning(borough, vintage)

    def has(self, code):
        """Whether figures of this area are wanted: the borough's own, and England's to compare them with."""
        return (
            code in {self.borough.code, ENGLAND}
            or code in self._wards
            or code in self._ward_of
            or code in self.spanning
        )

    def other_vintage(self, code):
        """The census whose small area of the borough this is, where it is not the file's; else None."""
        return self._other_vintages.get(code)

    def ward_key(self, code, period):
        """The ward that an area is or lies in; None for the borough as a whole."""
        ward = self.ward(self._ward_of.get(code, code), period)
        return ward.pk if ward else None

    def ward(self, code, period):
        """The ward row of this code in the period, or the nearest in time: a code stands for one boundary."""
        rows, day = self._wards.get(code, []), periods.first_day(period)
        earlier = [ward for ward in rows if ward.starts_on <= day]
        return (earlier[-1] if earlier else rows[0]) if rows else None


def _spanning(borough, vintage):
    """{code: {code of a ward: share}} of small areas whose predecessors lie in different wards.

    The share is of the predecessors: each census draws its small areas for about as many people.
    """
    old = defaultdict(list)
    # One table at a time: PostgreSQL knows nothing yet of rows that were just loaded, and joins them one by one.
    new = dict(SmallArea.objects.filter(ward=None, vintage=vintage).values_list("pk", "code"))
    ward_of = dict(SmallArea.objects.exclude(ward=None).values_list("pk", "ward"))
    wards = Ward.objects.defer("boundary").in_bulk()
    for before, after in SmallAreaLink.objects.values_list("old", "new"):
        if after in new:
            old[new[after]].append(wards.get(ward_of.get(before)))
    found = {}
    for code, wards in old.items():
        mine = [ward.code for ward in wards if ward and ward.borough_id == borough.pk]
        if mine:
            found[code] = {ward: mine.count(ward) / len(wards) for ward in mine}
    return found


def _indicators(slugs, catalogue):
    """{slug: primary key}; an indicator is described when it is first met, and then belongs to the analysts."""
    keys = dict(Indicator.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    for slug in sorted(slugs - set(keys)):
        facts = catalogue[slug]
        keys[slug] = Indicator.objects.create(slug=slug, **vars(facts)).pk
    return keys


def _compare(values, former, outcome):
    """How many figures are new, changed or the same beside the file that this one replaces."""
    before = {}
    if former:
        facts = former.figures.values_list("indicator__slug", "area_code", "period", "value")
        before = {(slug, code, period): value for slug, code, period, value in facts}
    outcome.same = sum(before.get(key) == value for key, value in values.items())
    outcome.changed = sum(key in before and before[key] != value for key, value in values.items())
    outcome.new = len(values) - outcome.same - outcome.changed
    if gone := len(before.keys() - values.keys()):
        outcome.notes.append(f"{gone} figures of the file loaded before are not in this one.")


def _fill(values, areas, name, outcome, *, by, at):
    """Write the newest value of a ward's figure into the ward itself (`name`: population, households, addresses)."""
    newest = {}
    for (slug, code, period), value in sorted(values.items(), key=lambda item: item[0][2]):
        if slug == name and (ward := areas.ward(code, period)):
            newest[ward] = value
    for ward, value in newest.items():
        places.count(ward, **{name: round(value)}, by=by, at=at)
    outcome.notes.append(f"The {name} of {len(newest)} wards was set.")
