"""Wards, small areas and postcodes from their files."""

from itertools import combinations

from pact.core import bulk, geometry
from pact.core.dates import short_day
from pact.core.refusals import Refused
from pact.core.wording import counted
from pact.places import actions as places
from pact.places.models import Postcode, SmallArea, SmallAreaLink, Ward
from profiles.loading import periods
from profiles.loading.tables import Fault

MOST_OVERLAP = 0.01  # of the smaller ward: generalised outlines may nibble at each other


# Wards


def wards(dataset, file, source, outcome, *, former, indicators, by, at):
    """Open the wards of a set of boundaries that begins on `file.starts_on`; redraw and end what it changes.

    A boundary that differs on the same day is refused: that would rewrite history.
    """
    outcome.things = "ward"
    borough, day = dataset.borough, file.starts_on
    boundaries = _of_borough(file.reader.rows(source), borough, outcome)
    _refuse_overlaps(source, boundaries)
    standing = {ward.code: ward for ward in Ward.objects.on(day).filter(borough=borough)}
    for boundary in boundaries:
        outcome.read += 1
        if boundary.note:
            outcome.notes.append(f"{boundary.name}: {boundary.note}")
        ward = standing.pop(boundary.code, None)
        if ward is None:
            places.open_ward(
                borough, code=boundary.code, name=boundary.name, boundary=boundary.outline, starts_on=day, by=by, at=at
            )
            outcome.new += 1
        elif (ward.name, ward.boundary) == (boundary.name, boundary.outline):
            outcome.same += 1
        elif ward.starts_on == day:
            raise Refused([_rewrites_history(ward, boundary)])
        else:
            places.redraw_ward(ward, name=boundary.name, boundary=boundary.outline, on=day, by=by, at=at)
            outcome.changed += 1
    for ward in standing.values():
        _end(ward, day, outcome, by=by, at=at)


def _of_borough(boundaries, borough, outcome):
    """Those of the borough, where the file says in which district or county each lies; the others are outside."""
    if not any(borough.code in boundary.within for boundary in boundaries):
        return boundaries
    elsewhere = [boundary.number for boundary in boundaries if borough.code not in boundary.within]
    outcome.read += len(elsewhere)
    outcome.outside.extend(elsewhere)
    return [boundary for boundary in boundaries if borough.code in boundary.within]


def _end(ward, day, outcome, *, by, at):
    """A ward that the new set no longer has ends where the set begins."""
    if ward.starts_on < day and ward.ends_on is None:
        places.end_ward(ward, on=day, by=by, at=at)
        outcome.notes.append(f"{ward} ended on {short_day(day)}.")
    else:
        outcome.notes.append(f"{ward} is not in this file, and stays.")


def _rewrites_history(ward, boundary):
    what = "name" if ward.boundary == boundary.outline else "boundary"
    return (
        f"The {what} of {ward} differs from the one that stands from {short_day(ward.starts_on)}. "
        "If it changed, say on which day with starts_on."
    )


def _refuse_overlaps(source, boundaries):
    shapes = [(boundary.name, geometry.parse(boundary.outline, mend=True)) for boundary in boundaries]
    for (name, shape), (other_name, other) in combinations(shapes, 2):
        if geometry.overlaps(shape, other) and geometry.shared(shape, other) > MOST_OVERLAP:
            raise Refused([f"{name} and {other_name} overlap in {source.name}."])


# Small areas


def small_areas(dataset, file, source, outcome, *, former, indicators, by, at):
    """Each with its best-fit ward. Rows of wards elsewhere are outside."""
    outcome.things = "small area"
    wards = _wards_by_code(dataset.borough)
    known = {area.code: area for area in SmallArea.objects.filter(vintage=file.vintage)}
    new, changed = [], []
    for row in file.reader.rows(source):
        if isinstance(row, Fault):
            outcome.fault(row.row, row.reason)
            continue
        outcome.read += 1
        if row.ward not in wards:
            outcome.outside.append(row.number)
            continue
        _sort(row.code, file.vintage, row.name, wards[row.ward], known, new, changed, outcome)
    _write(new, changed)


def small_area_boundaries(dataset, file, source, outcome, *, former, indicators, by, at):
    outcome.things = "small area"
    known = {area.code: area for area in SmallArea.objects.filter(vintage=file.vintage, ward__borough=dataset.borough)}
    changed = []
    for boundary in file.reader.rows(source):
        outcome.read += 1
        area = known.get(boundary.code)
        if area is None:
            outcome.outside.append(boundary.number)
        elif area.boundary == boundary.outline:
            outcome.same += 1
        else:
            # The outline of a small area is no history of ours: it belongs to one census and is only ever drawn better.
            outcome.changed += area.boundary is not None
            outcome.new += area.boundary is None
            area.boundary = boundary.outline
            changed.append(area)
    SmallArea.objects.bulk_update(changed, ["boundary"], batch_size=200)


