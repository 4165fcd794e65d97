"""What holds for every page, whichever room it is in."""

from django.core.exceptions import BadRequest

NO_CACHE = "private, no-store"


class ReadableAddress:
    """Answer 400 to an address that holds a zero byte: no page has one, and no database can look for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a zero byte.")
        return self.get_response(request)


class KeptByNobody:
    """Let no cache keep a page unless its view says so; and none at all that was shown to somebody signed in.

    On a computer that several people share, "back" must not show who answered the door. Residents' pages say
    `cache_control(public=True)`: they are the same for every visitor.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        said = response.get("Cache-Control", "")
        if not said or ("public" in said and _is_signed_in(request)):
            response["Cache-Control"] = NO_CACHE
        return response


def _is_signed_in(request):
    return hasattr(request, "user") and request.user.is_authenticated
