"""Make room for a new demonstration in a PostgreSQL that somebody gave, and never for anything else."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from pact.accounts.models import User
from pact.places.models import Borough


class Command(BaseCommand):
    help = "Empty a database that holds the demonstration borough and nothing else (scripts/demo --fresh)."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Only the demonstration is emptied, in demonstration mode: set PACT_DEMO=1.")
        tables = connection.introspection.table_names()
        if not tables:
            return
        if Borough._meta.db_table not in tables or holds_more_than_the_demonstration():
            raise CommandError("This database holds more than the demonstration borough, so it is left as it is.")
        if connection.vendor != "postgresql":
            raise CommandError("Remove the file of this database yourself.")
        with connection.cursor() as cursor:
            # Not a row at a time: the trail refuses that, as it should, and migrations fill some of the tables.
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")


def holds_more_than_the_demonstration():
    """Whether there is another borough, or a person whose address could be real (RFC 2606 reserves these endings)."""
    real_people = User.objects.exclude(email__endswith=".example").exclude(email__endswith=".invalid")
    return Borough.objects.exclude(slug="ferndale").exists() or real_people.exists()
