"""The whole site at once: a world with something behind every address, and each address in it."""

import pytest


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world is built once: what a test does to it is undone after each, and all of it in the end."""
    from django.db import transaction

    from tests.permissions.world import build

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def addresses(world):
    """`(name, row of the table, address in the world)` of every page and button of ours."""
    from django.urls import reverse

    from tests.permissions.test_table import ROWS

    for name, row in sorted(ROWS.items()):
        yield name, row, reverse(name, args=row.at(world) if row.at else [])


def who_may(row, world, *, other_than=()):
    """The clients of those who may open this address, by role."""
    return {who: world.clients[who] for who in world.people if who in row.may and who not in other_than}


def views(resolver, before=""):
    """`(pattern, view)` of every address of the site, allauth's own among them."""
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from views(entry, pattern)
        else:
            yield pattern, entry.callback
