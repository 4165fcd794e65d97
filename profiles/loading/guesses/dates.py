"""Periods from names of files and columns, and from what the columns hold."""

import re

from profiles.loading import periods


def year_in(texts):
    """The latest year that stands in these titles, as 2021 or as the 21 of LSOA21CD; None if none does."""
    years = []
    for text in texts:
        years += [int(year) for year in re.findall(r"(?<!\d)(20[0-4]\d)(?!\d)", text)]
        years += [2000 + int(year) for year in re.findall(r"(?i)(?:wd|lsoa|lad|ward|msoa)_?(\d\d)(?!\d)", text)]
    return max(years, default=None)


def period_in(name):
    """The month or year that a file is named after, "" if none.

    >>> period_in("codepoint_open_2014-08_wn.csv"), period_in("population_mid2020_lsoa11.csv"), period_in("wards.csv")
    ('2014-08', '2020', '')
    """
    month = re.search(r"(?<!\d)20[0-4]\d-(0[1-9]|1[0-2])(?!\d)", name)
    return month[0] if month else str(year_in([name]) or "") if re.search(r"(?<!\d)20\d\d(?!\d)", name) else ""


def span(found, looks):
    """The first and the last period of the rows that were looked at, "" for both if there is none."""
    titles = [title for title, (fact, _) in found.facts.items() if fact in {"period_column", "month"}]
    cells = {cell for title in titles for cell in looks[title].cells if cell}
    cells |= {title for title, (fact, _) in found.facts.items() if fact == "value"}
    known = sorted(filter(None, (periods.canonical(cell) or periods.month_of(cell)[:7] for cell in cells)))
    return (known[0], known[-1]) if known else ("", "")
