"""What makes something, sent by two people at the same moment and then once more, makes it once.

A double click, a page sent again from the back button, two officers at one table: whoever is late gets a sentence
that says so, or what is there already; never an error, and never a second row.
"""

from datetime import date, time, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.core.files.base import ContentFile

from engagement import actions as engagement
from engagement.models import (
    BlurredPhoto,
    Call,
    Concern,
    Door,
    Engagement,
    Finding,
    Group,
    ImpactAssessment,
    Interview,
    Member,
    PartnerConsultation,
    Quotation,
    Referral,
    ReferralRoute,
    Reinspection,
    Round,
    School,
    Sharing,
    Technique,
    Transect,
    Turn,
    Walkabout,
)
from feedback import actions as feedback
from feedback.models import Approval, Newsletter, PrintRun, Publication
from pact.accounts import actions as accounts
from pact.accounts.models import Agency, Membership, User
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.cycles import actions as cycles
from pact.cycles.models import Cycle, Pact, StageOpening, Validation
from pact.meetings import actions as meetings
from pact.meetings.models import AgendaItem, Invitation, Meeting
from pact.notifications.models import Reply
from pact.taxonomy import actions as taxonomy
from pact.taxonomy.models import IssueType, Theme
from priorities import actions as priorities
from priorities.models import Ending, Priority, Proposal
from profiles import actions as profiles
from profiles.actions import uploads
from profiles.models import AreaProfile, Dataset, MemberAnswer, PriorityActionArea, Upload
from scrutiny import actions as scrutiny
from scrutiny.models import Recommendation, Response, Review
from tasking import actions as tasking
from tasking.models import Action, ProgressNote, Verification
from tests import make

NOON, TODAY = make.NOON, make.TODAY
DEEDS = {}


def deed(model):
    """Register a function that sets the scene and answers `(what to do, the rows that it makes)`."""

    def register(scene):
        DEEDS[scene.__name__] = (scene, model)
        return scene

    return register


@pytest.mark.parametrize("name", DEEDS)
def test_done_by_two_at_once_and_then_again_it_is_done_once(name, at_once):
    scene, model = DEEDS[name]
    act = partial(scene(), at=NOON)
    before = model.objects.count()

    found = at_once(act)
    try:
        found.append(act())
    except Refused as refusal:
        found.append(refusal)

    assert [result for result in found if isinstance(result, Exception) and not isinstance(result, Refused)] == []
    assert model.objects.count() == before + 1


# The register and its cycles


@deed(Pact)
def registering_a_pact():
    ward = make.ward()
    by = make.person(Role.COORDINATOR, ward.borough)
    entry = {"name": "Ashfield PACT", "purpose": "To agree.", "contact_name": "Team", "contact_phone": "01632 960 001"}
    return partial(cycles.register_pact, ward=ward, coordinator=by, **entry, by=by)


@deed(Cycle)
def starting_a_cycle():
    pact = make.pact()
    quarter = {"name": "Spring", "starts_on": date(2026, 4, 1), "ends_on": date(2026, 7, 1)}
    return partial(cycles.start_cycle, pact, **quarter, by=pact.coordinator)


@deed(StageOpening)
def opening_a_stage():
    cycle = make.cycle()
    return partial(cycles.open_stage, cycle, "profiles", by=cycle.pact.coordinator)


@deed(Validation)
def validating_a_pact():
    pact = make.pact(next_validation_on=TODAY)
    return partial(cycles.validate, pact, outcome=Validation.Outcome.CONTINUE, reason="It works.", by=pact.coordinator)


# People, agencies, words


@deed(User)
def inviting_somebody():
    borough = make.borough()
    by = make.person(Role.ADMINISTRATOR, borough)
    role = {"role": Role.ANALYST, "agency": None, "place": borough}
    return partial(accounts.invite, email="new@example.org", name="Nell New", **role, by=by)


@deed(Membership)
def giving_a_role():
    borough = make.borough()
    person, by = make.person(), make.person(Role.ADMINISTRATOR, borough)
    return partial(accounts.give_role, person, role=Role.ANALYST, agency=None, place=borough, by=by)


