"""What is added up as files come in, so that no page reads every row: it always says what the rows say."""

from datetime import timedelta

import pytest
from django.db.models import Count, Sum

from profiles.actions import hot_spots, loading
from profiles.loading import manifest as manifests
from profiles.models import CategoryCount, Figure, HotSpotRun, Incident, IncidentCount
from profiles.queries.incidents import latest_year
from profiles.queries.indicators import TREND, rows_of_wards
from profiles.queries.repeats import coming_back, repeats
from tests import make
from tests.make.boroughs import crime, crimes
from tests.profiles.hot_places import hot_ward, recorded

pytestmark = pytest.mark.django_db

KINDS = ("dataset", "ward", "month", "issue_type")
CALLED = ("dataset", "provider", "category", "issue_type")


def counted(counts, kinds):
    return {tuple(kind): n for *kind, n in counts.objects.values_list(*kinds, "count")}


def rows(kinds):
    return {tuple(kind): n for *kind, n in Incident.objects.values_list(*kinds).annotate(n=Count("pk"))}


def test_incidents_are_counted_as_they_are_loaded_and_a_file_replaced_counts_no_more(tmp_path):
    path = make.borough_files(tmp_path)
    list(loading.load(manifests.read(path), path.parent, by=None, at=make.NOON))
    (path.parent / "crime.csv").write_text(crimes(crime(3), crime(3), crime(2, category="Burglary"), crime(4)))

    list(loading.load(manifests.read(path), path.parent, by=None, at=make.NOON + timedelta(days=30)))

    assert counted(IncidentCount, KINDS) == rows(KINDS)
    assert counted(CategoryCount, CALLED) == rows(CALLED)
    assert IncidentCount.objects.in_use().aggregate(n=Sum("count"))["n"] == Incident.objects.in_use().count() == 4


def test_what_the_worker_found_to_come_back_is_used_while_the_files_are_the_same():
    ward = hot_ward()
    run = hot_spots.work_out(ward.borough, today=make.TODAY, at=make.NOON)
    months = latest_year(ward)
    assert run.coming_back == coming_back(ward.borough_id, months) > 0

    before = repeats(ward, months=months).borough
    HotSpotRun.objects.update(coming_back=0)
    kept = repeats(ward, months=months).borough
    recorded(ward, 5, make.issue_type("Noise"), make.dataset(ward.borough, kind="incidents", rows_taken=5))
    after = repeats(ward, months=latest_year(ward)).borough

    assert (kept, round(after)) == (0, round(100 * (before / 100 * 104 + 4) / 109))


def test_a_ward_whose_figures_have_lagged_keeps_its_trend_and_its_place():
    township = make.township()
    wards = [make.ward(name, township=township) for name in ("Ashfield", "Birch", "Canal")]
    dataset = make.dataset(township.borough)
    periods = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(40)]
    for n, ward in enumerate(wards):
        for period in periods if n else periods[:20]:
            make.figure(ward, n + 1, dataset=dataset, period=period)

    rows = rows_of_wards(wards, today=make.TODAY)

    late, on_time = rows[wards[0].pk][0], rows[wards[1].pk][0]
    assert (late.period, late.rank, late.out_of, len(late.trend)) == (periods[19], 3, 3, TREND)
    assert (on_time.period, on_time.rank, on_time.out_of, len(on_time.trend)) == (periods[39], 2, 2, TREND)
    assert Figure.objects.count() == 100
