from profiles.views.areas import area, area_decision, area_proposal, member_answer
from profiles.views.consultations import (
    consultation,
    consultation_correction,
    consultation_list,
    consultation_registration,
    consultation_withdrawal,
    finding_addition,
    finding_correction,
    finding_removal,
)
from profiles.views.datasets import dataset, dataset_list, dataset_rows, dataset_withdrawal
from profiles.views.drafts import profile_draft, profile_first_draft, profile_section
from profiles.views.indicators import indicator, indicator_description, indicator_list
from profiles.views.writing import (
    overview,
    profile,
    profile_pdf,
    profile_publication,
    profile_start,
    ward,
)

__all__ = [
    "area",
    "area_decision",
    "area_proposal",
    "consultation",
    "consultation_correction",
    "consultation_list",
    "consultation_registration",
    "consultation_withdrawal",
    "dataset",
    "dataset_list",
    "dataset_rows",
    "dataset_withdrawal",
    "finding_addition",
    "finding_correction",
    "finding_removal",
    "indicator",
    "indicator_description",
    "indicator_list",
    "member_answer",
    "overview",
    "profile",
    "profile_draft",
    "profile_first_draft",
    "profile_pdf",
    "profile_publication",
    "profile_section",
    "profile_start",
    "ward",
]
