"""KIN interviews: recording one on a doorstep, and reading it afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from engagement import actions, forms, queries, reply_codes, rules
from engagement.models import RATINGS, Engagement, Interview
from engagement.views.common import engagement_for, issue_types, page_of
from pact.accounts.models import Permission
from pact.core.dates import day
from pact.core.refusals import Refused
from pact.core.working_days import add_months


@login_required
@require_http_methods(["GET", "POST"])
def new_interview(request, pk):
    engagement = engagement_for(request.user, pk)
    if not rules.may_record(request.user, engagement):
        raise PermissionDenied

    now = timezone.localtime()
    today = now.date()
    is_from_paper = "paper" in request.GET
    form = forms.InterviewForm(
        request.POST or None,
        initial={"on_paper": True, "held_on": None, "started": None} if is_from_paper else None,
        engagement=engagement,
        issue_types=issue_types(),
        today=today,
        now=now.time(),
        routes=queries.routes_to_choose(engagement),
    )
    forms.ask_while_typing(form, reverse("engagement:interview_suggestion", args=[engagement.pk]))
    if form.is_unsafe:
        return redirect("engagement:interview_stop", engagement.pk)
    if request.method == "POST" and form.is_valid():
        try:
            interview = actions.record_interview(engagement, **form.answers(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The interview is kept.")
            _warn_of_earlier(request, interview, today)
            if "another" in request.POST:
                again = reverse("engagement:new_interview", args=[engagement.pk])
                return redirect(f"{again}?paper" if interview.on_paper else again)
            return redirect(interview)

    return render(
        request,
        "engagement/new_interview.html",
        {
            "form": form,
            "engagement": engagement,
            "obstacles": rules.obstacles_to_recording(engagement),
            "knows_notice": queries.knows_notice(engagement, request.user),
        },
    )


@login_required
@require_safe
def interview_stop(request, pk):
    """What to do where it is not safe to talk. Nothing of the form was kept, not even that there was one."""
    engagement = engagement_for(request.user, pk)
    if not rules.may_record(request.user, engagement):
        raise PermissionDenied
    return render(request, "engagement/interview_stop.html", {"engagement": engagement})


def _warn_of_earlier(request, interview, today):
    """Rule 12: once a quarter is enough."""
    earlier = queries.earlier_interviews(interview).first()
    if earlier and earlier.held_on > add_months(today, -3):
        messages.warning(
            request, f"This person also answered on {day(earlier.held_on)}. They count once in this cycle."
        )


@login_required
@require_safe
def interview_list(request):
    """One's own interviews, and for the co-ordinator those of their wards. Nothing here says who or what."""
    engagement = None
    if (number := request.GET.get("engagement", "")).isdecimal():
        engagement = get_object_or_404(Engagement.objects.visible_to(request.user), pk=number[:18])
    page = page_of(request, queries.interviews(Interview.objects.visible_to(request.user), engagement=engagement))
    return render(
        request,
        "engagement/interview_list.html",
        {"page": page, "engagement": engagement, "may_see_contacts": request.user.can(Permission.SEE_CONTACTS)},
    )


@login_required
@require_safe
def interview(request, pk):
    interview = _interview_for(request.user, pk)
    actions.look_at_interview(interview, by=request.user, at=timezone.now())
    concerns = list(interview.concerns.for_display().defer(None).order_by("pk"))
    pact = interview.engagement.cycle.pact
    earlier = queries.earlier_interviews(interview)
    contact = interview.contact if hasattr(interview, "contact") else None
    return render(
        request,
        "engagement/interview.html",
        {
            "interview": interview,
            "concerns": [(concern, rules.may_read_words(request.user, concern)) for concern in concerns],
            "ratings": [(interview._meta.get_field(name).verbose_name, getattr(interview, name)) for name in RATINGS],
            "contact": contact,
            "may_see_contacts": rules.may_see_contacts(request.user, pact),
            "may_erase": rules.may_erase(request.user, interview),
            "may_record": rules.may_record(request.user, interview.engagement),
            "reply_code": None if earlier.exists() else reply_codes.code_for(interview.uuid),
            "earlier": earlier.first(),
            "my_street": queries.my_street(interview.engagement, request.user, at=timezone.now()),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def interview_erasure(request, pk):
    interview = _interview_for(request.user, pk)
    if not rules.may_erase(request.user, interview):
        raise PermissionDenied

    form = forms.ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        engagement = interview.engagement
        actions.erase_interview(interview, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The answers are deleted. Contact details, if any were given, are not.")
        return redirect(engagement)

    return render(request, "engagement/interview_erasure.html", {"form": form, "interview": interview})


def _interview_for(user, pk):
    found = Interview.objects.visible_to(user).select_related(
        "engagement__cycle__pact__ward", "area", "contact", "held_by"
    )
    return get_object_or_404(found, pk=pk)
