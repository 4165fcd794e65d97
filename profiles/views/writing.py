"""The overview of profiles, a ward's versions, and a profile from draft to publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.documents import actions as documents
from pact.places.models import Borough, Ward
from profiles import actions, forms, pictures, queries, rules
from profiles.models import AreaProfile


@login_required
@require_safe
def overview(request):
    today = timezone.localdate()
    townships = request.user.townships(Permission.SEE_CYCLE).on(today).order_by("name", "pk")
    wards = request.user.wards(Permission.SEE_CYCLE).on(today)
    boroughs = Borough.objects.filter(pk__in=wards.values("borough")).order_by("name", "pk")
    filters = forms.OverviewFilter(request.GET, boroughs=boroughs, townships=townships)
    chosen = filters.chosen()
    if borough := chosen.get("borough"):
        wards = wards.filter(borough=borough)
    if township := chosen.get("township"):
        wards = wards.filter(memberships__township=township)
    lines = queries.overview(wards, today=today)
    return render(
        request, "profiles/overview.html", {"lines": lines, "filters": filters, "has_several": len(boroughs) > 1}
    )


@login_required
@require_safe
def ward(request, slug):
    ward = _ward_for(request.user, slug)
    profiles = list(ward.profiles.for_lists().order_by("-version"))
    published = [profile for profile in profiles if profile.is_published]
    today = timezone.localdate()
    return render(
        request,
        "profiles/ward.html",
        {
            "ward": ward,
            "profiles": profiles,
            "draft": next((profile for profile in profiles if not profile.is_published), None),
            "latest": published[0] if published else None,
            "age": rules.age_of(published[0], today=today) if published else None,
            "stale_from": rules.stale_from(published[0]) if published else None,
            "may_write": rules.may_write(request.user, ward),
        },
    )


@login_required
@require_POST
def profile_start(request, slug):
    ward = _ward_for(request.user, slug)
    if not rules.may_write(request.user, ward):
        raise PermissionDenied
    try:
        profile = actions.start(ward, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("profiles:ward", slug=ward.slug)
    messages.success(request, f"Version {profile.version} is started as a draft.")
    return redirect("profiles:profile_draft", pk=profile.pk)


@login_required
@require_safe
def profile(request, pk):
    profile = _profile_for(request.user, pk)
    user, ward = request.user, profile.ward
    may_write = rules.may_write(user, ward) and not profile.is_published
    numbers, areas = queries.numbers_of(profile, today=timezone.localdate()), list(queries.areas_of(profile))
    hot_spots = queries.spots_of(profile)
    return render(
        request,
        "profiles/profile.html",
        {
            "profile": profile,
            "numbers": numbers,
            "written": queries.written(profile, numbers),
            "problems": queries.problems(profile, numbers) if may_write else [],
            "changes": queries.changes_since(profile, numbers, today=timezone.localdate()),
            "areas": areas,
            "hot_spots": hot_spots,
            "pictures": pictures.of_profile(profile, numbers, areas, hot_spots.squares),
            "withdrawn": queries.withdrawn_since(profile),
            "answers": queries.answers_to(profile, today=timezone.localdate()),
            "may_write": may_write,
            "may_publish": rules.may_publish(user, ward) and not profile.is_published,
            "may_answer": rules.may_answer(user, profile) and queries.was_asked(user, profile),
            "may_decide": rules.may_decide_areas(user, ward) and profile.is_published,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def profile_publication(request, pk):
    profile = _profile_for(request.user, pk)
    if not rules.may_publish(request.user, profile.ward):
        raise PermissionDenied
    form = forms.PublicationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(profile, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The profile is published, and the ward’s members are asked about its areas.")
            return redirect(profile)

    members = queries.members_of(profile.ward)
    return render(request, "profiles/profile_publication.html", {"profile": profile, "form": form, "members": members})


@login_required
@require_POST
def profile_pdf(request, pk):
    profile = _profile_for(request.user, pk)
    job = documents.ask_for("profiles.profile", profile.pk, title=str(profile), by=request.user, at=timezone.now())
    return redirect(job)


def _ward_for(user, slug):
    wards = Ward.objects.filter(pk__in=user.wards(Permission.SEE_CYCLE)).select_related("borough")
    return get_object_or_404(wards, slug=slug)


def _profile_for(user, pk):
    profiles = AreaProfile.objects.visible_to(user).select_related(
        "ward__borough", "published_by", "started_by", "hot_spot_run"
    )
    return get_object_or_404(profiles, pk=pk)
