"""What people do with actions. Nothing else writes here."""

from tasking.actions.promises import accept, close, create, hand_over, redate, refuse, remind, undo_closing, withdraw
from tasking.actions.reports import (
    block,
    clear_block,
    complete,
    note_progress,
    send_back,
    undo_completion,
    undo_verification,
    verify,
)

__all__ = [
    "accept",
    "block",
    "clear_block",
    "close",
    "complete",
    "create",
    "hand_over",
    "note_progress",
    "redate",
    "refuse",
    "remind",
    "send_back",
    "undo_closing",
    "undo_completion",
    "undo_verification",
    "verify",
    "withdraw",
]