def small_area_changes(dataset, file, source, outcome, *, former, indicators, by, at):
    """The areas of the next census, each in the ward that its predecessors share; where they differ, in none."""
    outcome.things = "small area"
    mine = SmallArea.objects.filter(vintage=2011, ward__borough=dataset.borough).select_related("ward")
    old = {area.code: area for area in mine}
    rows, links = {}, []
    for row in file.reader.rows(source):
        if isinstance(row, Fault):
            outcome.fault(row.row, row.reason)
            continue
        outcome.read += 1
        if row.old not in old:
            outcome.outside.append(row.number)
        else:
            rows.setdefault(row.new, []).append(row)
            links.append(row)
    known = {area.code: area for area in SmallArea.objects.filter(vintage=2021, code__in=rows)}
    new, changed = [], []
    for code, parts in rows.items():
        candidates = {old[part.old].ward for part in parts}
        ward = candidates.pop() if len(candidates) == 1 else None
        if ward is None:
            outcome.notes.append(f"{code} spans more than one ward and is in none.")
        _sort(code, 2021, parts[0].name, ward, known, new, changed, outcome)
    _write(new, changed)
    _link(old, links)


def _link(old, rows):
    new = dict(SmallArea.objects.filter(vintage=2021, code__in={row.new for row in rows}).values_list("code", "pk"))
    linked = set(SmallAreaLink.objects.filter(new__in=new.values()).values_list("old", "new"))
    links = [SmallAreaLink(old=old[row.old], new_id=new[row.new], change=row.change) for row in rows]
    SmallAreaLink.objects.bulk_create(link for link in links if (link.old_id, link.new_id) not in linked)


def _sort(code, vintage, name, ward, known, new, changed, outcome):
    area = known.get(code)
    ward_id = ward.pk if ward else None
    if area is None:
        new.append(SmallArea(code=code, vintage=vintage, name=name, ward_id=ward_id))
        outcome.new += 1
    elif (area.name, area.ward_id) == (name, ward_id):
        outcome.same += 1
    else:
        area.name, area.ward_id = name, ward_id
        changed.append(area)
        outcome.changed += 1


def _write(new, changed):
    SmallArea.objects.bulk_create(new, batch_size=500)
    SmallArea.objects.bulk_update(changed, ["name", "ward"], batch_size=200)


# Postcodes


def postcodes(dataset, file, source, outcome, *, former, indicators, by, at):
    """Those of the borough. A postcode that a later file no longer has stays: people go on using it."""
    outcome.things = "postcode"
    found = file.reader.rows(source, dataset.borough.code)
    wards = _wards_by_code(dataset.borough)
    for fault in found.faults:
        outcome.fault(fault.row, fault.reason)
    outcome.placeless.extend(found.placeless)
    outcome.outside.extend(found.outside)
    outcome.read += len(found.rows) + len(found.placeless) + len(found.outside)

    placed = _by_point(found.rows, wards, dataset.borough, file, outcome) if file.by_point else {}
    mine = []
    for row in found.rows:
        if ward := wards.get(row.ward) or placed.get(row.number):
            mine.append((row.code, ward.pk, row.longitude, row.latitude, row.quality))
        else:
            reason = f"Its ward, {row.ward[:20] or 'none'}, is not one of {dataset.borough}."
            outcome.faults.append(Fault(row.number, reason))
    known = _known_postcodes(mine)
    new = [row for row in mine if row[0] not in known]
    changed = [row for row in mine if row[0] in known and known[row[0]] != row[1:]]
    bulk.insert(Postcode, ["code", "ward_id", "longitude", "latitude", "quality"], new)
    Postcode.objects.bulk_update(
        [Postcode(code=c, ward_id=w, longitude=x, latitude=y, quality=q) for c, w, x, y, q in changed],
        ["ward", "longitude", "latitude", "quality"],
        batch_size=500,
    )
    outcome.new, outcome.changed, outcome.same = len(new), len(changed), len(mine) - len(new) - len(changed)


def _by_point(rows, wards, borough, file, outcome):
    """{number of a row: ward} of postcodes whose ward code is of other boundaries: the ward that holds their point."""
    day = periods.first_day(file.period)
    standing = [ward for ward in Ward.objects.on(day).filter(borough=borough).order_by("code") if ward.boundary]
    strange = [row for row in rows if row.ward not in wards]
    if not standing or not strange:
        return {}
    points = [(row.longitude, row.latitude) for row in strange]
    found = geometry.assign(points, [geometry.parse(ward.boundary, mend=True) for ward in standing])
    placed = {row.number: standing[n] for row, n in zip(strange, found, strict=True) if n != geometry.NOBODY}
    outcome.notes.append(
        f"{counted(len(placed), 'postcode')} with ward codes of other boundaries went to the ward that holds the point."
    )
    return placed


def _known_postcodes(rows):
    codes = [code for code, *_ in rows]
    facts = ("ward_id", "longitude", "latitude", "quality")
    known = {}
    for start in range(0, len(codes), 10_000):
        some = Postcode.objects.filter(code__in=codes[start : start + 10_000]).values_list("code", *facts)
        known |= {code: tuple(rest) for code, *rest in some}
    return known


def _wards_by_code(borough):
    """The ward of each code that stands, or stood last: a code is given anew whenever a boundary changes much."""
    wards = {ward.code: ward for ward in Ward.objects.filter(borough=borough).order_by("starts_on", "pk")}
    if not wards:
        raise Refused([f"No ward of {borough} is known yet. Load its ward boundaries first."])
    return wards
