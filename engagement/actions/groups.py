"""The groups of people that the menu, the calendar and the impact assessment form speak of."""

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from engagement import rules
from engagement.models import Group
from pact.audit import trail
from pact.core.refusals import asking_again, refuse_if


@transaction.atomic
def add_group(*, name, by, at, is_in_use=True, **facts):
    """`facts` are is_reached, is_assessed and answers. It comes last in its lists."""
    obstacles = partial(rules.obstacles_to_naming_a_group, name)
    refuse_if(obstacles())
    last = Group.objects.aggregate(last=Max("position"))["last"] or 0
    facts |= {"position": min(last + 10, 32000), "retired_at": None if is_in_use else at}
    with asking_again(obstacles):
        group = Group.objects.create(slug=_free_slug(name), name=name, **facts)
    trail.record("added", on=group, by=by, at=at)
    return group


@transaction.atomic
def edit_group(group, *, is_in_use, by, at, **facts):
    """Change it, or take it out of use; what was said of it stays."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    for name, value in facts.items():
        setattr(group, name, value)
    group.retired_at = None if is_in_use else group.retired_at or at
    group.save(update_fields=[*facts, "retired_at"])
    trail.record("edited", on=group, by=by, at=at, is_in_use=is_in_use)
    return group


def _free_slug(name):
    stem = slugify(name)[:34] or "group"
    slug, number = stem, 2
    while Group.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
