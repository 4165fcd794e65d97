"""Finding a ward by what people know of it: a postcode, a point, a name. Always on a day."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from pact.core import geometry
from pact.core.dates import short_day
from pact.core.wording import number
from pact.places import names, postcodes
from pact.places.models import Borough, Postcode, Township, Ward

POINT = re.compile(r"\s*(-?\d{1,3}\.\d+)\s*[,;\s]\s*(-?\d{1,3}\.\d+)\s*")


@dataclass(frozen=True)
class Found:
    """What a search was understood to be ("postcode", "district", "point", "name" or "") and the wards it found."""

    kind: str
    words: str
    wards: object

    @property
    def nothing(self):
        """What to say when there is no ward, by what was looked for."""
        return {
            "postcode": f"{self.words} is in no ward that is loaded",
            "point": "No ward that is loaded holds this point",
        }.get(self.kind, f"No ward is called “{self.words}”")

    @property
    def advice(self):
        return {
            "postcode": "Check it for slips of the finger. New postcodes are missing until the next file is loaded.",
            "point": "Write the latitude first, then the longitude.",
        }.get(self.kind, "Try one word of the name, or a postcode.")


def find(text, *, on):
    """Wards on the day `on` for a postcode in any spacing, the beginning of one, "latitude, longitude", or a name."""
    text = " ".join(text.split())
    if not text:
        return Found("", "", Ward.objects.none())
    if code := postcodes.code_of(text):
        words = f"{code[:-3]} {code[-3:]}"
        return Found("postcode", words, _only(ward_of_postcode(code, on=on)))
    if (district := postcodes.district_of(text)) and (wards := wards_of_district(district, on=on)).exists():
        return Found("district", district, wards)
    if match := POINT.fullmatch(text):
        latitude, longitude = float(match[1]), float(match[2])
        return Found("point", text, _only(ward_at(longitude, latitude, on=on)))
    return Found("name", text, wards_named(text, on=on))


def ward_of_postcode(text, *, on):
    """The ward on that day, or None: the postcode's own if it stood then, else the one that holds its point."""
    postcode = Postcode.objects.filter(code=postcodes.code_of(text)).select_related("ward__borough").first()
    if postcode is None:
        return None
    if postcode.ward and postcode.ward.exists_on(on):
        return postcode.ward
    return ward_at(postcode.longitude, postcode.latitude, on=on)


def wards_of_district(district, *, on):
    """Wards with postcodes that begin so."""
    # A range and not LIKE: the primary key's index serves it on both databases.
    inside = Postcode.objects.filter(code__gte=district, code__lte=district + "ZZZZ")
    # By code and not by key: a ward that was redrawn is another row of the same code.
    return Ward.objects.on(on).filter(code__in=inside.values("ward__code"))


def ward_at(longitude, latitude, *, on):
    """The ward that holds this point on that day, or None. On a shared edge it is the one with the lower code."""
    near = list(Ward.objects.on(on).around(longitude, latitude).select_related("borough").order_by("code"))
    return next((ward for ward in near if geometry.contains(geometry.parse(ward.boundary), longitude, latitude)), None)


def wards_named(text, *, on):
    """Wards whose name has all these words, however they are spelled: "st matthews" finds St Matthew's."""
    words = names.plain(text).split()
    known = Ward.objects.on(on).values_list("pk", "name")
    fitting = [pk for pk, name in known if words and all(word in names.plain(name) for word in words)]
    return Ward.objects.filter(pk__in=fitting)


# For the pages


@dataclass(frozen=True)
class Counts:
    """Sums over wards; None unless each ward has the number."""

    wards: int
    population: int | None
    households: int | None


def boroughs(*, on):
    """Boroughs of that day with `townships_now` and `wards_now`."""
    townships = Township.objects.on(on).filter(borough=OuterRef("pk")).order_by().values("borough")
    wards = Ward.objects.on(on).filter(borough=OuterRef("pk")).order_by().values("borough")
    return (
        Borough.objects.on(on)
        .annotate(
            townships_now=Coalesce(Subquery(townships.annotate(n=Count("pk")).values("n")), 0),
            wards_now=Coalesce(Subquery(wards.annotate(n=Count("pk")).values("n")), 0),
        )
        .order_by("name", "pk")
    )


@dataclass(frozen=True)
class Wards:
    """A table of wards: columns, and a row for each."""

    columns: list
    rows: list


def ward_table(wards, *, on, with_township=True, with_borough=False):
    """Wards got by `for_display()`. Households have a column where any are known."""
    has_households = any(ward.households for ward in wards)
    columns = [
        {"text": "Ward"},
        *([{"text": settings.WORDS["township"]}] if with_township else []),
        *([{"text": "Borough"}] if with_borough else []),
        {"text": "People", "is_number": True},
        *([{"text": "Households", "is_number": True}] if has_households else []),
    ]
    rows = [
        [
            _link(ward),
            *([_link(ward.township_on(on))] if with_township else []),
            *([ward.borough.name] if with_borough else []),
            number(ward.population),
            *([number(ward.households)] if has_households else []),
        ]
        for ward in wards
    ]
    return Wards(columns, rows)


def _link(place):
    return {"text": place.name, "href": place.get_absolute_url()} if place else ""


def in_townships(wards, *, on):
    """Wards got by `for_display()` in the order of their townships, then of their names."""
    return sorted(wards, key=lambda ward: (str(ward.township_on(on) or "~"), ward.name, ward.pk))


def counts(wards):
    return Counts(
        wards=len(wards),
        population=_sum(ward.population for ward in wards),
        households=_sum(ward.households for ward in wards),
    )


def _sum(values):
    values = list(values)
    return sum(values) if values and None not in values else None


def facts(ward, *, on):
    """What is known of a ward, as rows of a summary list."""
    township, postcodes_known = ward.township_on(on), ward.postcodes.count()
    return [
        {"key": "Borough", "value": ward.borough.name},
        {"key": settings.WORDS["township"], "value": township.name if township else "None"},
        {"key": "Population", "value": number(ward.population) or "Not known"},
        {"key": "Households", "value": number(ward.households) or "Not known"},
        {"key": "Addresses", "value": number(ward.addresses) or "Not known"},
        {"key": "Postcodes", "value": number(postcodes_known) if postcodes_known else "None are loaded"},
        {"key": "ONS code", "value": ward.code},
        {"key": "These boundaries", "value": _lasting(ward)},
    ]


def other_times(ward):
    """The same ward before and after its boundary changed, oldest first."""
    same = Ward.objects.filter(code=ward.code).exclude(pk=ward.pk).order_by("starts_on")
    return [{"ward": other, "lasting": _lasting(other)} for other in same]


def _lasting(ward):
    since = f"from {short_day(ward.starts_on)}"
    return f"{since} until {short_day(ward.ends_on)}" if ward.ends_on else since


def _only(ward):
    return Ward.objects.filter(pk=ward.pk) if ward else Ward.objects.none()
