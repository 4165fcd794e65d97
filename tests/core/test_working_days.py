"""The handbook's clocks (section 10; rules 4, 29, 42 to 47 and 52) as golden vectors, then as laws."""

import datetime
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.core import working_days
from pact.core.working_days import Standing, add_months, add_working_days, is_working_day

ONE_DAY = datetime.timedelta(days=1)
DAYS = st.dates(datetime.date(1980, 1, 1), datetime.date(2060, 12, 31))


def date(written):
    return datetime.datetime.strptime(written, "%d %B %Y").date()  # noqa: DTZ007 - a date has no zone


# Golden vectors


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(working_days).failed == 0


def test_wigans_cabinet_of_21_february_2008_is_acted_on_on_4_march_2008():
    """Rule 43, printed in Wigan's own report; the year is before GOV.UK's list begins."""
    decided_on = date("21 February 2008")

    assert working_days.call_in_ends(decided_on, length=7) == date("3 March 2008")
    assert working_days.takes_effect(decided_on, length=7) == date("4 March 2008")


@pytest.mark.parametrize(
    ("meets_on", "published_on"),
    [
        ("21 May 2026", "13 May 2026"),
        ("28 May 2026", "19 May 2026"),
        ("9 April 2026", "30 March 2026"),
    ],
)
def test_five_clear_days_before_a_meeting(meets_on, published_on):
    """Rule 42 with the vectors of section 10: a bank holiday and Easter lie inside the notice."""
    meets_on, published_on = date(meets_on), date(published_on)

    assert working_days.latest_publication(meets_on, clear=5) == published_on
    assert working_days.clear_days(published_on, meets_on) == 5
    assert working_days.clear_days(published_on + ONE_DAY, meets_on) == 4


def test_papers_published_on_a_sunday_count_from_the_monday():
    sunday, meets_on = date("10 May 2026"), date("18 May 2026")

    assert working_days.clear_days(sunday, meets_on) == 4
    assert working_days.clear_days(sunday, meets_on, working=False) == 7
    assert working_days.latest_publication(meets_on, clear=5) == date("8 May 2026")


@pytest.mark.parametrize(
    ("length", "ends_on", "effective_on"),
    [
        (4, "2 April 2026", "7 April 2026"),
        (5, "7 April 2026", "8 April 2026"),
        (7, "9 April 2026", "10 April 2026"),
    ],
)
def test_call_in_over_easter(length, ends_on, effective_on):
    """Rules 43 and 44: five days is the vector of section 10, published on Friday 27 March 2026."""
    published_on = date("27 March 2026")

    assert working_days.call_in_ends(published_on, length=length) == date(ends_on)
    assert working_days.takes_effect(published_on, length=length) == date(effective_on)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("5 March 2026", "4 May 2026"),
        ("1 January 2026", "28 February 2026"),
        ("31 December 2025", "28 February 2026"),
        ("31 December 2027", "29 February 2028"),
        ("29 December 2027", "28 February 2028"),
        ("31 August 2026", "30 October 2026"),
    ],
)
def test_two_months_beginning_with(begins, ends):
    """Rule 45; a period whose last month is too short ends with that month."""
    assert working_days.executive_reply_due(date(begins)) == date(ends)


def test_a_reply_within_28_days_of_5_march_2026_falls_due_on_2_april():
    """Rule 46."""
    assert working_days.reply_due(date("5 March 2026"), days=28) == date("2 April 2026")


def test_the_clock_starts_at_receipt_or_with_a_later_notice():
    """Rule 47."""
    received_on, notice_on = date("5 March 2026"), date("9 March 2026")

    assert working_days.clock_starts(received_on) == received_on
    assert working_days.clock_starts(received_on, notice_on) == notice_on
    assert working_days.clock_starts(notice_on, received_on) == notice_on
    assert working_days.executive_reply_due(received_on, notice_on=notice_on) == date("8 May 2026")


@pytest.mark.parametrize(
    ("due_on", "reminded_on"),
    [
        ("21 May 2026", "21 May 2026"),
        ("24 May 2026", "22 May 2026"),
        ("25 May 2026", "22 May 2026"),
        ("6 April 2026", "2 April 2026"),
        ("28 December 2026", "24 December 2026"),
    ],
)
def test_a_reminder_on_a_day_of_rest_goes_on_the_working_day_before(due_on, reminded_on):
    """Rule 29."""
    assert working_days.working_day_on_or_before(date(due_on)) == date(reminded_on)


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        ("4 February 2026", Standing.MET),
        ("5 February 2026", Standing.DUE),
        ("4 March 2026", Standing.DUE),
        ("5 March 2026", Standing.LATE),
    ],
)
def test_the_crime_and_disorder_committee_is_due_at_eleven_months_and_late_at_twelve(today, standing):
    """Rule 52."""
    assert working_days.standing_of_committee(date("5 March 2025"), today=date(today)) == standing


