from tests.permissions.rows import (
    CHAIR,
    COORDINATOR,
    COUNCILLOR,
    EVERYBODY,
    INSIDE,
    SCRUTINY,
    button,
    here,
    page,
    public,
)

HOLDERS = {COORDINATOR, SCRUTINY}

TABLE = {
    "meetings:meeting_list": page(EVERYBODY),
    "meetings:meeting_call": page(HOLDERS),
    "meetings:meeting": page(INSIDE, here("meeting.pk")),
    "meetings:meeting_details": page(HOLDERS, here("meeting.pk")),
    "meetings:meeting_cancellation": page(HOLDERS, here("meeting.pk")),
    "meetings:meeting_calendar": page(INSIDE, here("meeting.pk")),
    "meetings:invitations": page(HOLDERS, here("meeting.pk")),
    "meetings:answer": button({COUNCILLOR}, here("meeting.pk"), others=404),  # who is invited
    "meetings:attendance": page(HOLDERS, here("meeting.pk")),
    "meetings:agenda": page(HOLDERS, here("meeting.pk")),
    "meetings:agenda_item": page(HOLDERS, here("item.pk")),
    "meetings:agenda_place": button(HOLDERS, here("item.pk")),
    "meetings:agenda_removal": button(HOLDERS, here("item.pk")),
    "meetings:minutes": page(HOLDERS, here("meeting.pk")),
    "meetings:minutes_agreement": button({CHAIR}, here("meeting.pk")),
    "meetings:calendar": page(EVERYBODY),
    "meetings:calendar_renewal": button(EVERYBODY),
    "meetings:calendar_feed": public(here("feed.token")),  # for whoever knows the secret address
}
