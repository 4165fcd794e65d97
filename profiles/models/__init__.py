from profiles.models.figures import Dataset, Figure, Incident, Indicator, RefusedRow
from profiles.models.profiles import AreaProfile, MemberAnswer, PriorityActionArea

__all__ = [
    "AreaProfile",
    "Dataset",
    "Figure",
    "Incident",
    "Indicator",
    "MemberAnswer",
    "PriorityActionArea",
    "RefusedRow",
]
