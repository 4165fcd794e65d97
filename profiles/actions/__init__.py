from profiles.actions.agreement import answer, ask_members, ask_new_member, remind_members
from profiles.actions.indicators import describe
from profiles.actions.writing import decide_area, propose_area, publish, start, write

__all__ = [
    "answer",
    "ask_members",
    "ask_new_member",
    "decide_area",
    "describe",
    "propose_area",
    "publish",
    "remind_members",
    "start",
    "write",
]
