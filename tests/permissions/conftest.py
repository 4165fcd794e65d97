import pytest


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """The world is built once: what a test does to it is undone after each, and all of it in the end."""
    from django.db import transaction

    from tests.permissions.world import build

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
