from engagement.models.calendar import (
    PartnerConsultation,
    Sharing,
)
from engagement.models.coding import (
    CodingModel,
    Quotation,
    SecondCoding,
)
from engagement.models.concerns import (
    Concern,
)
from engagement.models.engagements import (
    Engagement,
    Technique,
)
from engagement.models.groups import (
    Group,
)
from engagement.models.impact import (
    ImpactAction,
    ImpactAssessment,
    ImpactOnGroup,
    ImpactReview,
)
from engagement.models.interviews import (
    RATINGS,
    Contact,
    EqualityAnswers,
    Interview,
)
from engagement.models.network import (
    Member,
    MemberContact,
    ReferralRoute,
    Turn,
)
from engagement.models.pictures import BlurredPhoto
from engagement.models.referrals import Omission, Referral
from engagement.models.reports import (
    Report,
    ReportFile,
)
from engagement.models.rounds import (
    Call,
    Claim,
    Door,
    Part,
    RestingDoor,
    Round,
    Side,
    Street,
)
from engagement.models.tellings import (
    Telling,
)
from engagement.models.walkabouts import (
    GRADED,
    POOR,
    Finding,
    Grade,
    Item,
    Reinspection,
    Transect,
    Walkabout,
)
from engagement.models.youth import (
    Introduction,
    School,
    SchoolSeats,
)

__all__ = [
    "GRADED",
    "POOR",
    "RATINGS",
    "BlurredPhoto",
    "Call",
    "Claim",
    "CodingModel",
    "Concern",
    "Contact",
    "Door",
    "Engagement",
    "EqualityAnswers",
    "Finding",
    "Grade",
    "Group",
    "ImpactAction",
    "ImpactAssessment",
    "ImpactOnGroup",
    "ImpactReview",
    "Interview",
    "Introduction",
    "Item",
    "Member",
    "MemberContact",
    "Omission",
    "Part",
    "PartnerConsultation",
    "Quotation",
    "Referral",
    "ReferralRoute",
    "Reinspection",
    "Report",
    "ReportFile",
    "RestingDoor",
    "Round",
    "School",
    "SchoolSeats",
    "SecondCoding",
    "Sharing",
    "Side",
    "Street",
    "Technique",
    "Telling",
    "Transect",
    "Turn",
    "Walkabout",
]
