"""The start page, the board that signing in lands on, search, and the trace."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from engagement.models import Concern
from pact.accounts.models import Permission
from pact.home import activity as activities
from pact.home import boards, casework, forms, search, trace
from priorities.models import Priority

A_PAGE = 25

# One turn of the cycle, in a resident's words.
TURN = [
    ("We look", "What the figures and earlier consultation say about your ward."),
    ("We ask", "Officers knock on doors and walk the streets with people who live there."),
    ("You decide", "The community agrees up to three things that come first."),
    ("Services act", "Each action has a named owner, a service and a date."),
    ("Councillors check", "Every quarter they ask each service what became of it."),
    ("You hear back", "A newsletter to every address says what was done, and what was not."),
]


@cache_control(public=True, max_age=300)
@require_safe
def start(request):
    """What a visitor sees first; whoever is signed in goes on to their board."""
    if request.user.is_authenticated:
        return redirect("home:board")
    return render(request, "home/start.html", {"turn": TURN})


@login_required
@require_safe
def board(request):
    sections = boards.board(request.user, at=timezone.now())
    return render(request, "home/board.html", {"sections": sections, "today": timezone.localdate()})


@login_required
@require_safe
def own_casework(request):
    """What a councillor sent in, and what became of each."""
    if not request.user.can(Permission.SEND_CASEWORK):
        raise PermissionDenied
    page = Paginator(casework.sent_in_by(request.user), A_PAGE).get_page(request.GET.get("page"))
    cases = casework.cases(list(page), today=timezone.localdate())
    return render(request, "home/casework.html", {"page": page, "cases": cases})


@login_required
@require_safe
def activity(request):
    """What takes place where, on a map and in lists; what is looked for stays in the address (T22)."""
    today = timezone.localdate()
    places, periods = activities.places_of(request.user, today=today), activities.periods(today)
    filters = forms.ActivityFilter(
        request.GET,
        places=activities.choices_of(places),
        periods=[(value, text) for value, (text, *_) in periods.items()],
    )
    chosen = filters.chosen()
    place = places.get(chosen.get("place")) or next(iter(places.values()), None)
    if place is None:
        return render(request, "home/activity.html", {"filters": filters, "place": None})
    _, first, until = periods[chosen.get("period", "")]
    found = activities.activity_in(
        request.user,
        activities.wards_in(request.user, place, today=today),
        first=first,
        until=until,
        kind=chosen.get("kind", ""),
        state=chosen.get("state", ""),
    )
    page = Paginator(found.keys, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "place": place,
        "in_words": found.in_words,
        "map": activities.map_of(place, found),
        "area_columns": AREA_COLUMNS,
        "area_rows": [_area_row(area, found) for area in found.areas],
        "page": page,
        "columns": ACTIVITY_COLUMNS,
        "rows": [_activity_row(each) for each in activities.happenings(page)],
    }
    return render(request, "home/activity.html", context)


def _area_row(area, found):
    return [
        {"text": area.name, "href": area.get_absolute_url()},
        area.ward.name,
        f"Version {area.profile.version}",
        {"template": "components/tag.html", "text": area.get_state_display(), "colour": area.colour},
        found.counts_in(area),
        "Yes" if area.boundary else "No: its streets are listed",
    ]


def _activity_row(each):
    return [{"text": each.title, "href": each.href}, each.kind, each.ward, each.where, each.when, each.state]


AREA_COLUMNS = [{"text": name} for name in ("Area", "Ward", "Profile", "State", "What takes place", "On the map")]
ACTIVITY_COLUMNS = [{"text": name} for name in ("What", "Kind", "Ward", "Where", "When", "State")]


@login_required
@require_safe
def search_results(request):
    text = request.GET.get("q", "").strip()[:100]
    groups = search.search(request.user, text)
    return render(request, "home/search.html", {"text": text, "groups": groups, "shortest": search.SHORTEST})


@login_required
@require_safe
def priority_trace(request, pk):
    priority = get_object_or_404(Priority.objects.visible_to(request.user).for_display(), pk=pk)
    return render(
        request, "home/priority_trace.html", {"trace": trace.of_priority(priority, today=timezone.localdate())}
    )


@login_required
@require_safe
def concern_trace(request, reference):
    concern = get_object_or_404(Concern.objects.visible_to(request.user).for_display(), reference=reference)
    today = timezone.localdate()
    traces = [trace.of_priority(priority, today=today) for priority in trace.of_concern(concern)]
    return render(request, "home/concern_trace.html", {"concern": concern, "traces": traces})
