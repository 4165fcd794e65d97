from profiles.forms.consultations import (
    ConsultationFilter,
    ConsultationForm,
    ConsultationWithdrawalForm,
    FindingForm,
)
from profiles.forms.descriptions import DescriptionForm
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
    "DatasetFilter",
    "DecisionForm",
    "DescriptionForm",
    "FileForm",
    "FindingForm",
    "IndicatorFilter",
    "IndicatorForm",
    "MemberAnswerForm",
    "OverviewFilter",
    "PublicationForm",
    "ReadingForm",
    "RequestForm",
    "SectionForm",
    "SubmissionForm",
    "TensionsForm",
]
