"""Boards: read models that look across all stages, each in a number of queries that does not grow with the rows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse

from engagement import queries as engagement
from engagement.models import Finding, Referral, Sharing, Walkabout
from feedback.models import Newsletter
from pact.accounts.models import Permission
from pact.core.refusals import Obstacle
from pact.core.wording import counted
from pact.cycles import queries as cycles
from pact.cycles.models import Cycle, Pact
from pact.cycles.queries import StageOnCycle
from profiles.models import AskedAgency, MemberAnswer
from scrutiny.models import Recommendation
from tasking.models import Action


@dataclass(frozen=True)
class BoardRow:
    """One PACT on a board: its latest cycle, the six stages, what blocks it and what is due next."""

    pact: Pact
    cycle: Cycle | None
    steps: list[StageOnCycle]

    @property
    def strip(self):
        return cycles.strip(self.steps, link_to_cards=True)

    @property
    def obstacles(self):
        """What stands in the way in stages that are open and not going well."""
        return [o for step in self.steps if step.is_open and step.card.tone != "green" for o in step.card.obstacles]

    @property
    def next_due(self):
        """The next day that matters in an open stage: (day, what for), or None."""
        due = [(step.card.due_on, step.card.due_for) for step in self.steps if step.is_open and step.card.due_on]
        return min(due, default=None)

    @property
    def is_blocked(self):
        return any(step.is_blocked for step in self.steps)


@dataclass(frozen=True)
class Due:
    """Something that falls due: when, what, in which ward, and where to go."""

    on: date | None
    what: str
    where: str
    href: str
    is_late: bool


def board_rows(pacts, *, user, today, most=None):
    """A row for each PACT (at most so many) with its latest cycle, by ward and name."""
    pacts = list(pacts.select_related("ward__borough", "coordinator").order_by("ward__name", "name", "pk")[:most])
    latest = cycles.with_openings(Cycle.objects.filter(pact__in=pacts).latest_of_each_pact())
    by_pact = {cycle.pact_id: cycle for cycle in latest}
    steps = cycles.cards_of(by_pact.values(), user=user, today=today)
    return [
        BoardRow(pact=pact, cycle=by_pact.get(pact.pk), steps=steps[by_pact[pact.pk].pk] if pact.pk in by_pact else [])
        for pact in pacts
    ]


def what_is_due(rows, *, today, most=12):
    """What falls due next in the open stages of these rows, late first."""
    due = [
        Due(
            on=step.card.due_on,
            what=f"{step.stage.title}: {step.card.due_for}",
            where=row.pact.ward.name,
            href=step.card.href or row.cycle.get_absolute_url(),
            is_late=step.card.due_on < today,
        )
        for row in rows
        for step in row.steps
        if step.is_open and step.card.due_on
    ]
    return sorted(due, key=lambda item: (item.on, item.where, item.what))[:most]


def blocked(rows):
    """[(row, Obstacle)] of every obstacle in an open stage."""
    return [(row, Obstacle(obstacle, href=obstacle.href)) for row in rows for obstacle in row.obstacles]


def pacts_of(user):
    """The active PACTs on this person's board: those they co-ordinate, or else all of their wards."""
    active = Pact.objects.active().visible_to(user)
    own = active.filter(coordinator=user)
    return own if own.exists() else active


def waiting_for(user, *, today):
    """What this person is asked to do, soonest first: answers, approvals, responses, agreements."""
    tasks = [*_answers_awaited(user, today), *_approvals(user), *_responses(user, today), *_first_answers(user)]
    tasks += [*_figures_asked(user, today), *_referred(user, today), *_referrals_to_send(user), *_sharings(user, today)]
    return sorted(tasks, key=lambda task: (task.on or date.max, task.where, task.what))


def _answers_awaited(user, today):
    asked = MemberAnswer.objects.filter(councillor=user, answer="", profile__areas__state="proposed").distinct()
    return [
        Due(
            on=row.answer_by,
            what="Answer about the priority action areas",
            where=row.profile.ward.name,
            href=reverse("profiles:member_answer", args=[row.profile_id]),
            is_late=row.answer_by < today,
        )
        for row in asked.select_related("profile__ward")
    ]


