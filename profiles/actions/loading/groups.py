"""The borough itself and its townships."""

from pact.core.refusals import Refused
from pact.places import actions as places
from pact.places.models import Township, Ward
from profiles.loading.councillors import WardNames


def borough(manifest, outcome, *, by, at):
    outcome.things = "borough"
    places.open_borough(code=manifest.code, name=manifest.name, starts_on=manifest.starts_on, by=by, at=at)
    outcome.new = 1


def townships(borough, wanted, outcome, *, by, at):
    """Open the townships that are missing and put each ward where the manifest says, from the day that it says."""
    outcome.things = "ward in its township,wards in their townships"
    for township in wanted:
        wards = _wards(borough, township)
        place = Township.objects.on(township.starts_on).filter(borough=borough, code=township.code).first()
        if place is None:
            place = places.open_township(
                borough, code=township.code, name=township.name, starts_on=township.starts_on, by=by, at=at
            )
        for ward in wards:
            # A ward that was opened later joins its township on its own first day.
            day = max(township.starts_on, ward.starts_on)
            if ward.township_on(day) == place:
                outcome.same += 1
            else:
                places.put_ward_in_township(ward, place, on=day, by=by, at=at)
                outcome.new += 1


def _wards(borough, township):
    known = WardNames(Ward.objects.filter(borough=borough, ends_on=None), {})
    wards = {name: known.named(name) for name in township.wards}
    if missing := [name for name, ward in wards.items() if ward is None]:
        raise Refused([f"Township {township.name}: there is no ward called {name} in {borough}." for name in missing])
    return list(wards.values())
