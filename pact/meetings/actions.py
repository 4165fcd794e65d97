"""What people do about meetings."""

import secrets

from django.db import transaction
from django.db.models import Max

from pact.audit import trail
from pact.core import dates
from pact.core.refusals import refuse_if
from pact.meetings import notices, rules
from pact.meetings.models import AgendaItem, Attendance, CalendarFeed, Invitation, Meeting, Minutes
from pact.places.models import Ward


@transaction.atomic
def call(*, body, title, place, starts_at, ends_at, venue, invite=(), pact=None, access="", is_public=False, by, at):
    """Call a meeting of a Ward or Township and invite people to it. `place` is the PACT's ward where there is one."""
    type(place).objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    refuse_if(rules.obstacles_to_calling(starts_at=starts_at, ends_at=ends_at, at=at))
    refuse_if(rules.obstacles_to_calling_again(title=title, place=place, starts_at=starts_at))

    meeting = Meeting.objects.create(
        body=body,
        title=title,
        ward=place if isinstance(place, Ward) else None,
        township=None if isinstance(place, Ward) else place,
        pact=pact,
        starts_at=starts_at,
        ends_at=ends_at,
        venue=venue,
        access=access,
        is_public=is_public,
        called_at=at,
        called_by=by,
    )
    trail.record("called", on=meeting, by=by, at=at, starts_at=starts_at.isoformat(), venue=venue)
    _invite(meeting, invite, by=by, at=at)
    return meeting


@transaction.atomic
def change(meeting, *, title, starts_at, ends_at, venue, access, is_public, by, at):
    """Change when, where or how a meeting is held, and tell everybody invited what is new. No change tells nobody."""
    meeting = _locked(meeting)
    refuse_if(rules.obstacles_to_changing(meeting, at=at))
    refuse_if(rules.obstacles_to_calling(starts_at=starts_at, ends_at=ends_at, at=at))

    new = {"title": title, "starts_at": starts_at, "ends_at": ends_at, "venue": venue, "access": access}
    new["is_public"] = is_public
    old = {name: getattr(meeting, name) for name in new}
    if new == old:
        return meeting
    for name, value in new.items():
        setattr(meeting, name, value)
    meeting.revision += 1
    meeting.save(update_fields=[*new, "revision"])
    changed = [name for name in new if new[name] != old[name]]
    trail.record("changed", on=meeting, by=by, at=at, changed={name: str(new[name]) for name in changed})
    if changes := _in_words(old, new):
        notices.changed(meeting, changes, at=at)
    return meeting


def _in_words(old, new):
    """What those invited should know of a change, as sentences."""
    said = []
    if (old["starts_at"], old["ends_at"]) != (new["starts_at"], new["ends_at"]):
        said.append(f"It is now on {dates.moment(new['starts_at'])} to {dates.clock(new['ends_at'])}.")
    if old["venue"] != new["venue"]:
        said.append(f"It is now at {new['venue']}.")
    if old["title"] != new["title"]:
        said.append(f"It is now called “{new['title']}”.")
    if old["access"] != new["access"] and new["access"]:
        said.append(f"Getting there: {new['access']}")
    return said


@transaction.atomic
def cancel(meeting, *, reason, by, at):
    """Call a meeting off, and tell everybody invited why."""
    meeting = _locked(meeting)
    refuse_if(rules.obstacles_to_changing(meeting, at=at))

    meeting.cancelled_at, meeting.cancelled_by, meeting.cancel_reason = at, by, reason
    meeting.revision += 1
    meeting.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason", "revision"])
    trail.record("cancelled", on=meeting, by=by, at=at, reason=reason)
    notices.cancelled(meeting, at=at)
    return meeting


@transaction.atomic
def invite(meeting, *, people, by, at):
    """Invite more people; those who are invited already keep their answer. Returns how many are new."""
    meeting = _locked(meeting)
    refuse_if(rules.obstacles_to_changing(meeting, at=at))

    return _invite(meeting, people, by=by, at=at)


def _invite(meeting, people, *, by, at):
    known = set(meeting.invitations.values_list("person", flat=True))
    new = list({person.pk: person for person in people if person.pk not in known and person.is_active}.values())
    if not new:
        return 0
    Invitation.objects.bulk_create([Invitation(meeting=meeting, person=person, invited_at=at) for person in new])
    trail.record("invited people to", on=meeting, by=by, at=at, people=[str(person) for person in new])
    notices.invited(meeting, new, at=at)
    return len(new)


@transaction.atomic
def answer(meeting, *, answer, by, at):
    """Say for oneself whether one is coming; the latest answer counts."""
    refuse_if(rules.obstacles_to_answering(meeting, at=at))

    invitation = meeting.invitations.select_for_update().get(person=by)
    if invitation.answer != answer:
        invitation.answer, invitation.answered_at = answer, at
        invitation.save(update_fields=["answer", "answered_at"])
        trail.record("answered", on=meeting, by=by, at=at, answer=answer)
    return invitation


