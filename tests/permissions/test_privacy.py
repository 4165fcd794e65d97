"""Whose words and whose name show where: planted once, looked for on every page as everybody (rules 65, 67 and 69)."""

import pytest
from django.core import mail
from django.urls import reverse

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core import geometry
from pact.documents import papers, render
from pact.notifications.models import Notice
from tests import make
from tests.permissions.rows import CAST, COORDINATOR, NEIGHBOUR, OFFICER, STRANGER, VISITOR
from tests.permissions.test_table import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.urls("tests.permissions.urls")]

NAME, PHONE, EMAIL, HOME = "Philippa Zebedee", "01632 960 888", "zebedee@example.net", "3 Nightjar Passage"
ANSWER = "Only the warden with the parrot helps"  # free text of an interview
WORDS = "The man at the kiosk swears at girls"  # a concern, word for word
RESTRICTED = "Needles behind number nine's garage"  # the same of a restricted issue type
FOUND = "A slur sprayed on a doorbell"  # what a walk saw, of a restricted issue type
MEMBER, BAKERY = "Thaddeus Quillfeather", "The Gilded Crumb"  # of the network of key individuals
SENT = "The landlord of the Bell shouts at my sister"  # what a resident wrote on the ward's page
CASE = "The upstairs neighbour keeps my mother awake"  # what a councillor was told
IN_A_FILE = "The caretaker at number nine drinks"  # a row of the council's own reports
ELSEWHERE = "Ottoline Farthingale"  # a resident of another borough
PLANTED = (NAME, PHONE, EMAIL, HOME, ANSWER, WORDS, RESTRICTED, FOUND, MEMBER, BAKERY, SENT, CASE, IN_A_FILE, ELSEWHERE)

# Who reads what on which page. Nobody reads any of it anywhere else.
CONTACT, INTERVIEW = "engagement:contact", "engagement:interview"
MAY_READ = {
    COORDINATOR: {
        CONTACT: {NAME, PHONE, EMAIL, HOME},
        "engagement:member": {MEMBER, BAKERY},
        "engagement:member_details": {MEMBER, BAKERY},
        INTERVIEW: {ANSWER, WORDS, RESTRICTED},
        "the concern": {WORDS},
        "the restricted concern": {RESTRICTED},
        "the restricted finding": {FOUND},
        "engagement:walkabout": {FOUND},
        "engagement:report_waiting": {SENT},
        "engagement:report_file": {IN_A_FILE},
        "the casework": {CASE},
    },
    # The officer took the interview down, and still does not read again what is restricted.
    OFFICER: {INTERVIEW: {ANSWER, WORDS}, "the concern": {WORDS}},
    Role.COUNCILLOR: {"home:casework": {CASE}},  # what they sent in themselves, and not how to reach who said it
    STRANGER: {"the contact elsewhere": {ELSEWHERE}},
}


@pytest.fixture
def planted(world):
    """The world, and in it whatever could leak."""
    world.contact.__class__.objects.filter(pk=world.contact.pk).update(
        name=NAME, phone=PHONE, email=EMAIL, address=HOME
    )
    world.interview.__class__.objects.filter(pk=world.interview.pk).update(what_helped=ANSWER)
    said = {"interview": world.interview, "recorded_by": world.officer}
    world.member.contact.__class__.objects.update(name=MEMBER, organisation=BAKERY)
    concern = make.concern(words=WORDS, **said)
    world.report.__class__.objects.filter(pk=world.report.pk).update(words=SENT)
    case = make.report(
        pact=world.pact, cycle=world.cycle, door="member", councillor=world.people[Role.COUNCILLOR], words=CASE
    )
    reach = {"name": NAME, "phone": PHONE, "email": EMAIL, "address": HOME}
    world.contact.__class__.objects.create(
        report=case, pact=world.pact, consent_version="1", given_at=make.NOON, **reach
    )
    lon, lat = geometry.inside_point(geometry.parse(world.ward.boundary))
    row = f"1,Noise,{IN_A_FILE},,{lat},{lon},2026-03-02T10:00:00Z"
    world.report_file = make.report_file(f"{make.REPORT_COLUMNS}\n{row}\n", cycle=world.cycle)
    restricted = make.concern(words=RESTRICTED, issue_type=make.known_type("SUB"), **said)
    world.priority.concerns.add(concern, restricted)
    # The same in what is published to anybody.
    told = make.interview(engagement=world.found, what_helped=ANSWER)
    make.contact(interview=told, name=NAME, phone=PHONE, email=EMAIL, address=HOME, wants_to_help=True)
    for _ in range(5):
        make.concern(interview=told, words=WORDS)
    found = make.finding(walkabout=world.walkabout, what=FOUND, issue_type=make.known_type("HAR"))
    seen = make.concern(finding=found)
    theirs = make.pact(
        coordinator=world.people[STRANGER], ward=world.people[STRANGER].memberships.get().borough.wards.get()
    )
    elsewhere = make.contact(
        interview=make.interview(engagement=make.engagement(cycle=make.cycle(pact=theirs, open_stage="engagement"))),
        name=ELSEWHERE,
    )
    world.further = {
        "the concern": concern.get_absolute_url(),
        "the restricted concern": restricted.get_absolute_url(),
        "its trace": reverse("home:concern_trace", args=[restricted.reference]),
        "the restricted finding": found.get_absolute_url(),
        "what became of it": seen.get_absolute_url(),
        "the casework": reverse("engagement:report_waiting", args=[case.reference]),
        "the contact elsewhere": elsewhere.get_absolute_url(),
    } | {f"search for {words!r}": f"{reverse('home:search')}?q={words[:40]}" for words in PLANTED}
    return world


