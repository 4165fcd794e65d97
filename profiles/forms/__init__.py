from profiles.forms.consultations import (
    ConsultationFilter,
    ConsultationForm,
    ConsultationWithdrawalForm,
    FindingForm,
)
from profiles.forms.council import CouncilPriorityFilter, CouncilPriorityForm
from profiles.forms.descriptions import DescriptionForm
from profiles.forms.hot_spots import HotSpotFilter, RefusalForm
from profiles.forms.profiles import (
    AreaForm,
    BoroughFilter,
    DatasetFilter,
    DecisionForm,
    IndicatorFilter,
    IndicatorForm,
    MemberAnswerForm,
    OverviewFilter,
    PublicationForm,
    SectionForm,
    VersionsForm,
)
from profiles.forms.requests import (
    RequestForm,
    SubmissionForm,
    TensionsForm,
)
from profiles.forms.uploads import ApplicationForm, FileForm, ReadingForm

__all__ = [
    "ApplicationForm",
    "AreaForm",
    "BoroughFilter",
    "ConsultationFilter",
    "ConsultationForm",
    "ConsultationWithdrawalForm",
    "CouncilPriorityFilter",
    "CouncilPriorityForm",
    "DatasetFilter",
    "DecisionForm",
    "DescriptionForm",
    "FileForm",
    "FindingForm",
    "HotSpotFilter",
    "IndicatorFilter",
    "IndicatorForm",
    "MemberAnswerForm",
    "OverviewFilter",
    "PublicationForm",
    "ReadingForm",
    "RefusalForm",
    "RequestForm",
    "SectionForm",
    "SubmissionForm",
    "TensionsForm",
    "VersionsForm",
]
