"""Meetings as pages and calendars show them."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery

from pact.accounts.models import Membership, User
from pact.accounts.permissions import Permission, Role, roles_that_may
from pact.core import dates, wording
from pact.cycles.models import Pact
from pact.meetings import rules
from pact.meetings.models import Invitation, Meeting, Minutes
from pact.places.models import TownshipWard, Ward

ANSWERS = {
    "": ("You have not answered", "amber"),
    "coming": ("You are coming", "green"),
    "apologies": ("You sent apologies", "grey"),
}
ASKED_AS_A_RULE = {
    Meeting.Body.PACT: {Role.COUNCILLOR, Role.CHAIR},
    Meeting.Body.REVIEW: {Role.COUNCILLOR, Role.CHAIR, Role.COORDINATOR},
    Meeting.Body.TASKING: {Role.COORDINATOR, Role.OFFICER, Role.MANAGER},
    Meeting.Body.PRACTITIONERS: {Role.COORDINATOR, Role.OFFICER, Role.MANAGER},
    Meeting.Body.OPEN: {Role.COUNCILLOR, Role.CHAIR},
    Meeting.Body.OTHER: set(),
}
BEHIND = timedelta(days=90)  # how far back a calendar reaches


# Where one may hold a meeting


@dataclass(frozen=True)
class Places:
    """Whose meetings a person may call: `choices` for a select, and (place, pact) by the value of each choice."""

    choices: list
    by_value: dict

    @property
    def exist(self):
        return bool(self.by_value)

    def value_of(self, asked):
        """The choice that a link asks for, as `?pact=3`, `?ward=7` or `?township=2`."""
        values = (f"{kind}-{asked.get(kind)}" for kind in ("pact", "ward", "township"))
        return next((value for value in values if value in self.by_value), "")


def places_to_meet(user):
    wards = user.wards(Permission.HOLD_MEETINGS).filter(ends_on=None).order_by("name", "pk")
    townships = [
        township
        for township in user.townships(Permission.HOLD_MEETINGS).filter(ends_on=None).order_by("name", "pk")
        if user.can(Permission.HOLD_MEETINGS, within=township)
    ]
    pacts = Pact.objects.active().filter(ward__in=wards).select_related("ward").order_by("name", "pk")
    groups = {
        "PACTs": {f"pact-{pact.pk}": (f"{pact} ({pact.ward})", (pact.ward, pact)) for pact in pacts},
        "Townships": {f"township-{township.pk}": (str(township), (township, None)) for township in townships},
        "Wards": {f"ward-{ward.pk}": (str(ward), (ward, None)) for ward in wards},
    }
    groups = {settings.WORDS["township"] if name == "Townships" else name: found for name, found in groups.items()}
    choices = [(name, [(value, words) for value, (words, _) in found.items()]) for name, found in groups.items()]
    by_value = {value: place for found in groups.values() for value, (_, place) in found.items()}
    return Places([("", "Choose"), *((name, group) for name, group in choices if group)], by_value)


# Lists


@dataclass(frozen=True)
class Line:
    """One meeting in a list, everything about it already in words."""

    title: str
    href: str
    day: str
    hours: str
    where: str
    body: str
    coming: int
    tag_text: str
    tag_colour: str
    is_cancelled: bool


def lines(meetings, user):
    """These meetings (a page of them) as `Line`s, in three queries however many there are."""
    answers = dict(Invitation.objects.filter(person=user, meeting__in=meetings).values_list("meeting", "answer"))
    coming = dict(
        Invitation.objects.filter(meeting__in=meetings, answer="coming")
        .values_list("meeting")
        .annotate(count=Count("pk"))
    )
    return [_line(meeting, answers.get(meeting.pk), coming.get(meeting.pk, 0)) for meeting in meetings]


def _line(meeting, answer, coming):
    word, colour = ("Cancelled", "red") if meeting.is_cancelled else ANSWERS.get(answer, ("", ""))
    return Line(
        title=meeting.title,
        href=meeting.get_absolute_url(),
        day=dates.day(meeting.starts_at),
        hours=hours(meeting),
        where=f"{meeting.venue}",
        body=f"{meeting.get_body_display()}, {meeting.place}",
        coming=coming,
        tag_text=word,
        tag_colour=colour,
        is_cancelled=meeting.is_cancelled,
    )


def hours(meeting):
    """From when to when, as "6:30pm to 8pm"; with the day where it ends on another."""
    ends = meeting.ends_at
    same_day = dates.day(meeting.starts_at) == dates.day(ends)
    return f"{dates.clock(meeting.starts_at)} to {dates.clock(ends) if same_day else dates.moment(ends)}"


# Who is asked


def usual_invitees(*, body, place, pact=None):
    """Who is invited as a rule: a ward's councillors to every PACT meeting (M30), agencies to a tasking meeting."""
    roles = ASKED_AS_A_RULE[body]
    asked = _holding(roles, place)
    if body in {Meeting.Body.PACT, Meeting.Body.REVIEW}:
        # A role in the whole borough is no seat on each ward's meeting.
        asked = asked.filter(borough=None)
    own = [pk for pk in (pact.coordinator_id, pact.chair_id) if pk] if pact else []
    people = User.objects.filter(Q(pk__in=asked.values("person")) | Q(pk__in=own), is_active=True)
    return people.order_by("name", "pk")


def may_be_invited(meeting):
    """Everybody who works in the meeting's place and is not invited yet, by name."""
    working = _holding(roles_that_may(Permission.SEE_CYCLE), meeting.place)
    invited = meeting.invitations.values("person")
    people = User.objects.filter(pk__in=working.values("person"), is_active=True).exclude(pk__in=invited)
    first = Membership.objects.current().filter(person=OuterRef("pk")).order_by("pk")
    return people.annotate(role=Subquery(first.values("role")[:1]), agency=Subquery(first.values("agency__name")[:1]))


