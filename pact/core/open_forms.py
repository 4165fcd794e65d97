"""Forms that anybody may send without an account: kept from robots and floods without asking anybody else.

A hidden field that people leave empty, a signed note of when the page was opened, and a count of what comes from one
network. Nothing of it needs a script, a picture to decipher or a third party, and no address is stored: the count is
under a keyed fingerprint and forgotten within the hour.
"""

from ipaddress import ip_address, ip_network
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.views.csrf import csrf_failure

AT_LEAST, AT_MOST = 3, 24 * 3600  # seconds between opening the page and sending it
A_WHILE = 3600
SALT = "pact.core.open_forms"


class OpenedField(forms.CharField):
    """Signed: when the page was opened, for which thing, and the number of this form. Cleaned to that number."""

    def __init__(self, about, **kwargs):
        self.about = about
        super().__init__(widget=forms.HiddenInput, initial=self._new, max_length=300, required=False, **kwargs)

    def _new(self):
        return signing.dumps([uuid4().hex, self.about], salt=SALT)

    def clean(self, value):
        try:
            number, about = signing.loads(value or "", salt=SALT, max_age=AT_MOST)
        except signing.SignatureExpired:
            raise ValidationError("This page was open for more than a day. Send it again.", code="old") from None
        except (signing.BadSignature, ValueError, TypeError):
            raise ValidationError("Something is missing from this page. Load it again, then send it.") from None
        if about != self.about:
            raise ValidationError("This page was opened for another place. Load it again, then send it.")
        if _age(value) < AT_LEAST:
            raise ValidationError("That was very quick. Look it through once more, then send it.", code="quick")
        return UUID(number)


def _age(value):
    """Seconds since it was signed."""
    try:
        signing.loads(value, salt=SALT, max_age=AT_LEAST)
    except signing.SignatureExpired:
        return AT_LEAST
    return 0


class TrapField(forms.CharField):
    """Out of sight, and to be left empty; a robot fills in everything."""

    def __init__(self, **kwargs):
        super().__init__(label="Leave this empty", required=False, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}


def is_flood(request, about, *, most):
    """Count one more of `about` from this network; whether that is more than `most` within the hour."""
    return is_crowd(f"{about} {network_of(request)}", most=most)


def is_crowd(about, *, most):
    """The same of everybody together."""
    key = f"open-form:{salted_hmac(SALT, about).hexdigest()[:32]}"
    cache.add(key, 0, A_WHILE)
    try:
        return cache.incr(key) > most
    except ValueError:  # it was forgotten at this very moment
        return False


def is_said_again(request, about, words, *, number):
    """Whether these words came from this network within the hour, in a form of another number.

    The same form sent twice is one, and who tells of it at another line says it for the first time.
    """
    said = " ".join(words.casefold().split())
    key = f"open-form:{salted_hmac(SALT, f'{about} {network_of(request)} {said}').hexdigest()[:32]}"
    return not cache.add(key, str(number), A_WHILE) and cache.get(key) != str(number)


def shown_again_by(show):
    """Decorate the view of an open form: `show(request, …)` answers where the check of its origin fails.

    The token of the page and the cookie do not fit where a browser refuses cookies, or somebody signed in or out
    meanwhile. Going back would show an empty form, so what was typed is shown at once.
    """

    def decorate(view):
        view.show_again = show
        return view

    return decorate


def refuse_of_unknown_origin(request, reason=""):
    """Django's answer where the check of a form's origin fails, and for open forms the form with what was typed."""
    match = request.resolver_match
    if show := getattr(match and match.func, "show_again", None):
        return show(request, *match.args, **match.kwargs)
    return csrf_failure(request, reason=reason)


def network_of(request):
    """The network that a request comes from: neighbours behind one line count together, a whole provider does not."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY and (passed_on := request.META.get("HTTP_X_FORWARDED_FOR", "")):
        address = passed_on.rpartition(",")[2]
    try:
        address = ip_address(address.strip())
    except ValueError:
        return "unknown"
    return str(ip_network(f"{address}/{32 if address.version == 4 else 64}", strict=False))
