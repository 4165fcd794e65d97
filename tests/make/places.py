from itertools import count

from django.utils.text import slugify

from pact.places.models import Borough, SmallArea, Township, TownshipWard, Ward
from tests.make.times import LONG_AGO

numbers = count(1)


def borough(name="Millbrook", **fields):
    number = next(numbers)
    return Borough.objects.create(
        **{"code": f"E08{number:06}", "name": name, "slug": f"{slugify(name)}-{number}", "starts_on": LONG_AGO} | fields
    )


def township(name="Riverside", *, borough=None, **fields):
    number = next(numbers)
    borough = borough or globals()["borough"]()
    return Township.objects.create(
        **{"borough": borough, "code": f"T{number}", "name": name, "slug": f"{slugify(name)}-{number}"}
        | {"starts_on": LONG_AGO}
        | fields
    )


def ward(name="Ashfield", *, township=None, square_at=(-2.6, 53.5), **fields):
    """A ward in a township, a square kilometre or so with its south-west corner at `square_at` (lon, lat)."""
    number = next(numbers)
    township = township or globals()["township"]()
    west, south = square_at
    east, north = west + 0.015, south + 0.009
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    made = Ward.objects.create(
        **{"borough": township.borough, "code": f"E05{number:06}", "name": name, "slug": f"{slugify(name)}-{number}"}
        | {"starts_on": LONG_AGO, "boundary": {"type": "Polygon", "coordinates": [ring]}}
        | {"west": west, "south": south, "east": east, "north": north, "population": 12000, "addresses": 5200}
        | fields
    )
    TownshipWard.objects.create(township=township, ward=made, starts_on=made.starts_on)
    return made


def small_area(ward, name="Millbrook 001A", *, across=(0, 0.5), **fields):
    """A strip of the ward from south to north, between two shares of its width."""
    west, east = (ward.west + share * (ward.east - ward.west) for share in across)
    ring = [[west, ward.south], [east, ward.south], [east, ward.north], [west, ward.north], [west, ward.south]]
    return SmallArea.objects.create(
        **{"code": f"E01{next(numbers):06}", "name": name, "vintage": 2021, "ward": ward}
        | {"boundary": {"type": "Polygon", "coordinates": [ring]}}
        | fields
    )
