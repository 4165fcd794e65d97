"""The command: a plan first, then, if told to, the change."""

import io

import pytest
from django.core.management import CommandError, call_command

from pact.places.models import Ward
from profiles.models import Dataset, Incident
from tests import make
from tests.make import boroughs as files
from tests.make.boroughs import cells, crime, crimes

pytestmark = pytest.mark.django_db


def run(path, *options, **how):
    out = io.StringIO()
    call_command("load_borough", path, "--data", path.parent, *options, stdout=out, no_color=True, **how)
    return out.getvalue()


def test_without_apply_it_only_says_what_would_change(tmp_path):
    said = run(make.borough_files(tmp_path))

    assert "New        Wards                                        wards 4 new of 4 rows" in said
    assert "New        Crime, January 2024                          incidents 3 new of 3 rows" in said
    assert "row 3: The seat is vacant." in said
    assert said.endswith("Nothing has been changed. Add --apply to load this.\n")
    assert not Ward.objects.exists()


def test_with_apply_it_loads_and_the_second_time_there_is_nothing_to_do(tmp_path):
    path = make.borough_files(tmp_path)

    first = run(path, "--apply", "--yes")
    second = run(path, "--apply", "--yes")

    assert "Millbrook: applying" in first
    assert second.endswith("There is nothing to apply.\n")
    assert Incident.objects.count() == 3
    assert Dataset.objects.count() == 9


@pytest.mark.parametrize(("answer", "loaded"), [("y", 4), ("yes", 4), ("n", 0), ("", 0)])
def test_it_asks_before_it_loads(tmp_path, monkeypatch, answer, loaded):
    monkeypatch.setattr("builtins.input", lambda prompt: answer)

    run(make.borough_files(tmp_path), "--apply")

    assert Ward.objects.count() == loaded


def test_where_nobody_can_answer_it_says_so(tmp_path, monkeypatch):
    def nobody(prompt):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)

    with pytest.raises(CommandError, match="Nobody is there to ask"):
        run(make.borough_files(tmp_path), "--apply")

    assert not Ward.objects.exists()


def test_every_row_that_is_not_taken_is_in_the_report(tmp_path):
    rows = crimes(crime(1), crime(1, at=("", "")), crime(1, month="May"), crime(1, at=(0.5, 51)))
    path, report = make.borough_files(tmp_path, crime=rows), tmp_path / "report.csv"

    run(path, "--apply", "--yes", "--report", report)

    assert cells(report.read_text()) == [
        ["File", "Row", "Reason"],
        ["Small areas", "10", "It is of another place."],
        ["Claims", "5", "It is of another place."],
        ["Crime, January 2024", "3", "It has no place."],
        ["Crime, January 2024", "4", "“May” is not a month like 2024-01."],
        ["Crime, January 2024", "5", "It is of another place."],
        ["Councillors", "3", "The seat is vacant."],
        ["Councillors", "4", "It is of another place."],
    ]


def test_a_refused_file_fails_the_command_after_the_others_are_loaded(tmp_path):
    path = make.borough_files(tmp_path, claims=b"PK\x03\x04")

    with pytest.raises(CommandError, match=r"Not loaded: Claims\."):
        run(path, "--apply", "--yes")

    assert Incident.objects.count() == 3


def test_who_loads_is_written_down(tmp_path):
    person = make.person()

    run(make.borough_files(tmp_path), "--apply", "--yes", "--by", person.email.upper())

    assert set(Dataset.objects.values_list("loaded_by", flat=True)) == {person.pk}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [(["--by", "nobody@example.org"], "Nobody signs in as nobody@example.org."), (["--data", "/nowhere"], "no folder")],
)
def test_what_it_cannot_work_with_is_said(tmp_path, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(make.borough_files(tmp_path), *options)


def test_mistakes_in_the_manifest_are_listed(tmp_path):
    manifest = files.MANIFEST.replace('name = "Millbrook"\n', "").replace('path = "crime.csv"\n', "")

    with pytest.raises(CommandError) as error:
        run(make.borough_files(tmp_path, manifest=manifest))

    assert str(error.value).splitlines() == [
        "borough.toml needs correcting:",
        "borough: “name” is missing.",
        "file 8 (“Crime, January 2024”): “path” is missing.",
    ]
