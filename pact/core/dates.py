"""Dates and times as the handbook writes them (11 and 13): no "th", "to" and not a dash, months and not "Q4".

Every function is pure and remembers what it has written: formatting the same fifty dates on every row is what
a list page spends its time on. Nothing (None or "") is written as nothing.
"""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_london(value):
    """The date or datetime as it is in London; a naive datetime is taken to be London's already."""
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(LONDON)
    return value


@lru_cache(maxsize=4096)
def day(value):
    """
    >>> day(datetime.date(2024, 7, 25))
    'Thursday 25 July 2024'
    >>> day(datetime.datetime(2024, 7, 25, 23, 30, tzinfo=datetime.UTC))
    'Friday 26 July 2024'
    >>> day(None)
    ''
    """
    if not value:
        return ""
    value = in_london(value)
    return f"{WEEKDAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=4096)
def short_day(value):
    """
    >>> short_day(datetime.date(2024, 7, 5))
    '5 July 2024'
    """
    if not value:
        return ""
    value = in_london(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=2048)
def clock(value):
    """The time of day of a time or datetime.

    >>> clock(datetime.time(17, 30)), clock(datetime.time(9)), clock(datetime.time(0, 5))
    ('5:30pm', '9am', '12:05am')
    >>> clock(datetime.time(12)), clock(datetime.time(0))
    ('midday', 'midnight')
    """
    if not value and not isinstance(value, datetime.time):
        return ""
    value = in_london(value)
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{(value.hour - 1) % 12 + 1}{minutes}{'am' if value.hour < 12 else 'pm'}"


@lru_cache(maxsize=4096)
def moment(value):
    """
    >>> moment(datetime.datetime(2024, 7, 25, 16, 30, tzinfo=datetime.UTC))
    'Thursday 25 July 2024, 5:30pm'
    >>> moment(datetime.datetime(2024, 1, 25, 12, tzinfo=datetime.UTC))
    'Thursday 25 January 2024, midday'
    """
    return f"{day(value)}, {clock(value)}" if value else ""


@lru_cache(maxsize=1024)
def month(value):
    """
    >>> month(datetime.date(2024, 7, 25))
    'July 2024'
    """
    if not value:
        return ""
    value = in_london(value)
    return f"{MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=1024)
def quarter(value):
    """The calendar quarter that a day lies in.

    >>> quarter(datetime.date(2026, 2, 14)), quarter(datetime.date(2026, 12, 31))
    ('January to March 2026', 'October to December 2026')
    """
    if not value:
        return ""
    value = in_london(value)
    first = (value.month - 1) // 3 * 3
    return f"{MONTHS[first]} to {MONTHS[first + 2]} {value.year}"


@lru_cache(maxsize=1024)
def months(starts_on, ends_on):
    """The months from a first day to an end that is not counted any more, as a cycle or a quarter is named.

    >>> months(datetime.date(2026, 9, 1), datetime.date(2026, 12, 1))
    'September to November 2026'
    >>> months(datetime.date(2026, 12, 1), datetime.date(2027, 3, 1))
    'December 2026 to February 2027'
    """
    last = ends_on - datetime.timedelta(days=1)
    year = "" if starts_on.year == last.year else f" {starts_on.year}"
    return f"{MONTHS[starts_on.month - 1]}{year} to {MONTHS[last.month - 1]} {last.year}"


@lru_cache(maxsize=1024)
def span(first, last):
    """From a first to a last day, both counted, each part said once.

    >>> span(datetime.date(2024, 7, 3), datetime.date(2024, 7, 7))
    '3 to 7 July 2024'
    >>> span(datetime.date(2024, 6, 28), datetime.date(2024, 7, 2))
    '28 June to 2 July 2024'
    >>> span(datetime.date(2023, 12, 28), datetime.date(2024, 1, 2))
    '28 December 2023 to 2 January 2024'
    >>> span(datetime.date(2024, 7, 3), datetime.date(2024, 7, 3))
    '3 July 2024'
    >>> span(datetime.date(2024, 7, 3), None), span(None, datetime.date(2024, 7, 3)), span(None, None)
    ('from 3 July 2024', 'to 3 July 2024', '')
    """
    if not first and not last:
        return ""
    if not last:
        return f"from {short_day(first)}"
    if not first:
        return f"to {short_day(last)}"
    first, last = in_london(first), in_london(last)
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return short_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {short_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {short_day(last)}"
    return f"{short_day(first)} to {short_day(last)}"
