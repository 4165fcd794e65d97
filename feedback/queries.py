"""Read models for the newsletter and for the pages that residents see."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from engagement import queries as engagement
from engagement.models import Concern
from feedback.models import ItemPhoto, Newsletter
from pact.core.dates import moment
from pact.cycles.models import Cycle, Pact
from pact.meetings.models import Meeting
from pact.places.models import TownshipWard, Ward
from priorities.models import Priority
from tasking.models import Action


def priorities_to_report(cycle):
    """The cycle's priorities in order, each with `respondents` (distinct people) and its actions with their states."""
    actions = Action.objects.select_related("agency", "acceptance", "completion", "verification", "closing")
    return (
        cycle.priorities.select_related("issue_type", "area")
        .annotate(respondents=Count("concerns__interview__respondent", distinct=True))
        .prefetch_related(Prefetch("actions", queryset=actions.order_by("due_on", "pk")))
        .order_by("position", "pk")
    )


def cycles_to_tell_of(wards):
    """Cycles of these wards with a priority and no newsletter yet, the newest first."""
    untold = Cycle.objects.filter(pact__ward__in=wards, newsletter=None, priorities__isnull=False).distinct()
    return untold.select_related("pact__ward").order_by("-starts_on", "pact__ward__name", "pk")


def next_meeting_in_words(cycle, *, at):
    """The next public meeting of the PACT or of its ward, or an empty text."""
    meetings = Meeting.objects.upcoming(at=at).filter(is_public=True)
    meeting = meetings.filter(Q(pact=cycle.pact) | Q(ward=cycle.ward)).order_by("starts_at", "pk").first()
    return f"{meeting.title}: {moment(meeting.starts_at)}, {meeting.venue}." if meeting else cycle.pact.meets


def contact_in_words(pact):
    """Whom to ask for and how, in Markdown: the e-mail address is a link."""
    reach = " or ".join(filter(None, [pact.contact_phone, pact.contact_email and f"<{pact.contact_email}>"]))
    return f"{pact.contact_name}: {reach}"


def newsletters(queryset, *, ward=None, state=""):
    """For the list: with cycle and ward, newest first, filtered by ward and state."""
    if ward:
        queryset = queryset.filter(cycle__pact__ward=ward)
    if state == "published":
        queryset = queryset.filter(publication__isnull=False)
    elif state == "approved":
        queryset = queryset.filter(publication=None, approval__isnull=False)
    elif state == "draft":
        queryset = queryset.filter(publication=None, approval=None)
    return queryset.select_related("cycle__pact__ward", "approval", "publication", "drafted_by").order_by(
        "-drafted_at", "-pk"
    )


# What residents see: nothing here holds a person's words, name or contact (rule 65)


@dataclass(frozen=True)
class PublicPriority:
    """A priority as residents see it: what, where, what will be different and what is being done."""

    title: str
    issue: str
    place: str
    goal: str
    actions: list


@dataclass(frozen=True)
class PublicAction:
    title: str
    agency: str
    due_on: object
    state: str


def public_register(*, today, search="", township=None):
    """Every active PACT by ward, for anybody (rule 3, M27)."""
    pacts = Pact.objects.active().filter(ward__in=Ward.objects.on(today))
    if search:
        pacts = pacts.filter(
            Q(name__icontains=search) | Q(ward__name__icontains=search) | Q(aliases__name__icontains=search)
        ).distinct()
    if township:
        pacts = pacts.filter(ward__in=TownshipWard.objects.on(today).filter(township=township).values("ward"))
    return pacts.select_related("ward").prefetch_related("aliases").order_by("ward__name", "name", "pk")


@dataclass(frozen=True)
class PublicWard:
    """A ward on the map of the register."""

    name: str
    boundary: dict | None
    href: str
    pacts: int


def public_wards(*, today, township=None):
    """The wards of today, of one township if it is given, with how many active PACTs each has. One query."""
    wards = Ward.objects.on(today)
    if township:
        wards = wards.filter(pk__in=TownshipWard.objects.on(today).filter(township=township).values("ward"))
    active = Count("pacts", filter=Q(pacts__status=Pact.Status.ACTIVE))
    rows = wards.annotate(active=active).order_by("name", "pk").values("name", "boundary", "slug", "active")
    return [
        PublicWard(row["name"], row["boundary"], reverse("feedback:public_ward", args=[row["slug"]]), row["active"])
        for row in rows
    ]


def public_priorities(ward):
    """What the ward's PACTs work on now: the live priorities, with the actions agreed."""
    actions = Action.objects.select_related("agency", "acceptance", "completion", "verification", "closing")
    live = (
        Priority.objects.live()
        .filter(cycle__pact__ward=ward, cycle__pact__status=Pact.Status.ACTIVE)
        .select_related("issue_type")
        .prefetch_related(Prefetch("actions", queryset=actions.order_by("due_on", "pk")))
    )
    return [
        PublicPriority(
            title=priority.title,
            issue=priority.issue_type.name,
            place=priority.place,
            goal=priority.goal,
            actions=[_public_action(action) for action in priority.actions.all()],
        )
        for priority in live.order_by("-cycle__starts_on", "position", "pk")
    ]


def _public_action(action):
    return PublicAction(
        title=action.title, agency=action.agency.name, due_on=action.due_on, state=_public_state(action)
    )


def _public_state(action):
    if getattr(action, "verification", None):
        return "Done"
    if closing := getattr(action, "closing", None):
        return closing.get_kind_display()
    if getattr(action, "completion", None):
        return "Done, being checked"
    acceptance = getattr(action, "acceptance", None)
    return "Under way" if acceptance and not acceptance.is_refusal else "Agreed"


def public_newsletters(ward):
    published = Newsletter.objects.published().filter(cycle__pact__ward=ward)
    return published.select_related("cycle", "publication").order_by("-publication__at", "-pk")


def public_meetings(ward, *, at):
    return (
        Meeting.objects.upcoming(at=at)
        .filter(Q(ward=ward) | Q(pact__ward=ward), is_public=True)
        .distinct()
        .order_by("starts_at", "pk")[:5]
    )


def public_pacts(ward):
    return Pact.objects.active().filter(ward=ward).prefetch_related("aliases").order_by("name", "pk")


def concerns_of_no_priority(cycle):
    """Keys of a cycle's concerns of people of whom nothing became part of a priority: of the others they hear then."""
    in_one = Concern.objects.filter(priorities__isnull=False)
    rest = Concern.objects.filter(cycle=cycle, priorities=None).exclude(merged_into__in=in_one)
    rest = rest.exclude(interview__in=in_one.filter(interview__isnull=False).values("interview"))
    return rest.order_by("pk").values_list("pk", flat=True)


def items(newsletter):
    """In order, each with the `photos` that may be shown."""
    photos = ItemPhoto.objects.shown().select_related(
        "photo__look", "photo__finding__walkabout__engagement__cycle__pact__ward"
    )
    return (
        newsletter.items.select_related("priority__issue_type")
        .prefetch_related(Prefetch("photos", photos.order_by("position")))
        .order_by("position", "pk")
    )


def quotations(newsletter):
    """Words that a person has cleared for use, of what its priorities were made of. One query."""
    of_these = Priority.concerns.through.objects.filter(priority__newsletter_items__newsletter=newsletter)
    return engagement.quotations_for(of_these.values("concern"))