@deed(Agency)
def adding_an_agency():
    facts = {"name": "Canal Trust", "kind": "voluntary", "public_phone": "", "public_email": ""}
    return partial(accounts.add_agency, **facts, by=make.person(Role.ADMINISTRATOR, make.borough()))


@deed(IssueType)
def adding_an_issue_type():
    facts = {"code": "ZZZ", "name": "Zebra crossings", "strand": "C", "lead_service": "Highways"}
    return partial(taxonomy.add_issue_type, **facts, by=make.person())


@deed(Theme)
def adding_a_theme():
    return partial(taxonomy.add_theme, name="A quiet borough", by=make.person())


# Meetings


@deed(Meeting)
def calling_a_meeting():
    ward = make.ward()
    starts_at = NOON + timedelta(days=30)
    when = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "venue": "St Mark's hall"}
    return partial(
        meetings.call, body="pact", title="Ashfield PACT", place=ward, **when, by=make.person(Role.COORDINATOR, ward)
    )


@deed(Invitation)
def inviting_to_a_meeting():
    meeting = make.meeting()
    return partial(meetings.invite, meeting, people=[make.person()], by=meeting.called_by)


@deed(AgendaItem)
def adding_to_the_agenda():
    meeting = make.meeting()
    return partial(meetings.add_item, meeting, title="The bins", purpose="decision", by=meeting.called_by)


# Profiles


@deed(AreaProfile)
def starting_a_profile():
    """The next version of the ward's profile."""
    ward = make.ward()
    return partial(profiles.start, ward, by=make.person(Role.COORDINATOR, ward.borough))


@deed(MemberAnswer)
def publishing_a_profile():
    """Each member is asked once."""
    ward = make.ward()
    make.person(Role.COUNCILLOR, ward)
    make.figure(ward, 5)
    draft = make.area(profile=make.profile(ward, published=False), confirmed=False).profile
    return partial(profiles.publish, draft, by=draft.started_by)


@deed(PriorityActionArea)
def proposing_an_area():
    draft = make.profile(published=False)
    words = {"name": "Canal Streets", "streets": "Lock Road", "evidence": "Complaints."}
    return partial(profiles.propose_area, draft, **words, by=draft.started_by)


# Engagement


@deed(Engagement)
def planning_an_engagement():
    cycle = make.cycle(open_stage="engagement")
    words = {"title": "Doorsteps of March", "purpose": "What matters.", "target": 20}
    words |= {"consent_text": "We ask what matters here.", "consent_version": "1"}
    days = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 4, 1)}
    how = {"technique": make.technique(), "areas": [make.confirmed_area(cycle.ward)]}
    return partial(engagement.plan, cycle, **how, **days, **words, by=cycle.pact.coordinator)


KEY = UUID("0f5a1d6e-7c43-4a52-9a55-7f0b6f1f2a31")  # of a form: the same however often it is sent
PROBLEM = {"place": "Alma Street", "words": "Bags", "kind": "environmental", "effect_feel": 2}


@deed(Interview)
def recording_an_interview():
    here = make.engagement()
    answers = {"area": here.areas.get(), "held_on": TODAY, "consent_version": "1", "mode": "doorstep"}
    problems = [PROBLEM | {"issue_type": make.issue_type()}]
    return partial(
        engagement.record_interview, here, uuid=KEY, problems=problems, **answers, by=make.officer(here.cycle.ward)
    )


@deed(Walkabout)
def starting_a_walk():
    here = make.engagement(form="walkabout")
    header = {"started": time(10), "surveyors": "AB", "land_use": "low", "held_on": TODAY}
    return partial(
        engagement.start_walkabout, here, uuid=KEY, area=here.areas.get(), **header, by=make.officer(here.cycle.ward)
    )


@deed(Transect)
def grading_a_stretch():
    """With its referral (rule 19), which is there once as well."""
    make.known_type("LIT")
    walk = make.walkabout()
    where = {"street": "Mill Road", "from_point": "Lamp post 4", "to_point": "The chapel", "is_paved": True}
    return partial(engagement.add_transect, walk, uuid=KEY, **where, litter="C", by=walk.recorded_by)


@deed(Finding)
def recording_what_was_found():
    make.known_type("TIP")
    walk = make.walkabout()
    what = {"item": "fly_tipping", "severity": "serious", "place": "The yard"}
    return partial(engagement.add_finding, walk, uuid=KEY, **what, by=walk.recorded_by)


