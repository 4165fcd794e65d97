"""What is asked of whom and when, across partners: the events of the consultation calendar (W21, M37, C7)."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from engagement.fatigue import Event, clashes, clashes_of, street_names
from engagement.models import Engagement, PartnerConsultation, Sharing
from pact.accounts.models import Membership, Role
from pact.core.dates import short_day
from pact.places.models import TownshipWard, Ward
from profiles.models import PastConsultation


def rest():
    """How many days the same people are left in peace: a setting."""
    return settings.CONSULTATION_REST_DAYS


def events(user, *, starts_on=None, ends_on=None, ward=None, group=None, agency=None):
    """The `Event`s that this person may see and that go on between these days, the earliest first.

    Nine queries however many there are.
    """
    found = [*_engagements(user, starts_on, ends_on), *_of_partners(user, starts_on, ends_on)]
    found += _past(user, starts_on, ends_on)
    if ward:
        found = [event for event in found if ward.pk in event.wards]
    if group:
        found = [event for event in found if group.pk in event.groups]
    if agency:
        found = [event for event in found if agency.pk in event.agencies]
    return sorted(found, key=lambda event: (event.starts_on, event.title, event.key))


def clashes_among(found):
    return clashes(found, rest=rest())


def clashes_with(event, user):
    """What this event meets, however far before or after, among all that this person may see."""
    margin = timedelta(days=rest())
    around = events(user, starts_on=event.starts_on - margin, ends_on=event.ends_on + margin)
    others = [other for other in around if other.key != event.key]
    return clashes_of(event.key, [*others, event], rest=rest())


def key_of(engagement):
    return f"e{engagement.pk}"


def event_of(engagement):
    """The `Event` that an engagement is. Three queries."""
    return _engagement(engagement)


def event_of_consultation(consultation):
    return _consultation(consultation)


def event_of_plan(cycle, *, technique, title, areas, groups, starts_on, ends_on, key="plan"):
    """The `Event` that an engagement would be, before it is saved."""
    return Event(
        key=key,
        kind="engagement",
        title=title,
        href="",
        who=str(cycle.pact),
        starts_on=starts_on,
        ends_on=ends_on,
        wards={cycle.pact.ward_id: cycle.ward.name},
        groups={group.pk: group.name for group in groups},
        areas={area.pk: area.name for area in areas},
        streets=frozenset().union(*(street_names(area.streets) for area in areas)),
        asks=not technique.walks,
    )


def _between(rows, starts_on, ends_on):
    """Those that go on between two days; `ends_on` is exclusive on both sides."""
    if starts_on:
        rows = rows.filter(ends_on__gt=starts_on)
    return rows.filter(starts_on__lt=ends_on) if ends_on else rows


def _engagements(user, starts_on, ends_on):
    rows = _between(Engagement.objects.visible_to(user), starts_on, ends_on)
    rows = rows.select_related("technique", "cycle__pact__ward").prefetch_related("areas", "groups", "agencies")
    return [_engagement(engagement) for engagement in rows]


def _engagement(engagement):
    areas = list(engagement.areas.all())
    ward = engagement.cycle.pact.ward
    return Event(
        key=key_of(engagement),
        kind="engagement",
        title=engagement.title,
        href=engagement.get_absolute_url(),
        who=str(engagement.cycle.pact),
        starts_on=engagement.starts_on,
        ends_on=engagement.ends_on,
        wards={ward.pk: ward.name},
        groups=_names(engagement.groups),
        areas={area.pk: area.name for area in areas},
        streets=frozenset().union(*(street_names(area.streets) for area in areas)),
        asks=not engagement.technique.walks,
        place=", ".join(sorted(area.name for area in areas)),
        agencies=frozenset(agency.pk for agency in engagement.agencies.all()),
    )


def _of_partners(user, starts_on, ends_on):
    rows = _between(PartnerConsultation.objects.visible_to(user).filter(cancelled_at=None), starts_on, ends_on)
    rows = list(rows.select_related("agency").prefetch_related("wards", "groups"))
    joined = defaultdict(set)
    accepted = Sharing.objects.filter(answer="accepted", consultation__in=[row.pk for row in rows])
    for consultation, agency in accepted.values_list("consultation", "agency"):
        joined[consultation].add(agency)
    return [_consultation(row, joined[row.pk]) for row in rows]


def _consultation(consultation, joined=()):
    return Event(
        key=f"p{consultation.pk}",
        kind="partner",
        title=consultation.title,
        href=consultation.get_absolute_url(),
        who=consultation.agency.name,
        starts_on=consultation.starts_on,
        ends_on=consultation.ends_on,
        wards=_names(consultation.wards),
        groups=_names(consultation.groups),
        streets=street_names(consultation.streets),
        place=consultation.venue,
        agencies=frozenset({consultation.agency_id, *joined}),
    )


def _past(user, starts_on, ends_on):
    """The register's; with its last day inclusive, or the first where none is known."""
    rows = PastConsultation.objects.visible_to(user).in_use()
    if starts_on:
        rows = rows.filter(Q(ends_on__gte=starts_on) | Q(ends_on=None, starts_on__gte=starts_on))
    if ends_on:
        rows = rows.filter(starts_on__lt=ends_on)
    rows = list(rows.prefetch_related("wards", "townships"))
    of_borough, of_township = _wards_by_place({row.borough_id for row in rows})
    return [_past_event(row, _wards_asked(row, of_borough, of_township)) for row in rows]


