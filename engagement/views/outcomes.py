"""What comes out, for participants and for anybody: areas, the public page, its data, and the PDF (rule 25)."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_POST, require_safe

from engagement import queries, rules, showing
from engagement.models import Engagement
from engagement.papers import AREA_FINDINGS, FINDINGS
from engagement.views.common import engagement_for, page_of
from pact.core.spreadsheets import csv_response
from pact.documents import actions as documents
from pact.places.models import Ward
from profiles.models import PriorityActionArea


def asked_anew(view):
    """Keep the page, and ask each time whether it still is so: a clearing that is withdrawn is gone the next moment."""
    return conditional_page(cache_control(public=True, max_age=0, must_revalidate=True)(view))


@login_required
@require_POST
def findings_paper(request, pk):
    """The findings as a PDF, made in the background."""
    engagement = engagement_for(request.user, pk)
    if not rules.may_see_findings(request.user, engagement):
        raise PermissionDenied
    title = f"Findings: {engagement}"
    return redirect(documents.ask_for(FINDINGS, engagement.pk, title=title, by=request.user, at=timezone.now()))


@login_required
@require_safe
def area_findings(request, pk):
    context = showing.shown_of_area(_area_for(request.user, pk), today=timezone.localdate())
    return render(request, "engagement/area_findings.html", context)


@login_required
@require_POST
def area_findings_paper(request, pk):
    """The same as a PDF, made in the background."""
    area = _area_for(request.user, pk)
    title = f"Findings: {area}"
    return redirect(documents.ask_for(AREA_FINDINGS, area.pk, title=title, by=request.user, at=timezone.now()))


def _area_for(user, pk):
    visible = PriorityActionArea.objects.visible_to(user).confirmed().select_related("ward")
    return get_object_or_404(visible, pk=pk)


# For anybody, once published


@asked_anew
@require_safe
def public_findings_list(request, slug):
    ward = get_object_or_404(Ward, slug=slug)
    context = {
        "ward": ward,
        "page": page_of(request, queries.published_in(ward)),
        "areas": queries.published_areas(ward),
    }
    return render(request, "engagement/public_findings_list.html", context)


@asked_anew
@require_safe
def public_findings(request, slug, pk):
    return render(
        request, "engagement/public_findings.html", showing.shown_of(_published(slug, pk), today=timezone.localdate())
    )


@asked_anew
@require_safe
def findings_csv(request, slug, pk):
    engagement = _published(slug, pk)
    return csv_response(f"findings-{slug}-{pk}.csv", *showing.as_rows(engagement))


@asked_anew
@require_safe
def findings_json(request, slug, pk):
    return JsonResponse(
        showing.as_json(_published(slug, pk), today=timezone.localdate()), json_dumps_params={"indent": 2}
    )


@asked_anew
@require_safe
def public_area_findings(request, slug, pk):
    return render(
        request,
        "engagement/public_area_findings.html",
        showing.shown_of_area(_published_area(slug, pk), today=timezone.localdate()),
    )


@asked_anew
@require_safe
def area_findings_csv(request, slug, pk):
    return csv_response(
        f"findings-{slug}-area-{pk}.csv", *showing.area_as_rows(_published_area(slug, pk), today=timezone.localdate())
    )


@asked_anew
@require_safe
def area_findings_json(request, slug, pk):
    return JsonResponse(
        showing.area_as_json(_published_area(slug, pk), today=timezone.localdate()), json_dumps_params={"indent": 2}
    )


def _published_area(slug, pk):
    ward = get_object_or_404(Ward, slug=slug)
    return get_object_or_404(queries.published_areas(ward).select_related("ward"), pk=pk)


def _published(slug, pk):
    found = Engagement.objects.published().for_display().with_progress().filter(cycle__pact__ward__slug=slug)
    return get_object_or_404(found, pk=pk)