def _figures_asked(user, today):
    """Figures that this person's agency was asked for and has not sent (A8)."""
    asked = AskedAgency.objects.answered_by(user).unanswered()
    return [
        Due(
            on=row.request.due_on,
            what=f"Send figures: {row.request}",
            where=row.request.place.name,
            href=row.get_absolute_url(),
            is_late=row.request.due_on < today,
        )
        for row in asked.for_display()
    ]


def _sharings(user, today):
    """Events that this person's agency is invited into, or that another asks to join (C7)."""
    return [
        Due(
            on=sharing.event.starts_on,
            what=f"Answer whether to share {sharing.event}",
            where=sharing.agency.name,
            href=reverse("engagement:sharing", args=[sharing.pk]),
            is_late=sharing.event.starts_on < today,
        )
        for sharing in Sharing.objects.awaiting(user).for_display().order_by("asked_at", "pk")
    ]


def _referred(user, today):
    """What walks found and this person's agency is asked to put right: one line a walk."""
    walk, open_ones = "finding__walkabout", Referral.objects.answered_by(user).open()
    found = open_ones.values(f"{walk}__area__name", f"{walk}__area__ward__name", f"{walk}__held_on", walk)
    return [
        Due(
            on=row["due"],
            what=f"Put right {counted(row['how_many'], 'thing')} found on the walk of {row[f'{walk}__area__name']}",
            where=row[f"{walk}__area__ward__name"],
            href=reverse("engagement:referral_list"),
            is_late=row["due"] < today,
        )
        for row in found.annotate(due=Min("due_on"), how_many=Count("pk")).order_by("due", walk)
    ]


def _referrals_to_send(user):
    """Of PACTs that this person co-ordinates: drafts while their engagement is open, and what came back at any time."""
    mine = Finding.objects.filter(walkabout__engagement__cycle__pact__coordinator=user).visible_to(user)
    waiting = engagement.to_refer(mine.filter(omission=None))
    waiting = waiting.filter(Q(walkabout__engagement__closed_at=None) | Q(referrals__isnull=False))
    by_walk = Walkabout.objects.filter(pk__in=waiting.values("walkabout")).for_display().order_by("held_on", "pk")
    return [
        Due(
            on=None,
            what=f"Look over the referrals of the walk of {walkabout.area.name}",
            where=walkabout.engagement.cycle.ward.name,
            href=reverse("engagement:walkabout_referrals", args=[walkabout.pk]),
            is_late=False,
        )
        for walkabout in by_walk
    ]


def _approvals(user):
    """Newsletters that this person may approve and had no hand in (rule 57)."""
    drafts = Newsletter.objects.filter(
        cycle__pact__ward__in=user.wards(Permission.APPROVE_NEWSLETTER), approval=None, publication=None
    ).exclude(authors=user)
    return [
        Due(
            on=None,
            what="Read and approve the newsletter",
            where=draft.cycle.ward.name,
            href=draft.get_absolute_url(),
            is_late=False,
        )
        for draft in drafts.select_related("cycle__pact__ward")
    ]


def _responses(user, today):
    asked = Recommendation.objects.to_be_answered_by(user)
    return [
        Due(
            on=recommendation.respond_by,
            what=f"Answer recommendation {recommendation.reference}",
            where=recommendation.review.township.name,
            href=recommendation.get_absolute_url(),
            is_late=recommendation.respond_by < today,
        )
        for recommendation in asked.select_related("review__township")
    ]


def _first_answers(user):
    """Actions that somebody gave this person and that they have neither taken on nor refused."""
    new = Action.objects.owned_by(user).open().filter(acceptance=None).select_related("priority__cycle__pact__ward")
    return [
        Due(
            on=action.due_on,
            what=f"Take on or refuse: {action}",
            where=action.priority.cycle.ward.name,
            href=action.get_absolute_url(),
            is_late=False,
        )
        for action in new
    ]
