from profiles.models.consultations import PastConsultation, PastFinding
from profiles.models.council import CouncilPriority
from profiles.models.figures import ENGLAND, Dataset, Figure, Indicator, RefusedRow
from profiles.models.hot_spots import HotSpot, HotSpotRun, SuggestedArea, SuggestionRefusal
from profiles.models.incidents import CategoryCount, Incident, IncidentCount
from profiles.models.profiles import AreaProfile, MemberAnswer, PriorityActionArea, SectionSave
from profiles.models.requests import (
    AskedAgency,
    FiguresRequest,
    Submission,
    SubmittedFigure,
    SubmittedFile,
    TensionsNote,
)
from profiles.models.uploads import Upload, UploadRow

__all__ = [
    "ENGLAND",
    "CouncilPriority",
    "AreaProfile",
    "AskedAgency",
    "Dataset",
    "Figure",
    "FiguresRequest",
    "HotSpot",
    "HotSpotRun",
    "Incident",
    "CategoryCount",
    "IncidentCount",
    "Indicator",
    "MemberAnswer",
    "PastConsultation",
    "PastFinding",
    "PriorityActionArea",
    "RefusedRow",
    "SectionSave",
    "Submission",
    "SubmittedFigure",
    "SubmittedFile",
    "SuggestedArea",
    "SuggestionRefusal",
    "TensionsNote",
    "Upload",
    "UploadRow",
]
