"""Clocks as pure functions of dates: working days, clear days, call-in, months and replies (handbook 10).

Bank holidays are GOV.UK's own list as it comes with the package (2012 to 2028 at the time of writing). A year
outside that list is worked out from the standing rules (Easter, first and last Mondays, substitute days) and
from the proclamations known for 1978 to 2011; one proclaimed since is added with EXTRA_BANK_HOLIDAYS.
"""

import calendar
import datetime
from enum import StrEnum
from functools import cache, lru_cache

from django.conf import settings
from govuk_bank_holidays.bank_holidays import BankHolidays

ONE_DAY = datetime.timedelta(days=1)
MONDAY = 0

# Proclaimed between 1978, when the standing rules took their present form, and the first year that is listed.
EXTRA = {
    1981: {datetime.date(1981, 7, 29)},
    1995: {datetime.date(1995, 5, 8)},
    1999: {datetime.date(1999, 12, 31)},
    2002: {datetime.date(2002, 6, 3), datetime.date(2002, 6, 4)},
    2011: {datetime.date(2011, 4, 29)},
}
MOVED = {1995: {datetime.date(1995, 5, 1)}, 2002: {datetime.date(2002, 5, 27)}}


class Standing(StrEnum):
    """How a committee that must meet every twelve months stands (rule 52)."""

    MET = "met"
    DUE = "due"
    LATE = "late"


# Bank holidays


def bank_holidays(year, *, division=None):
    """The bank holidays of a year as a frozen set of dates; `division` as GOV.UK names it."""
    return _bank_holidays(year, division or settings.BANK_HOLIDAYS_DIVISION, tuple(settings.EXTRA_BANK_HOLIDAYS))


@lru_cache(maxsize=512)
def _bank_holidays(year, division, extra):
    listed = listed_bank_holidays(division)
    holidays = listed[year] if year in listed else bank_holidays_by_rule(year, division)
    return frozenset(holidays | {day for day in extra if day.year == year})


@cache
def listed_bank_holidays(division):
    """GOV.UK's own list by year: {2026: {date, …}, …}."""
    years = {}
    for holiday in BankHolidays(use_cached_holidays=True).get_holidays(division=division):
        years.setdefault(holiday["date"].year, set()).add(holiday["date"])
    return years


def bank_holidays_by_rule(year, division="england-and-wales"):
    """What the standing rules make of a year, with the proclamations of 1978 to 2011."""
    easter = easter_sunday(year)
    scotland = division == "scotland"
    fixed = [(1, 1), (12, 25), (12, 26)]
    movable = {
        easter - 2 * ONE_DAY,
        monday_of(year, 5, first=True),
        monday_of(year, 5, first=False),
        monday_of(year, 8, first=scotland),
    }
    if scotland:
        fixed += [(1, 2), (11, 30)]
    else:
        movable.add(easter + ONE_DAY)
    if division == "northern-ireland":
        fixed += [(3, 17), (7, 12)]
    holidays = (movable - MOVED.get(year, set())) | EXTRA.get(year, set())
    # Those on a weekday keep their day, then each at a weekend takes the next working day that is still free.
    days = sorted((datetime.date(year, month, day) for month, day in fixed), key=lambda d: (d.weekday() > 4, d))
    for day in days:
        while day.weekday() > 4 or day in holidays:
            day += ONE_DAY
        holidays.add(day)
    return holidays


def easter_sunday(year):
    """Easter Sunday in the Gregorian calendar, by the anonymous computation of 1876.

    >>> easter_sunday(2008), easter_sunday(2026)
    (datetime.date(2008, 3, 23), datetime.date(2026, 4, 5))
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    skipped_leaps, century_left = divmod(century, 4)
    moon = (19 * golden + century - skipped_leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leaps, left = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_left + 2 * leaps - moon - left) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def monday_of(year, month, *, first):
    """The first or the last Monday of a month."""
    if first:
        day = datetime.date(year, month, 1)
        return day + (MONDAY - day.weekday()) % 7 * ONE_DAY
    day = datetime.date(year, month, calendar.monthrange(year, month)[1])
    return day - (day.weekday() - MONDAY) % 7 * ONE_DAY


# Working days


def is_working_day(day):
    """Whether a date is neither at a weekend nor a bank holiday."""
    if isinstance(day, datetime.datetime):
        raise TypeError("A working day is a date: a datetime would never equal a bank holiday.")
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def add_working_days(day, count):
    """The `count`-th working day after `day`, or before it where `count` is negative; `day` itself for 0."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_day_on_or_before(day):
    """The day itself if people work on it, else the working day before: when a reminder goes (rule 29)."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def working_day_on_or_after(day):
    """The day itself if people work on it, else the next working day."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_between(first, last):
    """How many working days lie strictly between two dates; 0 where the last is not after the first."""
    days = (last - first).days
    return sum(is_working_day(first + n * ONE_DAY) for n in range(1, days))


# Notice of a meeting (rule 42)


def clear_days(published_on, meets_on, *, working=True):
    """Clear days between publication and meeting, neither of them counted.

    Papers published on a day when nobody works count as published on the next working day. With
    `working=False` every day of the calendar counts.
    """
    if not working:
        return max(0, (meets_on - published_on).days - 1)
    return working_days_between(working_day_on_or_after(published_on), meets_on)


def latest_publication(meets_on, *, clear, working=True):
    """The last day on which papers can be published with `clear` clear days before the meeting."""
    if not working:
        return meets_on - (clear + 1) * ONE_DAY
    return add_working_days(meets_on, -(clear + 1))


# Call-in (rules 43 and 44)


def call_in_ends(published_on, *, length):
    """The last day of a call-in of `length` working days (4, 5 or 7) after publication (Wigan: decision)."""
    return add_working_days(published_on, length)


def takes_effect(published_on, *, length):
    """The first day on which a decision that nobody called in is acted on."""
    return add_working_days(call_in_ends(published_on, length=length), 1)


# Replies (rules 45 to 47)


def clock_starts(received_on, notice_on=None):
    """When a period for a reply begins: at receipt, or with the notice where that came later (rule 47)."""
    return max(received_on, notice_on or received_on)


def reply_due(received_on, *, notice_on=None, days):
    """The day a reply falls due, `days` after the clock starts: 28 from 5 March is 2 April (rule 46)."""
    return clock_starts(received_on, notice_on) + days * ONE_DAY


def executive_reply_due(received_on, *, notice_on=None, months=2):
    """The last day of the "two months beginning with" the day on which the clock starts (rule 45)."""
    return last_day_of_months_beginning_with(clock_starts(received_on, notice_on), months)


def last_day_of_months_beginning_with(day, months):
    """The last day of so many months of which `day` is the first: two from 5 March end with 4 May.

    Where the last month has no such day (31 December, two months) the period ends with that month.
    """
    same_day = add_months(day, months)
    return same_day - ONE_DAY if same_day.day == day.day else same_day


# Months


def add_months(day, months):
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_older_than(day, *, months, today):
    """Whether more than so many calendar months have gone by since a day (a profile's six: rule 4)."""
    return today > add_months(day, months)


def standing_of_committee(last_met_on, *, today):
    """How a committee stands that must meet every twelve months: due at eleven, late at twelve."""
    if last_met_on is None or today >= add_months(last_met_on, 12):
        return Standing.LATE
    return Standing.DUE if today >= add_months(last_met_on, 11) else Standing.MET
