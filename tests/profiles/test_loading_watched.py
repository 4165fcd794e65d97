"""Loading one file while somebody watches: how far it is, stopping in the middle, and all or nothing."""

from pathlib import Path

import pytest

from pact.core.refusals import Refused
from pact.places.models import Borough
from profiles.actions import loading
from profiles.actions.loading import datasets
from profiles.loading import manifest as manifests
from profiles.loading.outcomes import Outcome
from profiles.models import Dataset, Incident
from tests import make
from tests.make.boroughs import crime, crimes

pytestmark = pytest.mark.django_db

NOBODY = {"by": None, "at": make.NOON}


class Stop(Exception):
    pass


@pytest.fixture
def take(tmp_path):
    """Take one month of crimes into the borough, in whose manifest they are the last file but one."""
    manifest = manifests.read(make.borough_files(tmp_path))
    list(loading.load(manifest, tmp_path, **NOBODY))
    borough = Borough.objects.get(code=manifest.code)
    file = next(file for file in manifest.files if file.kind == "incidents")

    def take(rows, **how):
        Path(tmp_path / "more.csv").write_text(crimes(*rows))
        outcome = Outcome(file.title)
        datasets.take(borough, file, tmp_path / "more.csv", outcome, indicators={}, again=False, **(how | NOBODY))
        return outcome

    return take


def test_it_is_told_how_much_of_the_file_was_read(take):
    shares = []

    take([crime(1)] * 5_000, watch=shares.append)

    assert shares == sorted(shares)
    assert len(shares) > 5
    assert shares[-1] == 1


def test_what_stops_the_reading_undoes_the_whole_load(take):
    before = set(Incident.objects.in_use().values_list("pk", flat=True))

    def stop(share):
        if share > 0.5:
            raise Stop

    with pytest.raises(Stop):
        take([crime(1)] * 5_000, watch=stop)

    assert set(Incident.objects.in_use().values_list("pk", flat=True)) == before


def test_all_or_nothing_refuses_the_file_for_one_bad_row_and_names_it(take):
    before = Dataset.objects.count()

    with pytest.raises(Refused) as refusal:
        take([crime(1), crime(2, month="May")], only_whole=True)

    sentence = "1 row of more.csv cannot be taken, so none is. Row 3: “May” is not a month like 2024-01."
    assert refusal.value.reasons == [sentence]
    assert Dataset.objects.count() == before


def test_rows_of_other_places_or_without_one_are_no_reason_against_the_whole_file(take):
    outcome = take([crime(1), crime(1, at=("", "")), crime(1, at=(0.5, 51))], only_whole=True)

    assert (outcome.taken, len(outcome.placeless), len(outcome.outside)) == (1, 1, 1)
