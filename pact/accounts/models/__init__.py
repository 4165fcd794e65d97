"""People, the agencies they work for, and the roles they hold there in a place."""

from pact.accounts.models.agencies import Agency
from pact.accounts.models.invitations import Invitation
from pact.accounts.models.memberships import Membership
from pact.accounts.models.people import DEMO_DOMAIN, NOWHERE, User, UserManager
from pact.accounts.permissions import Permission, Role

__all__ = ["DEMO_DOMAIN", "NOWHERE", "Agency", "Invitation", "Membership", "Permission", "Role", "User", "UserManager"]
