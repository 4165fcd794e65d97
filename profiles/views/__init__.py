from profiles.views.areas import area, area_decision, area_proposal, member_answer
from profiles.views.datasets import dataset, dataset_list, dataset_rows, dataset_withdrawal
from profiles.views.indicators import indicator, indicator_description, indicator_list
from profiles.views.writing import (
    overview,
    profile,
    profile_draft,
    profile_pdf,
    profile_publication,
    profile_start,
    ward,
)

__all__ = [
    "area",
    "area_decision",
    "area_proposal",
    "dataset",
    "dataset_list",
    "dataset_rows",
    "dataset_withdrawal",
    "indicator",
    "indicator_description",
    "indicator_list",
    "member_answer",
    "overview",
    "profile",
    "profile_draft",
    "profile_pdf",
    "profile_publication",
    "profile_start",
    "ward",
]
