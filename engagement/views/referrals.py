"""Draft referrals are looked over and sent; an agency reads what was referred to it, and answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from engagement import actions, forms, queries, rules
from engagement.models import Finding, Referral
from engagement.views.common import page_of, walkabout_for
from pact.core.refusals import Refused
from pact.core.wording import counted
from profiles import rules as profile_rules


@login_required
@require_http_methods(["GET", "POST"])
def walkabout_referrals(request, pk):
    """The drafts of a walk, to be sent or left out."""
    walkabout = walkabout_for(request.user, pk)
    if not rules.may_record(request.user, walkabout.engagement):
        raise PermissionDenied

    drafts = list(queries.to_refer(Finding.objects.filter(walkabout=walkabout)))
    agencies = profile_rules.agencies_in(walkabout.engagement.cycle.ward.borough)
    form = forms.ReferralsForm(request.POST if request.method == "POST" else None, drafts=drafts, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.refer(walkabout, **form.chosen(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            said = f"{counted(len(sent), 'referral')} sent. Each agency is told once." if sent else "Nothing was sent."
            messages.success(request, said)
            return redirect(walkabout)

    context = {"walkabout": walkabout, "form": form, "drafts": drafts}
    return render(request, "engagement/walkabout_referrals.html", context)


@login_required
@require_safe
def referral_list(request):
    """What was referred to this person's agency."""
    if not rules.may_answer_referrals(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    filters = forms.ReferralFilter(request.GET)
    page = page_of(request, queries.referrals_to(request.user, today=today, **filters.chosen()))
    rows = [(referral, queries.state_of_referral(referral, today)) for referral in page]
    return render(request, "engagement/referral_list.html", {"page": page, "rows": rows, "filters": filters})


@login_required
@require_http_methods(["GET", "POST"])
def referral(request, pk):
    """One of them, with the agency's answer."""
    referral = get_object_or_404(Referral.objects.visible_to(request.user).for_display(), pk=pk)
    if not rules.may_answer_referral(request.user, referral):
        raise PermissionDenied

    today = timezone.localdate()
    form = forms.ReferralAnswerForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_referral(referral, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your answer is sent.")
            return redirect("engagement:referral_list")

    context = {
        "referral": referral,
        "finding": referral.finding,
        "may_read": rules.may_read_finding(request.user, referral.finding),
        "state": queries.state_of_referral(referral, today),
        "form": form if referral.is_open else None,
    }
    return render(request, "engagement/referral.html", context)
