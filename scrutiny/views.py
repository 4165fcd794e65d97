"""Reviews with their packs, and the tracker of recommendations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.documents import queries as documents
from scrutiny import actions, forms, queries, rules
from scrutiny.models import Recommendation, Review

A_PAGE = 25


@login_required
@require_safe
def review_list(request):
    townships = request.user.townships(Permission.SEE_CYCLE).order_by("name", "pk")
    filters = forms.ReviewFilter(request.GET, townships=townships)
    reviews = queries.reviews(Review.objects.visible_to(request.user), **filters.chosen())
    return render(
        request,
        "scrutiny/review_list.html",
        {
            "page": Paginator(reviews, A_PAGE).get_page(request.GET.get("page")),
            "filters": filters,
            "may_plan": request.user.can(Permission.RUN_REVIEWS),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def review_plan(request):
    today = timezone.localdate()
    townships = rules.townships_to_review(request.user, today=today)
    if not townships:
        raise PermissionDenied

    form = forms.ReviewForm(request.POST or None, townships=townships, initial=queries.this_quarter(today))
    if request.method == "POST" and form.is_valid():
        try:
            review = actions.plan(**form.facts, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The review is planned, and its members and partners are invited.")
            return redirect(review)

    return render(request, "scrutiny/review_plan.html", {"form": form})


@login_required
@require_safe
def review(request, pk):
    review = _review_for(request.user, pk)
    today = timezone.localdate()
    return render(
        request,
        "scrutiny/review.html",
        {
            "review": review,
            "pack": queries.pack(review, today=today),
            "document": documents.latest("scrutiny.pack", review.pk),
            "pack_due_on": rules.pack_due_on(review),
            "recommendations": queries.recommendations(review.recommendations.all(), today=today),
            "may_run": rules.may_run(request.user, review.township),
        },
    )


@login_required
@require_POST
def review_pack(request, pk):
    review = _run_review(request.user, pk)
    try:
        return redirect(actions.make_pack(review, by=request.user, at=timezone.now()))
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(review)


@login_required
@require_http_methods(["GET", "POST"])
def review_publication(request, pk):
    review = _run_review(request.user, pk)
    form = forms.PackPublicationForm(request.POST or None)
    form.cancel_href = review.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish_pack(review, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The pack is out, and everybody who is invited has been told.")
            return redirect(review)

    context = {"review": review, "form": form, "pack_due_on": rules.pack_due_on(review)}
    return render(request, "scrutiny/review_publication.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review_holding(request, pk):
    review = _run_review(request.user, pk)
    form = forms.HoldingForm(request.POST if request.method == "POST" else None)
    form.cancel_href = review.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold(review, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The review is recorded as held.")
            return redirect(review)

    return render(request, "scrutiny/review_holding.html", {"review": review, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def recommendation_new(request, pk):
    review = _run_review(request.user, pk)
    agencies = queries.agencies_to_address(review.township)
    form = forms.RecommendationForm(
        request.POST or None, agencies=agencies, initial={"received_on": timezone.localdate()}
    )
    form.cancel_href = review.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            recommendation = actions.recommend(review, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{recommendation} is made, and {recommendation.addressee} is told.")
            return redirect(recommendation)

    return render(request, "scrutiny/recommendation_new.html", {"review": review, "form": form})


@login_required
@require_safe
def recommendation_list(request):
    townships = request.user.townships(Permission.SEE_CYCLE).order_by("name", "pk")
    filters = forms.TrackerFilter(request.GET, townships=townships)
    found = queries.recommendations(
        Recommendation.objects.visible_to(request.user), **filters.chosen(), today=timezone.localdate()
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": filters, "today": timezone.localdate()}
    return render(request, "scrutiny/recommendation_list.html", context)


@login_required
@require_safe
def recommendation(request, pk):
    recommendation = _recommendation_for(request.user, pk)
    is_answered = hasattr(recommendation, "response")
    is_open = recommendation.completed_at is None
    return render(
        request,
        "scrutiny/recommendation.html",
        {
            "recommendation": recommendation,
            "may_respond": rules.may_respond(request.user, recommendation) and not is_answered,
            "may_complete": rules.may_complete(request.user, recommendation) and is_answered and is_open,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def recommendation_response(request, pk):
    recommendation = _recommendation_for(request.user, pk)
    if not rules.may_respond(request.user, recommendation):
        raise PermissionDenied

    form = forms.ResponseForm(request.POST or None)
    form.cancel_href = recommendation.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.respond(recommendation, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your answer is recorded, and the scrutiny officer is told.")
            return redirect(recommendation)

    return render(request, "scrutiny/recommendation_response.html", {"recommendation": recommendation, "form": form})


@login_required
@require_POST
def recommendation_completion(request, pk):
    recommendation = _recommendation_for(request.user, pk)
    if not rules.may_complete(request.user, recommendation):
        raise PermissionDenied
    try:
        actions.complete(recommendation, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "The recommendation is accepted as complete.")
    return redirect(recommendation)


def _review_for(user, pk):
    reviews = Review.objects.visible_to(user).select_related(
        "township", "meeting__township", "pack", "pack_published_by", "held_by"
    )
    return get_object_or_404(reviews, pk=pk)


def _run_review(user, pk):
    review = _review_for(user, pk)
    if not rules.may_run(user, review.township):
        raise PermissionDenied
    return review


def _recommendation_for(user, pk):
    found = Recommendation.objects.visible_to(user).select_related(
        "review__township", "addressee", "response__by", "made_by", "completed_by"
    )
    return get_object_or_404(found, pk=pk)
