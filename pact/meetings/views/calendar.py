"""Meetings in people's own calendars."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from pact.meetings import actions, calendars, queries
from pact.meetings.models import CalendarFeed
from pact.meetings.views.common import meeting_for


@login_required
@require_GET
def meeting_calendar(request, pk):
    meeting = meeting_for(request.user, pk)
    return _calendar([meeting], name=meeting.title, filename=f"meeting-{meeting.pk}.ics")


@login_required
@never_cache
@require_GET
def calendar(request):
    feed = actions.open_feed(request.user)
    address = request.build_absolute_uri(reverse("meetings:calendar_feed", args=[feed.token]))
    return render(request, "meetings/calendar.html", {"address": address})


@login_required
@require_POST
def calendar_renewal(request):
    actions.renew_feed(request.user, by=request.user, at=timezone.now())
    messages.success(request, "Your calendar has a new address. The old one no longer works.")
    return redirect("meetings:calendar")


@require_GET
def calendar_feed(request, token):
    """For calendar programs, which cannot sign in: whoever knows the address reads the meetings, and nothing else."""
    feed = get_object_or_404(CalendarFeed.objects.select_related("person"), token=token, person__is_active=True)
    now = timezone.now()
    meetings = queries.calendar_of(feed.person, at=now)
    return _calendar(meetings, name="PACT meetings", filename="pact.ics")


def _calendar(meetings, *, name, filename):
    content = calendars.ics(meetings, name=name, at=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
