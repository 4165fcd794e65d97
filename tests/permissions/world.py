"""One ward in the middle of a turn, with something behind every address, and one person of each role."""

from types import SimpleNamespace

from django.conf import settings
from django.test import Client
from django.utils import timezone

from feedback.models import PrintRun
from pact.accounts.permissions import Role
from pact.audit import trail
from pact.meetings.models import CalendarFeed
from pact.taxonomy.models import Theme
from tests import make
from tests.permissions.rows import NEIGHBOUR, STRANGER, VISITOR


def build():
    world = SimpleNamespace()
    _places(world)
    _people(world)
    _cycle(world)
    _engagement(world)
    _promises(world)
    _scrutiny(world)
    _feedback(world)
    _foundations(world)
    world.clients = {who: signed_in(person) for who, person in world.people.items()} | {VISITOR: signed_in(None)}
    return world


def signed_in(person):
    client = Client()
    if person:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _places(world):
    world.borough = make.borough()
    world.township = make.township(borough=world.borough)
    world.ward = make.ward(township=world.township)
    world.next_ward = make.ward("Birchwood", township=make.township("Hillside", borough=world.borough))


def _people(world):
    world.agency = make.agency()
    of_the_agency = {Role.OFFICER, Role.MANAGER}
    of_the_ward = {Role.COUNCILLOR, Role.OFFICER, Role.CHAIR}
    world.people = {
        role: make.person(
            role,
            world.ward if role in of_the_ward else world.borough,
            agency=world.agency if role in of_the_agency else None,
        )
        for role in Role
    }
    world.people[STRANGER] = make.person(Role.COORDINATOR, make.ward("Elsewhere").borough)
    world.people[NEIGHBOUR] = make.person(Role.COUNCILLOR, world.next_ward)
    world.coordinator, world.officer = world.people[Role.COORDINATOR], world.people[Role.OFFICER]
    world.seat = world.officer.memberships.get()


def _cycle(world):
    world.pact = make.pact(ward=world.ward, coordinator=world.coordinator, chair=world.people[Role.CHAIR])
    world.cycle = make.cycle(pact=world.pact)
    for stage in ("profiles", "engagement", "priorities", "tasking", "scrutiny", "feedback"):
        make.open_stage(world.cycle, stage)
    world.profile = make.profile(world.ward)
    world.draft = make.profile(world.ward, published=False)
    world.area = make.area(profile=world.profile)
    world.proposed = make.area(profile=world.profile, confirmed=False)
    make.member_answer(world.profile, world.people[Role.COUNCILLOR])
    world.dataset = make.dataset(world.borough)
    world.past_finding = make.past_finding(make.consultation(wards=[world.ward]))
    world.consultation = world.past_finding.consultation
    world.council_priority = make.council_priority(world.borough)
    world.upload = make.checked(world.borough)
    world.asked = make.asked_agency(world.township, agency=world.agency, by=world.coordinator)
    world.submission = make.submission(world.asked, by=world.people[Role.MANAGER])
    world.sent_file = make.submitted_file(world.submission)
    world.hot_spot = make.hot_spot(world.ward)
    world.suggestion = make.suggested_area(world.ward, spots=[world.hot_spot])
    world.indicator = make.figure(world.ward, 3.2, dataset=world.dataset).indicator


