"""What publishers call their columns. Titles are compared as `tables.plain` writes them, the likeliest first."""

import re

from profiles.loading.tables import plain

INCIDENT = {
    "month": (
        *("month", "requested datetime", "date", "incident date", "date reported", "reported date", "date of report"),
        *(
            "date recorded",
            "created",
            "created date",
            "created on",
            "date created",
            "reported",
            "datetime",
            "report date",
        ),
        *("date received", "confirmed", "occurred", "month year", "year month", "crime date", "accident date", "time"),
    ),
    "category": (
        *("crime type", "category", "service name", "service code", "offence", "offence type", "incident type", "type"),
        *("category name", "report type", "issue type", "subcategory", "fault type", "description of offence", "mode"),
        *("crime category", "casualty severity", "collision severity", "accident severity", "severity"),
    ),
    "longitude": (
        *("longitude", "long", "lon", "lng", "location longitude", "x", "easting", "eastings", "location easting osgr"),
        *("x coord", "x coordinate", "point x", "oseast1m", "gridx", "grid e", "east"),
    ),
    "latitude": (
        *("latitude", "lat", "location latitude", "y", "northing", "northings", "location northing osgr"),
        *("y coord", "y coordinate", "point y", "osnrth1m", "gridy", "grid n", "north"),
    ),
    "provider": (
        *("reported by", "agency responsible recipient", "agency responsible", "provider", "agency", "recorded by"),
        *("force", "organisation", "source organisation", "responsible body"),
    ),
    "reference": (
        *("crime id", "persistent id", "service request id", "reference", "id", "incident id", "incident number"),
        *(
            "arefno",
            "accident index",
            "collision index",
            "case number",
            "case reference",
            "ref",
            "report id",
            "objectid",
        ),
    ),
    "location": (*("location", "location street name", "street", "street name", "road", "road name", "place", "near"),),
}
POSTCODE = {
    "postcode": ("postcode", "pcds", "pcd", "pcd2", "pcd7", "pcd8", "pc", "post code"),
    "easting": ("eastings", "easting", "ea", "oseast1m", "east1m", "x"),
    "northing": ("northings", "northing", "no", "osnrth1m", "north1m", "y"),
    "longitude": ("long", "longitude", "lon"),
    "latitude": ("lat", "latitude"),
    "district": (
        *("admin district code", "dc", "oslaua", "laua", "lad cd", "district code", "ladcd", "local authority code"),
    ),
    "ward": ("admin ward code", "wc", "osward", "ward code", "wdcd", "wd cd", "electoral ward code", "ward"),
    # Where the borough is a county, its wards are electoral divisions.
    "county": ("admin county code", "cc", "oscty", "ctycd", "county code", "cty", "county"),
    "division": ("ced", "cedcd", "electoral division code"),
    "quality": ("positional quality indicator", "pq", "osgrdind", "gridind", "quality"),
}
AREA = (
    *("area code", "geography code", "geography", "code", "gss code", "ons code", "ward code", "lsoa code", "lsoa"),
    *("areacode", "area", "mnemonic", "geogcode", "geo code", "ward", "local authority code"),
)
AREA_NAME = (
    *("ward name", "ward", "area name", "area", "division", "electoral division", "electoral ward", "name of ward"),
    *("name of area", "geography name", "geography", "lsoa name", "small area"),
)
PERIOD = ("period", "date", "time period", "year", "month", "quarter", "time", "timeperiod", "financial year")
INDICATOR = (
    *("indicator", "indicator name", "metric", "metric type", "industry name", "industry", "employment status name"),
    *("measure name", "variable", "indicator code", "metrictypelabel", "metric type label"),
    *("category", "shef b code", "statistic", "cell", "topic"),
)
VALUE = ("value", "obs value", "count", "n", "number", "figure", "reports", "observation", "rate", "percentage")
MEASURE = ("measure", "measure type", "measures name", "value type", "measures", "value label")
UNIT = ("unit", "units", "unit of measure")
GROUP = ("ethnic group", "age group", "age band", "group", "age", "sex", "tenure", "religion", "category")
TOTAL = ("total residents", "total population", "total", "all people", "denominator", "all ages", "all persons")
WARD_NAME = (
    *("ward name", "ward", "division", "electoral division", "division name", "electoral ward", "post label"),
    *("ward/division", "ward / division", "electoral division / ward", "division / ward", "ward represented"),
)
PERSON = (
    "councillor name",
    "councillor",
    "cllr name",
    "cllr",
    "member",
    "full name",
    "member name",
    "person name",
    "name",
)
# Where a name stands in two columns.
FIRST_NAME = ("forename", "first name", "firstname", "forenames", "first names", "given name", "christian name")
LAST_NAME = ("surname", "last name", "lastname", "family name")
BOROUGH = (*("lad code", "council code", "local authority code", "la code", "gss code", "ladcd"),)
# What a publisher's system counts its rows by: it says nothing of an area.
ROW_NUMBER = frozenset(["objectid", "object id", "fid", "ogc fid", "gid", "row id", "shape length", "shape area"])
YEAR = re.compile(r"(?<=[a-z])\d\d(?=(cd|nm)$)")


def is_row_number(title):
    return plain(title) in ROW_NUMBER


def first(titles, names):
    """The title that goes by the likeliest of these names, as it is written in the file; "" if there is none.

    The ONS puts a year into its titles: WD24CD is a "wdcd" as WD31CD will be.

    >>> first(["lad25cd", "wd25cd", "wd25nm"], ["ward code", "wdcd"])
    'wd25cd'
    """
    known = {}
    for title in titles:
        known.setdefault(plain(title), title)
        known.setdefault(YEAR.sub("", plain(title)), title)
    return next((known[name] for name in names if name in known), "")


def facts(titles, vocabulary):
    """{fact: title} for each fact of a vocabulary that has a column by a likely name. A column holds one fact."""
    found, free = {}, list(titles)
    for fact, names in vocabulary.items():
        if title := first(free, names):
            found[fact] = title
            free.remove(title)
    return found
