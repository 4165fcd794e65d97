"""Many more rows behind every address of the world: what a busy ward looks like after some years."""

from datetime import timedelta

from django.utils import timezone

from pact.accounts.permissions import Role
from pact.audit import trail
from tests import make
from tests.make.boroughs import crime, crimes


def grow(world, number):
    """Add `number` rows of every kind where the pages of the world look for them."""
    for _ in range(number):
        _places_and_people(world)
        _profiles(world)
        engagement = _engagement(world)
        _promises(world, engagement)
        _scrutiny(world)
        _feedback(world)
        _foundations(world)


def _places_and_people(world):
    ward = make.ward(township=world.township)
    make.ward(township=make.township(borough=world.borough))
    make.cycle(pact=make.pact(ward=ward, coordinator=world.coordinator), open_stage="engagement")
    for role in (Role.COUNCILLOR, Role.OFFICER, Role.CHAIR):
        make.person(role, world.ward, agency=world.agency if role == Role.OFFICER else None)
    make.person(Role.MANAGER, world.borough, agency=world.agency)
    make.agency()
    make.issue_type()
    make.technique().groups.add(make.group(), make.group(is_assessed=True))


def _profiles(world):
    profile = make.profile(world.ward)
    make.profile(world.township.wards.last() if hasattr(world.township, "wards") else make.ward())
    for one in (world.profile, profile):
        make.area(profile=one)
        make.member_answer(one, make.person(Role.COUNCILLOR, world.ward))
    make.area(profile=world.draft, confirmed=False)
    make.past_finding(make.consultation(wards=[world.ward]))
    make.past_finding(world.consultation)
    make.council_priority(world.borough, issue_types=[make.issue_type()])
    make.council_priority(world.borough, owner="police", issue_types=[world.priority.issue_type])
    make.small_area(world.ward)
    dataset = make.dataset(world.borough)
    make.figure(make.ward(township=world.township), 3.1, dataset=world.dataset)
    make.figure(world.ward, 3.1, dataset=dataset, period=str(1900 + dataset.pk % 100), indicator=f"Share {dataset.pk}")
    make.incident(world.ward, dataset=dataset, issue_type=make.issue_type())
    make.upload(world.borough, crimes(crime(1, reference=str(dataset.pk))), by=make.person())
    world.upload.rows.create(number=dataset.pk, reason="It has no place.")
    make.asked_agency(world.township, agency=world.agency, by=world.coordinator)
    make.tensions_note(world.asked, by=make.person(Role.OFFICER, world.ward, agency=world.agency))
    make.submission(make.asked_agency(request=world.asked.request))
    make.submitted_file(world.submission, f"{dataset.pk}\n".encode())