@deed(Reinspection)
def looking_again():
    finding = make.finding()
    return partial(engagement.reinspect, finding, held_on=TODAY, outcome="gone", by=finding.recorded_by)


@deed(Referral)
def referring_what_was_found():
    finding, agency = make.finding(), make.agency()
    make.person(Role.MANAGER, finding.walkabout.engagement.cycle.ward, agency=agency)
    return partial(engagement.refer, finding.walkabout, to={finding.pk: agency}, left_out={}, by=finding.recorded_by)


@deed(BlurredPhoto)
def blurring_a_photo():
    finding = make.finding(photo=make.jpeg())
    return partial(engagement.blur, finding, areas=[(0, 0, 50, 50)], by=finding.recorded_by)


@deed(Round)
def making_a_round():
    here = make.engagement()
    who = {"officers": [make.officer(here.cycle.ward)], "by": here.planned_by}
    return partial(engagement.make_round, here, area=here.areas.get(), **who)


@deed(Call)
def calling_at_a_door():
    officer = make.officer(make.ward())
    round = make.street_round(officers=[officer])
    door = Door.objects.filter(street__round=round).first()
    return partial(engagement.call, round, uuid=KEY, door=door, outcome="not_in", by=officer)


@deed(Concern)
def recording_what_was_said_at_a_meeting():
    cycle = make.cycle(open_stage="engagement")
    said = {"source": "meeting", "issue_type": make.issue_type(), "place": "Alma Street"}
    return partial(engagement.record_report, cycle, uuid=KEY, **said, by=cycle.pact.coordinator)


@deed(Member)
def adding_to_the_network():
    pact = make.pact()
    who = {"role": "shopkeeper", "name": "Gwen Arkwright", "organisation": "", "email": "", "phone": "01632 960 555"}
    return partial(engagement.add_member, pact, agreed_on=TODAY, **who, by=pact.coordinator)


@deed(Reply)
def inviting_a_member():
    """One turn, and one letter."""
    member = make.member(email="gwen@example.org")
    return partial(engagement.invite_member, member, by=member.pact.coordinator)


@deed(Turn)
def counting_an_answer():
    member = make.member()
    return partial(engagement.count_answer, member, by=member.pact.coordinator)


@deed(ReferralRoute)
def registering_a_service():
    here = make.engagement()
    return partial(engagement.add_route, here, role="victim", service="Victim Support", asked=3, by=here.planned_by)


@deed(Technique)
def adding_a_technique():
    facts = {"form": "none", "guidance": "Where people pass.", "suits": "Busy places."}
    return partial(engagement.add_technique, name="Street stall", **facts, by=make.person())


@deed(Group)
def adding_a_group():
    facts = {"is_reached": True, "is_assessed": False, "answers": []}
    return partial(engagement.add_group, name="Night workers", **facts, by=make.person())


@deed(PartnerConsultation)
def entering_a_consultation():
    ward = make.ward()
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=9)}
    words = {"title": "Park plan", "purpose": "What to plant.", "method": "Survey", "streets": "", "venue": ""}
    return partial(engagement.enter_consultation, make.agency(), wards=[ward], **days, **words, by=make.person())


@deed(Sharing)
def sharing_an_event():
    consultation = make.partner_consultation(make.ward())
    return partial(engagement.share, consultation, agency=make.agency(), kind="invited", by=consultation.added_by)


@deed(ImpactAssessment)
def assessing_an_impact():
    cycle = make.cycle(open_stage="engagement")
    words = {"aim": "Fair.", "evidence": "", "collected": "", "lawful": "yes", "legislation": "", "other_plans": ""}
    when = {"review_on": TODAY + timedelta(days=300)}
    return partial(engagement.assess, cycle, title="Doorsteps", **when, **words, by=cycle.pact.coordinator)


@deed(School)
def listing_a_school():
    return partial(engagement.list_school, make.borough(), name="St Anne's", by=make.person())


@deed(Quotation)
def clearing_a_quotation():
    concern = make.concern(words="It is dark there.")
    return partial(engagement.clear_quotation, concern, text="It is dark there.", by=concern.cycle.pact.coordinator)


# Priorities


