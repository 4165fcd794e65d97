"""Small areas added up to each ward and to the borough, with shares. What has a gap is left out, and said."""

from collections import defaultdict

from pact.core.refusals import Refused
from profiles.loading import periods


def added_up(values, areas, file, outcome):
    """{(slug, code of a ward or of the borough, period): sum} of {(slug, code of a small area, period): value}.

    A small area that spans wards is divided among them only if the manifest says `spanning = "apportion"`.
    """
    if not areas.in_ward:
        raise Refused([f"Which small areas lie in which ward of {areas.borough} is not known. Load that lookup first."])
    by_area = defaultdict(dict)
    for (slug, code, period), value in values.items():
        by_area[period, code][slug] = value
    sums = {}
    for period in sorted({period for period, _ in by_area}):
        everything, is_complete = [], True
        for ward, shares in _wards(areas):
            parts = _parts(ward, shares, by_area, period, areas, file, outcome)
            if parts is None:
                is_complete = False
            else:
                _add(sums, parts, ward, period, file.reader.parts)
                everything += parts
        if is_complete:
            _add(sums, everything, areas.borough.code, period, file.reader.parts)
    return sums


def _wards(areas):
    """(code of a ward, {code of a small area: share of it}) for each ward."""
    shares = defaultdict(dict)
    for ward, codes in areas.in_ward.items():
        shares[ward] = dict.fromkeys(codes, 1)
    for code, wards in areas.spanning.items():
        for ward, share in wards.items():
            shares[ward][code] = share
    return sorted(shares.items())


def _parts(ward, shares, by_area, period, areas, file, outcome):
    """What each small area adds to its ward, or None if one is missing or may not be divided."""
    missing = [code for code in shares if (period, code) not in by_area]
    divided = [code for code, share in shares.items() if share < 1]
    if missing and not file.missing_means_none:
        reason = f"{len(missing)} of its {len(shares)} small areas are missing"
    elif divided and file.spanning != "apportion":
        reason = f"{divided[0]} spans more than one ward, and the manifest does not say to apportion it"
    else:
        none = {slug: 0 for of, code in by_area if of == period for slug in by_area[of, code]}
        parts = [none] if file.missing_means_none else []
        return parts + [_scaled(by_area.get((period, code), {}), share) for code, share in shares.items()]
    outcome.notes.append(f"{areas.ward(ward, period)} has no sum for {periods.in_words(period)}: {reason}.")
    return None


def _scaled(values, share):
    return values if share == 1 else {slug: value * share for slug, value in values.items()}


def _add(sums, parts, code, period, shares):
    total = defaultdict(float)
    for part in parts:
        for slug, value in part.items():
            total[slug] += value
    for slug, value in total.items():
        sums[slug, code, period] = value
    for share in shares:
        if total[share.whole]:
            sums[share.share, code, period] = round(100 * total[share.count] / total[share.whole], 4)
