from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from pact.accounts import rules


class SecondFactor:
    """Send people whose role needs a second factor to set one up, before anything else (REQUIRE_MFA)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._lacks_one(request):
            messages.warning(request, "Your role needs a second factor. Set one up to go on.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _lacks_one(self, request):
        person = request.user
        if request.path.startswith(reverse("account_login").removesuffix("login/")):  # where it is set up
            return False
        return (
            person.is_authenticated
            and rules.needs_a_second_factor(person)
            and not is_mfa_enabled(person)
            and not _came_by_single_sign_on(request, person)
        )


def _came_by_single_sign_on(request, person):
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, person))
