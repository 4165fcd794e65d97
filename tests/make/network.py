from engagement.models import Member, MemberContact, ReferralRoute
from tests.make.cycles import pact as make_pact
from tests.make.engagement import engagement as make_engagement
from tests.make.times import TODAY


def member(*, pact=None, role="shopkeeper", joined_on=TODAY, **contact):
    """Somebody of the network, with how to reach them."""
    made = Member.objects.create(pact=pact or make_pact(), role=role, joined_on=joined_on)
    details = {"name": "Gwendolen Arkwright", "phone": "01632 960 555", "agreed_on": joined_on} | contact
    MemberContact.objects.create(member=made, **details)
    return made


def route(*, engagement=None, role="victim", service="Victim Support", **fields):
    return ReferralRoute.objects.create(
        engagement=engagement or make_engagement(), role=role, service=service, **fields
    )
