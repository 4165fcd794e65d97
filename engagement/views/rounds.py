"""Street rounds: making one, who walks it, its streets, and how far it has come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, queries, rules
from engagement.models import Round
from engagement.views.common import engagement_for, page_of
from pact.core.refusals import Refused
from pact.core.wording import counted


@login_required
@require_safe
def round_list(request):
    """Those that one walks, and as co-ordinator those of one's wards."""
    page = page_of(request, queries.rounds(Round.objects.visible_to(request.user)))
    return render(request, "engagement/round_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def new_round(request, pk):
    engagement = engagement_for(request.user, pk)
    if not rules.may_make_round(request.user, engagement):
        raise PermissionDenied

    areas = engagement.areas.order_by("name", "pk")
    form = forms.RoundForm(
        request.POST or None,
        request.FILES or None,
        areas=areas,
        walkers=queries.walkers(engagement),
        initial={"area": areas.first(), "officers": queries.last_walkers(areas), "streets": _streets_of(areas)},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            round = actions.make_round(
                engagement,
                area=typed["area"],
                officers=typed["officers"],
                streets=typed["read"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The round is made. Whoever walks finds it under Rounds.")
            return redirect(round)

    context = {"form": form, "engagement": engagement, "postcodes": queries.postcodes_in(areas)}
    return render(request, "engagement/new_round.html", context)


def _streets_of(areas):
    """What the areas list instead of a map, to begin with."""
    return "\n".join(line for area in areas for line in area.streets.splitlines() if line.strip())


@login_required
@require_safe
def round(request, pk):
    now = timezone.now()
    round = _round_for(request.user, pk)
    may_walk = rules.may_walk(request.user, round)
    return render(
        request,
        "engagement/round.html",
        {
            "round": round,
            "tally": queries.tally_of(round),
            "streets": queries.street_rows(round, at=now),
            "come_back": queries.doors_to_come_back_to(round),
            "officers": round.officers.order_by("name", "pk"),
            "obstacles": rules.obstacles_to_walking(round) if may_walk else [],
            "may_walk": may_walk,
            "may_change": rules.may_make_round(request.user, round.engagement) and not round.is_over,
            "now": now,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def round_streets(request, pk):
    """More streets and doors, from whoever walks or plans."""
    round = _round_for(request.user, pk)
    form = forms.MoreStreetsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_streets(round, streets=form.cleaned_data["read"], by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{counted(added, 'door').capitalize()} came to the round.")
            return redirect(round)

    return render(request, "engagement/round_streets.html", {"form": form, "round": round})


@login_required
@require_http_methods(["GET", "POST"])
def round_officers(request, pk):
    round = _round_for(request.user, pk)
    if not rules.may_make_round(request.user, round.engagement):
        raise PermissionDenied

    walkers = queries.walkers(round.engagement)
    form = forms.OfficersForm(request.POST or None, walkers=walkers, initial={"officers": round.officers.all()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_officers(round, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Who walks is changed.")
            return redirect(round)

    return render(request, "engagement/round_officers.html", {"form": form, "round": round})


@login_required
@require_POST
def round_ending(request, pk):
    round = _round_for(request.user, pk)
    if not rules.may_make_round(request.user, round.engagement):
        raise PermissionDenied

    actions.end_round(round, by=request.user, at=timezone.now())
    messages.success(request, "The round is over. Its doors are a list of addresses again.")
    return redirect(round)


def _round_for(user, pk):
    found = Round.objects.visible_to(user).for_display().prefetch_related("engagement__cycle__openings")
    return get_object_or_404(found, pk=pk)
