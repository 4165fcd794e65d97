"""The menu of techniques."""

from functools import partial

from django.db import transaction
from django.utils.text import slugify

from engagement import rules
from engagement.models import Technique
from pact.audit import trail
from pact.core.refusals import asking_again, refuse_if


@transaction.atomic
def add_technique(*, name, groups=(), by, at, **facts):
    """`facts` are form, guidance, suits, hours, money and reaches; `groups` are whom it reaches well."""
    obstacles = partial(rules.obstacles_to_naming_a_technique, name)
    refuse_if(obstacles())
    with asking_again(obstacles):
        technique = Technique.objects.create(slug=_free_slug(name), name=name, **facts)
    technique.groups.set(groups)
    trail.record("added", on=technique, by=by, at=at)
    return technique


@transaction.atomic
def edit_technique(technique, *, groups=(), by, at, **facts):
    technique = Technique.objects.select_for_update().get(pk=technique.pk)
    for name, value in facts.items():
        setattr(technique, name, value)
    technique.save(update_fields=list(facts))
    technique.groups.set(groups)
    trail.record("edited", on=technique, by=by, at=at)
    return technique


@transaction.atomic
def retire_technique(technique, *, by, at):
    """Take it off the menu; what was planned with it stays."""
    technique = Technique.objects.select_for_update().get(pk=technique.pk)
    if technique.retired_at is None:
        technique.retired_at = at
        technique.save(update_fields=["retired_at"])
        trail.record("retired", on=technique, by=by, at=at)
    return technique


@transaction.atomic
def restore_technique(technique, *, by, at):
    technique = Technique.objects.select_for_update().get(pk=technique.pk)
    if technique.retired_at is not None:
        technique.retired_at = None
        technique.save(update_fields=["retired_at"])
        trail.record("restored", on=technique, by=by, at=at)
    return technique


def _free_slug(name):
    stem = slugify(name)[:34] or "technique"
    slug, number = stem, 2
    while Technique.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
