import requests
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.shortcuts import redirect, render
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
        if _is_about_signing_in(request):  # where it is set up
            return False
        return (
            person.is_authenticated
            and rules.needs_a_second_factor(person)
            and not is_mfa_enabled(person)
            and not _came_by_single_sign_on(request, person)
        )


def _came_by_single_sign_on(request, person):
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, person))


class SingleSignOn:
    """Say so when the council's single sign-on does not answer, which is no fault of ours and no reason for a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, requests.RequestException) and _is_about_signing_in(request):
            return render(request, "account/single_sign_on_down.html", status=503)
        return None


def _is_about_signing_in(request):
    return request.path.startswith(reverse("account_login").removesuffix("login/"))
