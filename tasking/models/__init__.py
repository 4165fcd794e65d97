from tasking.models.actions import Action
from tasking.models.steps import (
    Acceptance,
    Block,
    Closing,
    Completion,
    Handover,
    ProgressNote,
    Redating,
    SendBack,
    Verification,
)

__all__ = [
    "Acceptance",
    "Action",
    "Block",
    "Closing",
    "Completion",
    "Handover",
    "ProgressNote",
    "Redating",
    "SendBack",
    "Verification",
]
