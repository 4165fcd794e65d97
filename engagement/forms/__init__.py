"""What is typed in engagement: words and types, not consequences."""

from engagement.forms.concerns import ConcernFilter, RecodingForm, ReportForm
from engagement.forms.field import ArrivalForm, HandInForm, blank_forms, checks
from engagement.forms.interviews import ContactSearchForm, ErasureForm, InterviewForm
from engagement.forms.menu import GroupForm, MenuFilter, TechniqueForm
from engagement.forms.network import AskedForm, MemberForm, RouteForm
from engagement.forms.planning import ClosingForm, EngagementFilter, PlanForm, PublishingForm
from engagement.forms.rounds import CallForm, DoorsForm, MoreStreetsForm, OfficersForm, RoundForm
from engagement.forms.walkabouts import FindingForm, ReinspectionForm, TransectForm, WalkaboutForm

__all__ = [
    "AskedForm",
    "CallForm",
    "ArrivalForm",
    "ClosingForm",
    "ConcernFilter",
    "ContactSearchForm",
    "DoorsForm",
    "EngagementFilter",
    "ErasureForm",
    "FindingForm",
    "GroupForm",
    "HandInForm",
    "InterviewForm",
    "MemberForm",
    "MenuFilter",
    "MoreStreetsForm",
    "OfficersForm",
    "PlanForm",
    "PublishingForm",
    "RecodingForm",
    "ReinspectionForm",
    "ReportForm",
    "RoundForm",
    "RouteForm",
    "TechniqueForm",
    "TransectForm",
    "WalkaboutForm",
    "blank_forms",
    "checks",
]
