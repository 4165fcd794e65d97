"""A file that somebody sent: described, checked, loaded, stopped and thrown away; what happens the second time."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.documents.making import NoLongerOurs
from pact.places.models import Borough
from profiles.actions import loading, uploads
from profiles.loading import manifest as manifests
from profiles.models import Dataset, Incident, Upload, UploadRow
from tests import make
from tests.make.boroughs import crime, crimes

pytestmark = pytest.mark.django_db

BY = {"by": None, "at": make.NOON}
MIXED = crimes(crime(1), crime(1, month="May"), crime(1, at=("", "")), crime(1, at=(0.5, 51)), crime(2, month="June"))


@pytest.fixture
def borough(tmp_path):
    """Millbrook with its four wards, and nothing else of its files."""
    manifest = manifests.read(make.borough_files(tmp_path))
    list(loading.load(manifest, tmp_path, **BY))
    Dataset.objects.filter(kind="incidents").delete()
    return Borough.objects.get(code=manifest.code)


def stored(upload):
    return default_storage.exists(upload.where_it_lies())


# Sending


def test_the_same_bytes_sent_twice_are_one_upload(borough):
    """Contract 5: a double click, or a colleague with the same file."""
    first = make.upload(borough, entry=None)

    again = make.upload(borough, entry=None, name="other-name.csv", at=make.NOON + timedelta(hours=1))

    assert again == first
    assert Upload.objects.count() == 1
    assert Entry.objects.filter(verb="sent").count() == 1


def test_the_same_bytes_for_another_borough_are_another_upload(borough):
    assert make.upload(borough, entry=None) != make.upload(make.borough(), entry=None)


def test_a_file_is_kept_under_its_checksum_and_not_under_the_name_that_it_came_with(borough):
    upload = make.upload(borough, entry=None, name="../../etc/pass wd.csv")

    assert upload.file.name == f"uploads/{borough.pk}/{upload.sha256}"
    assert "/" not in upload.filename
    assert stored(upload)


# Describing


def test_nobody_overwrites_a_description_that_they_have_not_seen(borough):
    upload = make.upload(borough)

    with pytest.raises(Refused, match="Somebody else has described this file"):
        uploads.describe(upload, entry=upload.entry, indicators={}, headings="", edition=0, **BY)


def test_a_new_description_forgets_what_was_found_with_the_former(borough):
    upload = make.checked(borough, MIXED)

    uploads.describe(upload, entry=upload.entry, indicators={}, headings="", edition=1, **BY)

    upload.refresh_from_db()
    assert (upload.state, upload.counts) == ("mapped", {})
    assert not upload.rows.exists()


# Checking


def test_a_check_says_what_would_become_of_each_row_and_takes_none(borough):
    before = Entry.objects.count()

    upload = make.checked(borough, MIXED)

    counts = upload.counts
    assert upload.state == "checked"
    assert (counts["read"], counts["taken"], counts["refused"], counts["placeless"], counts["outside"]) == (
        5,
        1,
        2,
        1,
        1,
    )
    assert counts["reasons"] == [["“…” is not a month like 2024-01.", 2, 3]]
    assert list(upload.rows.order_by("number").values_list("number", "reason")) == [
        (3, "“May” is not a month like 2024-01."),
        (4, "It has no place."),
        (6, "“June” is not a month like 2024-01."),
    ]
    assert counts["outside_runs"] == [[5, 5]]
    assert not Incident.objects.exists()
    assert not Dataset.objects.filter(kind="incidents").exists()
    assert Entry.objects.count() == before + 2  # sent and described


def test_a_check_compares_with_the_dataset_in_use_under_the_same_title(borough):
    make.loaded(borough, crimes(crime(1)))

    upload = make.checked(borough, crimes(crime(1), crime(2)))

    assert (upload.counts["became"], upload.counts["new"]) == ("replaced", 2)
    assert upload.former == Dataset.objects.get(kind="incidents")
    assert "Replaces 1 incident of the file loaded before." in upload.counts["notes"]


def test_a_file_of_another_place_is_refused_with_its_counts(borough):
    upload = make.checked(borough, crimes(crime(1, at=(0.5, 51)), crime(1, at=(0.6, 51))))

    assert upload.state == "failed"
    assert upload.failures == ["None of the 2 rows of crime.csv can be taken for Millbrook."]
    assert upload.counts["outside"] == 2


def test_a_file_that_was_withdrawn_can_be_loaded_again_and_that_is_said(borough):
    loading.withdraw(make.loaded(borough).dataset, **BY)

    upload = Upload.objects.get()
    uploads.describe(upload, entry=upload.entry, indicators={}, headings="", edition=1, **BY)
    uploads.check(upload, **BY)
    make.work_on(upload)

    assert upload.state == "checked"
    assert upload.counts["notes"][0].startswith("A file of this title was withdrawn on")


# Loading


def test_loading_takes_what_the_check_promised(borough):
    person = make.person()

    upload = make.loaded(borough, MIXED, by=person)

    dataset = upload.dataset
    assert upload.state == "done"
    assert (dataset.rows_read, dataset.rows_taken, dataset.rows_refused, dataset.rows_outside) == (5, 1, 2, 1)
    assert (dataset.loaded_by, dataset.filename) == (person, "crime.csv")
    assert not UploadRow.objects.exists()
    assert dataset.refused_rows.count() == 3


def test_all_or_nothing_is_refused_while_a_row_is(borough):
    upload = make.checked(borough, MIXED)

    with pytest.raises(Refused, match="2 rows are refused, so the file as a whole is"):
        uploads.apply(upload, only_whole=True, edition=1, **BY)

    assert not Incident.objects.exists()


def test_asked_twice_it_is_loaded_once(borough):
    """A double click."""
    upload = make.checked(borough)
    ask = {"only_whole": False, "edition": 1} | BY

    uploads.apply(upload, **ask)
    uploads.apply(upload, **ask)
    make.work_on(upload)
    uploads.apply(upload, **ask)

    assert uploads.claim(upload.pk, at=make.NOON) is None
    assert Dataset.objects.filter(kind="incidents").count() == 1


def test_only_what_was_checked_is_loaded(borough):
    upload = make.upload(borough)

    with pytest.raises(Refused, match="Check the file first"):
        uploads.apply(upload, only_whole=False, edition=1, **BY)


def test_what_somebody_else_described_anew_is_not_loaded_by_who_has_not_seen_it(borough):
    """Two analysts at once."""
    upload = make.checked(borough)
    uploads.describe(upload, entry=upload.entry | {"title": "Other"}, indicators={}, headings="", edition=1, **BY)
    uploads.check(upload, **BY)
    make.work_on(upload)

    with pytest.raises(Refused, match="Somebody else has described this file"):
        uploads.apply(upload, only_whole=False, edition=1, **BY)


def test_what_was_loaded_under_the_title_since_the_check_is_not_replaced_unseen(borough):
    """Two analysts at once, each with a file of the same title."""
    mine = make.checked(borough, crimes(crime(1)))
    make.loaded(borough, crimes(crime(2)))

    uploads.apply(mine, only_whole=False, edition=1, **BY)
    make.work_on(mine)

    assert mine.failures == ["“Crime, January 2024” has changed since this file was checked. Check it again."]
    assert Dataset.objects.filter(kind="incidents").count() == 1


# Stopping, and workers that are lost


def test_a_load_that_is_stopped_in_the_middle_leaves_nothing(borough):
    upload = make.checked(borough)
    uploads.apply(upload, only_whole=False, edition=1, **BY)
    claimed = uploads.claim(upload.pk, at=make.NOON)
    uploads.cancel(upload, **BY)

    with pytest.raises(NoLongerOurs):
        uploads.carry_out(claimed, progress=lambda percent: None, at=make.NOON)

    upload.refresh_from_db()
    assert upload.state == "cancelled"
    assert not Dataset.objects.filter(kind="incidents").exists()


def test_a_check_that_is_stopped_can_be_asked_for_again(borough):
    upload = make.upload(borough)
    uploads.check(upload, **BY)

    uploads.cancel(upload, **BY)
    uploads.check(upload, **BY)
    make.work_on(upload)

    assert upload.state == "checked"


def test_a_worker_that_slept_through_a_stop_and_a_second_start_writes_nothing(borough):
    upload = make.checked(borough)
    uploads.apply(upload, only_whole=False, edition=1, **BY)
    sleeper = uploads.claim(upload.pk, at=make.NOON)
    uploads.cancel(upload, **BY)
    uploads.check(upload, **BY)
    make.work_on(upload)
    uploads.apply(upload, only_whole=False, edition=1, **BY)
    uploads.claim(upload.pk, at=make.NOON)

    with pytest.raises(NoLongerOurs):
        uploads.carry_out(sleeper, progress=lambda percent: None, at=make.NOON)

    assert not Dataset.objects.filter(kind="incidents").exists()


def test_an_upload_whose_worker_was_lost_is_queued_again_and_given_up_after_a_few_times(borough, settings):
    settings.JOB_ATTEMPTS = 2
    upload = make.checked(borough)
    uploads.apply(upload, only_whole=False, edition=1, **BY)
    moment = make.NOON
    for _ in range(2):
        assert uploads.claim(upload.pk, at=moment)
        assert uploads.requeue(upload, at=moment) is None  # not stale yet
        moment += timedelta(seconds=settings.JOB_STALE_SECONDS + 1)
        uploads.requeue(upload, at=moment)

    upload.refresh_from_db()
    assert (upload.state, upload.failures[0][:44]) == ("failed", "Reading this file was interrupted several ti")


# Throwing away


def test_a_file_is_thrown_away_with_what_is_stored(borough, django_capture_on_commit_callbacks):
    upload = make.upload(borough)

    with django_capture_on_commit_callbacks(execute=True):
        uploads.discard(upload, **BY)

    assert not Upload.objects.exists()
    assert not stored(upload)


def test_a_loaded_file_is_not_thrown_away_but_withdrawn(borough):
    upload = make.loaded(borough)

    with pytest.raises(Refused, match="Withdraw its dataset instead"):
        uploads.discard(upload, **BY)


def test_what_nobody_went_on_with_is_cleared_and_of_the_loaded_only_the_file(
    borough, settings, django_capture_on_commit_callbacks
):
    abandoned, loaded = make.upload(borough, crimes(crime(1))), make.loaded(borough, crimes(crime(2)))
    busy = make.upload(borough, crimes(crime(3)))
    uploads.check(busy, **BY)
    late = make.NOON + timedelta(days=settings.UPLOAD_DAYS, minutes=1)
    young = make.upload(borough, crimes(crime(4)), at=late)

    with django_capture_on_commit_callbacks(execute=True):
        uploads.clear(at=late)

    assert set(Upload.objects.all()) == {loaded, busy, young}
    assert [stored(upload) for upload in (abandoned, loaded, busy, young)] == [False, False, True, True]
    loaded.refresh_from_db()
    assert (loaded.entry["title"], loaded.file.name) == ("Crime, January 2024", "")


def test_a_loaded_file_that_was_cleared_is_kept_again_when_it_is_sent_again(
    borough, settings, django_capture_on_commit_callbacks
):
    upload = make.loaded(borough)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.clear(at=make.NOON + timedelta(days=settings.UPLOAD_DAYS, minutes=1))

    again = make.upload(borough, entry=None)

    assert again == upload
    assert stored(again)
