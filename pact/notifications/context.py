"""What the header says about notices."""

from django.utils.functional import SimpleLazyObject

from pact.notifications import queries


def unread(request):
    """`unread_notices`, counted only where a template shows it to somebody who is signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: queries.unread_count(user))}
