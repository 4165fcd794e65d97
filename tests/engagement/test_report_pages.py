"""A file of reports by the browser: sent, looked at, taken; and what only those see who read answers."""

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from engagement import actions
from engagement.models import Report, ReportFile
from tests import make
from tests.engagement.test_reports import HEAD, ROWS

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    make.known_type("TIP")
    return make.cycle(open_stage="engagement")


def test_a_file_is_sent_looked_at_and_taken(client, cycle):
    client.force_login(cycle.pact.coordinator)
    file = SimpleUploadedFile("reports.csv", "\n".join([HEAD, *ROWS, ""]).encode(), "text/csv")
    answers = {"cycle": cycle.pk, "system": "FixMyStreet", "file": file}

    dry_run = client.post(reverse("engagement:new_report_file"), answers, follow=True)
    kept = ReportFile.objects.get()
    nothing_yet = Report.objects.count()
    client.post(kept.get_absolute_url(), {"only_whole": "no"})
    actions.take_reports(kept, by=None, at=make.NOON)
    report = client.get(kept.get_absolute_url()).content.decode()

    assert nothing_yet == 0
    for shown in ("Sofa left on the corner", "Row 5: It says nothing.", "Outside the ward"):
        assert shown in dry_run.content.decode()
    assert "Row 7: It is the same report as row 2." in report
    assert "Sofa left on the corner" not in report


@pytest.mark.parametrize("content", [b"%PDF-1.4 nothing", b"\x00\x01"])
def test_a_file_of_another_kind_is_refused_on_the_form(client, cycle, content):
    client.force_login(cycle.pact.coordinator)
    file = SimpleUploadedFile("reports.csv", content)

    page = client.post(reverse("engagement:new_report_file"), {"cycle": cycle.pk, "system": "x", "file": file})

    assert page.status_code == 200
    assert not ReportFile.objects.exists()


def test_the_second_coder_does_not_see_the_first_code(client, cycle):
    first = make.known_type("TIP")
    second = make.second_coding(make.concern(cycle=cycle, words="Bags in the alley", issue_type=first))
    client.force_login(cycle.pact.coordinator)

    page = client.get(second.get_absolute_url())

    before_the_form = page.content.decode().partition("<main")[2].partition("<form")[0]
    assert "Bags in the alley" in before_the_form
    assert first.name not in before_the_form


def test_what_may_be_shown_stands_beside_what_was_said(client, cycle):
    concern = make.concern(cycle=cycle, words="Mr Smith at 12 Mill Road shouts")
    client.force_login(cycle.pact.coordinator)

    page = client.get(reverse("engagement:concern_quotation", args=[concern.reference])).content.decode()

    assert "Mr Smith at 12 Mill Road shouts" in page
    assert "[name] at [number] Mill Road shouts" in page


def test_the_command_shows_what_would_be_taken_and_takes_it_when_told(cycle, tmp_path):
    file, told = tmp_path / "reports.csv", StringIO()
    file.write_text("\n".join([HEAD, *ROWS, ""]), encoding="utf-8")
    how = {"cycle": cycle.pk, "by": cycle.pact.coordinator.email, "stdout": told}

    call_command("take_reports", file, **how)
    after_showing = Report.objects.count()
    for _ in range(2):
        call_command("take_reports", file, **how, apply=True)

    assert after_showing == 0
    assert Report.objects.count() == 2
    assert "row 5: It says nothing." in told.getvalue()
    assert "taken before" in told.getvalue()
