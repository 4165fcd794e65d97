from engagement.models.concerns import Concern
from engagement.models.engagements import Engagement, Technique
from engagement.models.groups import Group
from engagement.models.interviews import RATINGS, Contact, EqualityAnswers, Interview
from engagement.models.walkabouts import GRADED, POOR, Finding, Grade, Item, Reinspection, Transect, Walkabout

__all__ = [
    "GRADED",
    "POOR",
    "RATINGS",
    "Concern",
    "Contact",
    "Engagement",
    "EqualityAnswers",
    "Finding",
    "Grade",
    "Group",
    "Interview",
    "Item",
    "Reinspection",
    "Technique",
    "Transect",
    "Walkabout",
]
