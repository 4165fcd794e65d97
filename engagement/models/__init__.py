from engagement.models.concerns import Concern
from engagement.models.engagements import Engagement, Technique
from engagement.models.interviews import Contact, EqualityAnswers, Interview
from engagement.models.walkabouts import Finding, Transect, Walkabout

__all__ = [
    "Concern",
    "Contact",
    "Engagement",
    "EqualityAnswers",
    "Finding",
    "Interview",
    "Technique",
    "Transect",
    "Walkabout",
]
