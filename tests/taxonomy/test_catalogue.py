import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

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


def test_the_words_can_be_taken_out_and_put_in_again():
    """By the migration’s own two functions; the executor would take apart and rebuild every room above for it."""
    words = MigrationLoader(connection).get_migration("taxonomy", "0002_the_words_to_start_with").operations[0]
    as_they_were = MigrationLoader(connection).project_state(("taxonomy", "0001_initial")).apps

    words.reverse_code(as_they_were, None)
    assert not IssueType.objects.exists()

    words.code(as_they_were, None)
    assert IssueType.objects.count() == 18
