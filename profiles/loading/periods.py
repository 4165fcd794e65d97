"""When a figure is of: written so that it sorts ("2019", "2018-11", "2018-11-30", "2020-Q1", "2023/24"), said in words.

"2023/24" is the financial year from April to March, and sorts behind the months of 2023. Rates of small places are
published for several years together: "2019-2021", "2018/19-2020/21".
"""

import re
from datetime import date, datetime
from functools import lru_cache

from pact.core.dates import MONTHS, in_london, short_day

PERIOD = re.compile(
    r"(?P<year>[12]\d{3})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>\d\d))?|-Q(?P<quarter>[1-4])|/(?P<financial>\d\d))?",
    re.ASCII,
)
SEVERAL = re.compile(r"(?P<first>[12]\d{3}(/\d\d)?)-(?P<last>[12]\d{3}(/\d\d)?)", re.ASCII)
TOGETHER = re.compile(
    r"([12]\d{3}(?:/\d\d)?) *(?:-|\u2013|to) *((?:[12]\d)?\d\d(?:/\d\d)?)(?: *\(.*\))?", re.ASCII | re.IGNORECASE
)
MOST_TOGETHER = 10  # years
YEAR, MONTH = r"(?P<year>[12]\d{3})", r"(?P<month>\d{1,2})"
NAME = r"(?P<name>[a-z]{3,9})\.?"
FINANCIAL = r"(fy *)?(?P<year>[12]\d{3}) *[/\u2013-] *(20)?(?P<financial>\d\d)"
QUARTER = r"q(uarter)? *(?P<quarter>[1-4])"
# As publishers write them. Days come before months. "2011-12" is a month; "2023-24" can only be a financial year.
SPELLINGS = [
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{YEAR}(\.0)?",
        rf"{YEAR}[-/ .m]{MONTH}",
        rf"{YEAR}(?P<month>0[1-9]|1[0-2])",
        rf"{YEAR}[-/.]{MONTH}[-/.](?P<day>\d{{1,2}})([t ].*)?",
        rf"(?P<day>\d{{1,2}})[-/.]{MONTH}[-/.]{YEAR}( .*)?",
        rf"{MONTH}[-/.]{YEAR}",
        rf"{NAME}[- ,]*{YEAR}",
        rf"{NAME}[- ](?P<short>\d\d)",
        rf"{YEAR}[- ]*{NAME}",
        rf"(?P<day>\d{{1,2}})(st|nd|rd|th)?[- ]{NAME}[- ,]*{YEAR}",
        rf"{YEAR}[- /]*{QUARTER}",
        rf"{QUARTER}[- /,]*{YEAR}",
        FINANCIAL,
        rf"{FINANCIAL}[ ,-]+{QUARTER}",
    )
]
NAMES = {name[:n].casefold(): number for number, name in enumerate(MONTHS, 1) for n in (3, 4, len(name))}


def first_day(period):
    """The first day of a period, or None if it is none.

    >>> first_day("2019"), first_day("2018-11"), first_day("2020-Q2"), first_day("2019-02-30"), first_day("Q1 2020")
    (datetime.date(2019, 1, 1), datetime.date(2018, 11, 1), datetime.date(2020, 4, 1), None, None)
    """
    if several := SEVERAL.fullmatch(period):
        ends = [first_day(several[end]) for end in ("first", "last")]
        alike = ("/" in several["first"]) == ("/" in several["last"])
        return ends[0] if all(ends) and alike and 0 < ends[1].year - ends[0].year < MOST_TOGETHER else None
    match = PERIOD.fullmatch(period)
    if not match or (match["financial"] and (int(match["year"]) + 1) % 100 != int(match["financial"])):
        return None
    if match["financial"]:
        return date(int(match["year"]), 4, 1)
    month = int(match["month"] or 1) if not match["quarter"] else int(match["quarter"]) * 3 - 2
    try:
        return date(int(match["year"]), month, int(match["day"] or 1))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def canonical(text):
    """A period as this module writes it, however it is spelt, or "" if it is none.

    >>> [canonical(text) for text in ("2020-1", "30/06/2022", "Q1 2020", "2023-24", "2023/24 Q1", "mid-2020")]
    ['2020-01', '2022-06-30', '2020-Q1', '2023/24', '2023-Q2', '2020-06-30']
    >>> [canonical(text) for text in ("2024-13", "yesterday", "2019-02-30", "12", "2023-25")]
    ['', '', '', '', '']
    >>> [canonical(text) for text in ("2019 - 21", "2016/17 - 20/21", "2018 to 2020", "2019 - 20", "2021 - 19")]
    ['2019-2021', '2016/17-2020/21', '2018-2020', '2019/20', '']
    """
    text = " ".join(text.split())
    if first_day(text):
        return text
    for spelling in SPELLINGS:
        if (match := spelling.fullmatch(text.casefold())) and (found := _written(match.groupdict())):
            return found
    if found := _several(text):
        return found
    # Estimates of the population are of the middle of the year.
    return f"{text[-4:]}-06-30" if re.fullmatch(r"mid[- ][12]\d{3}", text.casefold()) else ""


