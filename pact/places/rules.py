"""What stands in the way of a place. Everybody who is signed in may see places: they are public knowledge."""

from pact.core import geometry
from pact.core.dates import short_day


def obstacles_to_opening(places, *, code, starts_on):
    """A code names one place at a time: `places` are those of its kind. On SQLite only this check says so."""
    for other in places.filter(code=code).between(starts_on, None):
        until = f"until {short_day(other.ends_on)}" if other.ends_on else "without end"
        return [f"{code} is {other} from {short_day(other.starts_on)} {until}. A code names one place at a time."]
    return []


def obstacles_to_drawing(name, boundary):
    """`boundary` has to be an area as GeoJSON that encloses something and does not cross itself."""
    try:
        geometry.parse(boundary)
    except geometry.BadGeometry as fault:
        return [f"{name}: {fault}"]
    return []


def obstacles_to_ending(place, *, on):
    if place.ends_on is not None:
        return [f"{place} ended on {short_day(place.ends_on)} already."]
    if on <= place.starts_on:
        return [f"{place} exists from {short_day(place.starts_on)} and can only end after that day."]
    return []


def obstacles_to_redrawing(ward, boundary, *, on):
    """History is never rewritten: the old boundary stands until `on`, the new one from then."""
    return obstacles_to_ending(ward, on=on) or obstacles_to_drawing(ward.name, boundary)


def obstacles_to_joining(ward, township, *, on):
    """A ward joins a township of its own borough, and is in one at a time."""
    obstacles = []
    if township.borough_id != ward.borough_id:
        obstacles.append(f"{ward} and {township} are in different boroughs.")
    if not (ward.exists_on(on) and township.exists_on(on)):
        obstacles.append(f"{ward} and {township} do not both exist on {short_day(on)}.")
    if later := ward.memberships.filter(starts_on__gte=on).select_related("township").first():
        day = short_day(later.starts_on)
        obstacles.append(f"{ward} is in {later.township} from {day}. Give a later day for the change.")
    return obstacles
