"""What has been decided: the list of priorities, and the page of each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pact.accounts.models import Permission
from pact.core.refusals import Refused
from priorities import actions, forms, queries, rules
from priorities.models import Priority
from profiles import queries as profiles

A_PAGE = 25


@login_required
@require_safe
def priority_list(request):
    visible = Priority.objects.visible_to(request.user)
    wards = request.user.wards(Permission.SEE_CYCLE).order_by("name", "pk")
    filters = forms.PriorityFilter(request.GET, wards=wards)
    found = queries.found(visible, **filters.chosen()).order_by(
        "cycle__pact__ward__name", "-cycle__starts_on", "position", "pk"
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "priorities/priority_list.html", {"filters": filters, "page": page})


@login_required
@require_safe
def priority(request, pk):
    user, today = request.user, timezone.localdate()
    priority = get_object_or_404(Priority.objects.visible_to(user).for_display(), pk=pk)
    return render(
        request,
        "priorities/priority.html",
        {
            "priority": priority,
            "cycle": priority.cycle,
            "facts": queries.facts(priority),
            "evidence": queries.evidence_of(priority),
            "is_missing_from_the_council": profiles.lacks(priority.ward.borough_id, priority.issue_type, today=today),
            "also_put_first": profiles.also_put_first(priority.ward.borough_id, priority.issue_type, today=today),
            "recurring": queries.recurring([priority.cycle]).get(priority.pk),
            "actions": priority.actions.for_display().with_rag(today=today).order_by("due_on", "pk"),
            "proposals": priority.ending_proposals.select_related("by").order_by("at", "pk"),
            "replaced": [ending.priority for ending in priority.replaces.select_related("priority").order_by("pk")],
            "may_decide": rules.may_decide(user, priority.ward),
            "may_propose_ending": priority.is_live and rules.may_propose_ending(user, priority.ward),
            "may_add_actions": priority.is_live and user.can(Permission.MANAGE_ACTIONS, within=priority.ward),
            "can_be_taken_back": not rules.obstacles_to_taking_back(priority),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def ending_proposal(request, pk):
    priority = get_object_or_404(Priority.objects.visible_to(request.user).for_display(), pk=pk)
    if not rules.may_propose_ending(request.user, priority.ward):
        raise PermissionDenied

    form = forms.EndingProposalForm(request.POST or None)
    form.cancel_href = priority.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_ending(priority, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The community will be asked whether it is solved.")
            return redirect(priority)

    return render(request, "priorities/ending_proposal.html", {"priority": priority, "form": form})
