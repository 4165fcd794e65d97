"""Meetings: calling them, coming to them, and what was said."""

from pact.meetings.views.agenda import agenda, agenda_item, agenda_place, agenda_removal
from pact.meetings.views.calendar import calendar, calendar_feed, calendar_renewal, meeting_calendar
from pact.meetings.views.meetings import (
    answer,
    attendance,
    invitations,
    meeting,
    meeting_call,
    meeting_cancellation,
    meeting_details,
    meeting_list,
)
from pact.meetings.views.minutes import minutes, minutes_agreement

__all__ = [
    "agenda",
    "agenda_item",
    "agenda_place",
    "agenda_removal",
    "answer",
    "attendance",
    "calendar",
    "calendar_feed",
    "calendar_renewal",
    "invitations",
    "meeting",
    "meeting_calendar",
    "meeting_call",
    "meeting_cancellation",
    "meeting_details",
    "meeting_list",
    "minutes",
    "minutes_agreement",
]
