from engagement.models.concerns import Concern
from engagement.models.engagements import Engagement, Technique
from engagement.models.groups import Group
from engagement.models.interviews import RATINGS, Contact, EqualityAnswers, Interview
from engagement.models.network import Member, MemberContact, ReferralRoute, Turn
from engagement.models.rounds import Call, Claim, Door, Part, RestingDoor, Round, Side, Street
from engagement.models.walkabouts import GRADED, POOR, Finding, Grade, Item, Reinspection, Transect, Walkabout

__all__ = [
    "GRADED",
    "POOR",
    "RATINGS",
    "Call",
    "Claim",
    "Concern",
    "Contact",
    "Door",
    "Engagement",
    "EqualityAnswers",
    "Finding",
    "Grade",
    "Group",
    "Interview",
    "Item",
    "Member",
    "MemberContact",
    "Part",
    "ReferralRoute",
    "Reinspection",
    "RestingDoor",
    "Round",
    "Side",
    "Street",
    "Technique",
    "Transect",
    "Turn",
    "Walkabout",
]
