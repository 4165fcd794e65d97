from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pact.accounts import actions, forms, queries, rules
from pact.accounts.models import Invitation
from pact.accounts.views.parts import parts
from pact.core.refusals import Refused


@login_required
@require_safe
def me(request):
    person = request.user
    context = {
        "facts": [
            {"key": "Name", "value": person.name, "href": reverse("accounts:my_details"), "change": "your name"},
            {"key": "E-mail", "value": person.email, "href": reverse("account_email"), "change": "your e-mail address"},
            {"key": "Telephone", "value": person.phone, "href": reverse("accounts:my_details")},
            {"key": "Password", "value": _password_in_words(person), "href": reverse("account_change_password")},
            {"key": "Second factor", "value": _second_factor_in_words(person), "href": reverse("mfa_index")},
        ],
        "roles": [membership.in_words for membership in person.current_memberships],
    }
    return render(request, "accounts/me.html", context)


def _password_in_words(person):
    return "Set" if person.has_usable_password() else "None: you come in by single sign-on"


def _second_factor_in_words(person):
    if is_mfa_enabled(person):
        return "Set up"
    return "Not set up: your role needs one" if rules.needs_a_second_factor(person) else "Not set up"


@login_required
@require_http_methods(["GET", "POST"])
def my_details(request):
    person = request.user
    form = forms.PersonForm(request.POST or None, initial={"name": person.name, "phone": person.phone})
    if request.method == "POST" and form.is_valid():
        actions.edit_person(person, **form.cleaned_data, by=person, at=timezone.now())
        messages.success(request, "Your details are saved.")
        return redirect("accounts:me")

    return render(request, "accounts/my_details.html", {"form": form})


@login_required
@require_safe
def permissions(request):
    columns, rows = queries.permission_table()
    context = {
        "parts": parts(request.user, "permissions"),
        "columns": columns,
        "rows": rows,
        "guarded": queries.guarded_roles(),
    }
    return render(request, "accounts/permissions.html", context)


@never_cache
@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
def acceptance(request, token):
    """Where the link of an invitation leads. Whoever holds it is the person: there is no log-in yet."""
    found = Invitation.objects.with_token(token).select_related("person", "sent_by")
    invitation = get_object_or_404(found)
    if obstacles := rules.obstacles_to_accepting(invitation, now=timezone.now()):
        return render(request, "accounts/acceptance_refused.html", {"obstacles": obstacles}, status=410)

    person = invitation.person
    form = forms.AcceptanceForm(request.POST or None, initial={"name": person.name}, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept(invitation, **form.cleaned_data, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "Your account is ready. Sign in with the password that you have just chosen.")
            return redirect("account_login")

    lead = f"You come in as {person.email}. Choose a password, and the door is open."
    return render(request, "accounts/acceptance.html", {"lead": lead, "form": form})
