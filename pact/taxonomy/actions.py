"""What people do with issue types and themes. What was once used is retired, never deleted."""

from functools import partial

from django.db import transaction
from django.db.models import Max

from pact.audit import trail
from pact.core.refusals import asking_again, refuse_if
from pact.taxonomy import rules
from pact.taxonomy.models import IssueType, Theme


@transaction.atomic
def add_issue_type(*, code, name, by, at, **facts):
    """`facts` are the model's other fields, such as strand, lead_agency and target_working_days."""
    obstacles = partial(rules.obstacles_to_naming_an_issue_type, name, code=code)
    refuse_if(obstacles())
    with asking_again(obstacles):
        issue_type = IssueType.objects.create(code=code, name=name, **facts)
    trail.record("added", on=issue_type, by=by, at=at)
    return issue_type


@transaction.atomic
def edit_issue_type(issue_type, *, name, by, at, **facts):
    """The code stays: exports and earlier records go by it."""
    issue_type = IssueType.objects.select_for_update(of=("self",)).get(pk=issue_type.pk)
    refuse_if(rules.obstacles_to_naming_an_issue_type(name, besides=issue_type))
    return _change(issue_type, {"name": name} | facts, by=by, at=at)


@transaction.atomic
def map_lead_agency(issue_type, *, agency, by, at):
    """Say which agency leads on this issue type here, or None for nobody yet."""
    issue_type = IssueType.objects.select_for_update(of=("self",)).get(pk=issue_type.pk)
    return _change(issue_type, {"lead_agency": agency}, by=by, at=at)


@transaction.atomic
def add_theme(*, name, by, at):
    obstacles = partial(rules.obstacles_to_naming_a_theme, name)
    refuse_if(obstacles())
    last = Theme.objects.aggregate(last=Max("position"))["last"] or 0
    with asking_again(obstacles):
        theme = Theme.objects.create(name=name, position=last + 1)
    trail.record("added", on=theme, by=by, at=at)
    return theme


@transaction.atomic
def edit_theme(theme, *, name, position, by, at):
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    refuse_if(rules.obstacles_to_naming_a_theme(name, besides=theme))
    return _change(theme, {"name": name, "position": position}, by=by, at=at)


@transaction.atomic
def retire(thing, *, by, at):
    """Take an issue type or a theme out of the lists to choose from. Whatever bears it keeps it."""
    thing = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if thing.retired_at:
        return thing
    refuse_if(rules.obstacles_to_retiring(thing))
    thing.retired_at = at
    thing.save(update_fields=["retired_at"])
    trail.record("retired", on=thing, by=by, at=at)
    return thing


@transaction.atomic
def bring_back(thing, *, by, at):
    thing = type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if thing.retired_at:
        thing.retired_at = None
        thing.save(update_fields=["retired_at"])
        trail.record("brought back", on=thing, by=by, at=at)
    return thing


def _change(thing, given, *, by, at):
    changed = [field for field, value in given.items() if getattr(thing, field) != value]
    if changed:
        for field in changed:
            setattr(thing, field, given[field])
        thing.save(update_fields=changed)
        trail.record("edited", on=thing, by=by, at=at, changed=changed)
    return thing
