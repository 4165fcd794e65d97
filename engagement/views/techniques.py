"""The menu of techniques."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, queries, rules
from engagement.models import Group, Technique
from pact.accounts.models import Permission
from pact.core.refusals import Refused


@login_required
@require_safe
def technique_list(request):
    if not (request.user.can(Permission.SEE_CYCLE) or rules.may_edit_techniques(request.user)):
        raise PermissionDenied

    filters = forms.MenuFilter(request.GET or None, groups=Group.objects.to_reach())
    return render(
        request,
        "engagement/technique_list.html",
        {
            "filters": filters,
            "lines": queries.menu(**filters.chosen()),
            "retired": Technique.objects.exclude(retired_at=None).order_by("name", "pk"),
            "may_edit": rules.may_edit_techniques(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_technique(request):
    if not rules.may_edit_techniques(request.user):
        raise PermissionDenied

    form = forms.TechniqueForm(request.POST or None, groups=Group.objects.to_reach())
    if request.method == "POST" and form.is_valid():
        try:
            technique = actions.add_technique(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{technique} is on the menu.")
            return redirect("engagement:technique_list")

    return render(request, "engagement/technique.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def technique(request, slug):
    technique = _technique_for(request.user, slug)
    kept = ("name", "form", "suits", "guidance", "hours", "money", "reaches")
    initial = {name: getattr(technique, name) for name in kept} | {"groups": technique.groups.all()}
    form = forms.TechniqueForm(
        request.POST or None, technique=technique, groups=Group.objects.to_reach(), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        technique = actions.edit_technique(technique, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"{technique} is changed.")
        return redirect("engagement:technique_list")

    return render(request, "engagement/technique.html", {"form": form, "technique": technique})


@login_required
@require_POST
def technique_retirement(request, slug):
    """Takes a technique off the menu, or puts it back with `restore`."""
    technique = _technique_for(request.user, slug)
    if "restore" in request.POST:
        actions.restore_technique(technique, by=request.user, at=timezone.now())
        messages.success(request, f"{technique} is on the menu again.")
    else:
        actions.retire_technique(technique, by=request.user, at=timezone.now())
        messages.success(request, f"{technique} is off the menu. What was planned with it stays.")
    return redirect("engagement:technique_list")


def _technique_for(user, slug):
    if not rules.may_edit_techniques(user):
        raise PermissionDenied
    return get_object_or_404(Technique, slug=slug)