def test_a_committee_that_never_met_is_late():
    assert working_days.standing_of_committee(None, today=date("5 March 2026")) == Standing.LATE


def test_a_profile_is_stale_once_more_than_six_calendar_months_old():
    """Rule 4; a month without a 31st ends the six months on its last day."""
    published_on = date("31 August 2025")

    assert not working_days.is_older_than(published_on, months=6, today=date("28 February 2026"))
    assert working_days.is_older_than(published_on, months=6, today=date("1 March 2026"))


# Bank holidays


# GOV.UK's list differs from the standing rules only where a holiday was proclaimed or moved.
PROCLAIMED = {2012, 2020, 2022, 2023}


@pytest.mark.parametrize("division", ["england-and-wales", "scotland", "northern-ireland"])
def test_the_standing_rules_agree_with_every_ordinary_year_that_gov_uk_lists(division):
    listed = working_days.listed_bank_holidays(division)
    ordinary = sorted(set(listed) - PROCLAIMED)

    assert [y for y in ordinary if working_days.bank_holidays_by_rule(y, division) != listed[y]] == []
    assert len(ordinary) >= 13


def test_years_that_are_not_listed_are_worked_out():
    assert sorted(working_days.bank_holidays(2008)) == [
        date("1 January 2008"),
        date("21 March 2008"),
        date("24 March 2008"),
        date("5 May 2008"),
        date("26 May 2008"),
        date("25 August 2008"),
        date("25 December 2008"),
        date("26 December 2008"),
    ]
    assert date("29 April 2011") in working_days.bank_holidays(2011)
    assert date("27 May 2002") not in working_days.bank_holidays(2002)
    assert date("19 April 2049") in working_days.bank_holidays(2049)


def test_a_holiday_proclaimed_since_the_release_is_a_setting(settings):
    settings.EXTRA_BANK_HOLIDAYS = [date("1 July 2026")]

    assert not is_working_day(date("1 July 2026"))
    assert is_working_day(date("2 July 2026"))


def test_a_datetime_is_refused_rather_than_taken_for_a_working_day():
    with pytest.raises(TypeError):
        is_working_day(datetime.datetime(2026, 12, 25, tzinfo=datetime.UTC))


# Laws


@given(day=DAYS, count=st.integers(1, 60))
def test_adding_working_days_lands_on_one_and_passes_just_so_many(day, count):
    later = add_working_days(day, count)

    assert is_working_day(later)
    assert working_days.working_days_between(day, later) == count - 1
    assert add_working_days(later, -count) <= day


@given(meets_on=DAYS, clear=st.integers(1, 15), published_on=st.integers(-40, 0))
def test_papers_have_their_clear_days_exactly_when_published_by_the_latest_day(meets_on, clear, published_on):
    published_on = meets_on + published_on * ONE_DAY
    latest = working_days.latest_publication(meets_on, clear=clear)

    assert (working_days.clear_days(published_on, meets_on) >= clear) == (published_on <= latest)


@given(published_on=DAYS, length=st.sampled_from([4, 5, 7]))
def test_a_decision_takes_effect_on_the_first_working_day_after_call_in(published_on, length):
    ends_on = working_days.call_in_ends(published_on, length=length)
    effective_on = working_days.takes_effect(published_on, length=length)

    assert is_working_day(effective_on)
    assert working_days.working_days_between(ends_on, effective_on) == 0
    assert published_on < ends_on < effective_on


@given(day=DAYS, months=st.integers(1, 24))
def test_months_beginning_with_a_day_join_without_gap_or_overlap(day, months):
    last = working_days.last_day_of_months_beginning_with(day, months)

    assert last < day + 31 * months * ONE_DAY
    assert last >= add_months(day, months) - ONE_DAY


@given(day=DAYS)
def test_there_is_always_a_working_day_within_a_week(day):
    assert 0 <= (day - working_days.working_day_on_or_before(day)).days <= 5
    assert 0 <= (working_days.working_day_on_or_after(day) - day).days <= 5


@given(year=st.integers(1978, 2100))
def test_england_and_wales_have_eight_bank_holidays_or_more_and_none_at_a_weekend(year):
    holidays = working_days.bank_holidays(year)

    assert len(holidays) >= 8
    assert all(day.weekday() < 5 and day.year == year for day in holidays)
