"""Tables of figures: which of the five shapes they have."""

import difflib
import re

from pact.core.wording import sentence_list
from profiles.loading import contents, headings, periods, tables
from profiles.loading.contents import CODE, NUMBER, PERIOD, POSTCODES, WORDS
from profiles.loading.figures import AGE, period_and_rest
from profiles.loading.guesses.guess import ALMOST, BOTH, ONE, Guess, holding, sureness
from profiles.loading.indicators import CATALOGUE, ETHNIC_GROUPS, Facts
from profiles.loading.long import slug_of


def figures(titles, looks, name):
    codes = holding(looks, CODE)
    if any(looks[title].distinct > 1 for title in holding(looks, POSTCODES)):
        return None
    # Of several, the one with most areas: its council stands beside every small area.
    area = max(codes, key=lambda title: (looks[title].distinct, tables.plain(title) in headings.AREA), default="")
    area = area or _names(titles, looks)
    if not area:
        return None
    found = Guess("figures", BOTH, {}, {area: ("area_column", sureness(area, headings.AREA))})
    if not codes:
        found.notes.append("It names its areas without codes. Each is looked for among the names of the borough.")
    found.entry = {"shape": "columns", "area_column": area}
    _period(found, looks)
    rest = [title for title in titles if title not in found.facts]
    for attempt in (_ages, _periods, _groups, _long):
        if attempt(found, rest, looks, area):
            break
    else:
        _columns(found, rest, looks, name)
    year = contents.vintage(area, looks[area])
    if found.entry.get("adds_up", found.entry["shape"] in {"groups", "ages"}):
        found.entry["vintage"] = year or 2011
        if not year:
            found.notes.append("Whether its small areas are of 2011 or of 2021 is not clear. Say so as “vintage”.")
    return found


def _names(titles, looks):
    """The column that names areas where none holds their codes; "" where there are no figures beside it."""
    return headings.first(_words(titles, looks), headings.AREA_NAME) if _numbers(titles, looks) else ""


def _period(found, looks):
    when = [title for title in holding(looks, PERIOD) if not periods.canonical(title)]
    named = headings.first(when, headings.PERIOD)
    if named or when:
        found.entry["period_column"] = title = named or when[0]
        found.facts[title] = ("period_column", sureness(title, headings.PERIOD))
    else:
        found.entry["period"] = ""


def _ages(found, rest, looks, area):
    ages = [title for title in rest if AGE.fullmatch(title.casefold())]
    total = headings.first(rest, headings.TOTAL)
    if len(ages) < 66 or not total:
        return False
    found.entry |= {"shape": "ages", "total_column": total}
    found.facts[total] = ("total_column", BOTH)
    found.facts |= {title: ("age", BOTH) for title in ages}
    return True


def _periods(found, rest, looks, area):
    when = [title for title in rest if periods.canonical(title) and looks[title].holds == NUMBER]
    parts = {title: period_and_rest(title) for title in rest if looks[title].holds == NUMBER}
    groups = list(dict.fromkeys(other for period, other in parts.values() if period))
    if len(when) < 2 and groups:
        when = [title for title, (period, other) in parts.items() if period and other == groups[0]]
        found.entry["under"] = groups[0]
        found.notes.append(f"Its heading has two rows. Of {sentence_list(groups)}, only “{groups[0]}” is read here.")
    if len(when) < 2:
        found.entry.pop("under", None)
        return False
    found.entry.pop("period", None)
    found.entry |= {"shape": "periods", "indicator": "figure"}
    found.indicators["figure"] = Facts(name="Figure", decimals=1)
    found.facts |= {title: ("value", BOTH) for title in when}
    found.notes.append("Say what its figures are of, as “indicator”.")
    return True


def _is_repeated(look):
    return look.distinct < ALMOST * sum(map(bool, look.cells))


def _groups(found, rest, looks, area):
    total, value = (headings.first(_numbers(rest, looks), names) for names in (headings.TOTAL, headings.VALUE))
    group = headings.first(_words(rest, looks), headings.GROUP)
    if not (total and value and group) or not _is_repeated(looks[area]):
        return False
    names = dict.fromkeys(cell for cell in looks[group].cells if cell)
    groups = {name: _slug(found, name, is_count=True, is_share_too=True) for name in names}
    found.entry |= {"shape": "groups", "group_column": group, "value_column": value, "total_column": total}
    found.entry |= {"groups": groups, "total": _slug(found, total, is_count=True)}
    found.facts |= {title: (f"{fact}_column", BOTH) for title, fact in ((group, "group"), (value, "value"))}
    found.facts[total] = ("total_column", BOTH)
    return True


def _numbers(titles, looks):
    return [title for title in titles if looks[title].holds == NUMBER]


def _words(titles, looks):
    return [title for title in titles if looks[title].holds == WORDS]


def _long(found, rest, looks, area):
    value = headings.first(_numbers(rest, looks), headings.VALUE)
    name = headings.first(_words(rest, looks), headings.INDICATOR)
    if not value or not name or not _is_repeated(looks[area]):
        return False
    found.entry |= {"shape": "long", "indicator_column": name, "value_column": value}
    found.facts |= {name: ("indicator_column", BOTH), value: ("value_column", BOTH)}
    for fact, names in (("measure_column", headings.MEASURE), ("unit_column", headings.UNIT)):
        if title := headings.first(_words(rest, looks), names):
            found.entry[fact] = title
            found.facts[title] = (fact, BOTH)
    return True


def _columns(found, rest, looks, name):
    """A column for each indicator; where the only one is called “Value”, the file's name says what it is of."""
    found.confidence = ONE
    wanted = [title for title in _numbers(rest, looks) if not headings.is_row_number(title)]
    called = {title: title for title in wanted}
    if len(wanted) == 1 and tables.plain(wanted[0]) in headings.VALUE:
        called = {wanted[0]: re.sub(r"[-_ .]+", " ", name.partition(".")[0]).strip()}
    found.entry["column"] = [{"name": title, "indicator": _slug(found, called[title])} for title in wanted]
    found.facts |= {title: ("column", ONE) for title in wanted}
    if not wanted:
        found.kind, found.confidence = "", 0.0


def _slug(found, title, *, is_count=False, is_share_too=False):
    """The indicator that goes by this name already, or one to be described."""
    names = {facts.name.casefold(): slug for slug, facts in CATALOGUE.items() if not slug.startswith("share-")}
    if is_share_too:
        names |= {group.casefold(): slug for slug, group in ETHNIC_GROUPS.items()}
    if re.match(r"index of multiple deprivation \(imd\) decile", title, re.IGNORECASE):
        return "imd-decile"
    if near := difflib.get_close_matches(title.casefold(), names, n=1, cutoff=0.9):
        return names[near[0]]
    slug = slug_of(title) or "figure"
    if known := [known for known in CATALOGUE if "-" in known and slug.endswith(known) and not is_share_too]:
        return max(known, key=len)
    words = title.replace("_", " ").strip()[:140]
    if slug not in CATALOGUE:
        found.indicators[slug] = Facts(name=words[:1].upper() + words[1:], decimals=0 if is_count else 1)
    if is_share_too:
        found.indicators[f"share-{slug}"] = Facts(name=f"{words}: share", unit="%", decimals=1)
    return slug
