"""Priority action areas: proposed, answered by the ward's members, decided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pact.core.refusals import Refused
from profiles import actions, forms, pictures, queries, rules
from profiles.models import AreaProfile, MemberAnswer, PriorityActionArea, SuggestedArea


@login_required
@require_safe
def area(request, pk):
    area = _area_for(request.user, pk)
    return render(
        request,
        "profiles/area.html",
        {
            "area": area,
            "area_map": pictures.areas_map(area.ward, [area]),
            "may_decide": rules.may_decide_areas(request.user, area.ward) and area.state == area.State.PROPOSED,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def area_proposal(request, pk):
    profile = get_object_or_404(AreaProfile.objects.visible_to(request.user).select_related("ward"), pk=pk)
    if not rules.may_write(request.user, profile.ward):
        raise PermissionDenied

    suggestion = _suggestion_from(request, profile.ward)
    lines = queries.small_area_lines(profile.ward)
    begins_with = queries.as_proposal(suggestion)
    form = forms.AreaForm(request.POST or None, ward=profile.ward, small_areas=lines, initial=begins_with)
    if request.method == "POST" and form.is_valid():
        try:
            area = actions.propose_area(
                profile, **form.cleaned_data, suggestion=suggestion, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{area.name} is proposed.")
            return redirect(profile)

    context = {
        "profile": profile,
        "form": form,
        "suggestion": suggestion,
        "small_areas": pictures.small_areas_map(profile.ward, lines),
    }
    return render(request, "profiles/area_proposal.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def area_decision(request, pk):
    area = _area_for(request.user, pk)
    if not rules.may_decide_areas(request.user, area.ward):
        raise PermissionDenied

    form = forms.DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            area = actions.decide_area(area, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{area.name} is decided: {area.get_state_display().lower()}.")
            return redirect(area.profile)

    return render(
        request,
        "profiles/area_decision.html",
        {"area": area, "form": form, "answers": queries.answers_to(area.profile, today=timezone.localdate())},
    )


@login_required
@require_http_methods(["GET", "POST"])
def member_answer(request, pk):
    profile = get_object_or_404(AreaProfile.objects.visible_to(request.user).select_related("ward"), pk=pk)
    if not rules.may_answer(request.user, profile):
        raise PermissionDenied
    row = profile.member_answers.filter(councillor=request.user).first()
    if row is None:
        raise Http404

    chosen = request.GET.get("answer") if request.GET.get("answer") in MemberAnswer.Answer else row.answer
    form = forms.MemberAnswerForm(request.POST or None, initial={"answer": chosen, "words": row.words})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(profile, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your answer is recorded. You can change it until the areas are decided.")
            return redirect(profile)

    context = {"profile": profile, "row": row, "form": form, "areas": queries.areas_of(profile)}
    return render(request, "profiles/member_answer.html", context)


def _suggestion_from(request, ward):
    """The suggested area of this ward that the address names as `suggestion`, if it does."""
    number = request.GET.get("suggestion", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    return SuggestedArea.objects.visible_to(request.user).filter(pk=number, ward=ward).first()


def _area_for(user, pk):
    areas = PriorityActionArea.objects.visible_to(user).select_related(
        "ward", "profile__ward", "decided_by", "suggestion"
    )
    return get_object_or_404(areas.prefetch_related("issue_types", "small_areas"), pk=pk)
