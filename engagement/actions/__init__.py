"""What people do in engagement. Nothing else writes here."""

from engagement.actions.calendar import (
    answer_sharing,
    cancel_consultation,
    change_consultation,
    enter_consultation,
    share,
)
from engagement.actions.coding import (
    clear_quotation,
    code_second,
    draw_sample,
    learn,
    merge,
    part,
    settle,
    withdraw_quotation,
)
from engagement.actions.concerns import (
    recode,
    record_report,
)
from engagement.actions.field import (
    note_hand_in,
)
from engagement.actions.groups import (
    add_group,
    edit_group,
)
from engagement.actions.impact import (
    assess,
    drop_impact_action,
    plan_impact_action,
    reassess,
    remind_of_assessments,
    review_assessment,
)
from engagement.actions.interviews import (
    erase_interview,
    look_at_contact,
    look_at_interview,
    record_interview,
    withdraw_contact,
)
from engagement.actions.network import (
    add_member,
    count_answer,
    edit_member,
    invite_member,
    leave_network,
    look_at_member,
)
from engagement.actions.pictures import blur, clear_photo, withdraw_photo
from engagement.actions.planning import (
    close_out,
    plan,
    publish_findings,
    replan,
)
from engagement.actions.referrals import answer_referral, refer, remind_of_referrals
from engagement.actions.reports import (
    count_as,
    look_at_words,
    send_casework,
    send_in,
    set_aside,
)
from engagement.actions.retention import (
    forget,
)
from engagement.actions.rounds import (
    add_streets,
    call,
    change_officers,
    claim,
    end_round,
    make_round,
    release,
)
from engagement.actions.routes import (
    add_route,
    count_asked,
)
from engagement.actions.settling import (
    settle_rounds,
)
from engagement.actions.sheets import record_sheet
from engagement.actions.taking import (
    ask_to_take,
    look_through,
    receive_file,
    refuse_file,
    stop_taking,
    throw_away,
)
from engagement.actions.taking import take as take_reports
from engagement.actions.techniques import (
    add_technique,
    edit_technique,
    restore_technique,
    retire_technique,
)
from engagement.actions.tellings import (
    mark_told,
    tell_who_raised,
)
from engagement.actions.walkabouts import (
    add_finding,
    add_transect,
    reinspect,
    start_walkabout,
)
from engagement.actions.youth import (
    introduce,
    list_school,
    seat_schools,
    unlist_school,
)

__all__ = [
    "answer_referral",
    "refer",
    "add_finding",
    "add_group",
    "add_member",
    "add_route",
    "add_streets",
    "add_technique",
    "add_transect",
    "answer_sharing",
    "ask_to_take",
    "assess",
    "blur",
    "call",
    "cancel_consultation",
    "change_consultation",
    "change_officers",
    "claim",
    "clear_photo",
    "clear_quotation",
    "close_out",
    "code_second",
    "count_answer",
    "count_as",
    "count_asked",
    "draw_sample",
    "drop_impact_action",
    "edit_group",
    "edit_member",
    "edit_technique",
    "end_round",
    "enter_consultation",
    "erase_interview",
    "forget",
    "introduce",
    "invite_member",
    "learn",
    "leave_network",
    "list_school",
    "look_at_contact",
    "look_at_interview",
    "look_at_member",
    "look_at_words",
    "look_through",
    "make_round",
    "mark_told",
    "merge",
    "note_hand_in",
    "part",
    "plan",
    "plan_impact_action",
    "publish_findings",
    "reassess",
    "receive_file",
    "recode",
    "record_interview",
    "record_report",
    "record_sheet",
    "refuse_file",
    "reinspect",
    "release",
    "remind_of_assessments",
    "remind_of_referrals",
    "replan",
    "restore_technique",
    "retire_technique",
    "review_assessment",
    "seat_schools",
    "send_casework",
    "send_in",
    "set_aside",
    "settle",
    "settle_rounds",
    "share",
    "start_walkabout",
    "stop_taking",
    "take_reports",
    "tell_who_raised",
    "throw_away",
    "unlist_school",
    "withdraw_contact",
    "withdraw_photo",
    "withdraw_quotation",
]
