"""Asking agencies for their figures, reminding them, and what they send (A8)."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from pact.accounts import actions as accounts
from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from profiles import actions, clock, reminders
from profiles.models import AskedAgency, FiguresRequest, Submission, SubmittedFile, TensionsNote
from tests import make
from tests.make import A_DAY, NOON, TODAY

pytestmark = pytest.mark.django_db

DUE = TODAY + timedelta(days=14)
WORDS = {"title": "Noise complaints", "words": "One row a complaint.", "period": "2025", "due_on": DUE}
names = count(1)


@pytest.fixture
def borough():
    return make.borough()


@pytest.fixture
def analyst(borough):
    return make.person(Role.ANALYST, borough)


def agency_with_contact(borough, name="Noor Blake"):
    """An agency whose point of contact has this name."""
    agency = make.agency()
    agency.point_of_contact = make.person(Role.OFFICER, borough, agency=agency, name=name)
    agency.save()
    return agency


def ask(place, agencies, *, by, at=NOON, **words):
    return actions.ask_agencies(place, agencies, **WORDS | words, by=by, at=at)


def send(asked, *, by, words="As counted by the duty team.", at=NOON, **fields):
    return actions.submit(asked, words=words, by=by, at=at, **fields)


def table(content=b"street,count\nMill Road,4\n", name="noise.csv"):
    return SimpleUploadedFile(name, content)


def content(file):
    with file.file.open("rb") as opened:
        return opened.read()


def told(name):
    return sorted(notice.recipient.name for notice in Notice.objects.filter(name=f"profiles.{name}"))


def reasons(action, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        action(*args, **kwargs)
    return refusal.value.reasons


# Asking


def test_several_agencies_are_asked_at_once_each_through_its_point_of_contact(borough, analyst):
    police, wardens = agency_with_contact(borough), agency_with_contact(borough, "Ade Ofori")
    make.person(Role.MANAGER, borough, agency=police, name="A manager")

    request = ask(borough, [police, wardens], by=analyst)

    assert {asked.agency for asked in request.agencies.all()} == {police, wardens}
    assert told("figures_asked") == ["Ade Ofori", "Noor Blake"]
    assert Entry.objects.get().detail == {"agencies": [str(police), str(wardens)]}


def test_asking_for_the_same_again_asks_only_the_agencies_that_were_not_asked(borough, analyst):
    """Contract 5: a double click, or a second thought, is one request."""
    police, wardens = agency_with_contact(borough), agency_with_contact(borough, "Ade Ofori")

    first = ask(borough, [police], by=analyst)
    second = ask(borough, [police, wardens], by=analyst, at=NOON + A_DAY)

    assert first == second
    assert told("figures_asked") == ["Ade Ofori", "Noor Blake"]


def test_the_same_figures_are_not_asked_for_by_another_day(borough, analyst):
    police = agency_with_contact(borough)
    request = ask(borough, [police], by=analyst)

    refused = reasons(ask, borough, [police], by=analyst, due_on=DUE + A_DAY)

    assert "was asked for already" in refused[0]
    assert refused[0].href == request.get_absolute_url()


def test_a_township_and_its_borough_are_asked_about_apart(borough, analyst):
    police = agency_with_contact(borough)

    requests = {ask(place, [police], by=analyst) for place in (borough, make.township(borough=borough))}

    assert len(requests) == 2


def test_an_agency_for_which_nobody_answers_is_not_asked(borough, analyst):
    nobodys = make.agency()

    refused = reasons(ask, borough, [nobodys], by=analyst)

    assert refused == [f"Nobody answers for {nobodys}. Name its point of contact first."]
    assert refused[0].href == nobodys.get_absolute_url()


def test_agencies_get_time_to_answer(borough, analyst):
    refused = reasons(ask, borough, [agency_with_contact(borough)], by=analyst, due_on=TODAY)

    assert refused == ["Choose a day after today: the agencies need time to answer."]


def test_two_who_ask_at_the_same_moment_ask_once(at_once):
    borough = make.borough()
    analyst, police = make.person(Role.ANALYST, borough), agency_with_contact(borough)

    found = at_once(lambda: ask(borough, [police], by=analyst), times=3)

    assert set(found) == {FiguresRequest.objects.get()}
    assert told("figures_asked") == ["Noor Blake"]


def test_the_database_knows_that_the_same_figures_are_asked_for_once(borough, analyst):
    request = ask(borough, [agency_with_contact(borough)], by=analyst)
    twin = FiguresRequest(borough=borough, **WORDS, asked_at=NOON, asked_by=analyst)

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedAgency.objects.create(
            request=request, agency=request.agencies.get().agency, asked_at=NOON, asked_by=analyst
        )


# Reminding


@pytest.mark.parametrize(
    ("due_on", "today", "which"),
    [
        (date(2026, 3, 25), date(2026, 3, 19), None),
        (date(2026, 3, 25), date(2026, 3, 20), reminders.SOON),  # a Friday: three working days before a Wednesday
        (date(2026, 3, 25), date(2026, 3, 24), reminders.SOON),  # late, because nobody ran the job on Friday
        (date(2026, 3, 25), date(2026, 3, 25), reminders.TODAY),
        (date(2026, 3, 25), date(2026, 3, 30), reminders.TODAY),
        (date(2026, 3, 25), date(2026, 4, 2), None),
        (date(2026, 3, 22), date(2026, 3, 20), reminders.TODAY),  # due on a Sunday (rule 29)
    ],
)
def test_the_reminder_that_is_due(due_on, today, which):
    assert reminders.occasion(due_on, today, since=date(2026, 3, 11)) == which


def test_nobody_is_reminded_of_what_they_have_just_been_asked():
    assert reminders.occasion(date(2026, 3, 13), date(2026, 3, 12), since=date(2026, 3, 12)) is None


def test_who_has_not_answered_is_reminded_before_the_day_and_on_it_each_once(borough, analyst, monkeypatch):
    """Rule 41: run again, it sends nothing."""
    police, wardens = agency_with_contact(borough), agency_with_contact(borough, "Ade Ofori")
    request = ask(borough, [police, wardens], by=analyst)
    send(request.agencies.get(agency=wardens), by=wardens.point_of_contact)

    for days_before in (5, 5, 4, 3, 2, 0, 0, -1):
        monkeypatch.setattr(clock.timezone, "now", lambda at=NOON + timedelta(days=14 - days_before): at)
        clock.remind_agencies()

    assert told("figures_due") == ["Noor Blake", "Noor Blake"]


def test_two_workers_on_the_same_morning_remind_once(at_once):
    borough = make.borough()
    ask(borough, [agency_with_contact(borough)], by=make.person(Role.ANALYST, borough))

    at_once(lambda: actions.remind_by_calendar(at=NOON + timedelta(days=14)))

    assert told("figures_due") == ["Noor Blake"]


def test_all_who_have_not_answered_are_reminded_by_hand_once_a_day(borough, analyst):
    police, wardens = agency_with_contact(borough), agency_with_contact(borough, "Ade Ofori")
    request = ask(borough, [police, wardens], by=analyst)
    send(request.agencies.get(agency=wardens), by=wardens.point_of_contact)

    counts = [actions.remind_agencies(request, by=analyst, at=at) for at in (NOON, NOON, NOON + A_DAY)]

    assert counts == [1, 0, 1]
    assert told("figures_due") == ["Noor Blake", "Noor Blake"]


def test_there_is_nobody_to_remind_once_all_have_answered(borough, analyst):
    asked = make.asked_agency(borough)
    make.submission(asked)

    assert reasons(actions.remind_agencies, asked.request, by=analyst, at=NOON) == ["All agencies have answered."]


# Whoever answers


def test_a_new_point_of_contact_is_told_what_the_agency_has_not_sent(borough, analyst):
    """Rule 40: what was asked goes on to whoever follows."""
    police = agency_with_contact(borough)
    sent, open_still = (ask(borough, [police], by=analyst, title=title).agencies.get() for title in ("One", "Two"))
    send(sent, by=police.point_of_contact)
    follower = make.person(Role.OFFICER, borough, agency=police, name="Zadie Hall")

    _name_contact(police, follower, by=analyst)

    assert {notice.about_pk for notice in Notice.objects.filter(recipient=follower)} == {str(open_still.pk)}
    assert set(AskedAgency.objects.answered_by(follower)) == {sent, open_still}


def test_while_an_agency_has_no_point_of_contact_its_managers_there_answer(borough, analyst):
    police = agency_with_contact(borough)
    asked = ask(borough, [police], by=analyst).agencies.get()
    manager = make.person(Role.MANAGER, borough, agency=police, name="Zadie Hall")
    elsewhere = make.person(Role.MANAGER, make.borough("Elsewhere"), agency=police)
    assert not AskedAgency.objects.answered_by(manager).exists()

    accounts.deactivate(police.point_of_contact, by=analyst, at=NOON)

    assert list(AskedAgency.objects.answered_by(manager)) == [asked]
    assert not AskedAgency.objects.answered_by(elsewhere).exists()
    assert told("figures_asked") == ["Noor Blake", "Zadie Hall"]


def _name_contact(agency, person, *, by):
    accounts.edit_agency(
        agency,
        name=agency.name,
        kind=agency.kind,
        public_phone="",
        public_email="",
        point_of_contact=person,
        by=by,
        at=NOON,
    )


# Answering


@pytest.fixture
def asked(borough, analyst):
    return ask(borough, [agency_with_contact(borough)], by=analyst).agencies.get()


@pytest.fixture
def contact(asked):
    return asked.agency.point_of_contact


def test_a_file_figures_and_words_reach_whoever_asked(asked, contact, analyst):
    sent = send(asked, by=contact, file=table(), figures=[("Calls", "Mill Road", 41.0)])

    assert [(f.what, f.where, f.value) for f in sent.figures.all()] == [("Calls", "Mill Road", 41.0)]
    assert content(sent.files.get()) == b"street,count\nMill Road,4\n"
    assert [notice.recipient for notice in Notice.objects.filter(name="profiles.figures_sent")] == [analyst]


def test_it_can_be_corrected_until_it_is_accepted(asked, contact, analyst):
    first = send(asked, by=contact, file=table(), figures=[("Calls", "", 41.0)])

    send(asked, by=contact, words="Now with December.", file=table(b"a,b\n1,2\n"), take_back=first.files.all(), at=NOON)
    actions.accept_figures(asked, by=analyst, at=NOON)

    sent = Submission.objects.get()
    assert (sent.version, sent.words, sent.figures.count()) == (2, "Now with December.", 0)
    assert [content(file) for file in sent.files.all()] == [b"a,b\n1,2\n"]
    assert told("figures_sent") == [analyst.name, analyst.name]
    assert told("figures_accepted") == [contact.name]
    assert "was accepted" in reasons(send, asked, by=contact, words="Once more.")[0]


def test_sending_the_same_twice_is_one_submission_and_one_letter(asked, contact):
    for _ in range(2):
        send(asked, by=contact, file=table(), figures=[("Calls", "", 41.0)])

    assert Submission.objects.get().version == 1
    assert SubmittedFile.objects.count() == 1
    assert len(told("figures_sent")) == 1


def test_two_who_send_at_the_same_moment_make_one_submission(at_once):
    borough = make.borough()
    police = agency_with_contact(borough)
    asked = ask(borough, [police], by=make.person(Role.ANALYST, borough)).agencies.get()
    number = count(1)

    found = at_once(lambda: send(asked, by=police.point_of_contact, words=f"Version {next(number)}", file=table()))

    assert [type(result) for result in found] == [Submission, Submission]
    assert Submission.objects.get().version == 2
    assert SubmittedFile.objects.count() == 1


def test_nothing_at_all_is_not_sent(asked, contact):
    refused = reasons(send, asked, by=contact, words=" ")

    assert refused == ["Send a file, type figures, or say in words why there are none."]


def test_a_file_that_is_no_table_is_refused(asked, contact):
    refused = reasons(send, asked, by=contact, file=table(b"%PDF-1.7", "noise.csv"))

    assert refused == ["The file must be CSV or Excel workbook (.xlsx)."]


def test_what_was_not_sent_cannot_be_accepted(asked, analyst):
    assert reasons(actions.accept_figures, asked, by=analyst, at=NOON) == [f"{asked.agency} has sent nothing yet."]


def test_accepting_twice_is_accepting_once(asked, contact, analyst):
    send(asked, by=contact)

    for at in (NOON, NOON + A_DAY):
        actions.accept_figures(asked, by=analyst, at=at)

    assert Submission.objects.get().accepted_at == NOON
    assert told("figures_accepted") == [contact.name]


# What was recorded, and not reported


def test_a_note_of_tensions_is_rewritten_and_taken_back_by_whoever_wrote_it(asked, contact):
    for words in ("Two families do not speak.", "Three families do not speak."):
        actions.note_tensions(asked, words=words, by=contact, at=NOON)
    assert TensionsNote.objects.get().words == "Three families do not speak."

    actions.note_tensions(asked, words="", by=contact, at=NOON)

    assert not TensionsNote.objects.exists()


def test_a_note_stays_as_it_is_once_the_figures_are_accepted(asked, contact, analyst):
    send(asked, by=contact)
    actions.accept_figures(asked, by=analyst, at=NOON)

    assert "was accepted" in reasons(actions.note_tensions, asked, words="Late.", by=contact, at=NOON)[0]


def test_the_trail_says_that_a_note_was_written_and_read_and_never_what(asked, contact, analyst):
    note = actions.note_tensions(asked, words="Two families do not speak.", by=contact, at=NOON)
    actions.look_at_tensions(asked, [note], by=analyst, at=NOON)

    written, read = Entry.objects.order_by("pk")[1:]
    assert (written.verb, written.subject_label, written.actor_name) == ("wrote", "profiles.tensionsnote", contact.name)
    assert (read.kind, read.subject_pk, read.actor_name) == ("look", str(asked.pk), analyst.name)
    assert read.detail == {"what": "notes of tensions", "written_by": [contact.name]}
    assert not any("families" in f"{entry.subject_name} {entry.detail}" for entry in Entry.objects.all())


def test_a_note_is_read_by_its_writer_and_by_few_of_that_place(asked, contact):
    note = make.tensions_note(asked, by=contact)
    borough = asked.request.borough
    readers = [contact, *(make.person(role, borough) for role in (Role.COORDINATOR, Role.ANALYST))]
    others = [make.person(role, borough) for role in Role if role not in (Role.COORDINATOR, Role.ANALYST)]
    others += [
        make.person(Role.COORDINATOR, make.borough("Elsewhere")),
        make.person(Role.COORDINATOR, make.ward(township=make.township(borough=borough))),
        make.person(Role.MANAGER, borough, agency=asked.agency),
    ]

    assert all(list(TensionsNote.objects.visible_to(person)) == [note] for person in readers)
    assert [person for person in others if TensionsNote.objects.visible_to(person).exists()] == []
