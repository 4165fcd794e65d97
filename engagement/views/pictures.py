"""Photographs of what was found: the picture itself, its blurred copy, and clearing that for publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, queries, rules
from engagement.models import BlurredPhoto
from engagement.views.common import finding_for
from pact.core.refusals import Refused


@login_required
@require_safe
def finding_photo(request, pk):
    """The photograph itself: never by its address in storage, always through this question of who asks."""
    finding, look = _readable(request, pk)
    response = _picture((look or finding).photo)
    response["Cache-Control"] = "private, max-age=300"
    return response


@login_required
@require_safe
def blurred_photo(request, pk):
    copy = queries.blurred_copy(*_readable(request, pk))
    if copy is None:
        raise Http404
    return _picture(copy.image)


@login_required
@require_http_methods(["GET", "POST"])
def finding_blurring(request, pk):
    finding, look = _readable(request, pk)
    if not rules.may_record(request.user, finding.walkabout.engagement):
        raise PermissionDenied

    copy, original = queries.blurred_copy(finding, look), (look or finding).photo
    form = forms.BlurringForm(request.POST or None, initial=forms.BlurringForm.initial_of(copy.areas) if copy else {})
    if request.method == "POST" and form.is_valid():
        areas = form.cleaned_data["areas"]
        try:
            actions.blur(finding, look=look, areas=areas, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The blurred copy is made. Look at it closely.")
            return redirect(_address("finding_blurring", finding, look))

    return render(
        request,
        "engagement/finding_blurring.html",
        {
            "form": form,
            "finding": finding,
            "obstacles": rules.obstacles_to_blurring(original),
            "original_href": _address("finding_photo", finding, look),
            "clearing_href": _address("photo_clearing", finding, look),
            "copy_href": _address("blurred_photo", finding, look),
            "withdrawal_href": _address("photo_withdrawal", finding, look),
            "copy": copy,
            "clearing": forms.ClearingForm(),
            "may_clear": rules.may_plan(request.user, finding.walkabout.engagement.cycle.ward),
        },
    )


@login_required
@require_POST
def photo_clearing(request, pk):
    """Only a copy that somebody says they looked at is cleared, and only by who plans engagement here."""
    finding, look = _readable(request, pk)
    if not rules.may_plan(request.user, finding.walkabout.engagement.cycle.ward):
        raise PermissionDenied
    copy = queries.blurred_copy(finding, look)
    if copy is None:
        messages.error(request, "Make the blurred copy first.")
    elif not forms.ClearingForm(request.POST).is_valid():
        messages.error(request, "Look at the blurred copy, and tick that nobody can be recognised on it.")
    else:
        actions.clear_photo(copy, by=request.user, at=timezone.now())
        messages.success(request, "The blurred copy may be published. The photo itself stays private.")
    return redirect(_address("finding_blurring", finding, look))


@login_required
@require_POST
def photo_withdrawal(request, pk):
    """Take the clearing back: the public page, the newsletter and the files lose the photo at once."""
    finding, look = _readable(request, pk)
    if not rules.may_plan(request.user, finding.walkabout.engagement.cycle.pact.ward):
        raise PermissionDenied
    if copy := queries.blurred_copy(finding, look):
        actions.withdraw_photo(copy, by=request.user, at=timezone.now())
        messages.success(request, "The blurred copy may no longer be published. Nobody outside sees it any more.")
    return redirect(_address("finding_blurring", finding, look))


@require_safe
def public_photo(request, slug, pk):
    """A cleared copy, for anybody. Nothing keeps it: where the clearing is taken back, it is gone the next moment."""
    photos = BlurredPhoto.objects.public().filter(finding__walkabout__engagement__cycle__pact__ward__slug=slug)
    response = _picture(get_object_or_404(photos, pk=pk).image)
    response["Cache-Control"] = "private, no-store"
    return response


def _readable(request, pk):
    """The finding, and the second look that `?look=` names, for who may see its photos."""
    finding = finding_for(request.user, pk)
    if not rules.may_read_finding(request.user, finding):
        raise PermissionDenied
    number = request.GET.get("look", "")
    look = get_object_or_404(finding.reinspections, pk=number[:18]) if number.isdecimal() else None
    return finding, look


def _address(name, finding, look):
    return reverse(f"engagement:{name}", args=[finding.pk]) + (f"?look={look.pk}" if look else "")


def _picture(file):
    if not file or not file.storage.exists(file.name):
        raise Http404
    with file.open("rb") as picture:
        response = HttpResponse(picture.read(), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response
