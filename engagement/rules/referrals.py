"""Who answers for an agency in a ward, and what stands in the way of referring something to it (rule 19)."""

from collections import defaultdict

from engagement.models import Referral
from pact.accounts.models import Agency, Membership, Permission
from pact.core.dates import short_day
from pact.core.refusals import Obstacle


def may_answer_referral(user, referral):
    return Referral.objects.answered_by(user).filter(pk=referral.pk).exists()


def may_answer_referrals(user):
    """Whether anything can be referred to this person."""
    return user.can(Permission.MANAGE_AGENCY) or Agency.objects.filter(point_of_contact=user).exists()


def who_is_told(agencies, ward):
    """`{agency.pk: [people]}`: its point of contact if that person is of the ward, else its managers there."""
    told, managing = {}, defaultdict(dict)
    for agency in Agency.objects.filter(pk__in=[each.pk for each in agencies]).select_related("point_of_contact"):
        contact = agency.point_of_contact
        told[agency.pk] = [contact] if contact and contact.can(Permission.SEE_CYCLE, within=ward) else []
    without = [pk for pk, people in told.items() if not people]
    managers = Membership.objects.current().holding(Permission.MANAGE_AGENCY).within(ward)
    managers = managers.filter(agency__in=without, person__is_active=True).select_related("person")
    for held in managers.order_by("person__name", "pk"):
        managing[held.agency_id][held.person_id] = held.person
    return told | {pk: list(people.values()) for pk, people in managing.items()}


def obstacles_to_referring(agencies, told):
    """`told` as `who_is_told` answers it: what nobody reads is not sent."""
    return [
        Obstacle(f"Nobody answers for {agency} in this ward. Name its point of contact first.", href=href)
        for agency, href in sorted({(agency, agency.get_absolute_url()) for agency in agencies}, key=str)
        if not told[agency.pk]
    ]


def obstacles_to_answering_referral(referral, *, outcome, done_on, words, today):
    if not referral.is_open:
        return ["This was answered, or looked at again, in the meantime."]
    if outcome in Referral.GIVEN_BACK and not words.strip():
        return ["Say why, so that the co-ordinator knows where to send it."]
    if outcome == Referral.Outcome.DONE and done_on is None:
        return ["Say on which day it was done."]
    found_on = referral.finding.walkabout.held_on
    if done_on and done_on > today:
        return ["It cannot have been done on a day that is still to come."]
    if done_on and done_on < found_on:
        return [f"It was found on {short_day(found_on)}: it was put right on that day or later."]
    return []
