"""When a figure is of: written so that it sorts ("2019", "2018-11", "2018-11-30", "2020-Q1"), said in words."""

import re
from datetime import date

from pact.core.dates import MONTHS, short_day

PERIOD = re.compile(r"(?P<year>[12]\d{3})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>\d\d))?|-Q(?P<quarter>[1-4]))?")


def first_day(period):
    """The first day of a period, or None if it is none.

    >>> first_day("2019"), first_day("2018-11"), first_day("2020-Q2"), first_day("2019-02-30"), first_day("Q1 2020")
    (datetime.date(2019, 1, 1), datetime.date(2018, 11, 1), datetime.date(2020, 4, 1), None, None)
    """
    match = PERIOD.fullmatch(period)
    if not match:
        return None
    month = int(match["month"] or 1) if not match["quarter"] else int(match["quarter"]) * 3 - 2
    try:
        return date(int(match["year"]), month, int(match["day"] or 1))
    except ValueError:
        return None


def in_words(period):
    """
    >>> in_words("2019"), in_words("2018-11"), in_words("2020-Q2"), in_words("2022-06-30")
    ('2019', 'November 2018', 'April to June 2020', '30 June 2022')
    """
    day = first_day(period)
    match = PERIOD.fullmatch(period)
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
    """
    known = sorted(set(periods))
    if not known:
        return ""
    first, last = in_words(known[0]), in_words(known[-1])
    return first if first == last else f"{first} to {last}"
