"""Services that introduce complainants, victims and offenders: a register with two counts, and no person (W45)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from engagement import actions, forms, queries, rules
from engagement.models import Engagement, ReferralRoute
from engagement.views.common import engagement_for
from pact.core.refusals import Refused


@login_required
@require_http_methods(["GET", "POST"])
def route_list(request, pk):
    engagement = engagement_for(request.user, pk)
    if not rules.may_plan(request.user, engagement.cycle.ward):
        raise PermissionDenied

    form = forms.RouteForm(request.POST or None, initial={"asked": 0})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_route(engagement, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The service is registered.")
            return redirect("engagement:route_list", engagement.pk)

    context = {"form": form, "engagement": engagement, "routes": queries.routes(engagement)}
    return render(request, "engagement/route_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def route(request, pk):
    visible = Engagement.objects.visible_to(request.user)
    found = ReferralRoute.objects.filter(engagement__in=visible).exclude(service="")
    route = get_object_or_404(found.select_related("engagement__cycle__pact__ward"), pk=pk)
    if not rules.may_plan(request.user, route.engagement.cycle.ward):
        raise PermissionDenied

    form = forms.AskedForm(request.POST or None, initial={"asked": route.asked})
    if request.method == "POST" and form.is_valid():
        actions.count_asked(route, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The number is saved.")
        return redirect("engagement:route_list", route.engagement_id)

    return render(request, "engagement/route.html", {"form": form, "route": route})
