"""Who may put what partners plan on the calendar and share an event, and what stands in the way."""

from engagement.models import Sharing
from pact.accounts.models import Permission


def agencies_entered_for(user):
    """Primary keys of the agencies for which this person may enter a consultation, None for any agency."""
    if user.can(Permission.PLAN_ENGAGEMENT):
        return None
    return user.agencies_with(Permission.MANAGE_AGENCY)


def may_enter_consultations(user):
    agencies = agencies_entered_for(user)
    return agencies is None or bool(agencies)


def may_change_consultation(user, consultation):
    """A manager of the agency that asks, and the co-ordinators of its borough."""
    if consultation.agency_id in user.agencies_with(Permission.MANAGE_AGENCY):
        return True
    return user.can(Permission.PLAN_ENGAGEMENT, within=consultation.borough)


def may_share(user, event):
    """Whoever runs an event may invite another agency into it, and says who joins."""
    if hasattr(event, "cycle"):
        return user.can(Permission.PLAN_ENGAGEMENT, within=event.cycle.ward)
    return may_change_consultation(user, event)


def may_ask_to_join(user):
    return bool(user.agencies_with(Permission.MANAGE_AGENCY))


def may_answer(user, sharing):
    """An invitation is answered by the agency that was invited, a request by whoever runs the event."""
    if sharing.kind == Sharing.Kind.INVITED:
        return sharing.agency_id in user.agencies_with(Permission.MANAGE_AGENCY)
    return may_share(user, sharing.event)


def may_see_sharing(user, sharing):
    is_of_the_agency = sharing.agency_id in user.agencies_with(Permission.MANAGE_AGENCY)
    return is_of_the_agency or sharing.asked_by_id == user.pk or may_share(user, sharing.event)


def obstacles_to_entering(*, wards, starts_on, ends_on):
    obstacles = [] if wards else ["Choose at least one ward."]
    if ends_on <= starts_on:
        obstacles.append("The last day must not come before the first.")
    if len({ward.borough_id for ward in wards}) > 1:
        obstacles.append("Choose wards of one borough.")
    return obstacles


def obstacles_to_entering_again(*, agency, title, starts_on, known):
    same = known.filter(agency=agency, title__iexact=title, starts_on=starts_on, cancelled_at=None)
    return ["This consultation is on the calendar already."] if same.exists() else []


def obstacles_to_sharing(event, *, agency, today):
    obstacles = []
    if getattr(event, "is_cancelled", False):
        obstacles.append("This consultation is cancelled.")
    if getattr(event, "is_closed", False) or event.ends_on <= today:
        obstacles.append("This is over, so nobody can join it any more.")
    if getattr(event, "agency_id", None) == agency.pk:
        obstacles.append(f"It is {agency}’s own.")
    return obstacles


def obstacles_to_answering(sharing):
    return [] if sharing.is_open else [f"It is {sharing.get_answer_display().lower()} already."]
