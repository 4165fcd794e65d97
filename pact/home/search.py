"""One box for everything that a person may see. Concerns are found by reference and place, never by what was said."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from engagement.models import Concern, Engagement
from feedback.models import Newsletter
from pact.accounts.models import Permission, User
from pact.cycles.models import Pact
from pact.meetings.models import Meeting
from pact.places.models import Ward
from priorities.models import Priority
from scrutiny.models import Recommendation
from tasking.models import Action

MOST = 10
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    title: str
    note: str
    href: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `has_more` says that the list was cut."""

    title: str
    hits: list[Hit]
    has_more: bool


def search(user, text):
    """Groups of hits for every word of `text`, of at most ten each. One query a kind, however much there is."""
    words = text.split()
    if not words or len(text.strip()) < SHORTEST:
        return []
    groups = [_group(title, queryset, words, fields, hit) for title, queryset, fields, hit in _kinds(user)]
    return [group for group in groups if group.hits]


def _group(title, queryset, words, fields, hit):
    for word in words:
        wanted = Q()
        for field in fields:
            wanted |= Q(**{f"{field}__icontains": word})
        queryset = queryset.filter(wanted)
    found = list(queryset.distinct().order_by("pk")[: MOST + 1])
    return Group(title, [hit(row) for row in found[:MOST]], has_more=len(found) > MOST)


def _kinds(user):
    """(title, what this person may see, the fields looked in, how a row is shown), the likeliest first."""
    wards = Ward.objects.filter(pk__in=user.wards(Permission.SEE_CYCLE), ends_on=None).select_related("borough")
    yield "Wards", wards, ["name", "code"], _ward
    pacts = Pact.objects.visible_to(user).select_related("ward")
    yield "PACTs", pacts, ["name", "aliases__name", "ward__name"], lambda pact: _row(pact, pact.ward)
    priorities = Priority.objects.visible_to(user).for_display()
    yield (
        "Priorities",
        priorities,
        ["title", "place", "goal", "issue_type__name"],
        lambda p: _row(p, p.ward, p.cycle.name),
    )
    actions = Action.objects.visible_to(user).select_related("agency", "priority__cycle__pact__ward")
    yield (
        "Actions",
        actions,
        ["title", "detail", "owner__name", "agency__name"],
        lambda a: _row(a, a.agency, a.priority.ward),
    )
    concerns = Concern.objects.visible_to(user).for_display()
    yield (
        "Concerns",
        concerns,
        ["reference", "place", "issue_type__name"],
        lambda c: _row(c, c.place, c.cycle.pact.ward),
    )
    engagements = Engagement.objects.visible_to(user).select_related("technique", "cycle__pact__ward")
    yield "Engagement", engagements, ["title", "technique__name"], lambda e: _row(e, e.cycle.pact.ward)
    recommendations = Recommendation.objects.visible_to(user).select_related("addressee")
    yield "Recommendations", recommendations, ["reference", "text", "addressee__name"], lambda r: _row(r, r.addressee)
    newsletters = Newsletter.objects.visible_to(user).select_related("cycle")
    yield "Newsletters", newsletters, ["title", "cycle__name"], lambda n: _row(n, n.cycle.name)
    meetings = Meeting.objects.visible_to(user)
    yield "Meetings", meetings, ["title", "venue"], lambda m: _row(m, m.venue)
    if user.can(Permission.MANAGE_PEOPLE):
        yield "People", User.objects.visible_to(user), ["name", "email"], _person


def _row(thing, *notes):
    return Hit(str(thing), ", ".join(map(str, notes)), thing.get_absolute_url())


def _ward(ward):
    return Hit(ward.name, f"{ward.borough}, {ward.code}", reverse("profiles:ward", args=[ward.slug]))


def _person(person):
    return Hit(person.name, person.email, reverse("accounts:person", args=[person.pk]))
