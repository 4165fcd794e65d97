"""Councillors and agencies from the manifest."""

from django.utils import timezone

from pact.accounts import actions as accounts
from pact.accounts.models import Agency, Membership, Role
from pact.places import names
from pact.places.models import Ward
from pact.taxonomy import actions as taxonomy
from pact.taxonomy.models import IssueType
from profiles.loading.councillors import WardNames, address_of, is_vacant
from profiles.loading.tables import Fault, shown


def councillors(dataset, file, source, outcome, *, former, indicators, by, at):
    """Give each named councillor a seat in their ward. They are told nothing until somebody gives their address.

    Whoever is no longer in the list keeps the seat and is named in the notes: a list can be incomplete, and a
    councillor who leaves hands over first (rule 40).
    """
    outcome.things = "councillor"
    wards = WardNames(Ward.objects.on(timezone.localdate(at)).filter(borough=dataset.borough), file.aliases)
    seats = _seats(dataset.borough)
    listed = {}
    for row in file.reader.rows(source):
        if isinstance(row, Fault):
            outcome.fault(row.row, row.reason)
        elif row.borough and row.borough != dataset.borough.code:
            outcome.read += 1
            outcome.outside.append(row.number)
        elif reason := _why_not(row, wards.named(row.ward), listed, dataset.borough):
            outcome.fault(row.number, reason)
        else:
            outcome.read += 1
            ward = wards.named(row.ward)
            listed[ward.pk, names.plain(row.name)] = row.number
            _seat(row, ward, seats, outcome, by=by, at=at)
    for seat in (seat for key, seat in seats.items() if key not in listed):
        outcome.notes.append(f"{seat.person}, {seat.ward}, is not in this list. End the role by hand if it is over.")


def _why_not(row, ward, listed, borough):
    if is_vacant(row.name):
        return "The seat is vacant."
    if ward is None:
        return f"There is no ward called {shown(row.ward)} in {borough}. Its other name can be given under [aliases]."
    if taken := listed.get((ward.pk, names.plain(row.name))):
        return f"{row.name} is in row {taken} already."
    return ""


def _seat(row, ward, seats, outcome, *, by, at):
    if (ward.pk, names.plain(row.name)) in seats:
        outcome.same += 1
        return
    accounts.enrol(
        email=address_of(row.name, ward.code),
        name=row.name,
        role=Role.COUNCILLOR,
        agency=None,
        place=ward,
        by=by,
        at=at,
    )
    outcome.new += 1


def _seats(borough):
    held = Membership.objects.current().filter(role=Role.COUNCILLOR, ward__borough=borough)
    return {
        (seat.ward_id, names.plain(seat.person.name)): seat
        for seat in held.select_related("person", "ward").order_by("ward__name", "person__name", "pk")
    }


def agencies(wanted, outcome, *, by, at):
    """Add the agencies that are missing, and say what they lead on where nobody leads yet. The rest is people's own."""
    outcome.things = "agency,agencies"
    issue_types = {issue_type.code: issue_type for issue_type in IssueType.objects.select_related("lead_agency")}
    for facts in wanted:
        agency = Agency.objects.filter(name__iexact=facts.name).first()
        if agency:
            outcome.same += 1
        else:
            agency = accounts.add_agency(
                name=facts.name,
                kind=facts.kind,
                public_phone=facts.phone,
                public_email=facts.email,
                by=by,
                at=at,
            )
            outcome.new += 1
        for code in facts.leads:
            _lead(agency, code, issue_types.get(code), outcome, by=by, at=at)


def _lead(agency, code, issue_type, outcome, *, by, at):
    if issue_type is None:
        outcome.notes.append(f"There is no issue type {code} for {agency} to lead on.")
    elif issue_type.lead_agency is None:
        taxonomy.map_lead_agency(issue_type, agency=agency, by=by, at=at)
        outcome.changed += 1
    elif issue_type.lead_agency != agency:
        outcome.notes.append(f"{issue_type.lead_agency} leads on {issue_type} already, and {agency} does not.")
