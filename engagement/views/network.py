"""The network of key individuals: only for the co-ordinator of the PACT, every look at who somebody is recorded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, queries, rules
from engagement.models import Member
from pact.accounts.models import Permission
from pact.core.refusals import Refused


@login_required
@require_safe
def network_list(request):
    """The PACTs that one co-ordinates; with one only there is nothing to choose."""
    _may_see_contacts(request.user)
    pacts = list(queries.pacts_with_a_network(request.user))
    if len(pacts) == 1:
        return redirect("engagement:network", pacts[0].slug)
    return render(request, "engagement/network_list.html", {"pacts": pacts})


@login_required
@require_safe
def network(request, slug):
    pact = _pact_for(request.user, slug)
    context = {
        "pact": pact,
        "network": queries.network(pact, today=timezone.localdate()),
        "aimed_at": rules.AIMED_AT,
        "engagement": queries.open_interviewing(pact),
    }
    return render(request, "engagement/network.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_member(request, slug):
    pact = _pact_for(request.user, slug)
    today = timezone.localdate()
    form = forms.MemberForm(request.POST or None, today=today, initial={"agreed_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.add_member(pact, **form.answers(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{member.get_role_display()} is in the network.")
            return redirect("engagement:network", pact.slug)

    return render(request, "engagement/new_member.html", {"form": form, "pact": pact})


@login_required
@require_safe
def member(request, pk):
    member = _member_for(request.user, pk)
    contact = member.contact if hasattr(member, "contact") else None
    if contact:
        actions.look_at_member(member, by=request.user, at=timezone.now())
    row = next(
        (row for row in queries.network(member.pact, today=timezone.localdate()).rows if row.member == member), None
    )
    return render(request, "engagement/member.html", {"member": member, "contact": contact, "row": row})


@login_required
@require_http_methods(["GET", "POST"])
def member_details(request, pk):
    member = _member_for(request.user, pk)
    contact = member.contact if hasattr(member, "contact") else None
    names = ("name", "organisation", "phone", "email", "agreed_on")
    known = {name: getattr(contact, name) for name in names} if contact else {}
    form = forms.MemberForm(request.POST or None, today=timezone.localdate(), initial={"role": member.role} | known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_member(member, **form.answers(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The details are changed.")
            return redirect(member)

    if contact:
        actions.look_at_member(member, by=request.user, at=timezone.now())
    return render(request, "engagement/member_details.html", {"form": form, "member": member})


@login_required
@require_POST
def member_invitation(request, pk):
    member = _member_for(request.user, pk)
    by_email = "They are invited by e-mail, and count as invited this quarter."
    by_hand = "They count as invited this quarter. They left no e-mail address: ring them, or call in."
    has_address = bool(queries.address_of_member(member.pk))
    return _done(request, member, actions.invite_member, lambda turn: by_email if has_address else by_hand)


@login_required
@require_POST
def member_answer(request, pk):
    """Rule 12: once a quarter; a second time warns, and does not count."""
    member = _member_for(request.user, pk)
    return _done(
        request,
        member,
        actions.count_answer,
        lambda is_first: "Their answer counts for this quarter." if is_first else None,
        otherwise="They have answered this quarter already. Once a quarter is enough, so it does not count again.",
    )


def _done(request, member, act, words, *, otherwise=""):
    try:
        said = words(act(member, by=request.user, at=timezone.now()))
    except Refused as refusal:
        said, otherwise = None, " ".join(refusal.reasons)
    if said:
        messages.success(request, said)
    else:
        messages.warning(request, otherwise)
    return redirect("engagement:network", member.pact.slug)


@login_required
@require_http_methods(["GET", "POST"])
def member_leaving(request, pk):
    member = _member_for(request.user, pk)
    if request.method == "POST":
        actions.leave_network(member, by=request.user, at=timezone.now())
        messages.success(request, "They have left the network, and their details are gone.")
        return redirect("engagement:network", member.pact.slug)

    return render(request, "engagement/member_leaving.html", {"member": member})


def _may_see_contacts(user):
    if not user.can(Permission.SEE_CONTACTS):
        raise PermissionDenied


def _pact_for(user, slug):
    _may_see_contacts(user)
    return get_object_or_404(queries.pacts_with_a_network(user), slug=slug)


def _member_for(user, pk):
    _may_see_contacts(user)
    return get_object_or_404(Member.objects.visible_to(user).select_related("pact__ward", "contact"), pk=pk)
