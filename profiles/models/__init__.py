from profiles.models.figures import ENGLAND, Dataset, Figure, Incident, Indicator, RefusedRow
from profiles.models.profiles import AreaProfile, MemberAnswer, PriorityActionArea

__all__ = [
    "ENGLAND",
    "AreaProfile",
    "Dataset",
    "Figure",
    "Incident",
    "Indicator",
    "MemberAnswer",
    "PriorityActionArea",
    "RefusedRow",
]
