"""What people do with the register and with a cycle. Nothing else writes here."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from pact.accounts.models import Membership, Role
from pact.audit import trail
from pact.core.refusals import refuse_if
from pact.core.working_days import add_months
from pact.cycles import notices, rules
from pact.cycles.models import Alias, CouncillorInvitation, Cycle, Override, Pact, StageOpening, Validation


@transaction.atomic
def register_pact(*, ward, name, purpose, coordinator, contact_name, by, at, aliases=(), **details):
    """Enter a PACT in the register and invite the ward's councillors to it (rules 1 and 2).

    `details` are further fields of `Pact`: kind, chair, contact_email, contact_phone, meets, councillors_vote,
    priority_limit, started_on, next_validation_on. The last two default to today and a year from today (M15).
    """
    today = timezone.localdate(at)
    type(ward).objects.select_for_update(of=("self",), no_key=True).get(pk=ward.pk)
    details = {"started_on": today, "next_validation_on": add_months(today, 12)} | _said(details)
    refuse_if(
        rules.obstacles_to_having_begun(details["started_on"], today=today)
        + rules.obstacles_to_registering(
            ward=ward,
            purpose=purpose,
            contact_email=details.get("contact_email", ""),
            contact_phone=details.get("contact_phone", ""),
            coordinator=coordinator,
        )
        + rules.obstacles_to_naming(ward, name)
    )

    pact = Pact.objects.create(
        ward=ward,
        name=name,
        slug=_free_slug(name),
        purpose=purpose,
        coordinator=coordinator,
        contact_name=contact_name,
        **details,
    )
    Alias.objects.bulk_create(Alias(pact=pact, name=alias) for alias in aliases)
    trail.record("registered", on=pact, by=by, at=at, ward=ward.name)
    _invite_councillors(pact, at=at)
    return pact


def _said(details):
    """Without a beginning that nobody gave."""
    return {field: value for field, value in details.items() if field != "started_on" or value}


@transaction.atomic
def edit_pact(pact, *, aliases, by, at, **details):
    """Change the entry. The names it goes by are replaced as a whole."""
    pact = Pact.objects.select_for_update(of=("self",)).get(pk=pact.pk)
    details = _said(details)
    began = details.get("started_on", pact.started_on)
    refuse_if(rules.obstacles_to_having_begun(began, today=timezone.localdate(at)))
    new = {field: getattr(pact, field) for field in ("purpose", "contact_email", "contact_phone", "coordinator")}
    new |= {field: value for field, value in details.items() if field in new}
    refuse_if(rules.obstacles_to_registering(ward=pact.ward, **new))

    changed = sorted(field for field, value in details.items() if getattr(pact, field) != value)
    for field, value in details.items():
        setattr(pact, field, value)
    pact.save(update_fields=list(details))
    pact.aliases.exclude(name__in=aliases).delete()
    Alias.objects.bulk_create([Alias(pact=pact, name=name) for name in aliases], ignore_conflicts=True)
    trail.record("edited", on=pact, by=by, at=at, changed=changed)
    return pact


@transaction.atomic
def set_status(pact, *, status, by, at):
    """Make a PACT active, dormant or closed (M7). Setting what it is already changes nothing."""
    pact = Pact.objects.select_for_update(of=("self",)).get(pk=pact.pk)
    if pact.status == status:
        return pact
    was, pact.status = pact.status, status
    pact.save(update_fields=["status"])
    trail.record("changed status of", on=pact, by=by, at=at, was=was, status=status)
    return pact


@transaction.atomic
def validate(pact, *, outcome, reason, by, at):
    """Record whether a PACT should go on, and set the next such review a year ahead (M15). Stopping closes it.

    The same said twice on a day is one validation.
    """
    pact = Pact.objects.select_for_update(of=("self",)).get(pk=pact.pk)
    last = pact.validations.order_by("-at", "-pk").first()
    said = (outcome, reason, timezone.localdate(at))
    if last and (last.outcome, last.reason, timezone.localdate(last.at)) == said:
        return last

    validation = Validation.objects.create(pact=pact, outcome=outcome, reason=reason, at=at, by=by)
    pact.next_validation_on = add_months(timezone.localdate(at), 12)
    if outcome == Validation.Outcome.STOP:
        pact.status = Pact.Status.CLOSED
    pact.save(update_fields=["next_validation_on", "status"])
    trail.record("validated", on=pact, by=by, at=at, outcome=outcome)
    return validation


@transaction.atomic
def start_cycle(pact, *, name, starts_on, ends_on, by, at):
    """Start a turn of the cycle; `ends_on` is exclusive."""
    pact = Pact.objects.select_for_update(of=("self",)).get(pk=pact.pk)
    refuse_if(rules.obstacles_to_starting_cycle(pact, starts_on=starts_on, ends_on=ends_on))

    cycle = Cycle.objects.create(pact=pact, name=name, starts_on=starts_on, ends_on=ends_on)
    trail.record("started", on=cycle, by=by, at=at)
    return cycle


@transaction.atomic
def open_stage(cycle, slug, *, override_reason="", by, at):
    """Open a stage of this cycle. Obstacles that its stage lets be overridden need `override_reason` (rule 7)."""
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    firm, waivable = rules.obstacles_to_opening(cycle, slug, today=timezone.localdate(at))
    refuse_if(firm)
    if not override_reason.strip():
        refuse_if(waivable)

    opening = StageOpening.objects.create(cycle=cycle, stage=slug, opened_at=at, opened_by=by)
    if waivable:
        Override.objects.create(
            cycle=cycle, stage=slug, obstacles=[str(o) for o in waivable], reason=override_reason.strip(), at=at, by=by
        )
    trail.record("opened", on=cycle, by=by, at=at, stage=slug, override=override_reason if waivable else "")
    return opening


@transaction.atomic
def close_stage(cycle, slug, *, by, at):
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    refuse_if(rules.obstacles_to_closing(cycle, slug, today=timezone.localdate(at)))

    opening = cycle.openings.get(stage=slug, closed_at=None)
    opening.closed_at, opening.closed_by = at, by
    opening.save(update_fields=["closed_at", "closed_by"])
    trail.record("closed", on=cycle, by=by, at=at, stage=slug)
    return opening


@transaction.atomic
def invite_new_councillor(membership, *, by, at):
    """When a councillor joins a ward, invite them to its PACTs, once (rule 2)."""
    if membership.role != Role.COUNCILLOR or membership.ward_id is None:
        return
    for pact in Pact.objects.active().filter(ward=membership.ward_id).order_by("pk"):
        _invite(pact, [membership.person], at=at)


def _invite_councillors(pact, *, at):
    """Councillors hold their role in the ward itself; a role in a whole borough is not a seat."""
    seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=pact.ward).select_related("person")
    _invite(pact, [seat.person for seat in seats.order_by("pk")], at=at)


def _invite(pact, people, *, at):
    for person in people:
        _, is_new = CouncillorInvitation.objects.get_or_create(pact=pact, person=person, defaults={"at": at})
        if is_new:
            notices.councillor_invited(pact, person, at=at)


def _free_slug(name):
    base = slugify(name)[:120] or "pact"
    taken = {"registration"} | set(Pact.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
