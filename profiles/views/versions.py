"""Two versions of a ward's profile side by side."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pact.accounts.models import Permission
from pact.places.models import Ward
from profiles import forms, queries
from profiles.models import AreaProfile


@login_required
@require_safe
def comparison(request, slug):
    wards = Ward.objects.filter(pk__in=request.user.wards(Permission.SEE_CYCLE)).select_related("borough")
    ward = get_object_or_404(wards, slug=slug)
    versions = AreaProfile.objects.filter(ward=ward).order_by("-version")
    latest = list(versions[:2])
    if len(latest) < 2:
        raise Http404("There are no two versions to compare.")
    filters = forms.VersionsForm(request.GET, versions=versions)
    chosen = filters.chosen()
    old, new = chosen.get("old") or latest[1], chosen.get("new") or latest[0]
    old.ward = new.ward = ward
    return render(
        request,
        "profiles/comparison.html",
        {"ward": ward, "filters": filters, "compared": queries.compared(old, new, today=timezone.localdate())},
    )
