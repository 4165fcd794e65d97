"""A councillor sends in what they were told in their own ward."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from engagement import actions, forms
from engagement.views.common import cycles_of
from pact.accounts.models import Permission
from pact.core.refusals import Refused


@login_required
@require_http_methods(["GET", "POST"])
def new_casework(request):
    if not request.user.can(Permission.SEND_CASEWORK):
        raise PermissionDenied

    cycles = cycles_of(request.user.wards(Permission.SEND_CASEWORK))
    form = forms.CaseworkForm(request.POST or None, cycles=cycles)
    form.cancel_href = reverse("home:casework")
    if request.method == "POST" and form.is_valid():
        try:
            report = actions.send_casework(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"It is sent in. Its reference is {report.reference}.")
            return redirect("engagement:new_casework" if "another" in request.POST else "home:casework")

    return render(request, "engagement/new_casework.html", {"form": form, "cycles": cycles})
