"""Opening, redrawing and ending places. The only writer of boroughs, townships and wards."""

from django.db import transaction
from django.utils.text import slugify

from pact.audit import trail
from pact.core import geometry
from pact.core.refusals import refuse_if
from pact.places import rules
from pact.places.models import Borough, Township, TownshipWard, Ward

COUNTS = ("population", "households", "addresses")


@transaction.atomic
def open_borough(*, code, name, starts_on, by, at):
    list(Borough.objects.select_for_update().filter(code=code))
    refuse_if(rules.obstacles_to_opening(Borough.objects, code=code, starts_on=starts_on))

    borough = Borough.objects.create(code=code, name=name, slug=_slug(Borough, name), starts_on=starts_on)
    trail.record("opened", on=borough, by=by, at=at, code=code)
    return borough


@transaction.atomic
def open_township(borough, *, code, name, starts_on, by, at):
    _lock(borough)
    refuse_if(rules.obstacles_to_opening(Township.objects, code=code, starts_on=starts_on))

    slug = _slug(Township, name, borough.name)
    township = Township.objects.create(borough=borough, code=code, name=name, slug=slug, starts_on=starts_on)
    trail.record("opened", on=township, by=by, at=at, code=code)
    return township


@transaction.atomic
def open_ward(borough, *, code, name, boundary, starts_on, by, at):
    """`boundary` is a GeoJSON Polygon or MultiPolygon in WGS84."""
    _lock(borough)
    refuse_if(rules.obstacles_to_opening(Ward.objects, code=code, starts_on=starts_on))
    refuse_if(rules.obstacles_to_drawing(name, boundary))

    ward = _draw(borough, code=code, name=name, boundary=boundary, starts_on=starts_on, hint=borough.name)
    trail.record("opened", on=ward, by=by, at=at, code=code)
    return ward


@transaction.atomic
def redraw_ward(ward, *, name, boundary, on, by, at):
    """End this ward on the day `on` and start its successor with the same code, in the same township. Returns that.

    The old row keeps its boundary, its address and all that points at it. Counts of people are of the old boundary,
    so the new row has none.
    """
    _lock(ward.borough)
    ward = Ward.objects.select_for_update(of=("self",)).select_related("borough").get(pk=ward.pk)
    refuse_if(rules.obstacles_to_redrawing(ward, boundary, on=on))

    township = ward.township_on(on)
    _end(ward, on=on)
    successor = _draw(ward.borough, code=ward.code, name=name, boundary=boundary, starts_on=on, hint=str(on.year))
    if township:
        TownshipWard.objects.create(township=township, ward=successor, starts_on=on)
    trail.record("redrew", on=ward, by=by, at=at, day=on.isoformat(), successor=successor.pk)
    return successor


@transaction.atomic
def end_ward(ward, *, on, by, at):
    """`on` is the first day on which the ward no longer exists."""
    _lock(ward.borough)
    ward = Ward.objects.select_for_update(of=("self",)).get(pk=ward.pk)
    refuse_if(rules.obstacles_to_ending(ward, on=on))

    _end(ward, on=on)
    trail.record("ended", on=ward, by=by, at=at, day=on.isoformat())
    return ward


@transaction.atomic
def put_ward_in_township(ward, township, *, on, by, at):
    """From the day `on` the ward belongs to this township; until then it stays where it was."""
    ward = Ward.objects.select_for_update(of=("self",)).get(pk=ward.pk)
    if ward.township_on(on) == township:
        return ward.memberships.on(on).get()
    refuse_if(rules.obstacles_to_joining(ward, township, on=on))

    ward.memberships.on(on).update(ends_on=on)
    membership = TownshipWard.objects.create(township=township, ward=ward, starts_on=on)
    trail.record("put in a township", on=ward, by=by, at=at, township=township.name, day=on.isoformat())
    return membership


@transaction.atomic
def count(ward, *, by, at, **counts):
    """Set how many people (`population`), `households` and `addresses` a ward has, those that are given."""
    ward = Ward.objects.select_for_update(of=("self",)).get(pk=ward.pk)
    new = {name: counts[name] for name in COUNTS if name in counts and getattr(ward, name) != counts[name]}
    if new:
        Ward.objects.filter(pk=ward.pk).update(**new)
        trail.record("counted", on=ward, by=by, at=at, **new)
    return bool(new)


def _lock(borough):
    """Whatever changes the places of a borough waits here for its turn, so that the checks that follow hold."""
    return Borough.objects.select_for_update().get(pk=borough.pk)


def _draw(borough, *, code, name, boundary, starts_on, hint):
    box = geometry.bounds(geometry.parse(boundary))
    return Ward.objects.create(
        borough=borough,
        code=code,
        name=name,
        slug=_slug(Ward, name, hint),
        starts_on=starts_on,
        boundary=boundary,
        **box._asdict(),
    )


def _end(ward, *, on):
    ward.ends_on = on
    ward.save(update_fields=["ends_on"])
    ward.memberships.filter(ends_on=None).update(ends_on=on)


def _slug(model, name, hint=""):
    """An address that nobody has: the name, then with the hint, then with a number."""
    wanted = slugify(name)[:90] or "place"
    tries = [wanted, slugify(f"{wanted} {hint}"), *(slugify(f"{wanted} {hint} {n}") for n in range(2, 100))]
    taken = set(model.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in tries if slug not in taken)