def _engagement(world):
    world.engagement = make.engagement(cycle=world.cycle, areas=[world.area])
    world.found = make.closed_engagement(
        make.engagement(cycle=world.cycle, areas=[world.area]), findings_published_at=make.NOON
    )
    walk = make.engagement(cycle=world.cycle, areas=[world.area], form="walkabout")
    world.interview = make.interview(engagement=world.engagement, recorded_by=world.officer)
    world.contact = make.contact(interview=world.interview)
    world.walkabout = make.walkabout(engagement=walk, recorded_by=world.officer)
    world.finding = make.finding(walkabout=world.walkabout)
    world.referral = make.referral(finding=world.finding, agency=world.agency)
    make.finding(walkabout=world.walkabout, referred_to=world.agency)  # a draft
    world.photo = make.blurred_photo(
        finding=make.finding(walkabout=make.walkabout(engagement=make.engagement(cycle=world.cycle, form="walkabout")))
    )
    world.concern = make.concern(interview=world.interview)
    world.report = make.report(pact=world.pact)
    world.report_file = make.report_file(cycle=world.cycle)
    world.second_coding = make.second_coding(make.concern(cycle=world.cycle, words="Bags in the alley"))
    world.telling = make.telling(world.contact)
    world.technique = world.engagement.technique
    world.round = make.street_round(engagement=world.engagement, officers=[world.officer])
    world.street = world.round.streets.get()
    world.member = make.member(pact=world.pact)
    world.route = make.route(engagement=world.engagement)
    make.claim(world.street, world.officer, at=timezone.now())
    world.group = make.group()
    world.youth = make.pact(ward=world.ward, coordinator=world.coordinator, kind="youth")
    world.school = make.school(world.borough)
    world.assessment = make.assessment(cycle=world.cycle)
    world.impact_action = make.impact_action(world.assessment)
    world.partner_consultation = make.partner_consultation(world.ward, agency=world.agency)
    world.sharing = make.sharing(engagement=world.engagement, agency=world.agency)


def _promises(world):
    world.proposal = make.proposal(cycle=world.cycle, by=world.people[Role.COUNCILLOR])
    world.priority = make.priority(cycle=world.cycle)
    world.priority.concerns.add(world.concern)
    world.action = make.action(priority=world.priority, owner=world.officer, agency=world.agency)


def _scrutiny(world):
    world.review = make.review(township=world.township, cycles=[world.cycle], invite=[world.people[Role.COUNCILLOR]])
    world.recommendation = make.recommendation(review=world.review, addressee=world.agency)
    world.answered = make.recommendation(review=world.review, addressee=world.agency)
    make.response(world.answered)
    world.review_job = make.job(paper="scrutiny.pack", subject_pk=world.review.pk)


def _feedback(world):
    """A newsletter that the co-ordinator wrote and the chair has approved; its like in another cycle is out."""
    world.newsletter = make.newsletter(priority=world.priority, author=world.coordinator, approved=True)
    world.run = PrintRun.objects.create(
        newsletter=world.newsletter,
        addresses=5200,
        copies=5400,
        ordered_at=make.NOON,
        ordered_by=world.coordinator,
        printed_at=make.NOON,
        printed_by=world.people[Role.PRINT_UNIT],
    )
    world.other_pact = make.pact(ward=world.ward, coordinator=world.coordinator)
    world.bare_cycle = make.cycle(pact=world.other_pact)
    other = make.cycle(pact=make.pact(ward=world.ward, coordinator=world.coordinator))
    world.published = make.newsletter(priority=make.priority(cycle=other), published=True)


def _foundations(world):
    world.job = make.job(paper="profiles.profile", subject_pk=world.profile.pk, by=world.coordinator)
    world.file = make.document(
        paper="profiles.profile",
        subject_pk=str(world.profile.pk),
        by=world.coordinator,
        content=b"%PDF-",
        filename="profile.pdf",
        content_type="application/pdf",
        options={"edition": 2},
    )
    world.notice = make.notice(to=world.coordinator)
    world.meeting = make.meeting(
        place=world.ward, invite=[world.people[Role.COUNCILLOR]], by=world.coordinator, pact=world.pact
    )
    world.item = make.agenda_item(world.meeting)
    world.feed = CalendarFeed.objects.create(person=world.coordinator, token="a-secret-address")
    world.entry = trail.record("looked around", on=world.ward, by=world.officer, at=make.NOON)
    world.issue_type = make.issue_type()
    world.theme = Theme.objects.first() or Theme.objects.create(name="A safe borough", position=1)
