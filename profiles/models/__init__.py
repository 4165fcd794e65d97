from profiles.models.consultations import PastConsultation, PastFinding
from profiles.models.figures import ENGLAND, Dataset, Figure, Incident, Indicator, RefusedRow
from profiles.models.profiles import AreaProfile, MemberAnswer, PriorityActionArea, SectionSave
from profiles.models.uploads import Upload, UploadRow

__all__ = [
    "ENGLAND",
    "AreaProfile",
    "Dataset",
    "Figure",
    "Incident",
    "Indicator",
    "MemberAnswer",
    "PastConsultation",
    "PastFinding",
    "PriorityActionArea",
    "RefusedRow",
    "SectionSave",
    "Upload",
    "UploadRow",
]
