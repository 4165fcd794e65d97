"""The consultation calendar: month, list and feed, and what partners put on it."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from engagement import actions, calendars, forms, queries, rules
from engagement.models import Group, PartnerConsultation
from engagement.views.common import page_of, remembered
from pact.accounts.models import Agency, Permission
from pact.core.refusals import Refused
from pact.core.working_days import add_months
from pact.meetings import actions as meetings
from pact.meetings.models import CalendarFeed

MOST_CLASHES = 8
BEHIND, AHEAD = timedelta(days=90), timedelta(days=400)  # how far a feed reaches


@login_required
@require_safe
def consultation_calendar(request):
    user, today = request.user, timezone.localdate()
    filters = forms.CalendarFilter(
        remembered(request, "calendar") or None,
        wards=user.wards(Permission.SEE_CYCLE).filter(ends_on=None).order_by("name", "pk"),
        groups=Group.objects.to_reach(),
        agencies=Agency.objects.order_by("name", "pk"),
    )
    chosen = filters.chosen()
    is_list, first = chosen.pop("show", "") == "list", queries.month_of(chosen.pop("month", ""), today=today)
    context = {"filters": filters, "is_list": is_list, "may_enter": rules.may_enter_consultations(user)}
    context |= {"rest": settings.CONSULTATION_REST_DAYS}
    if is_list:
        found = queries.events(user, **chosen)
        context["page"] = page_of(request, sorted(found, key=lambda event: event.starts_on, reverse=True))
        near = [event for event in found if event.ends_on > today - timedelta(days=settings.CONSULTATION_REST_DAYS)]
        clashes = queries.clashes_among(near)
    else:
        context |= _month(user, first, chosen)
        context |= {
            "before": _same_but(filters, add_months(first, -1)),
            "after": _same_but(filters, add_months(first, 1)),
        }
        clashes = context.pop("clashes")
    shown = clashes[:MOST_CLASHES]
    context |= {"clashes": shown, "more_clashes": len(clashes) - len(shown)}
    return render(request, "engagement/calendar.html", context)


def _same_but(filters, month):
    """The query of the same page in another month."""
    query = filters.data.copy()
    query["month"] = f"{month:%Y-%m}"
    return urlencode({name: query[name] for name in query})


def _month(user, first, chosen):
    """The weeks of a month, and the clashes in which something of it has a part."""
    following = add_months(first, 1)
    margin = timedelta(days=settings.CONSULTATION_REST_DAYS)
    around = queries.events(user, starts_on=first - margin, ends_on=following + margin, **chosen)
    weeks = queries.month_view(first, around)
    begin, end = weeks[0][0].date, weeks[-1][-1].date
    here = {event.key for event in around if event.starts_on <= end and event.ends_on > begin}
    clashes = [each for each in queries.clashes_among(around) if {each.first.key, each.second.key} & here]
    return {
        "first": first,
        "weeks": weeks,
        "number": len(here),
        "clashes": clashes,
    }


@login_required
@require_safe
def calendar_address(request):
    """The secret address that calendar programs subscribe to; it shares its secret with that of the meetings."""
    if not request.user.can(Permission.SEE_CYCLE):
        raise PermissionDenied

    feed = meetings.open_feed(request.user)
    address = request.build_absolute_uri(reverse("engagement:consultation_feed", args=[feed.token]))
    return render(request, "engagement/calendar_address.html", {"address": address})


@require_GET
def consultation_feed(request, token):
    """For calendar programs, which cannot sign in: whoever knows the address reads who asks whom when, nothing else."""
    feed = get_object_or_404(CalendarFeed.objects.select_related("person"), token=token, person__is_active=True)
    today = timezone.localdate()
    events = queries.events(feed.person, starts_on=today - BEHIND, ends_on=today + AHEAD)
    response = HttpResponse(calendars.ics(events, at=timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="consultations.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


# What partners enter


@login_required
@require_http_methods(["GET", "POST"])
def new_partner_consultation(request):
    if not rules.may_enter_consultations(request.user):
        raise PermissionDenied

    form = forms.PartnerConsultationForm(request.POST or None, **_offered(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            consultation = actions.enter_consultation(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{consultation} is on the calendar.")
            return redirect(consultation)

    return render(request, "engagement/partner_consultation_form.html", {"form": form})


@login_required
@require_safe
def partner_consultation(request, pk):
    consultation = _consultation_for(request.user, pk)
    event = queries.event_of_consultation(consultation)
    return render(
        request,
        "engagement/partner_consultation.html",
        {
            "consultation": consultation,
            "event": event,
            "clashes": [] if consultation.is_cancelled else queries.clashes_with(event, request.user),
            "sharings": queries.sharings_of(consultation),
            "may_change": rules.may_change_consultation(request.user, consultation),
            "may_share": rules.may_share(request.user, consultation) or rules.may_ask_to_join(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def partner_consultation_details(request, pk):
    consultation = _changeable_consultation(request.user, pk)
    kept = ("agency", "title", "purpose", "method", "streets", "starts_on", "last_day", "venue")
    initial = {name: getattr(consultation, name) for name in kept}
    initial |= {name: getattr(consultation, name).all() for name in ("wards", "groups")}
    form = forms.PartnerConsultationForm(request.POST or None, **_offered(request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_consultation(consultation, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The calendar is changed.")
            return redirect(consultation)

    context = {"form": form, "consultation": consultation}
    return render(request, "engagement/partner_consultation_form.html", context)


@login_required
@require_POST
def partner_consultation_cancellation(request, pk):
    actions.cancel_consultation(_changeable_consultation(request.user, pk), by=request.user, at=timezone.now())
    messages.success(request, "It is off the calendar.")
    return redirect("engagement:calendar")


def _offered(user):
    agencies = rules.agencies_entered_for(user)
    every = Agency.objects.order_by("name", "pk")
    return {
        "agencies": every if agencies is None else every.filter(pk__in=agencies),
        "wards": user.wards(Permission.SEE_CYCLE).filter(ends_on=None).order_by("name", "pk"),
        "groups": Group.objects.to_reach(),
    }


def _consultation_for(user, pk):
    return get_object_or_404(PartnerConsultation.objects.visible_to(user).for_display(), pk=pk)


def _changeable_consultation(user, pk):
    consultation = _consultation_for(user, pk)
    if not rules.may_change_consultation(user, consultation):
        raise PermissionDenied
    return consultation
