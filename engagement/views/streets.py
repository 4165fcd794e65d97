"""One street of a round on a phone: who is on it, the next door, and how each door stands.

No address here names a door: addresses are logged, with their time, and so are those of interviews.
"""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from engagement import actions, forms, queries, rules
from engagement.forms.rounds import times_to_come_back
from engagement.models import Claim, Round, Side, Street
from pact.core.refusals import Refused
from pact.core.wording import counted


@login_required
@require_http_methods(["GET", "POST"])
def street(request, pk, street):
    """The street; sent by POST, how a door of it stands. `Accept: application/json` gets a short answer (offline)."""
    street = _street_for(request.user, pk, street)
    form = None
    if request.method == "POST":
        if not rules.may_walk(request.user, street.round):
            raise PermissionDenied
        form = forms.CallForm(request.POST, street=street, now=timezone.now())
        reasons = _call(street, form, by=request.user)
        if request.accepts("text/html"):
            if not reasons:
                return redirect(_address(street, request.GET.get("side")))
        else:
            return JsonResponse({"reasons": reasons}, status=400 if reasons else 200)
    return render(request, "engagement/street.html", _shown(request, street, form))


def _call(street, form, *, by):
    """Keep a call; answers why not."""
    if form.is_valid():
        try:
            actions.call(street.round, **form.cleaned_data, by=by, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
    return [error for errors in form.errors.values() for error in errors]


def _address(street, side):
    return street.get_absolute_url() + (f"?side={side}" if side in Side.values else "")


def _shown(request, street, form):
    now = timezone.now()
    side = request.GET.get("side", "")
    claims = queries.claims_on(Claim.objects.filter(street=street), at=now).get(street.pk, [])
    walk = queries.walk(street, side=side, at=now)
    may_walk = rules.may_walk(request.user, street.round)
    return {
        "street": street,
        "round": street.round,
        "sides": _sides(street, side),
        "side": side if side in Side.values else "",
        "walk": walk,
        "doors": [_with_form(door, walk.next, form, now=now) for door in walk.left],
        "finished": [_with_form(door, None, form, now=now) for door in walk.finished],
        "claims": claims,
        "is_mine": any(person == request.user for person, _, _ in claims),
        "others": [claim for claim in claims if claim[0] != request.user],
        "may_walk": may_walk,
        "obstacles": rules.obstacles_to_walking(street.round) if may_walk else [],
        "times": times_to_come_back(now),
        "refused": [error for errors in form.errors.values() for error in errors] if form else [],
        "now": now,
    }


def _with_form(door, next, form, *, now):
    """A door with what its form holds: what was typed, where it was refused."""
    is_refused = bool(form) and form.data.get("door") == str(door.pk)
    return {
        "door": door,
        "uuid": form.data.get("uuid") if is_refused else uuid4(),
        "note": form.data.get("note") if is_refused else door.note,
        "back_at": form.data.get("back_at") if is_refused else "",
        "is_open": is_refused or door == next,
        "is_next": door == next,
        "is_due": door.back_at is not None and door.back_at <= now,
    }


def _sides(street, chosen):
    sides = queries.sides_of(street)
    if len(sides) < 2:
        return []
    return [("All", _address(street, ""), chosen not in sides)] + [
        (side.label.capitalize(), _address(street, side), chosen == side) for side in sides
    ]


@login_required
@require_POST
def street_claim(request, pk, street):
    """Takes the street or a side of it, or leaves it with `leave`."""
    street = _street_for(request.user, pk, street)
    if not rules.may_walk(request.user, street.round):
        raise PermissionDenied

    side = request.POST.get("side")
    if "leave" in request.POST:
        actions.release(street, by=request.user, at=timezone.now())
        messages.success(request, f"{street} is free again.")
        return redirect(street.round)
    try:
        actions.claim(street, sides=[side] if side in Side.values else Side.values, by=request.user, at=timezone.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect(street.round)
    return redirect(_address(street, side))


@login_required
@require_http_methods(["GET", "POST"])
def new_doors(request, pk, street):
    """Doors that are not on the list."""
    street = _street_for(request.user, pk, street)
    form = forms.DoorsForm(request.POST or None, street=street)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["read"]
        try:
            added = actions.add_streets(street.round, streets=read, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{counted(added, 'door').capitalize()} came to {street}.")
            return redirect(street)

    return render(request, "engagement/new_doors.html", {"form": form, "street": street})


def _street_for(user, pk, street):
    rounds = Round.objects.visible_to(user).filter(pk=pk)
    found = Street.objects.filter(round__in=rounds).select_related(
        "round__engagement__cycle__pact__ward", "round__area"
    )
    return get_object_or_404(found.prefetch_related("round__engagement__cycle__openings"), pk=street)