def _holding(roles, place):
    current = Membership.objects.current().filter(role__in=roles)
    if isinstance(place, Ward):
        return current.within(place)
    wards = TownshipWard.objects.filter(township=place, ends_on=None).values("ward")
    return current.filter(Q(township=place) | Q(borough=place.borough_id) | Q(ward__in=wards))


def who_they_are(people):
    """{primary key: role and agency} for the people of `may_be_invited`."""
    return {person.pk: ", ".join(filter(None, [Role(person.role).label, person.agency])) for person in people}


def invited_in_words(count):
    return f"{wording.counted(count, 'person,people')} {'is' if count == 1 else 'are'} invited."


def may_have_come(meeting):
    """Those invited, and those who came without."""
    came = meeting.attendances.values("person")
    return (
        User.objects.filter(Q(meeting_invitations__meeting=meeting) | Q(pk__in=came)).distinct().order_by("name", "pk")
    )


def attendance_so_far(meeting):
    minutes = Minutes.objects.filter(meeting=meeting).first()
    came = list(meeting.attendances.values_list("person", flat=True))
    if minutes is None:
        came = list(meeting.invitations.filter(answer="coming").values_list("person", flat=True))
    return {"people": came, "residents": minutes.residents if minutes else None}


def first_minutes(meeting, minutes):
    """What is written so far, or the agenda as headings to write under."""
    if minutes and minutes.text:
        return minutes.text
    items = meeting.agenda.order_by("position").values_list("title", flat=True)
    return "\n\n".join(f"# {number}. {title}\n" for number, title in enumerate(items, start=1))


# One meeting


@dataclass(frozen=True)
class Guest:
    name: str
    role: str
    word: str
    colour: str


GUEST_WORDS = {"": ("No answer yet", "grey"), "coming": ("Coming", "green"), "apologies": ("Apologies", "amber")}


def page(meeting, user, *, at):
    """Everything that a meeting's page shows, in a number of queries that does not grow with those invited."""
    minutes = Minutes.objects.filter(meeting=meeting).select_related("agreed_by").first()
    invitations = list(meeting.invitations.select_related("person").order_by("person__name", "pk"))
    own = next((invitation for invitation in invitations if invitation.person_id == user.pk), None)
    may_manage = rules.may_hold(user, meeting.place)
    hides_names = meeting.hides_names and not may_manage
    has_started = meeting.has_started(at=at)
    return {
        "meeting": meeting,
        "hours": hours(meeting),
        "facts": _facts(meeting),
        "own": own,
        "own_words": ANSWERS[own.answer] if own else None,
        "may_answer": own is not None and not rules.obstacles_to_answering(meeting, at=at),
        "agenda": list(meeting.agenda.order_by("position")),
        "guests": [] if hides_names else [_guest(invitation) for invitation in invitations],
        "answers": _answers(invitations),
        "came": [] if hides_names else list(_came(meeting)),
        "came_words": _came_in_words(meeting, minutes),
        "minutes": minutes,
        "may_manage": may_manage,
        "may_change": may_manage and not rules.obstacles_to_changing(meeting, at=at),
        "may_set_agenda": may_manage and not rules.obstacles_to_setting_agenda(meeting, minutes),
        "may_minute": may_manage and not rules.obstacles_to_minuting(meeting, minutes, at=at),
        "may_agree": rules.may_agree(user, meeting) and not rules.obstacles_to_agreeing(meeting, minutes),
        "short_notice": _short_notice(meeting) if may_manage and not has_started else "",
    }


def _facts(meeting):
    issues = (
        [{"key": "Issues", "value": "None are arranged: those who come say what matters."}] if meeting.is_open else []
    )
    return issues + [
        {"key": "When", "value": f"{dates.day(meeting.starts_at)}, {hours(meeting)}"},
        {"key": "Where", "value": meeting.venue},
        {"key": "Getting there", "value": meeting.access},
        {"key": "Who may come", "value": "Anybody" if meeting.is_public else "Those who are invited"},
    ]


def _guest(invitation):
    word, colour = GUEST_WORDS[invitation.answer]
    return Guest(name=str(invitation.person), role=dates.moment(invitation.answered_at), word=word, colour=colour)


def _answers(invitations):
    """How many are coming and so on, in a line: "3 coming, 1 apologies, 2 without an answer"."""
    counts = Counter(invitation.answer for invitation in invitations)
    words = {"coming": "coming", "apologies": "sent apologies", "": "have not answered"}
    return ", ".join(f"{counts[answer]} {word}" for answer, word in words.items() if counts[answer])


def _came(meeting):
    return meeting.attendances.select_related("person").order_by("person__name", "pk")


def _came_in_words(meeting, minutes):
    if minutes is None:
        return ""
    named = wording.counted(meeting.attendances.count(), "member,members")
    return f"{named} and {wording.counted(minutes.residents, 'resident')} came."


def _short_notice(meeting):
    if not rules.notice_is_short(meeting):
        return ""
    given = wording.counted(rules.notice_given(meeting), "clear working day")
    return f"This meeting was called with {given} of notice. The protocol asks for {rules.NOTICE}."


# Calendars


def calendar_of(person, *, at):
    """The meetings that a person is asked to and has not declined, from three months ago on."""
    asked = Invitation.objects.filter(person=person).exclude(answer="apologies")
    meetings = Meeting.objects.filter(pk__in=asked.values("meeting"), ends_at__gt=at - BEHIND)
    return meetings.for_display().order_by("starts_at", "pk")
