"""What is typed in engagement: words and types, not consequences."""

from engagement.forms.calendar import (
    CalendarFilter,
    PartnerConsultationForm,
    SharingAnswerForm,
    SharingForm,
)
from engagement.forms.concerns import (
    ConcernFilter,
    RecodingForm,
    ReportForm,
)
from engagement.forms.field import (
    ArrivalForm,
    HandInForm,
    blank_forms,
    checks,
)
from engagement.forms.impact import (
    AssessmentFilter,
    AssessmentForm,
    AssessmentReviewForm,
    ImpactActionForm,
    initial_of,
)
from engagement.forms.interviews import (
    ContactSearchForm,
    ErasureForm,
    InterviewForm,
)
from engagement.forms.menu import (
    GroupForm,
    MenuFilter,
    TechniqueForm,
)
from engagement.forms.network import (
    AskedForm,
    MemberForm,
    RouteForm,
)
from engagement.forms.pictures import BlurringForm, ClearingForm
from engagement.forms.planning import (
    ClosingForm,
    EngagementFilter,
    PlanForm,
    PublishingForm,
)
from engagement.forms.referrals import ReferralAnswerForm, ReferralFilter, ReferralsForm
from engagement.forms.reports import (
    CaseworkForm,
    CountingForm,
    MergingForm,
    QuotationForm,
    ReportFileForm,
    ReportListFilter,
    SecondCodingForm,
    SettingAsideForm,
    SettlingForm,
    TakingForm,
)
from engagement.forms.rounds import (
    CallForm,
    DoorsForm,
    MoreStreetsForm,
    OfficersForm,
    RoundForm,
)
from engagement.forms.sheet import FacesForm, SheetForm
from engagement.forms.suggestions import ask_while_typing, typed_words
from engagement.forms.walkabouts import (
    FindingForm,
    ReinspectionForm,
    TransectForm,
    WalkaboutForm,
)
from engagement.forms.youth import (
    IntroductionForm,
    SchoolForm,
    SeatsForm,
)

__all__ = [
    "ReferralAnswerForm",
    "ReferralFilter",
    "ReferralsForm",
    "ArrivalForm",
    "AskedForm",
    "AssessmentFilter",
    "AssessmentForm",
    "AssessmentReviewForm",
    "BlurringForm",
    "CalendarFilter",
    "CallForm",
    "ClearingForm",
    "ClosingForm",
    "ConcernFilter",
    "ContactSearchForm",
    "CaseworkForm",
    "CountingForm",
    "DoorsForm",
    "EngagementFilter",
    "ErasureForm",
    "FacesForm",
    "FindingForm",
    "GroupForm",
    "HandInForm",
    "ImpactActionForm",
    "InterviewForm",
    "IntroductionForm",
    "MemberForm",
    "MenuFilter",
    "MergingForm",
    "MoreStreetsForm",
    "OfficersForm",
    "PartnerConsultationForm",
    "PlanForm",
    "PublishingForm",
    "QuotationForm",
    "RecodingForm",
    "ReinspectionForm",
    "ReportFileForm",
    "ReportForm",
    "ReportListFilter",
    "RoundForm",
    "RouteForm",
    "SchoolForm",
    "SeatsForm",
    "SecondCodingForm",
    "SettingAsideForm",
    "SettlingForm",
    "SharingAnswerForm",
    "SharingForm",
    "SheetForm",
    "TakingForm",
    "TechniqueForm",
    "TransectForm",
    "WalkaboutForm",
    "ask_while_typing",
    "blank_forms",
    "checks",
    "initial_of",
    "typed_words",
]
