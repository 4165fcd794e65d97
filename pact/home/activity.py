"""What takes place where: engagements, actions and areas of one ward or township over a period (T22)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from engagement.models import Engagement
from pact.accounts.models import Permission
from pact.core import geometry
from pact.core.dates import quarter, short_day, span
from pact.core.maps import Area, Map, Outline, Point
from pact.core.wording import counted
from pact.core.working_days import add_months
from pact.places.models import Township, Ward
from profiles.models import PriorityActionArea
from tasking.models import Action
from tasking.models.actions import Status

QUARTERS = 8
ENGAGEMENT, ACTION = "engagement", "action"


# Where and when


def places_of(user, *, today):
    """The townships and wards that this person sees, by value: `{"township-3": Township, …}`. Two queries."""
    townships = user.townships(Permission.SEE_CYCLE).on(today).distinct().order_by("name", "pk")
    wards = user.wards(Permission.SEE_CYCLE).on(today).defer("boundary").order_by("name", "pk")
    return {f"township-{t.pk}": t for t in townships} | {f"ward-{w.pk}": w for w in wards}


def choices_of(places):
    """The places in two groups, for a list."""
    groups = {settings.WORDS["township"].capitalize(): Township, "Ward": Ward}
    return [
        (heading, [(value, place.name) for value, place in places.items() if isinstance(place, kind)])
        for heading, kind in groups.items()
    ]


def periods(today):
    """`{value: (text, first day, day after the last)}`: the last year first, then each quarter and year before."""
    this_quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    found = {"": ("The last twelve months", add_months(today, -12), add_months(today, 1))}
    for back in range(QUARTERS):
        first = add_months(this_quarter, -3 * back)
        found[f"{first.year}-Q{first.month // 3 + 1}"] = (quarter(first), first, add_months(first, 3))
    for year in (today.year, today.year - 1):
        found[str(year)] = (str(year), date(year, 1, 1), date(year + 1, 1, 1))
    return found


def wards_in(user, place, *, today):
    """The wards of a place that this person sees, with their outlines, by name."""
    wards = user.wards(Permission.SEE_CYCLE).on(today)
    wards = wards.filter(pk=place.pk) if isinstance(place, Ward) else wards.in_township(place, on=today)
    return list(wards.select_related("borough").order_by("name", "pk"))


# What


@dataclass(frozen=True)
class Happening:
    """One engagement or action as the list shows it."""

    kind: str
    title: str
    href: str
    ward: str
    where: str
    when: str
    state: str


@dataclass(frozen=True)
class Activity:
    """What takes place in some wards. `keys` are (kind, pk) of all of it, the latest first: to be cut into pages."""

    wards: list
    areas: list
    keys: list
    in_ward: Counter
    in_area: Counter

    def counts_in(self, area):
        """ "2 engagements, 3 actions"."""
        return _counted(self.in_area[ENGAGEMENT, area.pk], self.in_area[ACTION, area.pk])

    @property
    def in_words(self):
        kinds = Counter(kind for kind, _ in self.keys)
        return _counted(kinds[ENGAGEMENT], kinds[ACTION])

    def at(self, area):
        return self.in_area[ENGAGEMENT, area.pk] + self.in_area[ACTION, area.pk]


def _counted(engagements, actions):
    return f"{counted(engagements, 'engagement')}, {counted(actions, 'action')}"


def activity_in(user, wards, *, first, until, kind="", state=""):
    """The `Activity` of these wards from a day to before another. Five queries however much takes place."""
    engagements = _engagements(user, wards, first, until) if kind != ACTION else Engagement.objects.none()
    actions = _actions(user, wards, first, until) if kind != ENGAGEMENT else Action.objects.none()
    held = list(engagements.values_list("starts_on", "pk", "cycle__pact__ward"))
    promised = list(actions.values_list("created_at", "pk", "priority__cycle__pact__ward", "priority__area"))
    through = Engagement.areas.through.objects.filter(engagement__in=engagements)
    in_area = Counter((ENGAGEMENT, area) for area in through.values_list("priorityactionarea", flat=True))
    in_area.update((ACTION, area) for *_, area in promised if area)
    in_ward = Counter(ward for *_, ward in held) + Counter(ward for _, _, ward, _ in promised)
    dated = [(day, ENGAGEMENT, pk) for day, pk, _ in held]
    dated += [(timezone.localdate(at), ACTION, pk) for at, pk, *_ in promised]
    touched = {area for _, area in in_area}
    areas = _areas(user, wards, first, until, touched=touched, state=state)
    keys = [(what, pk) for _, what, pk in sorted(dated, reverse=True)]
    return Activity(wards, areas, keys, in_ward, in_area)


def _engagements(user, wards, first, until):
    """Those that run on any day of the period."""
    visible = Engagement.objects.visible_to(user).filter(cycle__pact__ward__in=wards)
    return visible.filter(starts_on__lt=until, ends_on__gt=first)


def _actions(user, wards, first, until):
    """Those that were given out before its end, and not done before its beginning."""
    begin, end = _midnight(first), _midnight(until)
    visible = Action.objects.visible_to(user).filter(priority__cycle__pact__ward__in=wards)
    over = Q(completion__at__lt=begin) | Q(closing__at__lt=begin)
    return visible.filter(created_at__lt=end).exclude(over)


def _areas(user, wards, first, until, *, touched, state):
    """Areas in which something takes place, and those that were proposed or decided in the period."""
    began, ended = _midnight(first), _midnight(until)
    new = Q(proposed_at__gte=began, proposed_at__lt=ended) | Q(decided_at__gte=began, decided_at__lt=ended)
    visible = PriorityActionArea.objects.visible_to(user).filter(ward__in=wards).filter(new | Q(pk__in=touched))
    visible = visible.filter(state=state) if state else visible
    return list(visible.select_related("ward", "profile").order_by("ward__name", "name", "-pk"))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


NOBODYS = 0  # no row's key: without any, Django asks nothing, and what a page costs would hang on what is on it


def happenings(keys):
    """The `Happening`s of one page of keys, in their order. Three queries."""
    by_kind = {ENGAGEMENT: [NOBODYS], ACTION: [NOBODYS]}
    for kind, pk in keys:
        by_kind[kind].append(pk)
    engagements = Engagement.objects.filter(pk__in=by_kind[ENGAGEMENT]).for_display()
    areas = _names_of_areas(by_kind[ENGAGEMENT])
    actions = Action.objects.filter(pk__in=by_kind[ACTION]).for_display().select_related("priority__area")
    found = {(ENGAGEMENT, each.pk): _of_engagement(each, areas[each.pk]) for each in engagements}
    found |= {(ACTION, each.pk): _of_action(each) for each in actions}
    return [found[key] for key in keys]


def _names_of_areas(engagements):
    names = defaultdict(list)
    held_in = Engagement.areas.through.objects.filter(engagement__in=engagements).order_by("priorityactionarea__name")
    for engagement, name in held_in.values_list("engagement", "priorityactionarea__name"):
        names[engagement].append(name)
    return names


def _of_engagement(engagement, areas):
    return Happening(
        kind="Engagement",
        title=str(engagement),
        href=engagement.get_absolute_url(),
        ward=engagement.cycle.pact.ward.name,
        where=", ".join(areas),
        when=span(engagement.starts_on, engagement.last_day),
        state="Closed" if engagement.is_closed else "Open",
    )


def _of_action(action):
    priority = action.priority
    return Happening(
        kind="Action",
        title=str(action),
        href=action.get_absolute_url(),
        ward=priority.cycle.pact.ward.name,
        where=priority.area.name if priority.area else priority.place,
        when=f"Due {short_day(action.due_on)}",
        state=Status(action.status).label,
    )


# The map


def map_of(place, activity):
    """Wards shaded by how much takes place, areas outlined, and in each area how much; None without boundaries."""
    drawn = [ward for ward in activity.wards if ward.boundary]
    if not drawn:
        return None
    shapes = [(area, geometry.parse(area.boundary, mend=True)) for area in activity.areas if area.boundary]
    return Map(
        title=f"What takes place where in {place}",
        areas=tuple(
            Area(w.name, geometry.parse(w.boundary, mend=True), activity.in_ward[w.pk], w.get_absolute_url())
            for w in drawn
        ),
        outlines=tuple(
            Outline(f"{area.name}, {area.get_state_display().lower()}", shape, area.get_absolute_url())
            for area, shape in shapes
        ),
        points=tuple(
            Point(*geometry.inside_point(shape), activity.at(area)) for area, shape in shapes if activity.at(area)
        ),
        unit="engagements and actions",
        is_shaded=len(drawn) > 1,
        point_name="engagement or action,engagements and actions",
    )
