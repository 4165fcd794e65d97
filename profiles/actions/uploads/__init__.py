"""Files that somebody sends in the browser: `sending` is what people do, `working` what the worker writes."""

from profiles.actions.uploads.hints import percent_of
from profiles.actions.uploads.running import apply, cancel, check, requeue
from profiles.actions.uploads.sending import clear, describe, discard, receive
from profiles.actions.uploads.working import carry_out, claim, fail, hear

__all__ = [
    "apply",
    "cancel",
    "carry_out",
    "check",
    "claim",
    "clear",
    "describe",
    "discard",
    "fail",
    "hear",
    "percent_of",
    "receive",
    "requeue",
]
