"""The pages on which agencies are asked, answer, and note what was not reported (A8)."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.notifications.models import Notice
from profiles.models import FiguresRequest, Submission
from tests import make

pytestmark = pytest.mark.django_db

SECRET = "Quarrel at number nine"


@pytest.fixture
def borough():
    return make.borough()


@pytest.fixture
def asked(borough):
    agency = make.agency("Noise Team")
    agency.point_of_contact = make.person(Role.OFFICER, borough, agency=agency, name="Noor Blake")
    agency.save()
    return make.asked_agency(borough, agency=agency, by=make.person(Role.COORDINATOR, borough))


def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def coordinator(client, asked):
    return signed_in(client, asked.asked_by)


def page(client, name, pk):
    response = client.get(reverse(f"profiles:{name}", args=[pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_a_coordinator_asks_and_sees_whom(client, asked):
    typed = {"title": "Calls at night", "words": "By street.", "place": f"borough-{asked.request.borough_id}"}
    due = {"period": "2025", "due_on_day": "1", "due_on_month": "3", "due_on_year": "2099"}
    client = signed_in(client, asked.asked_by)
    assert "Noor Blake answers" in client.get(reverse("profiles:new_figures_request")).content.decode()

    response = client.post(
        reverse("profiles:new_figures_request"), typed | due | {"agencies": asked.agency.pk}, follow=True
    )

    shown = response.content.decode()
    assert "0 of 1 agency" in shown
    assert "Noor Blake" in shown


def test_a_refused_request_keeps_what_was_typed(client, asked):
    typed = {"title": "Calls at night", "words": "By street.", "place": f"borough-{asked.request.borough_id}"}

    response = signed_in(client, asked.asked_by).post(reverse("profiles:new_figures_request"), typed)

    shown = response.content.decode()
    assert "Calls at night" in shown
    assert "Choose at least one agency." in shown
    assert FiguresRequest.objects.count() == 1


def test_an_analyst_who_asked_nobody_is_told_what_asking_does(client, borough):
    shown = signed_in(client, make.person(Role.ANALYST, borough)).get(reverse("profiles:figures_requests"))

    assert "Nothing has been asked for yet" in shown.content.decode()


def test_the_contact_finds_the_request_on_their_board_and_sends_figures(client, asked):
    client = signed_in(client, asked.agency.point_of_contact)
    assert str(asked.request) in client.get(reverse("home:board")).content.decode()
    typed = {"figures-0-what": "Calls", "figures-0-where": "Mill Road", "figures-0-number": "1,204"}
    file = SimpleUploadedFile("Noise 2025.csv", b"street,count\nMill Road,4\n")

    response = client.post(reverse("profiles:submission", args=[asked.pk]), typed | {"file": file}, follow=True)

    shown = response.content.decode()
    assert "Noise 2025.csv" in shown
    assert "1,204" in shown
    assert str(asked.request) not in client.get(reverse("home:board")).content.decode()


def test_refused_figures_stay_in_their_boxes(client, asked):
    typed = {"figures-0-what": "Calls", "figures-0-number": "about forty"}

    response = signed_in(client, asked.agency.point_of_contact).post(
        reverse("profiles:submission", args=[asked.pk]), typed
    )

    shown = response.content.decode()
    assert "Line 1: write a number, such as 41 or 12.5." in shown
    assert 'value="about forty"' in shown
    assert not Submission.objects.exists()


def test_what_was_sent_stands_in_the_form_that_corrects_it(client, asked):
    client = signed_in(client, asked.agency.point_of_contact)
    client.post(
        reverse("profiles:submission", args=[asked.pk]),
        {"figures-0-what": "Calls", "figures-0-number": "1234567.25", "words": "Nights only."},
    )

    shown = page(client, "submission", asked.pk)

    assert 'value="1234567.25"' in shown
    assert "Nights only." in shown


def test_every_time_a_file_is_opened_it_is_recorded(coordinator, asked):
    file = make.submitted_file(make.submission(asked), b"street,count\n")

    response = coordinator.get(file.get_absolute_url())

    assert b"".join(response.streaming_content) == b"street,count\n"
    assert response["Content-Disposition"] == 'attachment; filename="noise.csv"'
    assert response["Cache-Control"] == "private, no-store"
    look = Entry.objects.get(kind="look")
    assert (look.subject_label, look.actor_name) == ("profiles.submittedfile", asked.asked_by.name)


def test_who_was_not_asked_finds_no_file(client, asked, borough):
    file = make.submitted_file(make.submission(asked))

    response = signed_in(client, make.person(Role.COUNCILLOR, borough)).get(file.get_absolute_url())

    assert response.status_code == 404
    assert not Entry.objects.filter(kind="look").exists()


def test_an_accepted_file_is_loaded_like_any_other(client, asked, borough):
    make.submitted_file(make.submission(asked, accepted=True))

    shown = page(signed_in(client, make.person(Role.ANALYST, borough)), "asked_agency", asked.pk)

    assert "Load it" in shown


# What was recorded, and not reported


def test_a_note_of_tensions_is_on_its_own_pages_and_nowhere_else(client, asked):
    """A8: in no list, search, letter, trail or e-mail."""
    contact = asked.agency.point_of_contact
    signed_in(client, contact).post(reverse("profiles:tensions_note", args=[asked.pk]), {"words": SECRET})
    client.post(reverse("profiles:submission", args=[asked.pk]), {"words": "See the file."})
    signed_in(client, asked.asked_by).post(reverse("profiles:figures_acceptance", args=[asked.pk]))

    pages = [
        page(client, "asked_agency", asked.pk),
        page(client, "figures_request", asked.request_id),
        client.get(reverse("profiles:figures_requests")).content.decode(),
        client.get(reverse("home:board")).content.decode(),
        client.get(reverse("home:search"), {"q": "quarrel"}).content.decode(),
    ]
    letters = [f"{n.subject} {n.text} {n.html}" for n in Notice.objects.all()]
    letters += [f"{m.subject} {m.body}" for m in mail.outbox]
    trail = [f"{e.subject_name} {e.detail}" for e in Entry.objects.all()]
    assert len(letters) >= 2
    assert not any("number nine" in text for text in (*pages, *letters, *trail))
    assert SECRET in page(client, "tensions", asked.pk)


def test_every_look_at_a_note_is_recorded(coordinator, asked):
    make.tensions_note(asked, by=asked.agency.point_of_contact)

    page(coordinator, "tensions", asked.pk)

    look = Entry.objects.get(kind="look")
    assert (look.detail["what"], look.actor_name) == ("notes of tensions", asked.asked_by.name)


def test_a_new_contact_does_not_read_what_the_former_one_wrote(client, asked, borough):
    make.tensions_note(asked, by=asked.agency.point_of_contact, words=SECRET)
    asked.agency.point_of_contact = make.person(Role.OFFICER, borough, agency=asked.agency)
    asked.agency.save()
    client = signed_in(client, asked.agency.point_of_contact)

    assert SECRET not in page(client, "tensions", asked.pk)
    assert SECRET not in page(client, "tensions_note", asked.pk)


# What it costs


def test_who_has_answered_costs_the_same_for_any_number_of_agencies(coordinator, asked, borough, costs_the_same):
    def more(n):
        for number in range(n):
            agency = make.agency()
            make.person(Role.MANAGER, borough, agency=agency)
            one = make.asked_agency(request=asked.request, agency=agency)
            if number % 2:
                make.submission(one)

    response = costs_the_same(more, coordinator, asked.request.get_absolute_url())

    assert re.search(r"15 of 31 agencies|\d+ of 31 agencies", response.content.decode())


def test_the_list_of_requests_costs_the_same_for_any_number(coordinator, asked, borough, costs_the_same):
    costs_the_same(
        lambda n: [make.asked_agency(borough, by=asked.asked_by) for _ in range(n)],
        coordinator,
        reverse("profiles:figures_requests"),
    )


def test_what_one_person_is_asked_costs_the_same_for_any_number(client, asked, borough, costs_the_same):
    client = signed_in(client, asked.agency.point_of_contact)

    costs_the_same(
        lambda n: [make.asked_agency(borough, agency=asked.agency) for _ in range(n)],
        client,
        reverse("profiles:figures_requests"),
    )
