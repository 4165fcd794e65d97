"""Youth PACTs and the schools they draw on, and putting people who would help in touch with a group."""

from django.db import transaction

from engagement.models import Contact, Introduction, School, SchoolSeats
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.cycles.models import Pact
from pact.places.models import Borough


@transaction.atomic
def list_school(borough, *, name, by, at):
    """Put a school on the borough's list; one that was taken off comes back."""
    Borough.objects.select_for_update(no_key=True).get(pk=borough.pk)  # two at once list it once
    school = School.objects.filter(borough=borough, name__iexact=name).first()
    if school is None:
        school = School.objects.create(borough=borough, name=name)
        trail.record("listed", on=school, by=by, at=at)
    elif school.retired_at:
        school.retired_at = None
        school.save(update_fields=["retired_at"])
        trail.record("listed", on=school, by=by, at=at)
    return school


@transaction.atomic
def unlist_school(school, *, by, at):
    school = School.objects.select_for_update().get(pk=school.pk)
    if school.retired_at is None:
        school.retired_at = at
        school.save(update_fields=["retired_at"])
        trail.record("took off the list", on=school, by=by, at=at)
    return school


@transaction.atomic
def seat_schools(pact, *, members, by, at):
    """Say how many members each school has: `members` is `{school: number}`. No name is asked for (rule 70)."""
    pact = Pact.objects.select_for_update(of=("self",)).get(pk=pact.pk)
    refuse_if([] if pact.kind == Pact.Kind.YOUTH else ["This is not a youth PACT."])

    for school, number in members.items():
        SchoolSeats.objects.update_or_create(
            pact=pact, school=school, defaults={"members": number, "said_at": at, "said_by": by}
        )
    trail.record("said which schools sit on", on=pact, by=by, at=at, schools=sum(map(bool, members.values())))
    return pact


@transaction.atomic
def introduce(contact, *, to, is_new_group=False, by, at):
    """Record that somebody who would help was put in touch with a group, or with what is to become one (W70)."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    refuse_if(["They no longer want to be contacted."] if contact.withdrawn_at else [])

    made, is_new = Introduction.objects.get_or_create(
        contact=contact, to=to, defaults={"is_new_group": is_new_group, "at": at, "by": by}
    )
    if is_new:
        trail.record("introduced to a group", on=contact, by=by, at=at)
    return made
