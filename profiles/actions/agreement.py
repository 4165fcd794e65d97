"""Asking the ward's members, and what they say (W39)."""

from django.db import transaction
from django.utils import timezone

from pact.accounts.models import Membership, Role
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.core.working_days import add_working_days
from profiles import notices, rules
from profiles.models import MemberAnswer, PriorityActionArea

DAYS_TO_ANSWER = 10  # working days
REMIND_ON_DAYS = (5, 9)  # working days after being asked


@transaction.atomic
def ask_members(profile, *, by, at):
    """Ask each councillor who holds a seat in the ward and was not asked yet. Returns the answers now awaited."""
    seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=profile.ward).select_related("person")
    answer_by = add_working_days(timezone.localdate(at), DAYS_TO_ANSWER)
    asked = []
    for seat in seats.order_by("person__name", "pk"):
        answer, is_new = MemberAnswer.objects.get_or_create(
            profile=profile, councillor=seat.person, defaults={"asked_at": at, "answer_by": answer_by}
        )
        if is_new:
            asked.append(answer)
            notices.member_asked(answer, at=at)
    if asked:
        trail.record("asked members about", on=profile, by=by, at=at, count=len(asked))
    return asked


@transaction.atomic
def ask_new_member(membership, *, by, at):
    """Ask a councillor who takes a seat while the areas of their ward are still to be decided (rule 6)."""
    if membership.role != Role.COUNCILLOR or membership.ward_id is None:
        return
    profile = membership.ward.profiles.published().order_by("-version").first()
    if profile and profile.areas.filter(state=PriorityActionArea.State.PROPOSED).exists():
        ask_members(profile, by=by, at=at)


@transaction.atomic
def answer(profile, *, answer, words, by, at):
    """Record what the councillor `by` says. They may change their mind until the areas are decided."""
    row = MemberAnswer.objects.select_for_update(of=("self",)).filter(profile=profile, councillor=by).first()
    refuse_if(rules.obstacles_to_answering(profile, row, answer=answer, words=words))

    row.answer, row.words, row.answered_at = answer, words, at
    row.save(update_fields=["answer", "words", "answered_at"])
    trail.record("answered about", on=profile, by=by, at=at, answer=answer)
    notices.member_answered(row, at=at)
    return row


def remind_members(*, at):
    """Remind whoever has not answered, once on the fifth and once on the ninth of the ten working days.

    A clock that was late makes up for the last of the days that it missed.
    """
    today = timezone.localdate(at)
    reminded = 0
    for row in MemberAnswer.objects.awaited(today=today).select_related("profile__ward", "councillor"):
        asked_on = timezone.localdate(row.asked_at)
        if past := [day for day in REMIND_ON_DAYS if add_working_days(asked_on, day) <= today]:
            notices.member_reminded(row, day=past[-1], at=at)
            reminded += 1
    return reminded
