"""The start page, the board that signing in lands on, search, and the trace."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from engagement.models import Concern
from pact.home import boards, search, trace
from priorities.models import Priority

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
