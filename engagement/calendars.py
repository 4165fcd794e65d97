"""The consultation calendar in the form that calendar programs read (RFC 5545): whole days, so without a time zone."""

from datetime import UTC
from urllib.parse import urlsplit

import icalendar
from django.conf import settings

NAME = "Consultations"


def ics(events, *, at):
    """An iCalendar file as bytes, of `fatigue.Event`s. It names who asks, and nobody who is asked."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//PACT//consultations//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    for event in events:
        calendar.add_component(_event(event, at=at))
    return calendar.to_ical()


def _event(event, *, at):
    address = settings.BASE_URL.rstrip("/") + event.href
    made = icalendar.Event()
    made.add("uid", f"consultation-{event.key}@{urlsplit(settings.BASE_URL).hostname}")
    made.add("dtstamp", at.astimezone(UTC))
    made.add("dtstart", event.starts_on)
    made.add("dtend", event.ends_on)  # exclusive, as here
    made.add("summary", f"{event.title} ({event.who})")
    made.add("location", event.where)
    made.add("description", "\n".join(filter(None, [", ".join(sorted(event.groups.values())), address])))
    made.add("url", address)
    made.add("transp", "TRANSPARENT")
    return made
