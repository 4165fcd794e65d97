"""The register of PACTs and the page of each cycle."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.cycles import actions, forms, queries, rules, stages
from pact.cycles.models import Cycle, Pact

A_PAGE = 25


@login_required
@require_safe
def pact_list(request):
    wards = request.user.wards(Permission.SEE_CYCLE).order_by("name", "pk")
    filters = forms.RegisterFilter(request.GET, wards=wards)
    pacts = queries.register(Pact.objects.visible_to(request.user), **filters.chosen())
    return render(
        request,
        "cycles/pact_list.html",
        {
            "filters": filters,
            "page": Paginator(pacts, A_PAGE).get_page(request.GET.get("page")),
            "may_register": request.user.can(Permission.MANAGE_REGISTER),
        },
    )


@login_required
@require_safe
def pact(request, slug):
    pact = _pact_for(request.user, slug)
    return render(
        request,
        "cycles/pact.html",
        {
            "pact": pact,
            "cycles": queries.with_overrides(pact.cycles.order_by("-starts_on", "pk")),
            "invited": queries.councillors_invited(pact),
            "validations": pact.validations.select_related("by").order_by("-at", "pk"),
            "may_manage": rules.may_manage_register(request.user, within=pact.ward),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def pact_registration(request):
    wards = request.user.wards(Permission.MANAGE_REGISTER).order_by("name", "pk")
    if not wards.exists():
        raise PermissionDenied

    form = forms.PactForm(request.POST or None, wards=wards, people=_people(wards), initial=_first_values(request))
    if request.method == "POST" and form.is_valid():
        try:
            pact = actions.register_pact(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{pact} is in the register, and the ward’s councillors are invited to it.")
            return redirect(pact)

    return render(request, "cycles/pact_registration.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def pact_entry(request, slug):
    pact = _managed_pact(request.user, slug)
    wards = request.user.wards(Permission.MANAGE_REGISTER)
    initial = {field: getattr(pact, field) for field in forms.PactForm.base_fields if field not in {"aliases", "ward"}}
    initial["aliases"] = "\n".join(alias.name for alias in pact.aliases.order_by("pk"))
    form = forms.PactForm(request.POST or None, wards=wards, people=_people(wards), ward=pact.ward, initial=initial)
    form.submit = "Save the entry"
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_pact(pact, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"The entry of {pact} is changed.")
            return redirect(pact)

    return render(request, "cycles/pact_entry.html", {"pact": pact, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def pact_status(request, slug):
    pact = _managed_pact(request.user, slug)
    form = forms.StatusForm(request.POST or None, initial={"status": pact.status})
    if request.method == "POST" and form.is_valid():
        pact = actions.set_status(pact, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"{pact} is now {pact.get_status_display().lower()}.")
        return redirect(pact)

    return render(request, "cycles/pact_status.html", {"pact": pact, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def pact_validation(request, slug):
    pact = _managed_pact(request.user, slug)
    form = forms.ValidationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.validate(pact, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The decision is in the register.")
        return redirect(pact)

    return render(request, "cycles/pact_validation.html", {"pact": pact, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def cycle_start(request, slug):
    pact = _managed_pact(request.user, slug)
    form = forms.CycleForm(request.POST or None, initial=queries.next_quarter(pact, today=timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        try:
            cycle = actions.start_cycle(pact, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{cycle.name} has started.")
            return redirect(cycle)

    return render(request, "cycles/cycle_start.html", {"pact": pact, "form": form})


@login_required
@require_safe
def cycle(request, pk):
    cycle = get_object_or_404(queries.with_openings(Cycle.objects.visible_to(request.user)), pk=pk)
    steps = queries.cards_of([cycle], user=request.user, today=timezone.localdate())[cycle.pk]
    return render(
        request,
        "cycles/cycle.html",
        {
            "cycle": cycle,
            "steps": steps,
            "strip": queries.strip(steps),
            "may_run": rules.may_run(request.user, cycle),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def stage_opening(request, pk, stage):
    cycle, stage = _run_stage(request.user, pk, stage)
    firm, waivable = rules.obstacles_to_opening(cycle, stage.slug, today=timezone.localdate())
    form = forms.OpeningForm(request.POST if request.method == "POST" else None, needs_reason=bool(waivable))
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_stage(cycle, stage.slug, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{stage.title} is open.")
            return redirect(cycle)

    heading = f"Open {stage.title.lower()}"
    context = {"cycle": cycle, "heading": heading, "firm": firm, "waivable": waivable, "form": form, "stage": stage}
    return render(request, "cycles/stage_opening.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def stage_closing(request, pk, stage):
    cycle, stage = _run_stage(request.user, pk, stage)
    obstacles = rules.obstacles_to_closing(cycle, stage.slug, today=timezone.localdate())
    form = forms.ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_stage(cycle, stage.slug, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{stage.title} is closed.")
            return redirect(cycle)

    heading = f"Close {stage.title.lower()}"
    context = {"cycle": cycle, "heading": heading, "obstacles": obstacles, "form": form, "stage": stage}
    return render(request, "cycles/stage_closing.html", context)


def _pact_for(user, slug):
    pacts = Pact.objects.visible_to(user).select_related("ward__borough", "coordinator", "chair")
    return get_object_or_404(pacts.prefetch_related("aliases"), slug=slug)


def _managed_pact(user, slug):
    pact = _pact_for(user, slug)
    if not rules.may_manage_register(user, within=pact.ward):
        raise PermissionDenied
    return pact


def _run_stage(user, pk, slug):
    cycle = get_object_or_404(queries.with_openings(Cycle.objects.visible_to(user)), pk=pk)
    if not rules.may_run(user, cycle):
        raise PermissionDenied
    try:
        return cycle, stages.get(slug)
    except KeyError:
        raise Http404 from None


def _people(wards):
    """Everybody with a role in the boroughs of these wards, to choose a co-ordinator and a chair from."""
    return queries.people_of_boroughs(wards.order_by().values("borough")).order_by("name", "pk")


def _first_values(request):
    return {"coordinator": request.user.pk, "ward": request.GET.get("ward")}
