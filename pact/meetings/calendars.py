"""Meetings in the form that calendar programs read (RFC 5545). Times in UTC, so that no zone table is needed."""

from datetime import UTC
from urllib.parse import urlsplit

import icalendar
from django.conf import settings

from pact.core.dates import LONDON


def ics(meetings, *, name, at):
    """An iCalendar file as bytes. A cancelled meeting stays in it and says so, or it would linger where it was read."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//PACT//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(LONDON))
    for meeting in meetings:
        calendar.add_component(_event(meeting, at=at))
    return calendar.to_ical()


def _event(meeting, *, at):
    address = settings.BASE_URL.rstrip("/") + meeting.get_absolute_url()
    event = icalendar.Event()
    event.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", f"Cancelled: {meeting.title}" if meeting.is_cancelled else meeting.title)
    event.add("location", meeting.venue)
    event.add("description", "\n".join(filter(None, [str(meeting.place), meeting.access, address])))
    event.add("url", address)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event
