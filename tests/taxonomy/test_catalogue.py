import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pact.taxonomy.models import IssueType, Theme

pytestmark = pytest.mark.django_db

EIGHTEEN = [
    "ABV",
    "ACQ",
    "DOG",
    "EMP",
    "GRA",
    "GRN",
    "HAR",
    "LGT",
    "LIT",
    "NDL",
    "NOI",
    "PRK",
    "ROA",
    "SUB",
    "TIP",
    "TRA",
    "VAN",
    "YTH",
]


def test_every_installation_starts_with_the_eighteen_issue_types_and_seven_themes():
    """Handbook, section 8; C8."""
    assert sorted(IssueType.objects.values_list("code", flat=True)) == EIGHTEEN
    assert Theme.objects.count() == 7
    assert set(IssueType.objects.filter(is_restricted=True).values_list("code", flat=True)) == {"SUB", "HAR"}
    assert not IssueType.objects.exclude(lead_agency=None).exists()


@pytest.mark.parametrize(("code", "days"), [("LIT", 1), ("GRA", 5), ("GRN", 20), ("ROA", 10), ("HAR", 1)])
def test_targets_are_counted_in_working_days(code, days):
    assert IssueType.objects.get(code=code).target_working_days == days


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_words_can_be_taken_out_and_put_in_again_by_migrating():
    MigrationExecutor(connection).migrate([("taxonomy", "0001_initial")])
    assert not IssueType.objects.exists()

    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate(latest)

    assert IssueType.objects.count() == 18
