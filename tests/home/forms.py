"""What is put into each form of the site, in an order in which they can all be sent one after the other."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from engagement.models import Finding, PartnerConsultation
from feedback.models import PrintRun
from pact.accounts.models import NOWHERE, User
from pact.accounts.permissions import Role
from pact.core import open_forms
from pact.documents.models import Job
from pact.meetings.models import Meeting
from scrutiny.models import Review
from tasking.models import Action
from tests import make

SOON = date(2030, 3, 5)
PAST = date(2024, 3, 5)
SOME = ""  # the first option of a select that is one


@dataclass(frozen=True)
class Form:
    """The form of a page, its answers by label (`tests.keyboard`) and the button that sends it.

    `who` sends it if the first of those who may is not the one; `given` puts the world into the state that it needs.
    """

    name: str
    answers: dict = field(default_factory=dict)
    button: str = "Save"
    who: Role | None = None
    given: object = None


def done(world):
    if not world.action.has("completion"):
        make.completion(world.action)


def proposed(world):
    world.action = make.action(priority=world.priority, owner=world.officer, agency=world.agency, accepted=False)


def owning_nothing(world):
    Action.objects.update(owner=world.people[Role.MANAGER])


def with_a_pack(world):
    Job.objects.filter(pk=world.review_job.pk).update(state=Job.State.DONE)
    Review.objects.filter(pk=world.review.pk).update(pack=world.review_job)


def nothing_printed(world):
    PrintRun.objects.all().delete()


def drafted_for_an_agency(world):
    Finding.objects.filter(walkabout=world.walkabout, referred_to=None).update(referred_to=world.agency)


def no_round(world):
    world.round.delete()


def to_meet(world):
    _meet(timezone.now() + timedelta(days=7))


def met(world):
    _meet(timezone.now() - timedelta(days=1))


def _meet(at):
    Meeting.objects.update(starts_at=at, ends_at=at + timedelta(hours=2))


def with_another_file(world):
    world.upload = make.upload(world.borough, "Month,Crime type\n2024-01,Noise\n")


def still_to_come(world):
    """Two events that an agency other than those in it can join."""
    make.agency("Aardvark Trust")
    PartnerConsultation.objects.update(starts_on=SOON, ends_on=SOON + timedelta(days=7))


def in_no_hurry(world):
    open_forms.AT_LEAST = -1


def with_another_report(world):
    world.report = make.report(pact=world.pact)


def with_one_to_keep(world):
    world.concern = make.concern(cycle=world.cycle, words="Bags in the alley")
    make.concern(cycle=world.cycle, reference="KEEP")


def with_words(world):
    world.concern = make.concern(cycle=world.cycle, words="Bags in the alley")


def without_an_address(world):
    User.objects.filter(pk=world.officer.pk).update(email=f"kay{NOWHERE}", password="!", last_login=None)


SHEET = {"Which area?": SOME, "Land use": SOME, "Street": "Alma Street", "From": "number 2", "To": "number 20"}


FORMS = [
    # What is looked for
    Form("home:search", {"A ward, a PACT, a street, an action, a reference …": "alleys"}, "Search"),
    Form("accounts:people", {"Role": "Analyst"}, "Show"),
    Form("audit:trail", {"Who": "Person", "From": SOON}, "Show"),
    Form("tasking:action_list", {"Words": "gates", "Colour": "Red"}, "Show"),
    Form("places:find", {"Postcode, ward or point": "Ashfield"}, "Find"),
    # Accounts
    Form(
        "accounts:invitation",
        {"Name": "Ivy Lane", "E-mail address": "ivy@example.org", "Role": "Analyst", "Where": "Ashfield"},
        "Send the invitation",
    ),
    Form("accounts:person_details", {"Telephone": "01632 960 002"}),
    Form(
        "accounts:person_address",
        {"E-mail address": "kay@example.org"},
        "Save it and send the invitation",
        given=without_an_address,
    ),
    Form("accounts:role", {"Role": "Scrutiny officer", "Where": "Ashfield"}, "Give this role"),
    Form("accounts:agency_new", {"Name": "Ferndale Police", "Kind": "Police"}, "Add this agency"),
    Form("accounts:agency_details", {"Telephone for the public": "01632 960 003"}),
    Form("accounts:my_details", {"Telephone": "01632 960 004"}),
    # Cycles
    Form(
        "cycles:pact_registration",
        {"Name": "Hillside PACT", "Ward": "Birchwood", "What it is for": "To agree what comes first."}
        | {"Public contact": "The team", "Public phone number": "01632 960 005"},
        "Enter in the register",
        who=Role.COORDINATOR,
    ),
    Form("cycles:pact_entry", {"When and where it meets": "First Mondays"}, "Save the entry"),
    Form("cycles:pact_validation", {"Should this PACT go on?": "Should go on", "Why": "Good."}, "Record the decision"),
    Form("cycles:stage_opening", {}, "Open the stage"),
    Form("cycles:cycle_start", {"Name": "Next quarter"}, "Start this cycle"),
    # Profiles
    Form("profiles:profile_section", {"Who lives and works here": "Families."}, "Save this section"),
    Form(
        "profiles:area_proposal",
        {"Name": "Mill Lanes", "Streets": "Mill Road", "Why here": "Complaints to three services."},
        "Propose this area",
    ),
    Form("profiles:profile_publication", {}, "Publish and ask the members"),
    Form("profiles:member_answer", {"What do you say to these areas?": "I agree"}, "Send my answer"),
    Form(
        "profiles:area_decision",
        {"What was decided?": "Confirm it: engagement goes here", "Decision note": "All agree."},
        "Record the decision",
    ),
    Form("profiles:indicator_description", {"Topic": "Work"}, "Save the description"),
    Form("profiles:suggestion_refusal", {"Why not?": "Too few live there."}, "Do not take it up"),
    Form(
        "profiles:consultation_registration",
        {"What is it called?": "Place survey", "How were people asked?": SOME, "Who asked?": "The council"}
        | {"First day": PAST, "Who was it about?": "The whole borough"},
        "Save the consultation",
    ),
    Form("profiles:consultation_correction", {"Who asked?": "The police"}, "Save the consultation"),
    Form(
        "profiles:finding_addition",
        {"Issue type": SOME, "What was found, in a sentence": "Litter again.", "How many people said so": 20},
        "Save the finding",
    ),
    Form("profiles:finding_correction", {"What was found, in a sentence": "Much litter."}, "Save the finding"),
    Form(
        "profiles:council_priority_record",
        {"What is put first?": "Quiet nights", "Where is it written?": "The plan, page 3"}
        | {"Which issue types is it about?": SOME, "From": PAST},
        "Save the priority",
    ),
    Form("profiles:council_priority", {"Where is it written?": "The plan, page 4"}, "Save the priority"),
    Form(
        "profiles:new_figures_request",
        {"Which figures": "Noise", "What to send": "Each call.", "Period": "2029", "Answer by": SOON}
        | {"Agencies": SOME},
        "Ask these agencies",
    ),
    Form("profiles:submission", {"In your words": "As asked."}, "Send the correction"),
    Form("profiles:tensions_note", {"What was recorded, and not reported": "Shouting."}, "Keep this note"),
    Form("profiles:upload", {"What if a row is refused?": SOME}, "Load the file"),
    # Engagement
    Form(
        "engagement:new_technique",
        {"Name": "Street stall", "Which form goes with it?": "No form of its own"},
        "Save the technique",
    ),
    Form("engagement:technique", {"How to use it well": "Go twice."}, "Save the technique"),
    Form("engagement:new_group", {"Name": "Anglers"}, "Save the group"),
    Form("engagement:group", {"Name": "Anglers and boaters"}, "Save the group"),
    Form(
        "engagement:new_partner_consultation",
        {"Which agency asks?": SOME, "What it is called": "Bins", "Who is asked what, and why": "Everybody, the bins."}
        | {"How": "Postal survey", "In which wards?": "Ashfield", "First day": SOON, "Last day": SOON},
        "Put it on the calendar",
    ),
    Form("engagement:partner_consultation_details", {"Where": "Library"}, "Put it on the calendar"),
    Form("engagement:partner_consultation_sharing", {"Which agency?": SOME}, "Invite them", given=still_to_come),
    Form("engagement:engagement_sharing", {"Which agency?": SOME}, "Invite them", given=still_to_come),
    Form("engagement:sharing", {"Your answer": "Accept"}, "Send the answer", who=Role.MANAGER),
    Form("engagement:new_school", {"Name": "Youth Parliament"}, "Add the school"),
    Form("engagement:youth_seats", {}, "Save the numbers"),
    Form("engagement:introduction", {"Which group?": "Neighbourhood in bloom"}, "Record it"),
    Form(
        "engagement:new_assessment",
        {"What is assessed?": "Fees", "What is it meant to do?": "To pay.", "Date for further review": SOON},
        "Save the assessment",
    ),
    Form("engagement:assessment_form", {"Age: how do you know?": "From the survey."}, "Save the assessment"),
    Form(
        "engagement:assessment_action",
        {"What will be done?": "Ask again", "By when?": "By June", "Who is responsible?": "Waste services"},
        "Add it to the plan",
    ),
    Form(
        "engagement:assessment_review",
        {"What did the review find?": "As before.", "Next date for review": SOON},
        "Record the review",
    ),
    Form(
        "engagement:new_engagement",
        {"Technique": "KIN interview", "What it is called": "Doorsteps", "Where": SOME}
        | {"Who is asked what, and why": "Everybody, what matters.", "Aimed at in each area": 20},
        "Save the plan",
    ),
    Form("engagement:engagement_plan", {"What can change": "The bins."}, "Save the plan"),
    Form(
        "engagement:new_interview",
        {"Can they talk safely, here and now, with nobody they fear listening?": "Yes"}
        | {"They have heard or read this, and agree to answer": True, "Which area is this about?": SOME}
        | {"What is it?": "Sofas.", "Kind of issue": "Fly-tipping", "Where?": "Alma Street"}
        | {"How much does it affect how they feel?": "A lot"},
        "Save the interview",
    ),
    Form(
        "engagement:new_member",
        {"Role": "Shopkeeper", "Name": "Gwen Arkwright", "Phone number": "01632 960 555"}
        | {"They agree that the co-ordinator keeps these and asks them once a quarter": True},
        "Save this member",
    ),
    Form(
        "engagement:member_details",
        {"School, shop or group": "The bakery"}
        | {"They agree that the co-ordinator keeps these and asks them once a quarter": True},
        "Save this member",
    ),
    Form(
        "engagement:route_list",
        {"Whom does it introduce?": "Offenders", "Which service?": "Probation"}
        | {"How many people has the service asked so far?": 4},
        "Register this service",
    ),
    Form("engagement:route", {"How many people has the service asked so far?": 5}, "Save the number"),
    Form("engagement:round_streets", {"Streets and doors": "Lock Road: 1-9 odd"}, "Add these doors"),
    Form("engagement:round_officers", {"Officers and councillors": SOME}, "Save who walks"),
    Form("engagement:new_doors", {"Number or name": "7a"}, "Add"),
    Form(
        "engagement:new_round",
        {"Which area?": SOME, "Streets and doors": "Alma Street: 1-9 odd", "Officers and councillors": SOME},
        "Make the round",
        given=no_round,
    ),
    Form(
        "engagement:new_walkabout",
        {"Which area?": SOME, "Land use": SOME, "Surveyors’ initials": "AB, CD"},
        "Start walking",
    ),
    Form(
        "engagement:new_finding",
        {"What did you find?": SOME, "How bad is it?": "Serious", "Where?": "Alma Street"},
        "Save and finish",
    ),
    Form(
        "engagement:new_transect",
        {"Street": "Alma Street", "From": "number 2", "To": "number 20", "Is the surface paved or metalled?": "Yes"}
        | {"Litter": "C"},
        "Save and finish",
    ),
    Form("engagement:typed_sheet", SHEET | {"Surveyors’ initials": "AB", "Litter": "C"}, "Keep the whole sheet"),
    Form(
        "engagement:typed_faces",
        SHEET | {"Adults’ initials": "AB", "Writing or paint on walls": "Bad"},
        "Keep the whole sheet",
    ),
    Form("engagement:walkabout_referrals", {}, "Send what is ticked", given=drafted_for_an_agency),
    Form(
        "engagement:referral",
        {"What do you say to it?": "It is not ours", "A word about it": "The ground is private."},
        "Send the answer",
    ),
    Form("engagement:finding_reinspection", {"How is it now?": "Put right"}),
    Form(
        "engagement:report",
        {"Where does it come from?": "Reported: e-mail, phone, card or letter", "What is it?": "Parking on the corner."}
        | {"Kind of issue": "Obstructive", "Where?": "Alma Street"},
        "Record the concern",
    ),
    Form(
        "engagement:new_casework",
        {"For which group?": SOME, "What is the problem?": "Parking on the corner.", "Where is it?": "Alma Street"},
        "Send it in",
        who=Role.COUNCILLOR,
    ),
    Form("engagement:report_waiting", {"Kind of issue": "Noise", "Where?": "Alma Street"}, "Count it as a concern"),
    Form(
        "engagement:report_setting_aside",
        {"Why is it not counted?": "It is spam or makes no sense"},
        "Set it aside",
        given=with_another_report,
    ),
    Form("engagement:second_coding", {"Kind of issue": "Noise"}, "Save my code"),
    Form(
        "engagement:concern_merging",
        {"Reference of the one to keep": "KEEP"},
        "Count them as one",
        given=with_one_to_keep,
    ),
    Form(
        "engagement:concern_quotation",
        {"What may be shown": "It is dark.", "I have read it: nobody can be recognised by it": True},
        "Clear it for use",
        given=with_words,
    ),
    Form("engagement:concern_recoding", {"Kind of issue": "Noise"}, "Save the kind of issue"),
    Form("engagement:contact_search", {"Name, phone number or e-mail address": "01632 960 777"}, "Find"),
    Form("engagement:contact_withdrawal", {}, "Delete the contact details"),
    Form("engagement:engagement_closing", {"Why it fell short": "Rain."}, "Close it out"),
    # Feedback
    Form(
        "feedback:public_report",
        {"What is the problem?": "It is dark.", "Where is it?": "Alma Street"},
        "Send it",
        given=in_no_hurry,
    ),
    Form("feedback:newsletter_text", {"Introduction": "You asked."}, "Save the draft", given=nothing_printed),
    Form("feedback:newsletter_approval", {}, "Approve it as it stands"),
    Form("feedback:newsletter_publication", {}, "Publish it"),
    Form("feedback:print_run", {}, "Order the print run"),
    # Priorities
    Form(
        "priorities:proposal",
        {"Issue type": "Noise", "Place": "Alma Street", "Why should the meeting take it up?": "I am asked every week."},
        "Propose it",
    ),
    Form(
        "priorities:decision",
        {"Issue type": "Noise", "Place": "Alma Street", "Title": "Quiet nights", "Goal": "Sleep."}
        | {"How long will it take?": "Short term, this quarter", "Methods by which it was found": "KIN interview"}
        | {"Why the meeting departs from the ranking": "The meeting asked."},
        "Record the decision",
    ),
    Form("priorities:words", {"Title": "Clean alleys"}, "Save the words"),
    Form("priorities:ending_proposal", {"Why do you think that it is solved?": "It is clean."}, "Propose it"),
    # Tasking
    Form(
        "tasking:new_action",
        {"What will be done?": "Fit gates", "Who owns it?": SOME, "When will it be done by?": SOON},
        "Add the action",
    ),
    Form("tasking:progress", {"What has happened?": "Measured."}, "Save progress"),
    Form(
        "tasking:block",
        {"What stands in the way?": "A lock.", "Who must act to clear it?": "Network Rail"},
        "Mark as blocked",
    ),
    Form(
        "tasking:redating",
        {"New due date": SOON, "Why does the date move?": "Gates are late."},
        "Move the due date",
    ),
    Form(
        "tasking:completion",
        {"What changed as a result?": "Gates are up.", "If there is none, why?": "It is dark there."},
        "Mark as done",
    ),
    Form("tasking:send_back", {"What is still to do?": "The fourth gate."}, "Send it back"),
    Form("tasking:verification", {"Note": "Seen."}, "Yes, it is done", given=done),
    Form("tasking:refusal", {"Why can you not take this on?": "No money."}, "Refuse the action", given=proposed),
    Form("tasking:handover", {"Who takes it over?": SOME, "Why?": "It is theirs."}, "Hand it over"),
    Form("tasking:closing", {"How does it end?": "Not achievable", "Why?": "No money."}, "Close the action"),
    # Scrutiny
    Form(
        "scrutiny:recommendation_new",
        {"What is recommended": "Say when the gates come.", "To whom": SOME},
        "Make the recommendation",
    ),
    Form(
        "scrutiny:recommendation_response",
        {"Your answer": "Accepted", "What you will do, or why not": "By May."},
        "Send the answer",
    ),
    Form(
        "scrutiny:review_plan",
        {"Township": SOME, "The review meets on": SOON, "Starts at": "14:00", "Ends at": "16:00", "Venue": "Town Hall"},
        "Plan the review and call its meeting",
    ),
    Form(
        "scrutiny:review_publication",
        {"Why it is urgent": "It is soon."},
        "Publish the pack",
        given=with_a_pack,
    ),
    # Meetings
    Form(
        "meetings:meeting_call",
        {"What kind of meeting is it?": "PACT meeting", "Whose meeting is it?": SOME, "Title": "PACT meeting"}
        | {"Day": SOON, "Starts": "18:00", "Ends": "19:30", "Venue": "The hall"},
        "Call the meeting",
    ),
    Form("meetings:invitations", {"Whom do you want to invite?": SOME}, "Invite them"),
    Form("meetings:agenda", {"Item": "Gates", "What is it for?": "For decision"}, "Put it on the agenda"),
    Form("meetings:agenda_item", {"Item": "The bins again"}, "Save the item"),
    Form("meetings:meeting_details", {"Venue": "The library"}, "Save and tell everybody invited"),
    Form("meetings:attendance", {"How many residents came?": 12}, "Save who came", given=met),
    Form("meetings:minutes", {"Minutes": "# 1. The bins"}, "Save the minutes"),
    # Notices and words
    Form("notifications:preferences", {"How should PACT tell you?": "By e-mail, once a day"}),
    Form(
        "taxonomy:issue_type_new",
        {"Name": "Rats", "Code": "RAT", "Strand": "Cleaner", "Kind of service that leads": "Pest control"}
        | {"First response, in working days": 5},
        "Add this issue type",
    ),
    Form("taxonomy:issue_type", {"Who supports": "Housing"}),
    Form("taxonomy:theme_new", {"Name": "Quiet streets"}, "Add this theme"),
    Form("taxonomy:theme", {"Name": "A quiet city"}),
    # What ends something comes last
    Form("scrutiny:review_holding", {}, "Record that it was held"),
    Form("meetings:meeting_cancellation", {"Why is it cancelled?": "Snow."}, "Cancel the meeting", given=to_meet),
    Form("engagement:member_leaving", {}, "Delete their details"),
    Form("engagement:interview_erasure", {"Why?": "The person asked for it"}, "Delete these answers"),
    Form("priorities:ending", {"How does it end?": "Retired", "Why?": "The bus moved."}, "Record the decision"),
    Form("cycles:pact_status", {"Is it active?": "Dormant"}),
    Form("profiles:dataset_withdrawal", {}, "Withdraw"),
    Form("profiles:consultation_withdrawal", {"Why is it withdrawn?": "Counted twice."}, "Withdraw it"),
    Form("profiles:upload_description", {"Title": "Noise"}, "Check the file"),
    Form("profiles:upload_removal", {}, "Throw it away", given=with_another_file),
    Form("accounts:role_end", {}, "End the role"),
    Form("accounts:departure", {}, "Deactivate the account", given=owning_nothing),
]
