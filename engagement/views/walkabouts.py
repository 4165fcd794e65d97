"""EVA walkabouts: the sheet on a phone, the page of a walk, photographs, and going back to look."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from engagement import actions, forms, pictures, queries, rules
from engagement.models import Engagement, Finding, Walkabout
from engagement.views.common import engagement_for, finding_for, issue_types, page_of, walkabout_for
from pact.core.refusals import Refused
from profiles.models import PriorityActionArea


@login_required
@require_safe
def walkabout_list(request):
    engagement = None
    if (number := request.GET.get("engagement", "")).isdecimal():
        engagement = get_object_or_404(Engagement.objects.visible_to(request.user), pk=number[:18])
    page = page_of(request, queries.walkabouts(Walkabout.objects.visible_to(request.user), engagement=engagement))
    may_answer = rules.may_answer_referrals(request.user)
    context = {"page": page, "engagement": engagement, "may_answer_referrals": may_answer}
    return render(request, "engagement/walkabout_list.html", context)


@login_required
@require_safe
def looks_due(request):
    """What is to be looked at again, and what nobody went back to in time."""
    today = timezone.localdate()
    page = page_of(request, queries.due_again(Finding.objects.visible_to(request.user), today))
    rows = [(finding, queries.referral_state(finding, today)) for finding in page]
    return render(request, "engagement/looks_due.html", {"page": page, "rows": rows, "today": today})


@login_required
@require_safe
def area_walks(request, pk):
    """The walks of an area beside each other."""
    area = get_object_or_404(PriorityActionArea.objects.visible_to(request.user).select_related("ward"), pk=pk)
    walks = queries.walks_of(Walkabout.objects.visible_to(request.user), area)
    trends = queries.trends(walks)
    chart = pictures.walks_chart(area.name, walks, trends)
    context = {"area": area, "walks": walks, "trends": trends, "chart": chart}
    return render(request, "engagement/area_walks.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_walkabout(request, pk):
    engagement = engagement_for(request.user, pk)
    if not rules.may_record(request.user, engagement):
        raise PermissionDenied

    now = timezone.localtime()
    form = forms.WalkaboutForm(request.POST or None, engagement=engagement, today=now.date(), now=now.time())
    if request.method == "POST" and form.is_valid():
        try:
            walkabout = actions.start_walkabout(engagement, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The walk has begun. Grade the first stretch.")
            return redirect("engagement:new_transect", walkabout.pk)

    return render(
        request,
        "engagement/new_walkabout.html",
        {"form": form, "engagement": engagement, "obstacles": rules.obstacles_to_recording(engagement)},
    )


@login_required
@require_safe
def walkabout(request, pk):
    walkabout = walkabout_for(request.user, pk)
    transects = list(walkabout.transects.order_by("pk"))
    findings, today = queries.findings(walkabout), timezone.localdate()
    states = [queries.referral_state(finding, today) for finding in findings]
    readable = [finding for finding in findings if rules.may_read_finding(request.user, finding)]
    return render(
        request,
        "engagement/walkabout.html",
        {
            "walkabout": walkabout,
            "transects": transects,
            "scores": queries.scores(transects),
            "findings": [
                (finding, finding in readable, state) for finding, state in zip(findings, states, strict=True)
            ],
            "pairs": queries.pairs(readable),
            "drafts": sum(state is not None and state.is_to_be_sent for state in states),
            "may_record": rules.may_record(request.user, walkabout.engagement),
            "obstacles": rules.obstacles_to_recording(walkabout.engagement),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_transect(request, pk):
    walkabout = _recorded_walkabout(request.user, pk)
    form = forms.TransectForm(request.POST or None, walkabout=walkabout)
    if request.method == "POST" and form.is_valid():
        try:
            transect = actions.add_transect(walkabout, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{transect} is graded.")
            if "finish" in request.POST:
                return redirect(walkabout)
            return redirect("engagement:new_transect", walkabout.pk)

    context = {"form": form, "walkabout": walkabout, "number": walkabout.transects.count() + 1}
    return render(request, "engagement/new_transect.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_finding(request, pk):
    walkabout = _recorded_walkabout(request.user, pk)
    form = forms.FindingForm(
        request.POST or None,
        request.FILES or None,
        walkabout=walkabout,
        issue_types=issue_types(),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            finding = actions.add_finding(walkabout, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{finding.called} is recorded. Its reference is {finding.reference}.")
            if "finish" in request.POST:
                return redirect(walkabout)
            return redirect("engagement:new_finding", walkabout.pk)

    return render(request, "engagement/new_finding.html", {"form": form, "walkabout": walkabout})


@login_required
@require_safe
def finding(request, pk):
    finding = finding_for(request.user, pk)
    looks = list(finding.reinspections.select_related("recorded_by").order_by("held_on", "pk"))
    return render(
        request,
        "engagement/finding.html",
        {
            "finding": finding,
            "referral": queries.referral_state(finding, timezone.localdate()),
            "may_read": rules.may_read_finding(request.user, finding),
            "reinspections": looks[::-1],
            "pair": queries.pair_of(finding, looks),
            "may_record": rules.may_record(request.user, finding.walkabout.engagement),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def finding_reinspection(request, pk):
    finding = finding_for(request.user, pk)
    if not rules.may_record(request.user, finding.walkabout.engagement):
        raise PermissionDenied

    form = forms.ReinspectionForm(
        request.POST or None, request.FILES or None, finding=finding, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.reinspect(finding, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The second look is recorded.")
            return redirect(finding)

    return render(request, "engagement/finding_reinspection.html", {"form": form, "finding": finding})


def _recorded_walkabout(user, pk):
    walkabout = walkabout_for(user, pk)
    if not rules.may_record(user, walkabout.engagement):
        raise PermissionDenied
    return walkabout
