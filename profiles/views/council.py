"""Priorities of the council and others: the list, one of them, and what is written into it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.accounts.models import Permission
from pact.core.dates import span
from pact.core.refusals import Refused
from profiles import actions, forms, queries, rules
from profiles.models import CouncilPriority

PAGE = 25
COLUMNS = [{"text": text} for text in ("Priority", "Whose", "Issue types", "Target", "Where it is written", "Holds")]


@login_required
@require_safe
def council_priority_list(request):
    filters = forms.CouncilPriorityFilter(request.GET)
    found = queries.council_priorities(CouncilPriority.objects.visible_to(request.user), **filters.chosen())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "columns": COLUMNS,
        "rows": [_row(each) for each in page],
        "may_record": rules.may_record_council_priorities(request.user),
    }
    return render(request, "profiles/council_priority_list.html", context)


def _row(priority):
    return [
        {"text": priority.title, "href": priority.get_absolute_url()},
        priority.get_owner_display(),
        ", ".join(sorted(kind.name for kind in priority.issue_types.all())) or "–",
        priority.target or "–",
        priority.source,
        span(priority.starts_on, priority.ends_on),
    ]


@login_required
@require_http_methods(["GET", "POST"])
def council_priority_record(request):
    if not rules.may_record_council_priorities(request.user):
        raise PermissionDenied
    boroughs = request.user.boroughs(Permission.WRITE_PROFILE).order_by("name", "pk")
    form = forms.CouncilPriorityForm(request.POST or None, boroughs=boroughs)
    if request.method == "POST" and form.is_valid():
        try:
            priority = actions.record_council_priority(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"“{priority}” is recorded.")
            return redirect("profiles:council_priority_list")

    return render(request, "profiles/council_priority_record.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def council_priority(request, pk):
    priority = get_object_or_404(CouncilPriority.objects.visible_to(request.user).select_related("borough"), pk=pk)
    may_change = rules.may_change_council_priority(request.user, priority)
    if not may_change:
        raise PermissionDenied
    boroughs = type(priority.borough).objects.filter(pk=priority.borough_id)
    fields = ("owner", "title", "source", "target", "tension", "theme", "starts_on", "ends_on")
    initial = {field: getattr(priority, field) for field in fields} | {"issue_types": priority.issue_types.all()}
    form = forms.CouncilPriorityForm(request.POST or None, boroughs=boroughs, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "borough"}
        try:
            actions.change_council_priority(priority, **facts, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The priority is corrected. Published profiles keep what they said.")
            return redirect("profiles:council_priority_list")

    return render(request, "profiles/council_priority.html", {"form": form, "priority": priority})


@login_required
@require_POST
def council_priority_withdrawal(request, pk):
    priority = get_object_or_404(CouncilPriority.objects.visible_to(request.user).select_related("borough"), pk=pk)
    if not rules.may_change_council_priority(request.user, priority):
        raise PermissionDenied
    actions.withdraw_council_priority(priority, by=request.user, at=timezone.now())
    messages.success(request, f"“{priority}” is withdrawn.")
    return redirect("profiles:council_priority_list")
