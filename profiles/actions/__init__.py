from profiles.actions.ageing import remind_of_refresh
from profiles.actions.agreement import answer, ask_members, ask_new_member, remind_members
from profiles.actions.consultations import (
    add_consultation,
    add_finding,
    change_consultation,
    change_finding,
    remove_finding,
    withdraw_consultation,
)
from profiles.actions.council import change_council_priority, record_council_priority, withdraw_council_priority
from profiles.actions.indicators import describe
from profiles.actions.requests import (
    accept_figures,
    ask_agencies,
    hand_over_requests,
    look_at_file,
    look_at_tensions,
    note_tensions,
    remind_agencies,
    remind_by_calendar,
    submit,
)
from profiles.actions.suggestions import refuse, take_back_refusal
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
    "accept_figures",
    "add_consultation",
    "add_finding",
    "answer",
    "ask_agencies",
    "ask_members",
    "ask_new_member",
    "change_consultation",
    "change_council_priority",
    "change_finding",
    "decide_area",
    "describe",
    "hand_over_requests",
    "look_at_file",
    "look_at_tensions",
    "note_tensions",
    "propose_area",
    "publish",
    "refuse",
    "remind_agencies",
    "remind_by_calendar",
    "record_council_priority",
    "remind_members",
    "remind_of_refresh",
    "remove_finding",
    "start",
    "submit",
    "take_back_refusal",
    "withdraw_consultation",
    "withdraw_council_priority",
    "write",
    "write_first_draft",
    "write_section",
]
