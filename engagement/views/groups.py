"""The groups of people that the menu, the calendar and the impact assessment form speak of."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from engagement import actions, forms, rules
from engagement.models import Group
from pact.core.refusals import Refused


@login_required
@require_safe
def group_list(request):
    if not rules.may_edit_techniques(request.user):
        raise PermissionDenied

    groups = list(Group.objects.order_by("position", "name", "pk"))
    return render(
        request,
        "engagement/group_list.html",
        {
            "reached": [group for group in groups if group.is_reached and not group.retired_at],
            "assessed": [group for group in groups if group.is_assessed and not group.retired_at],
            "others": [group for group in groups if group.retired_at or not (group.is_reached or group.is_assessed)],
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_group(request):
    if not rules.may_edit_techniques(request.user):
        raise PermissionDenied

    form = forms.GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.add_group(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{group} is a group of its own.")
            return redirect("engagement:group_list")

    return render(request, "engagement/group.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def group(request, slug):
    if not rules.may_edit_techniques(request.user):
        raise PermissionDenied

    group = get_object_or_404(Group, slug=slug)
    initial = {name: getattr(group, name) for name in ("name", "is_reached", "is_assessed", "answers")}
    initial["is_in_use"] = group.retired_at is None
    form = forms.GroupForm(request.POST or None, group=group, initial=initial)
    if request.method == "POST" and form.is_valid():
        group = actions.edit_group(group, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"{group} is changed.")
        return redirect("engagement:group_list")

    return render(request, "engagement/group.html", {"form": form, "group": group})
