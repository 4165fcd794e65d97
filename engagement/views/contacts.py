"""Who asked to hear back. Only the co-ordinator of the PACT, and every look is recorded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from engagement import actions, forms, queries
from engagement.models import Contact
from engagement.views.common import page_of
from pact.accounts.models import Permission
from pact.core.refusals import Refused


@login_required
@require_http_methods(["GET", "POST"])
def contact_search(request):
    """Those who asked to hear back, without their details; and a search for the one who rings up.

    The search is sent by POST, so that nobody's name or number stays in an address.
    """
    if not request.user.can(Permission.SEE_CONTACTS):
        raise PermissionDenied

    visible = Contact.objects.visible_to(request.user).in_use()
    form = forms.ContactSearchForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = list(queries.contacts_like(visible, form.cleaned_data["sought"]))
        if len(found) == 1:
            return redirect(found[0])
        if not found:
            form.add_error("sought", "Nobody who asked to hear back has this name, number or address.")

    if request.GET.get("wish") == "help":
        visible = visible.filter(wants_to_help=True)
    page = page_of(request, visible.select_related("pact__ward").order_by("-given_at", "-pk"))
    return render(request, "engagement/contact_search.html", {"form": form, "page": page, "found": found})


@login_required
@require_safe
def contact(request, pk):
    contact = _contact_for(request.user, pk)
    actions.look_at_contact(contact, by=request.user, at=timezone.now())
    introductions = contact.introductions.order_by("at", "pk")
    return render(request, "engagement/contact.html", {"contact": contact, "introductions": introductions})


@login_required
@require_http_methods(["GET", "POST"])
def contact_withdrawal(request, pk):
    contact = _contact_for(request.user, pk)
    if request.method == "POST":
        actions.withdraw_contact(contact, by=request.user, at=timezone.now())
        messages.success(request, "The contact details are gone, and nothing more will be sent.")
        return redirect("engagement:contact_search")

    return render(request, "engagement/contact_withdrawal.html", {"contact": contact})


@login_required
@require_http_methods(["GET", "POST"])
def introduction(request, pk):
    """Which group somebody who would help was put in touch with (W70)."""
    contact = _contact_for(request.user, pk)
    form = forms.IntroductionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.introduce(contact, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The introduction is recorded.")
            return redirect("engagement:contact_search")

    return render(request, "engagement/introduction.html", {"form": form, "contact": contact})


def _contact_for(user, pk):
    if not user.can(Permission.SEE_CONTACTS):
        raise PermissionDenied
    found = Contact.objects.visible_to(user).in_use().select_related("pact__ward", "interview")
    return get_object_or_404(found, pk=pk)