def _past_event(row, wards):
    return Event(
        key=f"r{row.pk}",
        kind="past",
        title=row.title,
        href=row.get_absolute_url(),
        who=row.asked_by,
        starts_on=row.starts_on,
        ends_on=(row.ends_on or row.starts_on) + timedelta(days=1),
        wards=wards,
        place=row.get_method_display(),
    )


def _wards_by_place(boroughs):
    of_borough, of_township = defaultdict(dict), defaultdict(dict)
    for pk, name, borough in Ward.objects.filter(borough__in=boroughs, ends_on=None).values_list(
        "pk", "name", "borough"
    ):
        of_borough[borough][pk] = name
    now = TownshipWard.objects.filter(ward__borough__in=boroughs, ends_on=None)
    for township, pk, name in now.values_list("township", "ward", "ward__name"):
        of_township[township][pk] = name
    return of_borough, of_township


def _wards_asked(row, of_borough, of_township):
    if row.reach == row.Reach.BOROUGH:
        return of_borough[row.borough_id]
    if row.reach == row.Reach.TOWNSHIPS:
        return {pk: name for township in row.townships.all() for pk, name in of_township[township.pk].items()}
    return _names(row.wards)


def _names(related):
    return {row.pk: row.name for row in related.all()}


# A month


@dataclass(frozen=True)
class Bar:
    """An event in the month view, said once: on its first day, or at the top where it began before."""

    event: Event
    days: str


@dataclass(frozen=True)
class Day:
    date: date
    is_in_month: bool
    bars: list


def month_of(text, *, today):
    """The first of the month that "2026-03" names, or of today's where it names none."""
    try:
        year, month = (int(part) for part in text.split("-"))
        return date(year, month, 1) if 2000 <= year <= 2100 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def month_view(first, found):
    """The weeks that a month touches, Monday to Sunday, as lists of `Day`; each event stands in them once."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    begin = weeks[0][0]
    bars = {day: [] for week in weeks for day in week}
    for event in found:
        start = max(event.starts_on, begin)
        if start in bars and event.ends_on > start:
            bars[start].append(Bar(event, _days_in_words(event, begin)))
    return [[Day(day, day.month == first.month, bars[day]) for day in week] for week in weeks]


def _days_in_words(event, begin):
    """Until when an event goes on; nothing for one of a single day."""
    if event.starts_on < begin:
        return f"since {short_day(event.starts_on)}, to {short_day(event.last_day)}"
    return "" if event.last_day == event.starts_on else f"to {short_day(event.last_day)}"


# Sharing


def sharings_of(event):
    """Who was invited into an engagement or a partner's consultation, or asked to join, and what came of it."""
    return event.sharings.select_related("agency", "asked_by", "answered_by").order_by("asked_at", "pk")


def answerers_of(sharing):
    """The managers of the agency invited; for one that asks, whoever runs the event."""
    if sharing.kind == Sharing.Kind.INVITED:
        return _managers_of(sharing.agency_id)
    if sharing.engagement:
        return [sharing.engagement.cycle.pact.coordinator]
    return _managers_of(sharing.consultation.agency_id) or [sharing.consultation.added_by]


def _managers_of(agency):
    seats = Membership.objects.current().filter(role=Role.MANAGER, agency=agency).select_related("person")
    return sorted({seat.person for seat in seats}, key=lambda person: person.pk)
