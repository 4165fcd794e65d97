"""Who may do what about a meeting, and whether now. Nothing here writes."""

from django.utils import timezone

from pact.accounts.models import Permission
from pact.core.refusals import Obstacle
from pact.core.working_days import add_working_days, clear_days

NOTICE = 10  # working days that the protocol asks for (handbook 5)
REMINDED = 3  # working days before the day of the meeting


def may_hold(user, place):
    """Call and change meetings of a ward or township, take attendance, write minutes."""
    return user.can(Permission.HOLD_MEETINGS, within=place)


def may_agree(user, meeting):
    return user.can(Permission.CHAIR_MEETINGS, within=meeting.place)


def obstacles_to_calling(*, starts_at, ends_at, at):
    obstacles = []
    if starts_at <= at:
        obstacles.append("A meeting is called before it starts.")
    if ends_at <= starts_at:
        obstacles.append("A meeting ends after it starts.")
    return obstacles


def obstacles_to_calling_again(*, title, place, starts_at):
    same = place.meetings.filter(title__iexact=title, starts_at=starts_at, cancelled_at=None).first()
    if same:
        return [Obstacle("This meeting is called already.", href=same.get_absolute_url())]
    return []


def obstacles_to_changing(meeting, *, at):
    """Why its time, place and invitations stand as they are."""
    if meeting.is_cancelled:
        return ["This meeting is cancelled."]
    return ["This meeting has started."] if meeting.has_started(at=at) else []


def obstacles_to_answering(meeting, *, at):
    if meeting.is_cancelled:
        return ["This meeting is cancelled."]
    return ["This meeting is over."] if meeting.ends_at <= at else []


def obstacles_to_setting_agenda(meeting, minutes):
    """Why the agenda stands as it is. `minutes` are the meeting's, or None."""
    if meeting.is_cancelled:
        return ["This meeting is cancelled."]
    return ["The minutes of this meeting are agreed."] if minutes and minutes.is_agreed else []


def obstacles_to_adding(meeting, *, title, at):
    if meeting.is_open and not meeting.has_started(at=at):
        return ["This is an open meeting: those who come say what it is about. Add it once it has started."]
    return [f"“{title}” is on the agenda already."] if meeting.agenda.filter(title__iexact=title).exists() else []


def obstacles_to_minuting(meeting, minutes, *, at):
    """Why attendance and minutes cannot be written now."""
    obstacles = obstacles_to_setting_agenda(meeting, minutes)
    if not meeting.has_started(at=at):
        obstacles.append("This meeting has not started.")
    return obstacles


def obstacles_to_agreeing(meeting, minutes):
    if minutes is None or not minutes.text.strip():
        return [Obstacle("No minutes are written yet.")]
    return ["The minutes are agreed already."] if minutes.is_agreed else []


def notice_given(meeting):
    """Clear working days between the day of the call and the meeting."""
    return clear_days(timezone.localdate(meeting.called_at), timezone.localdate(meeting.starts_at))


def notice_is_short(meeting):
    return notice_given(meeting) < NOTICE


def reminder_day(meeting):
    """The third working day before the meeting."""
    return add_working_days(timezone.localdate(meeting.starts_at), -REMINDED)


def is_due_for_reminder(meeting, *, at):
    """Whether invitees are to be reminded now: on or after the day for it, unless they were only just asked."""
    today = timezone.localdate(at)
    called_on = timezone.localdate(meeting.called_at)
    is_to_be_held = not meeting.is_cancelled and not meeting.has_started(at=at)
    return is_to_be_held and called_on < reminder_day(meeting) <= today
