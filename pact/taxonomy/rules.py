"""Who may edit the words, and what stands in the way. Nothing here writes."""

from pact.accounts.permissions import Permission
from pact.taxonomy.models import IssueType, Theme


def may_see_words(user):
    return user.can(Permission.SEE_CYCLE)


def may_edit_words(user):
    return user.can(Permission.MANAGE_WORDS)


def obstacles_to_naming_an_issue_type(name, *, code=None, besides=None):
    others = IssueType.objects.exclude(pk=besides and besides.pk)
    obstacles = []
    if others.filter(name__iexact=name).exists():
        obstacles.append(f"There is an issue type called {name} already.")
    if code and others.filter(code__iexact=code).exists():
        obstacles.append(f"There is an issue type with the code {code} already.")
    return obstacles


def obstacles_to_naming_a_theme(name, *, besides=None):
    if Theme.objects.exclude(pk=besides and besides.pk).filter(name__iexact=name).exists():
        return [f"There is a theme called {name} already."]
    return []


def obstacles_to_retiring(thing):
    """A list that cannot be chosen from is no list."""
    others = type(thing).objects.in_use().exclude(pk=thing.pk)
    return [] if others.exists() else [f"{thing} is the only one in use. Add another first."]
