from pact.accounts.views.agencies import agencies, agency, agency_details, agency_new
from pact.accounts.views.oneself import acceptance, me, my_details, permissions
from pact.accounts.views.people import (
    departure,
    invitation,
    invitation_again,
    people,
    person,
    person_address,
    person_details,
    role,
    role_end,
    second_factor,
)

__all__ = [
    "acceptance",
    "agencies",
    "agency",
    "agency_details",
    "agency_new",
    "departure",
    "invitation",
    "invitation_again",
    "me",
    "my_details",
    "people",
    "permissions",
    "person",
    "person_address",
    "person_details",
    "role",
    "role_end",
    "second_factor",
]
