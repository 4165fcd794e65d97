from profiles.forms.profiles import (
    AreaForm,
    BoroughFilter,
    DatasetFilter,
    DecisionForm,
    IndicatorFilter,
    IndicatorForm,
    MemberAnswerForm,
    OverviewFilter,
    ProfileForm,
    PublicationForm,
)

__all__ = [
    "AreaForm",
    "BoroughFilter",
    "DatasetFilter",
    "DecisionForm",
    "IndicatorFilter",
    "IndicatorForm",
    "MemberAnswerForm",
    "OverviewFilter",
    "ProfileForm",
    "PublicationForm",
]
