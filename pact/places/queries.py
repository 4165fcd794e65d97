"""Finding a ward by what people know of it: a postcode, a point, a name. Always on a day."""

import re
from dataclasses import dataclass

from django.db.models import Prefetch

from pact.core import geometry
from pact.places import names, postcodes
from pact.places.models import Postcode, TownshipWard, Ward

POINT = re.compile(r"\s*(-?\d{1,3}\.\d+)\s*[,;\s]\s*(-?\d{1,3}\.\d+)\s*")


@dataclass(frozen=True)
class Found:
    """What a search was understood to be ("postcode", "district", "point", "name" or "") and the wards it found."""

    kind: str
    words: str
    wards: object


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
    return Ward.objects.on(on).filter(pk__in=inside.values("ward"))


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


def townships_of(borough, *, on):
    """The borough's townships on that day with, as `memberships_on_the_day`, their wards. Two queries."""
    memberships = TownshipWard.objects.on(on).select_related("ward").order_by("ward__name", "pk")
    return (
        borough.townships.on(on)
        .order_by("name", "pk")
        .prefetch_related(Prefetch("memberships", queryset=memberships, to_attr="memberships_on_the_day"))
    )


def _only(ward):
    return Ward.objects.filter(pk=ward.pk) if ward else Ward.objects.none()
