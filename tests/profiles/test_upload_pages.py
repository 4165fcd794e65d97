"""The pages on which a file is sent, described, checked and loaded."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pact.accounts.permissions import MAY, Permission, Role
from profiles.loading.mapping import READINGS
from profiles.models import Dataset, Incident, Indicator, Upload
from tests import make
from tests.make.boroughs import boundaries, crime, crimes, table

pytestmark = pytest.mark.django_db

LOADERS = sorted(role for role, held in MAY.items() if Permission.LOAD_DATA in held)
MONTH = [crime(1)] * 18
CLAIMS = [[f"{year}-10", "{code}", year / 1000] for year in range(1990, 2010)]


@pytest.fixture
def ward():
    return make.ward()


@pytest.fixture
def analyst(client, ward):
    person = make.person(Role.ANALYST, ward.borough)
    client.force_login(person)
    return person


@pytest.fixture
def go_on(django_capture_on_commit_callbacks):
    """Post to a page, with what the worker then does; answers the response."""

    def post(client, url, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(url, data or {})
        return client.get(response.url) if response.status_code == 302 else response

    return post


def page(name, upload=None):
    return reverse(f"profiles:{name}", args=[upload.pk] if upload else [])


def send(client, ward, content, name="crime.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    data = {"borough": ward.borough.pk, "file": SimpleUploadedFile(name, content)}
    return client.post(page("upload_file"), data, follow=True)


def fields(response):
    """What a browser would send of the form on a page, as it stands."""
    form = response.context["form"]
    return {field.html_name: field.value() if field.value() is not None else "" for field in form}


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# The whole way


@pytest.mark.parametrize("role", LOADERS)
def test_a_street_file_is_recognised_checked_and_loaded(client, ward, go_on, role):
    person = make.person(role, ward.borough)
    client.force_login(person)

    described = send(client, ward, crimes(*MONTH, crime(1, month="May"), crime(1, at=(0.5, 51))))
    upload = Upload.objects.get()
    data = fields(described)
    checked = go_on(client, page("upload_description", upload), data)
    loaded = go_on(client, page("upload_application", upload), {"edition": 1, "only_whole": "no"})

    assert "Incidents or reports: one a row, each at a point" in text_of(described)
    assert (data["title"], data["source"]) == ("Street crime, January 2024", "data.police.uk")
    assert "“May” is not a month like 2024-01." in text_of(described)
    assert "18 rows would be taken" in text_of(checked)
    dataset = Dataset.objects.get()
    assert (dataset.title, dataset.rows_taken, dataset.loaded_by) == ("Street crime, January 2024", 18, person)
    assert dataset.get_absolute_url() in loaded.content.decode()
    assert Incident.objects.count() == 18


def test_a_table_of_figures_asks_what_each_column_is(client, ward, analyst, go_on):
    rows = [[when, ward.code, value] for when, _, value in CLAIMS]
    content = table(["Date", "Geography", "Value"], [*rows, ["2018-11", ward.code, "many"]])
    described = send(client, ward, content, "claims.csv")
    upload = Upload.objects.get()
    data = fields(described) | {"title": "Claims", "source": "A statistics office", "licence": "OGL v3"}
    missing = go_on(client, page("upload_description", upload), data | {"column_2": ""})
    checked = go_on(client, page("upload_description", upload), data | {"column_2": "new"})

    assert [data[f"column_{n}"] for n in range(3)] == ["period_column", "area_column", "indicator:claims"]
    assert "Say which column is an indicator." in text_of(missing)
    assert "“many” is not a number." in text_of(checked)
    go_on(client, page("upload_application", upload), {"edition": 1, "only_whole": "no"})
    assert Indicator.objects.get(slug="value").name == "Value"


def test_the_first_rows_are_shown_again_without_saving_anything(client, ward, analyst):
    described = send(client, ward, crimes(crime(1, month="May"), *MONTH))
    upload = Upload.objects.get()

    shown = client.post(
        page("upload_description", upload), fields(described) | {"column_6": "category", "column_9": "", "preview": ""}
    )

    assert '<mark class="bad-cell">May</mark>' in described.content.decode()
    assert "January 2024; On or near High Street; Kent Police" in text_of(shown)
    assert Upload.objects.get().state == "uploaded"


def test_next_month_is_read_as_this_month_was(client, ward, analyst, go_on):
    """The same headings come with the same mapping, whatever the cells look like."""
    data = fields(send(client, ward, crimes(*MONTH))) | {
        "column_6": "",
        "source": "Kent Police",
        "title": "ASB, May 2023",
    }
    go_on(client, page("upload_description", Upload.objects.get()), data)
    go_on(client, page("upload_application", Upload.objects.get()), {"edition": 1, "only_whole": "yes"})

    described = send(client, ward, crimes(*[crime(1, month="2024-02")] * 9))

    assert "It has the same headings as “ASB, May 2023”" in text_of(described)
    preset = fields(described)
    assert (preset["column_6"], preset["source"], preset["title"]) == ("", "Kent Police", "ASB, February 2024")


def test_a_kind_of_incident_that_nobody_knows_is_given_its_issue_type(client, ward, analyst, go_on):
    noise = make.known_type("NOI")
    described = send(client, ward, crimes(*MONTH, crime(1, category="Noise at sea")))
    upload = Upload.objects.get()

    assert described.context["form"].categories == {"category_0": "Noise at sea"}
    go_on(client, page("upload_description", upload), fields(described) | {"category_0": "NOI"})
    go_on(client, page("upload_application", upload), {"edition": 1, "only_whole": "yes"})

    assert Incident.objects.get(category="Noise at sea").issue_type == noise
    assert Upload.objects.get().entry["issue_types"] == {"Noise at sea": "NOI"}


# Wrong files


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("map.png", b"\x89PNG\r\n\x1a\n" + b"1" * 99, "map.png is a picture."),
        ("report.pdf", b"%PDF-1.7 and more", "report.pdf is a PDF."),
        ("nothing.csv", b"", "The file is empty."),
        ("crime.csv", b"<!DOCTYPE html><html>Not found</html>", "crime.csv is a web page, perhaps an error page"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0" + b"0" * 600, "locked with a password"),
    ],
)
def test_a_wrong_file_is_named_for_what_it_is_beside_the_field(client, ward, analyst, name, content, sentence):
    other = make.borough("Other")
    make.person(Role.ANALYST, other)

    response = send(client, ward, content, name)

    assert sentence in " ".join(response.context["form"].errors["file"])
    assert response.context["form"]["borough"].value() == str(ward.borough.pk)
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_told_what_to_do(client, ward, analyst, settings):
    settings.UPLOAD_MB = 1

    response = send(client, ward, b"a,b\n" + b"1,2\n" * 600_000)

    assert response.context["form"].errors["file"] == [
        "The file has 2 MB, and PACT takes up to 1 MB here. Pack it with gzip, or send it in parts. "
        "Your administrator can load larger files from the command line."
    ]


def test_another_borough_is_not_offered_and_not_taken(client, ward, analyst):
    elsewhere = make.ward("Elsewhere")

    response = send(client, elsewhere, crimes(crime(1)))

    assert "borough" in response.context["form"].errors
    assert not Upload.objects.exists()


@pytest.mark.parametrize("content", [crimes(*MONTH), boundaries(), "a,b\n1,2\n", '[{"a": 1}, {"a": 2}]', "x\n"])
def test_any_file_can_be_looked_at_in_any_way(client, ward, analyst, content):
    """No input gives a 500."""
    upload = make.upload(ward.borough, content, entry=None)

    for reading in READINGS:
        url = f"{page('upload_description', upload)}?reading={reading}"
        shown = client.get(url)
        data = fields(shown) if "form" in shown.context else {}
        sent = {name: "group_column" if name == "column_0" else value for name, value in data.items()}
        answers = [
            shown,
            client.post(url, sent | {"preview": ""}),
            client.post(url, data | {"source": "A", "licence": "B"}),
        ]
        assert [answer.status_code for answer in answers if answer.status_code not in {200, 302}] == []


# Following it


def test_htmx_gets_the_progress_alone_and_then_the_rest_of_the_page(client, ward, analyst):
    upload = make.upload(ward.borough)
    Upload.objects.filter(pk=upload.pk).update(state="applying", percent=40)

    running = client.get(page("upload", upload), headers={"HX-Request": "true"})
    Upload.objects.filter(pk=upload.pk).update(state="cancelled")
    over = client.get(page("upload", upload), headers={"HX-Request": "true"})

    assert 'value="40"' in running.content.decode()
    assert "<html" not in running.content.decode()
    assert over["HX-Retarget"] == "#upload"
    assert "Change what it is" in text_of(over)


def test_all_or_nothing_that_is_refused_says_so_and_keeps_what_was_chosen(client, ward, analyst):
    upload = make.checked(ward.borough, crimes(crime(1), crime(1, month="May")))

    response = client.post(page("upload_application", upload), {"edition": 1, "only_whole": "yes"})

    assert "1 row is refused, so the file as a whole is." in text_of(response)
    assert response.context["form"]["only_whole"].value() == "yes"


def test_every_row_that_is_not_taken_is_in_the_csv(client, ward, analyst):
    upload = make.checked(ward.borough, crimes(crime(1), crime(1, month="May"), crime(1, at=(0.5, 51))))

    rows = make.boroughs.cells(client.get(page("upload_rows", upload)).getvalue().decode("utf-8-sig"))

    assert rows == [
        ["Row", "Reason"],
        ["3", "“May” is not a month like 2024-01."],
        ["4", "It is of another place."],
    ]


def test_the_lists_cost_the_same_however_long_they_are(client, ward, analyst, costs_the_same):
    """Contract 7."""

    def more(count):
        for _ in range(count):
            make.upload(ward.borough, crimes(crime(1, reference=str(Upload.objects.count()))), by=make.person())

    costs_the_same(more, client, page("upload_list"))


def test_a_page_of_many_refused_rows_costs_what_one_of_few_does(client, ward, analyst, costs_the_same):
    upload = make.checked(ward.borough)

    def more(count):
        for number in range(count):
            upload.rows.create(number=number, reason="It has no place.")

    costs_the_same(more, client, page("upload", upload))
