"""Real files sent in the browser for Medway, as they are published. The numbers were counted by other means before."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pact.accounts.permissions import Role
from pact.places.models import Borough, Ward
from profiles import forms, queries
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.models import Dataset, Figure, Incident, Upload
from tests import make
from tests.profiles.test_recognition import REAL

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

MEDWAY = Path(__file__).resolve().parents[2] / "boroughs" / "medway.toml"
POPULATION = "population/population_mid2020_lsoa11_single_year_of_age.csv"


@pytest.fixture
def medway(real_data):
    """Medway's wards, and which small areas lie in them; nothing that is counted."""
    manifest = manifests.read(MEDWAY)
    places = tuple(file for file in manifest.files if file.kind in {"wards", "small-areas"})
    list(loading.load(replace(manifest, files=places, townships=(), agencies=()), real_data, by=None, at=make.NOON))
    return Borough.objects.get(name="Medway")


@pytest.fixture
def load(client, medway, django_capture_on_commit_callbacks):
    """Send a file, say what is still asked, check it, and load it if there is something to load; answers the upload."""
    client.force_login(make.person(Role.ANALYST, medway))

    def load(name, content, **said):
        sent = SimpleUploadedFile(name, content)
        page = client.post(reverse("profiles:upload_file"), {"borough": medway.pk, "file": sent}, follow=True)
        upload = Upload.objects.latest("pk")
        form = page.context["form"]
        data = {field.html_name: field.value() if field.value() is not None else "" for field in form} | said
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("profiles:upload_description", args=[upload.pk]), data)
        assert answer.status_code == 302, answer.context["form"].errors
        with django_capture_on_commit_callbacks(execute=True):
            data = {"edition": 1, "only_whole": "yes"}
            client.post(reverse("profiles:upload_application", args=[upload.pk]), data)
        return Upload.objects.get(pk=upload.pk)

    return load


def test_kents_street_file_is_loaded_without_a_question(load, real_data):
    upload = load("2024-01-kent-street.csv.gz", (real_data / "crime" / "2024-01-kent-street.csv.gz").read_bytes())

    counts = upload.counts
    assert (upload.state, upload.dataset.title) == ("done", "Street crime, January 2024")
    assert (counts["read"], counts["placeless"], counts["taken"], counts["refused"]) == (14_466, 136, 2_478, 0)
    assert Incident.objects.count() == 2_478


def test_traffords_figures_are_all_of_another_place_and_that_is_said(load, real_data):
    content = (real_data / "indicators" / "trafford_ward_indicators_long.csv").read_bytes()

    upload = load("trafford_ward_indicators_long.csv", content, source="Trafford", licence="OGL v3")

    assert upload.state == "failed"
    assert upload.failures[0].endswith("rows of trafford_ward_indicators_long.csv can be taken for Medway.")
    assert upload.counts["outside"] == upload.counts["read"] > 400
    assert not Dataset.objects.filter(kind="figures").exists()


def test_population_by_year_of_age_is_added_up_and_written_into_the_wards(load, real_data, medway):
    content = (real_data / POPULATION).read_bytes()

    upload = load("population_mid2020.csv", content, source="ONS", licence="OGL v3", fills="population")

    assert upload.state == "done", upload.failures
    borough = Figure.objects.get(indicator__slug="population", area_code=medway.code).value
    assert sum(Ward.objects.filter(borough=medway).values_list("population", flat=True)) == borough
    assert 270_000 < borough < 290_000


def test_a_workbook_with_notes_first_is_read_from_the_sheet_with_the_table(load, real_data, medway):
    with (real_data / POPULATION).open(encoding="utf-8", newline="") as stream:
        heading, *rows = csv.reader(stream)
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["These estimates are rounded."])
    sheet = book.create_sheet("People")
    sheet.append(["Population by age, mid-2020"])
    sheet.append([])
    sheet.append(heading)
    for row in rows:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    content = io.BytesIO()
    book.save(content)

    upload = load("population.xlsx", content.getvalue(), source="ONS", licence="OGL v3", period="2020")

    assert upload.state == "done", upload.failures
    assert upload.entry["sheet"] == "People"
    assert Figure.objects.filter(indicator__slug="population", area_code=medway.code).exists()


@pytest.mark.parametrize("name", sorted(REAL))
def test_what_every_real_file_seems_to_be_is_a_description_that_only_lacks_what_no_file_can_say(real_data, name):
    """Whoever agrees with the guess has to add who publishes it, and perhaps when, who and what it is of."""
    upload = make.upload(make.borough(), (real_data / name).read_bytes(), name=Path(name).name, entry=None)
    how = {"guess": queries.guess(upload), "known": queries.described(), "issue_types": [], "sources": {}}
    blank = forms.DescriptionForm(**how, initial={"edition": 0})
    preset = {field.html_name: field.value() for field in blank if field.value() is not None}
    added = {
        "source": "A publisher",
        "licence": "OGL v3",
        "starts_on_day": "1",
        "starts_on_month": "5",
        "starts_on_year": "2023",
    }
    for name in {"period", "provider", "category"} & {field.name for field in blank}:
        added[name] = preset.get(name) or {"period": "2021"}.get(name, "")
    form = forms.DescriptionForm({**preset, **added}, **how)
    if "provider" in form.errors or "category" in form.errors:
        form = forms.DescriptionForm({**preset, **added, **{name: "Casualty" for name in form.errors}}, **how)

    assert form.is_valid(), form.errors
    assert blank.understood()[0] is not None
    assert len(queries.preview(upload, form.file, form.entry, form.offered).rows) >= 10


def test_the_same_file_is_loaded_from_the_command_line_by_the_entry_that_the_page_shows(
    load, real_data, medway, client
):
    content = (real_data / "crime" / "2024-01-kent-street.csv.gz").read_bytes()
    upload = load("kent.csv.gz", content)
    page = client.get(reverse("profiles:upload_manifest", args=[upload.pk]))

    entry = manifests.file_of(upload.entry)

    assert 'path = "kent.csv.gz"' in page.context["toml"]
    assert upload.dataset.recipe == entry.recipe
