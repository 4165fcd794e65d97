"""Looking across wards: a township, wards with and without a PACT, and crime and disorder by quarter."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pact.accounts.models import Permission
from pact.core.dates import quarter
from pact.documents import actions as documents
from pact.places.models import Borough, Ward
from profiles import forms, queries


@login_required
@require_safe
def township(request, slug):
    today = timezone.localdate()
    townships = request.user.townships(Permission.SEE_CYCLE).on(today).select_related("borough")
    township = get_object_or_404(townships, slug=slug)
    wards = list(queries.wards_of_township(township, today=today))
    rows = queries.rows_of_wards(wards, today=today)
    months = queries.latest_year(wards[0]) if wards else []
    seen = Ward.objects.filter(pk__in=[ward.pk for ward in wards])
    return render(
        request,
        "profiles/township.html",
        {
            "township": township,
            "lines": queries.overview(seen, today=today),
            "beside": queries.township_lines(wards, rows, months=months),
            "span": queries.span_in_words(months),
            "table": queries.figures_by_ward(wards, rows),
            "said": (said := queries.said_before(*wards)),
            "council": queries.mismatch(township.borough_id, said, today=today),
        },
    )


@login_required
@require_safe
def with_and_without(request):
    borough, filters = _borough_of(request)
    today = timezone.localdate()
    wards = list(Ward.objects.on(today).filter(borough=borough).select_related("borough").defer("boundary"))
    return render(
        request,
        "profiles/with_and_without.html",
        {"borough": borough, "filters": filters, "compared": queries.with_and_without(wards, today=today)},
    )


@login_required
@require_safe
def quarterly(request):
    borough, filters = _borough_of(request)
    wards = list(Ward.objects.on(timezone.localdate()).filter(borough=borough).defer("boundary"))
    quarters = queries.quarters_covered(borough)
    first = _chosen(request, quarters)
    return render(
        request,
        "profiles/quarterly.html",
        {
            "borough": borough,
            "filters": filters,
            "quarters": _links(quarters, first),
            "table": queries.wards_in_quarter(wards, first) if first else None,
        },
    )


@login_required
@require_safe
def ward_sheet(request, slug):
    ward = _ward_for(request.user, slug)
    quarters = queries.quarters_covered(ward.borough_id)
    first = _chosen(request, quarters)
    return render(
        request,
        "profiles/ward_sheet.html",
        {
            "ward": ward,
            "first": first,
            "quarters": _links(quarters, first),
            "table": queries.ward_in_quarter(ward, first) if first else None,
        },
    )


@login_required
@require_POST
def ward_sheet_pdf(request, slug):
    ward = _ward_for(request.user, slug)
    first = _chosen(request, queries.quarters_covered(ward.borough_id))
    if first is None:
        messages.error(request, f"No whole quarter is loaded for {ward} yet.")
        return redirect("profiles:ward_sheet", slug=ward.slug)
    title = f"Crime and disorder in {ward}, {quarter(first)}"
    options = {"quarter": first.isoformat()}
    job = documents.ask_for(
        "profiles.ward_sheet", ward.pk, title=title, options=options, by=request.user, at=timezone.now()
    )
    return redirect(job)


def _ward_for(user, slug):
    wards = Ward.objects.filter(pk__in=user.wards(Permission.SEE_CYCLE)).select_related("borough")
    return get_object_or_404(wards, slug=slug)


def _borough_of(request):
    boroughs = Borough.objects.filter(pk__in=request.user.wards(Permission.SEE_CYCLE).values("borough"))
    boroughs = boroughs.order_by("name", "pk")
    filters = forms.BoroughFilter(request.GET, boroughs=boroughs)
    borough = filters.chosen().get("borough") or boroughs.first()
    if borough is None:
        raise Http404("You work in no borough.")
    return borough, filters if len(boroughs) > 1 else None


def _chosen(request, quarters):
    """The first day of the quarter asked for, or of the latest; None where no whole quarter is loaded."""
    try:
        asked = date.fromisoformat(request.GET.get("quarter") or request.POST.get("quarter") or "")
    except ValueError:
        asked = None
    return asked if asked in quarters else next(iter(quarters), None)


def _links(quarters, chosen):
    return [{"first": first.isoformat(), "title": quarter(first), "is_chosen": first == chosen} for first in quarters]