def _engagement(world):
    engagement = make.engagement(cycle=world.cycle, areas=[world.area])
    make.closed_engagement(make.engagement(cycle=world.cycle, areas=[world.area]), findings_published_at=make.NOON)
    for one in (engagement, world.engagement, world.found):
        interview = make.interview(engagement=one, recorded_by=world.officer)
        make.contact(interview=interview)
        make.concern(interview=interview, issue_type=make.issue_type())
        make.concern(interview=interview, issue_type=world.concern.issue_type)
    make.concern(interview=world.interview)
    make.report(pact=world.pact)
    case = make.report(pact=world.pact, door="member", councillor=world.people[Role.COUNCILLOR])
    case.concern = make.concern(cycle=world.cycle)
    case.save()
    world.priority.concerns.add(case.concern)
    make.report_file(cycle=world.cycle)
    for words in ("Bags in the alley", "More bags in the alley"):
        said = make.concern(cycle=world.cycle, words=words, issue_type=make.issue_type())
        make.second_coding(said)
        make.second_coding(make.concern(cycle=world.cycle, words=words), second=make.issue_type(), by=world.officer)
        make.quotation(said, by=world.coordinator)
    make.telling(make.contact(interview=make.interview(engagement=engagement)))
    walkabout = make.walkabout(engagement=world.walkabout.engagement, recorded_by=world.officer)
    for walk in (world.walkabout, walkabout):
        make.transect(walkabout=walk)
        make.concern(finding=make.finding(walkabout=walk))
        make.referral(finding=make.finding(walkabout=walk), agency=world.agency)
    for walk in (world.photo.finding.walkabout, walkabout):
        make.blurred_photo(finding=make.finding(walkabout=walk))
    make.member(pact=world.pact).turns.create(quarter=make.TODAY.replace(month=1, day=1), has_answered=True)
    make.member(pact=make.pact(ward=world.ward, coordinator=world.coordinator))
    make.route(engagement=world.engagement, service=f"Service {world.engagement.routes.count()}", answered=7)
    make.street_round(engagement=engagement, officers=[world.officer], doors="Lock Road: 1-9")
    street = world.round.streets.create(name=f"Street {world.round.streets.count()}")
    for one in (street, world.street):
        one.doors.create(label=f"The Lodge {one.doors.count()}", side="named")
        one.doors.create(label=f"The Inn {one.doors.count()}", side="named", state="refused")
        one.doors.create(label=f"Back {one.doors.count()}", side="named", state="back", back_at=timezone.now())
    make.claim(street, world.officer, at=timezone.now())
    make.school(world.borough)
    make.introduction(world.contact)
    make.impact_action(make.assessment(cycle=world.cycle))
    make.impact_action(world.assessment)
    partner = make.partner_consultation(world.ward, agency=world.agency)
    for event in ({"engagement": world.engagement}, {"consultation": world.partner_consultation}):
        make.sharing(**event)
    make.sharing(consultation=partner, answer="accepted", answered_at=make.NOON, answered_by=world.coordinator)
    return engagement


def _promises(world, engagement):
    make.override(world.cycle)
    make.proposal(cycle=world.cycle, by=world.people[Role.COUNCILLOR])
    priority = make.priority(cycle=world.cycle)
    make.ending(make.priority(cycle=world.cycle))
    for one in (priority, world.priority):
        one.concerns.add(*engagement.concerns.all(), make.concern(cycle=world.cycle))
        action = make.action(priority=one, owner=world.officer, agency=world.agency)
        make.block(action)
        make.completion(make.action(priority=one, owner=world.officer, agency=world.agency))
    for made in (make.note, make.redating, make.handover, make.send_back):
        made(world.action)
    make.block(world.action, cleared_at=make.NOON, cleared_by=world.officer)


def _scrutiny(world):
    months = timedelta(days=92) * (1 + world.township.reviews.count())
    review = make.review(
        township=world.township,
        cycles=[world.cycle],
        starts_on=world.review.starts_on - months,
        ends_on=world.review.ends_on - months,
    )
    for one in (world.review, review):
        make.recommendation(review=one, addressee=world.agency)
        make.response(make.recommendation(review=one, addressee=world.agency))
    world.review.cycles.add(make.cycle(pact=make.pact(ward=make.ward(township=world.township))))


def _feedback(world):
    for fields in ({}, {"approved": True}, {"published": True}):
        cycle = make.cycle(pact=make.pact(ward=world.ward, coordinator=world.coordinator))
        made = make.newsletter(priority=make.priority(cycle=cycle), **fields)
        for one in (made, world.newsletter, world.published):
            finding = make.finding(walkabout=world.photo.finding.walkabout)
            put_beside(one.items.get(), make.blurred_photo(finding=finding))


def put_beside(item, photo):
    item.photos.create(photo=photo, alt="A mattress", position=1 + item.photos.count())


def _foundations(world):
    make.job(paper="profiles.profile", subject_pk=world.profile.pk, by=world.coordinator, state="done")
    for person in world.people.values():
        make.notice(to=person)
    meeting = make.meeting(
        place=world.ward, invite=[world.people[Role.COUNCILLOR]], by=world.coordinator, pact=world.pact
    )
    for one in (world.meeting, meeting):
        make.agenda_item(one)
    trail.record("looked around", on=world.ward, by=world.officer, at=timezone.now())
