"""A fixed day to stand on."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 3, 11)  # a Wednesday, no bank holiday near
A_DAY = timedelta(days=1)
NOON = datetime(2026, 3, 11, 12, 0, tzinfo=LONDON)
LONG_AGO = date(2010, 5, 6)
