"""The pages about people that stand side by side, for whoever may open them."""

from django.urls import reverse

from pact.accounts import rules


def parts(user, current):
    """(text, href, is_current) of each page that `user` may open; `current` is the URL name of this one."""
    pages = [
        ("People", "people", rules.may_manage_people(user)),
        ("Agencies", "agencies", rules.may_see_agencies(user)),
        ("Who may do what", "permissions", True),
    ]
    return [(text, reverse(f"accounts:{name}"), name == current) for text, name, may_open in pages if may_open]