def served(world, who):
    """`(name, address)` of each page that the table lets this one open: the others say nothing, as it proves."""
    for name, row in sorted(ROWS.items()):
        if row.method == "get" and row.expects(who) == row.ok:
            yield name, reverse(name, args=row.at(world) if row.at else [])
    yield from world.further.items()


def shown(client, address):
    return client.get(address).getvalue().decode(errors="ignore").replace("&#x27;", "'")


def without_the_question(name, words):
    """A search shows what was asked for; that is no leak of it."""
    return set() if name == f"search for {words!r}" else {words}


@pytest.mark.parametrize("who", CAST)
def test_nobody_reads_what_somebody_said_but_where_the_table_says_so(planted, who):
    read = {}

    for name, address in served(planted, who):
        text = shown(planted.clients[who], address)
        if leaked := set().union(*(without_the_question(name, words) for words in PLANTED if words in text)):
            read[name] = leaked

    assert read == MAY_READ.get(who, {})


@pytest.mark.parametrize("words", PLANTED)
def test_a_search_finds_nothing_of_what_is_personal(planted, words):
    """Rule 65: not even that there is such a person."""
    for who in (COORDINATOR, Role.ADMINISTRATOR, STRANGER):
        told = shown(planted.clients[who], reverse("home:search") + f"?q={words}").replace(words, "")
        made_up = shown(planted.clients[who], reverse("home:search") + "?q=Nobodyatall").replace("Nobodyatall", "")

        assert told.count("<li") == made_up.count("<li"), who


def test_every_look_at_what_is_identified_is_in_the_trail_and_a_refused_one_is_not(planted):
    """Rule 67."""
    before = Entry.objects.looks().count()

    for who in (COORDINATOR, OFFICER, NEIGHBOUR, STRANGER, VISITOR):
        for name in (CONTACT, INTERVIEW):
            planted.clients[who].get(reverse(name, args=ROWS[name].at(planted)))

    looks = Entry.objects.looks().order_by("pk")[before:]
    assert [(look.actor_name, look.subject_name) for look in looks] == [
        (str(planted.coordinator), str(planted.contact)),
        (str(planted.coordinator), str(planted.interview)),
        (str(planted.officer), str(planted.interview)),
    ]


def test_no_paper_says_what_somebody_said(planted):
    """Rule 65, of what a worker would print."""
    subjects = {
        "profiles.profile": planted.profile,
        "scrutiny.pack": planted.review,
        "feedback.newsletter": planted.newsletter,
        "feedback.newsletter_print": planted.newsletter,
        "tasking.plan": planted.cycle,
        "engagement.impact_assessment": planted.assessment,
        "engagement.findings": planted.found,
        "engagement.area_findings": planted.area,
        "engagement.walk_report": planted.walkabout,
        "engagement.interview_sheet": planted.engagement,
        "engagement.walk_sheet": planted.walkabout.engagement,
        "engagement.faces_sheet": planted.walkabout.engagement,
        "profiles.ward_sheet": planted.ward,
    }

    assert subjects.keys() == {name for name in papers.names() if not name.startswith("tests.")}
    for name, subject in subjects.items():
        text = render.html(papers.get(name).build(subject.pk, options={"quarter": "2026-01-01"}, at=make.NOON))
        assert [words for words in PLANTED if words in text] == [], name


def test_neither_the_trail_nor_a_message_repeats_what_the_trail_is_about(planted):
    """The trail keeps that somebody wrote, never what (contract 3)."""
    trail = [str(entry.__dict__) for entry in Entry.objects.all()]
    notices = [str(notice.__dict__) for notice in Notice.objects.all()] + [m.body + m.subject for m in mail.outbox]

    assert [words for words in PLANTED for text in trail + notices if words in text] == []


def test_no_line_of_the_log_repeats_what_was_typed_or_shown(planted, caplog):
    """Whoever runs the server reads its log."""
    client = planted.clients[COORDINATOR]

    client.post(reverse("engagement:contact_search"), {"sought": NAME})
    client.get(reverse(CONTACT, args=[planted.contact.pk]))
    client.get(reverse("engagement:consultation_feed", args=[planted.feed.token]))
    client.post(reverse("engagement:introduction", args=[planted.contact.pk]), {"to": ""})
    client.get(reverse("engagement:public_findings", args=[planted.ward.slug, planted.found.pk]))
    client.post(reverse("engagement:interview_suggestion", args=[planted.engagement.pk]), {"words": WORDS})
    client.post(reverse("engagement:report_suggestion", args=[planted.cycle.pk]), {"words": CASE})
    planted.clients[VISITOR].post(
        reverse("feedback:public_report", args=[planted.ward.slug]), {"words": SENT, "place": HOME, "email": EMAIL}
    )

    assert caplog.text
    assert [words for words in (*PLANTED, planted.feed.token) if words in caplog.text] == []
