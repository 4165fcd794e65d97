"""The database has the last word on the trail, on whichever engine the suite runs."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from pact.audit import trail
from pact.audit.models import Entry, TrailError
from tests import make

pytestmark = pytest.mark.django_db


def entry():
    ward = make.ward()
    return trail.record("renamed", on=ward, by=None, at=make.NOON)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor_name = 'Somebody else'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_or_delete_what_was_recorded(statement):
    kept = entry()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(Entry.objects.values_list("pk", "actor_name")) == [(kept.pk, "PACT")]


def test_models_and_querysets_refuse_before_the_database_has_to():
    kept = entry()

    for attempt in (kept.save, kept.delete, Entry.objects.all().delete, lambda: Entry.objects.update(verb="x")):
        with pytest.raises(TrailError):
            attempt()


def test_bulk_update_is_refused_too():
    kept = entry()
    kept.verb = "did something else"

    with pytest.raises((TrailError, DatabaseError)), transaction.atomic():
        Entry.objects.bulk_update([kept], ["verb"])

    assert Entry.objects.get().verb == "renamed"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_guard_can_be_taken_down_and_put_up_again_by_migrating():
    MigrationExecutor(connection).migrate([("audit", "0001_initial")])
    entry()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")

    MigrationExecutor(connection).migrate([("audit", "0002_refuse_change")])

    entry()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")
