from profiles.forms.consultations import (
    ConsultationFilter,
    ConsultationForm,
    ConsultationWithdrawalForm,
    FindingForm,
)
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

__all__ = [
    "AreaForm",
    "BoroughFilter",
    "ConsultationFilter",
    "ConsultationForm",
    "ConsultationWithdrawalForm",
    "DatasetFilter",
    "DecisionForm",
    "FindingForm",
    "IndicatorFilter",
    "IndicatorForm",
    "MemberAnswerForm",
    "OverviewFilter",
    "PublicationForm",
    "SectionForm",
]