# The agenda


@transaction.atomic
def add_item(meeting, *, title, purpose, by, at):
    """Put a further item at the end of the agenda."""
    meeting = _with_open_agenda(meeting)
    refuse_if(rules.obstacles_to_adding(meeting, title=title, at=at))

    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(meeting=meeting, position=last + 1, title=title, purpose=purpose)
    trail.record("added to the agenda of", on=meeting, by=by, at=at, item=title)
    return item


@transaction.atomic
def change_item(item, *, title, purpose, by, at):
    _with_open_agenda(item.meeting)

    item.title, item.purpose = title, purpose
    item.save(update_fields=["title", "purpose"])
    trail.record("changed the agenda of", on=item.meeting, by=by, at=at, item=title)
    return item


@transaction.atomic
def move_item(item, *, up, by, at):
    """Change an item's place with the one before (`up`) or after it; at the end of the agenda nothing happens."""
    meeting = _with_open_agenda(item.meeting)

    items = list(meeting.agenda.order_by("position"))
    here = next(index for index, other in enumerate(items) if other.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(items):
        return
    first, second = items[here], items[there]
    first.position, second.position = second.position, first.position
    # A number is used once, so the one steps aside for the other.
    AgendaItem.objects.filter(pk=first.pk).update(position=0)
    second.save(update_fields=["position"])
    first.save(update_fields=["position"])
    trail.record("reordered the agenda of", on=meeting, by=by, at=at, item=item.title)


@transaction.atomic
def remove_item(item, *, by, at):
    meeting = _with_open_agenda(item.meeting)

    meeting.agenda.filter(pk=item.pk).delete()
    trail.record("removed from the agenda of", on=meeting, by=by, at=at, item=item.title)


# What happened


@transaction.atomic
def record_attendance(meeting, *, people, residents, by, at):
    """Say who came, once and for all: who is not among `people` did not. Residents are counted, never named."""
    meeting, minutes = _with_open_minutes(meeting, at=at)

    came = {person.pk for person in people}
    meeting.attendances.exclude(person__in=came).delete()
    known = set(meeting.attendances.values_list("person", flat=True))
    Attendance.objects.bulk_create([Attendance(meeting=meeting, person_id=pk) for pk in sorted(came - known)])
    _write(meeting, minutes, {"residents": residents}, by=by, at=at)
    trail.record("recorded who came to", on=meeting, by=by, at=at, people=len(came), residents=residents)


@transaction.atomic
def write_minutes(meeting, *, text, by, at):
    """Write or rewrite the minutes (Markdown), until the chair agrees them."""
    meeting, minutes = _with_open_minutes(meeting, at=at)

    minutes = _write(meeting, minutes, {"text": text}, by=by, at=at)
    trail.record("wrote the minutes of", on=meeting, by=by, at=at, characters=len(text))
    return minutes


@transaction.atomic
def agree_minutes(meeting, *, by, at):
    """Agree the minutes for the meeting, after which nothing about it changes."""
    meeting = _locked(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    refuse_if(rules.obstacles_to_agreeing(meeting, minutes))

    minutes.agreed_at, minutes.agreed_by = at, by
    minutes.save(update_fields=["agreed_at", "agreed_by"])
    trail.record("agreed the minutes of", on=meeting, by=by, at=at)
    notices.minutes_agreed(meeting, at=at)
    return minutes


def _write(meeting, minutes, fields, *, by, at):
    fields = fields | {"written_at": at, "written_by": by}
    return Minutes.objects.update_or_create(meeting=meeting, defaults=fields)[0]


# Reminders and calendars


def remind(meeting, *, at):
    """Remind those who are expected, once for each time that the meeting is set for. Returns the notices made."""
    return notices.reminded(meeting, at=at) if rules.is_due_for_reminder(meeting, at=at) else []


def open_feed(person):
    """The person's calendar feed, made when first asked for."""
    return CalendarFeed.objects.get_or_create(person=person, defaults={"token": _token()})[0]


@transaction.atomic
def renew_feed(person, *, by, at):
    """Give the calendar a new secret address; the old one stops at once."""
    feed = CalendarFeed.objects.update_or_create(person=person, defaults={"token": _token()})[0]
    trail.record("renewed the address of", on=feed, by=by, at=at)
    return feed


def _token():
    return secrets.token_urlsafe(32)


def _locked(meeting):
    return Meeting.objects.select_for_update(of=("self",)).select_related("ward", "township", "pact").get(pk=meeting.pk)


def _with_open_agenda(meeting):
    meeting = _locked(meeting)
    refuse_if(rules.obstacles_to_setting_agenda(meeting, Minutes.objects.filter(meeting=meeting).first()))
    return meeting


def _with_open_minutes(meeting, *, at):
    meeting = _locked(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    refuse_if(rules.obstacles_to_minuting(meeting, minutes, at=at))
    return meeting, minutes
