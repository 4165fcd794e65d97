"""Agencies that are asked for their figures: one has answered, one was reminded."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pact.accounts import actions as accounts
from pact.accounts.models import Agency
from pact.core.working_days import add_working_days
from pact.demo.clockwork import moment
from pact.places.models import Borough
from profiles import actions as profiles

CALLS = (
    "month,street,calls\r\n"
    "January,Alma Street,14\r\nJanuary,Lock Road,6\r\n"
    "February,Alma Street,11\r\nFebruary,Lock Road,9\r\n"
)
TENSIONS = "Staff at the shelter speak of two groups who keep out of each other's way. Nobody has rung us."


def asked_for_figures(story):
    """The analyst asks two agencies; the police answer and add what nobody reported, Street Scene is reminded."""
    cast = story.cast
    due_on = add_working_days(story.today, 2)
    at = moment(add_working_days(due_on, -10))
    agencies = [_named(name, person, by=cast.admin, at=at) for name, person in _contacts(cast)]
    request = profiles.ask_agencies(
        Borough.objects.get(),
        agencies,
        title="Calls at night by street",
        words="One row a street and month: how many calls came between 10pm and 6am. Leave out what names a person.",
        period="January and February",
        due_on=due_on,
        by=cast.analyst,
        at=at,
    )
    answered_at = moment(add_working_days(due_on, -6), 14)
    asked = request.agencies.get(agency__point_of_contact=cast.police_manager)
    profiles.note_tensions(asked, words=TENSIONS, by=cast.police_manager, at=answered_at)
    profiles.submit(
        asked,
        words="Calls to 101 logged as anti-social behaviour. Some of the last days of February are still to come.",
        figures=[("Calls that named no street", "", 23.0)],
        file=SimpleUploadedFile("calls-at-night.csv", CALLS.encode()),
        by=cast.police_manager,
        at=answered_at,
    )
    profiles.remind_by_calendar(at=moment(add_working_days(due_on, -3), 7, 45))


def _contacts(cast):
    return [("Ferndale Police", cast.police_manager), ("Ferndale Street Scene", cast.manager)]


def _named(name, person, *, by, at):
    agency = Agency.objects.get(name=name)
    return accounts.edit_agency(
        agency,
        name=agency.name,
        kind=agency.kind,
        public_phone=agency.public_phone,
        public_email=agency.public_email,
        point_of_contact=person,
        by=by,
        at=at,
    )
