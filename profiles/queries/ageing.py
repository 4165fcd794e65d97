"""Which profiles are due to be refreshed, and who writes them."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from pact.accounts.models import Membership, Permission, Role
from pact.places.models import TownshipWard
from profiles import rules
from profiles.models import AreaProfile


def due_for_refresh(*, today):
    """The latest published version of each ward that is due or stale and has no draft after it. One query."""
    later = AreaProfile.objects.filter(ward=OuterRef("ward"), version__gt=OuterRef("version"))
    latest = AreaProfile.objects.published().filter(~Exists(later)).for_lists().order_by("ward__name", "pk")
    lasting = latest.filter(ward__ends_on=None)
    return [profile for profile in lasting if rules.age_of(profile, today=today) != rules.Age.FRESH]


def writers_of(wards):
    """`{ward.pk: [person, …]}`: its analysts, or where there are none all who write there. Two queries."""
    held = Membership.objects.current().holding(Permission.WRITE_PROFILE).select_related("person").order_by("pk")
    by_place = defaultdict(list)
    for seat in held:
        by_place["borough", seat.borough_id].append(seat)
        by_place["township", seat.township_id].append(seat)
        by_place["ward", seat.ward_id].append(seat)
    townships = defaultdict(list)
    for ward, township in TownshipWard.objects.filter(ward__in=wards, ends_on=None).values_list("ward", "township"):
        townships[ward].append(township)
    return {ward.pk: _writers(ward, townships[ward.pk], by_place) for ward in wards}


def _writers(ward, townships, by_place):
    places = [("borough", ward.borough_id), ("ward", ward.pk), *(("township", pk) for pk in townships)]
    seats = [seat for place in places for seat in by_place[place]]
    analysts = [seat.person for seat in seats if seat.role == Role.ANALYST]
    return analysts or [seat.person for seat in seats]
