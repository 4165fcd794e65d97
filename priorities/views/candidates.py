"""What the meeting chooses from: the candidates, the rows behind each, and what people propose."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import queries as engagement
from pact.core.refusals import Refused
from pact.cycles.models import Cycle
from priorities import actions, forms, queries, rules
from priorities.models import Proposal

A_PAGE = 25


@login_required
@require_safe
def candidate_list(request, pk):
    cycle = cycle_for(request.user, pk)
    may_decide = rules.may_decide(request.user, cycle.ward)
    return render(
        request,
        "priorities/candidate_list.html",
        {
            "cycle": cycle,
            "caption": f"{cycle.pact}, {cycle.name}",
            "page": Paginator(queries.candidates(cycle), A_PAGE).get_page(request.GET.get("page")),
            "decided": queries.decided(cycle),
            "from_before": queries.live_from_before(cycle),
            "obstacles": rules.obstacles_to_deciding_now(cycle),
            "may_decide": may_decide,
            "may_propose": rules.may_propose(request.user, cycle.ward),
        },
    )


@login_required
@require_safe
def candidate(request, pk, key):
    """The rows behind a candidate's score: what was said and seen, without words, and what was recorded."""
    cycle = cycle_for(request.user, pk)
    candidate = queries.candidate_named(cycle, key)
    if candidate is None:
        raise Http404
    concerns = Paginator(queries.concerns_behind(candidate), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "priorities/candidate.html",
        {
            "cycle": cycle,
            "candidate": candidate,
            "page": concerns,
            "months": queries.incidents_by_month(cycle.ward, candidate.issue_type),
            "disagreement": engagement.perception_of(cycle.ward).whole.about(candidate.issue_type),
            "may_decide": rules.may_decide(request.user, cycle.ward),
            "own_proposals": [proposal for proposal in candidate.proposals if proposal.by_id == request.user.pk],
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def proposal(request, pk):
    cycle = cycle_for(request.user, pk)
    if not rules.may_propose(request.user, cycle.ward):
        raise PermissionDenied

    form = forms.ProposalForm(request.POST or None, areas=queries.areas(cycle))
    form.cancel_href = _candidates_href(cycle)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(cycle, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"“{made}” is among the candidates.")
            return redirect(_candidates_href(cycle))

    context = {"cycle": cycle, "form": form, "back_href": form.cancel_href}
    return render(request, "priorities/proposal.html", context)


@login_required
@require_POST
def proposal_withdrawal(request, pk):
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).select_related("cycle__pact__ward"), pk=pk)
    if proposal.by_id != request.user.pk and not rules.may_decide(request.user, proposal.cycle.ward):
        raise PermissionDenied
    actions.withdraw_proposal(proposal, by=request.user, at=timezone.now())
    messages.success(request, "The proposal is withdrawn.")
    return redirect(proposal.priority or _candidates_href(proposal.cycle))


def cycle_for(user, pk):
    return get_object_or_404(Cycle.objects.visible_to(user).for_display().prefetch_related("openings"), pk=pk)


def _candidates_href(cycle):
    return reverse("priorities:candidate_list", args=[cycle.pk])
