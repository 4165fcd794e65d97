"""Who may, and whether now. Nothing here writes."""

from django.urls import reverse

from pact.accounts.models import Membership, Permission
from pact.core.refusals import Obstacle
from pact.core.wording import counted
from tasking.models import Action

SLUG = "tasking"


def may_manage(user, place):
    """Create, assign and re-date actions in this ward or that action's ward."""
    return user.can(Permission.MANAGE_ACTIONS, within=place)


def manages_its_agency(user, action):
    return action.agency_id in user.agencies_with(Permission.MANAGE_AGENCY)


def may_update(user, action):
    """Rule 30: its owner, or the manager of the owner's agency. The co-ordinator does not."""
    return action.owner_id == user.pk or manages_its_agency(user, action)


def may_redate(user, action):
    return may_manage(user, action.ward) or manages_its_agency(user, action)


def may_hand_over(user, action):
    """Inside the agency its manager; to any agency the co-ordinator."""
    return may_redate(user, action)


def may_verify(user, action):
    """Rule 32: never the owner, nor whoever said that it was done."""
    return user.can(Permission.VERIFY_ACTIONS, within=action.ward) and not _had_a_hand_in(user, action)


def may_close(user, action):
    return may_manage(user, action.ward)


def _had_a_hand_in(user, action):
    return action.owner_id == user.pk or (action.is_done and action.completion.by_id == user.pk)


def owners_within(ward):
    """Current memberships of those who can own an action in this ward, each with its agency."""
    return (
        Membership.objects.current()
        .holding(Permission.WORK_ON_ACTIONS)
        .within(ward)
        .filter(agency__isnull=False, person__is_active=True)
    )


def obstacles_to_creating(priority, *, owner, agency, due_on, today):
    obstacles = obstacles_to_tasking(priority)
    obstacles += obstacles_to_owning(owner, agency=agency, ward=priority.ward)
    if due_on < today:
        obstacles.append("The due date must be today or later.")
    return obstacles


def obstacles_to_creating_again(priority, *, title, owner, due_on):
    same = priority.actions.filter(title__iexact=title, owner=owner, due_on=due_on).first()
    return [Obstacle(f"{owner} has this action already.", href=same.get_absolute_url())] if same else []


def obstacles_to_tasking(priority):
    """Why no action can be made from this priority, whoever would own it."""
    obstacles = []
    if not priority.cycle.stage_is_open(SLUG):
        obstacles.append(Obstacle("Tasking is not open for this cycle.", href=priority.cycle.get_absolute_url()))
    if not priority.is_live:
        obstacles.append(Obstacle("This priority has ended.", href=priority.get_absolute_url()))
    return obstacles


def obstacles_to_owning(owner, *, agency, ward):
    """Rule 28: one named owner, who works for that agency, here."""
    if owners_within(ward).filter(person=owner, agency=agency).exists():
        return []
    return [f"{owner} does not work on actions for {agency} in {ward}. Choose one of its people there."]


def obstacles_to_continuing(predecessor, *, priority):
    """An action takes up one that was carried over, once, in the same PACT."""
    obstacles = []
    if not predecessor.is_closed or predecessor.closing.kind != predecessor.closing.Kind.CARRIED_OVER:
        obstacles.append("Only an action that was carried over can be taken up again.")
    if hasattr(predecessor, "continued_by"):
        obstacles.append("That action has been taken up already.")
    if predecessor.cycle.pact_id != priority.cycle.pact_id:
        obstacles.append("That action belongs to another PACT.")
    return obstacles


def obstacles_to_changing(action):
    if action.is_verified:
        return ["This action is complete: it was done and verified."]
    if action.is_closed:
        return [f"This action is closed: {action.closing.get_kind_display().lower()}."]
    return []


def obstacles_to_updating(action):
    obstacles = obstacles_to_changing(action)
    if not obstacles and action.is_done:
        obstacles.append("This action is done and waits to be verified.")
    return obstacles


def obstacles_to_reporting(action):
    """Why its owner cannot report progress, a block or that it is done."""
    obstacles = obstacles_to_updating(action)
    if not obstacles and action.is_refused:
        obstacles.append("This action was refused. Accept it first.")
    return obstacles


def obstacles_to_withdrawing(action):
    """An action can be taken back as if it had never been while nothing has happened to it."""
    untouched = not (action.has("acceptance") or action.is_done or action.is_closed)
    if untouched and not (action.notes.exists() or action.redatings.exists() or action.handovers.exists()):
        return []
    return ["Something has happened to this action, so it stays on record. Close it instead."]


def obstacles_to_completing(action, *, outcome, has_evidence, why_no_evidence):
    """Rule 31: done needs text, and a file or photo or the reason why there is none."""
    obstacles = obstacles_to_reporting(action)
    if not outcome.strip():
        obstacles.append("Say what changed as a result.")
    if not (has_evidence or why_no_evidence.strip()):
        obstacles.append("Add a photo or a file, or say why there is none.")
    return obstacles


def obstacles_to_verifying(action, *, by):
    obstacles = obstacles_to_changing(action)
    if not action.is_done:
        obstacles.append("Its owner has not said yet that it is done.")
    if by is not None and _had_a_hand_in(by, action):
        obstacles.append("Somebody other than its owner has to verify an action.")
    return obstacles


def obstacles_to_sending_back(action, *, by):
    return obstacles_to_verifying(action, by=by)


def obstacles_to_blocking(action):
    obstacles = obstacles_to_reporting(action)
    if action.blocks.filter(cleared_at=None).exists():
        obstacles.append("This action is blocked already. Clear that first, or note progress.")
    return obstacles


def obstacles_to_redating(action, *, due_on, today):
    """A new date that is one, and lies ahead: so never before the action was made (rule 29)."""
    obstacles = obstacles_to_updating(action)
    if due_on < today:
        obstacles.append("The new due date must be today or later.")
    if due_on == action.due_on:
        obstacles.append("That is its due date already.")
    return obstacles


def obstacles_to_handing_over(action, *, owner, agency, by):
    obstacles = obstacles_to_updating(action)
    if owner.pk == action.owner_id and agency.pk == action.agency_id:
        obstacles.append(f"{owner} owns this action already.")
    if by is not None and agency.pk != action.agency_id and not may_manage(by, action.ward):
        obstacles.append(f"Only the PACT co-ordinator can hand an action from {action.agency} to another agency.")
    return obstacles + obstacles_to_owning(owner, agency=agency, ward=action.ward)


def obstacles_to_undoing(action, step, *, is_there):
    """A completion, verification or closing can be undone while it is the last word."""
    obstacles = [] if is_there else ["That has been undone already."]
    if step == "completion" and action.is_open is False:
        obstacles += obstacles_to_changing(action)
    if step == "closing" and hasattr(action, "continued_by"):
        obstacles.append(Obstacle("It was taken up again.", href=action.continued_by.get_absolute_url()))
    return obstacles


def obstacles_to_leaving(person):
    """Rule 40: whoever leaves hands over their open actions first."""
    number = Action.objects.open().owned_by(person).count()
    if not number:
        return []
    href = f"{reverse('tasking:action_list')}?whose=all&owner={person.pk}"
    return [Obstacle(f"{person} owns {counted(number, 'open action')}. Hand them over first.", href=href)]