def heard():
    cycle = make.cycle(open_stage="priorities")
    make.closed_engagement(make.engagement(cycle=cycle), findings_published_at=NOON)
    return cycle


@deed(Proposal)
def proposing_a_priority():
    cycle = heard()
    by = make.person(Role.COUNCILLOR, cycle.ward)
    return partial(priorities.propose, cycle, issue_type=make.issue_type(), reason="Residents ask me.", by=by)


@deed(Priority)
def deciding_a_priority():
    """Rules 22 and 23."""
    cycle = heard()
    words = {"title": "Clean alleys", "goal": "No rubbish.", "departure_reason": "So.", "place": "Alma Street"}
    found = {"issue_type": make.issue_type(), "methods": [make.technique()]}
    return partial(priorities.decide, cycle, **found, **words, by=cycle.pact.coordinator)


@deed(Ending)
def ending_a_priority():
    priority = make.priority(cycle=heard())
    words = {"reason": "Clean since May.", "decision": "Agreed by all present."}
    return partial(priorities.end, priority, kind=Ending.Kind.RETIRED, **words, by=priority.cycle.pact.coordinator)


# Tasking


@deed(Action)
def promising_an_action():
    priority = make.priority(cycle=make.cycle(open_stage="tasking"))
    agency = make.agency()
    owner = make.officer(priority.ward, agency=agency)
    what = {"title": "Fit gates", "owner": owner, "agency": agency, "due_on": TODAY + timedelta(days=30)}
    return partial(tasking.create, priority, **what, by=priority.cycle.pact.coordinator)


@deed(ProgressNote)
def noting_progress():
    action = make.action()
    return partial(tasking.note_progress, action, text="Gates measured.", by=action.owner)


@deed(Verification)
def verifying_an_action():
    action = make.completion(make.action()).action
    return partial(tasking.verify, action, by=action.created_by)


# Scrutiny


def township_with_partners():
    """A township, one agency that has a manager there, and who runs its reviews."""
    township = make.township()
    agency = make.person(Role.MANAGER, township.borough).memberships.get().agency
    return township, agency, make.person(Role.SCRUTINY, township.borough)


@deed(Review)
def planning_a_review():
    township, _, by = township_with_partners()
    starts_at = NOON + timedelta(days=30)
    when = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "venue": "Town hall"}
    return partial(scrutiny.plan, township, starts_on=date(2026, 1, 1), ends_on=date(2026, 4, 1), **when, by=by)


@deed(Recommendation)
def making_a_recommendation():
    township, agency, by = township_with_partners()
    words = {"text": "Empty the bins twice.", "reason": "They overflow.", "received_on": TODAY}
    return partial(scrutiny.recommend, make.review(township=township), **words, addressee=agency, by=by)


@deed(Response)
def answering_a_recommendation():
    recommendation = make.recommendation()
    by = make.person(Role.MANAGER, recommendation.review.township)
    return partial(scrutiny.respond, recommendation, kind=Response.Kind.ACCEPTED, text="", by=by)


# The newsletter


@deed(Newsletter)
def drafting_a_newsletter():
    priority = make.priority()
    return partial(feedback.draft, priority.cycle, by=priority.cycle.pact.coordinator)


@deed(Approval)
def approving_a_newsletter():
    """Rule 57."""
    newsletter = make.newsletter()
    return partial(feedback.approve, newsletter, by=make.person(Role.CHAIR, newsletter.cycle.ward))


@deed(Publication)
def publishing_a_newsletter():
    newsletter = make.newsletter(approved=True)
    return partial(feedback.publish, newsletter, by=newsletter.drafted_by)


@deed(PrintRun)
def ordering_print():
    newsletter = make.newsletter(approved=True)
    return partial(feedback.order_print, newsletter, addresses=5200, copies=5400, by=newsletter.drafted_by)


# Files of figures


@deed(Upload)
def sending_a_file():
    borough = make.ward().borough

    def send(*, at):
        return uploads.receive(borough, ContentFile(b"a,b\n1,2\n", "figures.csv"), by=None, at=at)

    return send


@deed(Dataset)
def loading_a_checked_file():
    upload = make.checked(make.ward().borough)
    return partial(uploads.apply, upload, only_whole=True, edition=upload.edition, by=None)