def _several(text):
    """Years together. "2023-25" could be a mistyped month or financial year, so two figures stand for a year only apart
    from their dash, as public health writes them.
    """
    match = TOGETHER.fullmatch(text)
    if not match or (len(match[2].partition("/")[0]) == 2 and " " not in text):
        return ""
    first, last = match[1], match[2]
    last = last if len(last.partition("/")[0]) == 4 else first[:2] + last
    return found if first_day(found := f"{first}-{last}") else ""


def _written(parts):
    """A period from the parts of it that a spelling found, "" if they make none."""
    year = int(parts.get("year") or 2000 + int(parts.get("short") or 0))
    month = NAMES.get(parts["name"], 13) if parts.get("name") else int(parts.get("month") or 0)
    if parts.get("financial") and parts.get("quarter"):
        # The first quarter of a financial year is the second of the calendar's.
        quarter = int(parts["quarter"]) % 4 + 1
        found = f"{year + (quarter == 1)}-Q{quarter}" if first_day(f"{year}/{parts['financial']}") else ""
    elif parts.get("financial"):
        found = f"{year}/{parts['financial']}"
    elif parts.get("quarter"):
        found = f"{year}-Q{parts['quarter']}"
    else:
        found = f"{year}" + (f"-{month:02}" if month else "") + (f"-{int(parts['day']):02}" if parts.get("day") else "")
    return found if first_day(found) else ""


def month_of(text):
    """The first of the month that a date, a time or a month lies in, as "2024-01-01", or "" if there is none.

    A time of another zone is London's: what was reported in the night of 30 June may be of July.
    """
    text = text.strip()
    if "T" in text:
        try:
            return f"{in_london(datetime.fromisoformat(text)):%Y-%m}-01"
        except ValueError:
            return ""
    period = canonical(text)
    return f"{period[:7]}-01" if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", period) else ""


def in_words(period):
    """
    >>> in_words("2019"), in_words("2018-11"), in_words("2020-Q2"), in_words("2022-06-30"), in_words("2023/24")
    ('2019', 'November 2018', 'April to June 2020', '30 June 2022', 'April 2023 to March 2024')
    >>> in_words("2019-2021"), in_words("2018/19-2020/21")
    ('2019 to 2021', 'April 2018 to March 2021')
    """
    day = first_day(period)
    if several := SEVERAL.fullmatch(period):
        return f"{in_words(several['first']).partition(' to ')[0]} to {in_words(several['last']).rpartition(' to ')[2]}"
    match = PERIOD.fullmatch(period)
    if match["financial"]:
        return f"April {day.year} to March {day.year + 1}"
    if match["day"]:
        return short_day(day)
    if match["month"]:
        return f"{MONTHS[day.month - 1]} {day.year}"
    if match["quarter"]:
        return f"{MONTHS[day.month - 1]} to {MONTHS[day.month + 1]} {day.year}"
    return str(day.year)


def span_in_words(periods):
    """From the first to the last of these, in words.

    >>> span_in_words(["2018-11", "2015-11", "2018-11"]), span_in_words(["2019"]), span_in_words([])
    ('November 2015 to November 2018', '2019', '')
    >>> span_in_words(["2016-2018", "2019-2021"])
    '2016 to 2021'
    >>> span_in_words(["2022/23", "2023/24"]), span_in_words(["2020-Q1", "2020-Q4"])
    ('April 2022 to March 2024', 'January 2020 to December 2020')
    """
    known = sorted(set(periods))
    if not known:
        return ""
    if len(known) == 1:
        return in_words(known[0])
    first, last = in_words(known[0]), in_words(known[-1])
    if SEVERAL.fullmatch(known[0]):
        first = first.partition(" to ")[0]
    elif " to " in first:
        day = first_day(known[0])
        first = f"{MONTHS[day.month - 1]} {day.year}"
    return f"{first} to {last.rpartition(' to ')[2]}"
