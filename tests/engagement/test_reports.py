"""What people send in by any door: taken once, read by few, and counted only once somebody has coded it."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from engagement import actions, queries, report_files, worker
from engagement.actions.taking import NUMBERED
from engagement.models import Concern, Contact, Report, ReportFile
from pact.core.refusals import Refused
from pact.notifications import sending
from pact.notifications.models import Reply, Sending
from tests import make

pytestmark = pytest.mark.django_db

HEAD = "service_request_id,service_name,title,detail,lat,long,requested_datetime"
INSIDE, OUTSIDE = "53.505,-2.595", "51.5,-0.1"
ROWS = [
    f"1,Fly-Tipping,Sofa,Sofa left on the corner,{INSIDE},2026-02-01T08:00:00+00:00",
    f"2,Missed Collection,Bins,Bins not emptied again,{INSIDE},2026-02-02T08:00:00+00:00",
    f"3,Graffiti,Tag,Tag on the bridge,{OUTSIDE},2026-02-02T08:00:00+00:00",
    f"4,Graffiti,,,{INSIDE},2026-02-02T08:00:00+00:00",
    "5,Graffiti,Tag,Tag,,,2026-02-02T08:00:00+00:00",
    f"1,Fly-Tipping,Sofa,Sofa left on the corner,{INSIDE},2026-02-01T08:00:00+00:00",
]


@pytest.fixture
def cycle():
    for code in ("TIP", "GRA"):
        make.known_type(code)
    return make.cycle(open_stage="engagement")


def asked(cycle, rows=ROWS, *, only_whole=False):
    file = ContentFile("\n".join([HEAD, *rows, ""]).encode(), name="reports.csv")
    how = {"by": cycle.pact.coordinator, "at": make.NOON}
    kept = actions.receive_file(cycle, file=file, system="FixMyStreet", **how)
    return actions.ask_to_take(kept, only_whole=only_whole, **how)


def taken(cycle, rows=ROWS, *, only_whole=False):
    return actions.take_reports(asked(cycle, rows, only_whole=only_whole), by=None, at=make.NOON)


def test_a_file_is_taken_row_by_row_and_everything_else_is_counted(cycle):
    kept = taken(cycle)

    assert kept.counts == {
        "read": 6,
        "new": 2,
        "coded": 1,
        "waiting": 1,
        "known": 0,
        "outside": 1,
        "placeless": 1,
        "refused": 2,
    }
    assert kept.refused_rows == [[5, "It says nothing."], [7, "It is the same report as row 2."]]
    assert Concern.objects.get().words == "Sofa left on the corner"
    assert not ReportFile.objects.get().file


def test_the_same_reports_in_another_file_add_nothing(cycle):
    taken(cycle)

    again = taken(cycle, [*ROWS, f"9,Graffiti,Tag,A tag,{INSIDE},2026-02-03"])

    assert (again.counts["new"], again.counts["known"]) == (1, 2)
    assert Report.objects.count() == 3


def test_all_or_nothing_takes_nothing_where_a_row_is_refused(cycle):
    with pytest.raises(Refused, match="2 rows cannot be taken, so none is. Row 5"):
        taken(cycle, only_whole=True)

    assert not Report.objects.exists()


def many(number, first=0):
    day = "2026-02-01T08:00:00+00:00"
    return [f"{n},Fly-Tipping,Sofa {n},Sofa {n} on the corner,{INSIDE},{day}" for n in range(first, first + number)]


def test_many_rows_cost_as_many_queries_as_few(cycle):
    """But for the question which are here already: 500 keys at a time."""
    costs = []
    for number, first in ((20, 0), (480, 20)):
        kept = asked(cycle, many(number, first))
        with CaptureQueriesContext(connection) as made:
            actions.take_reports(kept, by=None, at=make.NOON)
        costs.append(len(made))

    assert costs[1] <= costs[0] + 20  # how often it was said how far it is
    assert costs[1] < 50
    assert Concern.objects.count() == 500
    assert set(Concern.objects.values_list("pk", "reference")) == set(
        Report.objects.values_list("concern", "reference")
    )


@pytest.mark.parametrize("number", [1, 9_999, 10_000, 99_999, 1_234_567])
def test_a_report_of_a_file_is_numbered_like_any_other(cycle, number):
    report = make.report(pact=cycle.pact, pk=number)

    Report.objects.filter(pk=number).update(reference=NUMBERED)

    report.refresh_from_db()
    assert report.reference == f"R{number:05}"


class NoFolder(Storage):
    """As S3: it keeps files, and knows no path."""

    def __init__(self):
        self.kept = {}

    def _save(self, name, content):
        self.kept[name] = b"".join(content.chunks())
        return name

    def _open(self, name, mode="rb"):
        return ContentFile(self.kept[name])

    def exists(self, name):
        return name in self.kept

    def delete(self, name):
        del self.kept[name]


def test_a_store_that_is_no_folder_is_read_as_well(cycle, monkeypatch):
    monkeypatch.setattr(ReportFile._meta.get_field("file"), "storage", NoFolder())

    assert taken(cycle).counts["new"] == 2


def test_it_can_be_stopped_while_it_is_read_and_asked_for_again(cycle, monkeypatch):
    person = cycle.pact.coordinator
    kept = asked(cycle, many(40))
    read = report_files.read

    def stopped_meanwhile(source, **fields):
        actions.stop_taking(kept, by=person, at=make.NOON)
        return read(source, **fields)

    with monkeypatch.context() as patch:
        patch.setattr(report_files, "read", stopped_meanwhile)
        worker.take_reports(file_id=kept.pk)
    nothing, kept = Report.objects.count(), ReportFile.objects.get()
    actions.ask_to_take(kept, only_whole=False, by=person, at=make.NOON)
    worker.take_reports(file_id=kept.pk)

    assert (nothing, kept.state, Report.objects.count()) == (0, "checked", 40)
    with pytest.raises(Refused, match="not being taken any more"):
        actions.stop_taking(kept, by=person, at=make.NOON)


def test_the_page_says_how_far_it_is_and_offers_to_stop(client, cycle):
    kept = asked(cycle)
    ReportFile.objects.update(percent=40)
    client.force_login(cycle.pact.coordinator)

    page = client.get(kept.get_absolute_url()).text
    part = client.get(kept.get_absolute_url(), headers={"HX-Request": "true"}).text
    stopped = client.post(reverse("engagement:report_file_stopping", args=[kept.pk]), follow=True).text
    whole = client.get(kept.get_absolute_url(), headers={"HX-Request": "true"})

    assert "Stop taking it" in page
    assert ("40%" in part, "<html" in part) == (True, False)
    assert "no longer being taken" in stopped
    assert whole["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("content", "reason"),
    [("a,b\n1,2\n", "no column for the"), (f"{HEAD}\n1,2\n", "cells"), ('{"a": 1}', "holds no list")],
)
def test_a_file_of_something_else_is_refused_with_the_reason(cycle, content, reason):
    kept = make.report_file(content, cycle=cycle)

    with pytest.raises(Refused, match=reason):
        actions.look_through(kept, today=make.TODAY)


@pytest.mark.real_data
@pytest.mark.parametrize("form", ["csv", "json"])
def test_real_reports_become_concerns_with_their_words(real_data, form):
    ward = make.ward(square_at=(-0.06, 51.42))
    ward.boundary = {
        "type": "Polygon",
        "coordinates": [[[-0.09, 51.41], [0.05, 51.41], [0.05, 51.5], [-0.09, 51.5], [-0.09, 51.41]]],
    }
    ward.save()
    content = (real_data / f"issues/lewisham_fixmystreet_reports_2016-2021.{form}").read_bytes()
    for code in ("TIP", "ROA", "GRN", "LIT", "GRA", "LGT", "DOG", "PRK", "ABV"):
        make.known_type(code)
    kept = make.report_file(content.decode(), cycle=make.cycle(pact=make.pact(ward=ward), open_stage="engagement"))

    found, counts = actions.look_through(kept, today=make.TODAY)

    assert (counts["read"], counts["refused"], counts["placeless"]) == (118, 0, 0)
    assert (counts["coded"], counts["waiting"]) == (105, 13)
    assert any("🙄" in row.words or "’" in row.words for row in found.rows)


# The ward's public page


def sent_in(pact, **fields):
    said = {"uuid": uuid4(), "words": "Lights are out and it is dark", "place": "Mill Road", "email": ""}
    return actions.send_in(pact, **said | fields, at=make.NOON)


def test_what_is_sent_in_counts_once_it_is_coded_and_keeps_its_reference(cycle):
    report, officer = sent_in(cycle.pact), cycle.pact.coordinator
    before = queries.issue_counts(cycle)

    actions.count_as(report, issue_type=make.known_type("LGT"), place="Mill Road", by=officer, at=make.NOON)

    assert before == []
    assert [count.concerns for count in queries.issue_counts(cycle)] == [1]
    assert Concern.objects.get().reference == report.reference
    with pytest.raises(Refused, match="counted already"):
        actions.count_as(report, issue_type=make.known_type("LGT"), place="Mill Road", by=officer, at=make.NOON)


def test_spam_loses_its_words_and_never_counts(cycle):
    report = sent_in(cycle.pact, words="Cheap pills")

    actions.set_aside(report, why="spam", by=cycle.pact.coordinator, at=make.NOON)

    report.refresh_from_db()
    assert (report.words, report.is_waiting) == ("", False)


def test_whoever_leaves_an_address_gets_the_reference_once_and_the_address_stays_apart(cycle, mailoutbox):
    key = uuid4()
    for _ in range(2):
        report = sent_in(cycle.pact, uuid=key, email="zebedee@example.net")

    sending.send_waiting(clock=timezone.now)

    assert [(letter.to, report.reference in letter.subject) for letter in mailoutbox] == [
        (["zebedee@example.net"], True)
    ]
    assert "zebedee" not in str(Reply.objects.values().get())
    assert Contact.objects.get().report == report


def test_whoever_withdraws_is_out_of_what_still_waits(cycle, mailoutbox):
    """Rule 66."""
    report = sent_in(cycle.pact, email="zebedee@example.net")
    actions.withdraw_contact(report.contact, by=cycle.pact.coordinator, at=make.NOON)

    sending.send_waiting(clock=timezone.now)

    assert mailoutbox == []
    assert Reply.objects.get().sending == Sending.IN_APP


# Whoever wants to hear back will


def test_those_who_raised_it_are_told_once_by_letter_or_by_the_co_ordinator():
    """A28, rule 63."""
    interview = make.interview()
    cycle, by_phone = interview.engagement.cycle, make.contact(interview=interview)
    make.known_type("LGT")
    report = sent_in(cycle.pact, email="zebedee@example.net")
    actions.count_as(
        report, issue_type=make.known_type("LGT"), place="Mill Road", by=cycle.pact.coordinator, at=make.NOON
    )
    said, merged = make.concern(interview=interview), make.concern(cycle=cycle, words="dark")
    report.refresh_from_db()
    how = {"about": cycle, "subject": "It is done", "text": "Lamps.", "due_on": make.TODAY, "at": make.NOON}

    told = [actions.tell_who_raised([said.pk, report.concern_id, merged.pk], **how) for _ in range(2)]

    assert told == [2, 0]
    assert Reply.objects.filter(name="engagement.what_came_of_it").count() == 1
    assert [(t.told_at, t.is_by_email) for t in by_phone.tellings.all()] == [(None, False)]
