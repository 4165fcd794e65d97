from profiles.actions.agreement import answer, ask_members, ask_new_member, remind_members
from profiles.actions.consultations import (
    add_consultation,
    add_finding,
    change_consultation,
    change_finding,
    remove_finding,
    withdraw_consultation,
)
from profiles.actions.indicators import describe
from profiles.actions.writing import (
    Overtaken,
    decide_area,
    propose_area,
    publish,
    start,
    write,
    write_first_draft,
    write_section,
)

__all__ = [
    "Overtaken",
    "add_consultation",
    "add_finding",
    "answer",
    "ask_members",
    "ask_new_member",
    "change_consultation",
    "change_finding",
    "decide_area",
    "describe",
    "propose_area",
    "publish",
    "remind_members",
    "remove_finding",
    "start",
    "withdraw_consultation",
    "write",
    "write_first_draft",
    "write_section",
]
