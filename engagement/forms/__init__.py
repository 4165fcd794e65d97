"""What is typed in engagement: words and types, not consequences."""

from engagement.forms.concerns import ConcernFilter, RecodingForm, ReportForm
from engagement.forms.interviews import ContactSearchForm, ErasureForm, InterviewForm
from engagement.forms.menu import GroupForm, MenuFilter, TechniqueForm
from engagement.forms.planning import ClosingForm, EngagementFilter, PlanForm, PublishingForm
from engagement.forms.walkabouts import FindingForm, ReinspectionForm, TransectForm, WalkaboutForm

__all__ = [
    "ClosingForm",
    "ConcernFilter",
    "ContactSearchForm",
    "EngagementFilter",
    "ErasureForm",
    "FindingForm",
    "GroupForm",
    "InterviewForm",
    "MenuFilter",
    "PlanForm",
    "PublishingForm",
    "RecodingForm",
    "ReinspectionForm",
    "ReportForm",
    "TechniqueForm",
    "TransectForm",
    "WalkaboutForm",
]
