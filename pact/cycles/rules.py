"""Who may, and whether now. Nothing here writes."""

from pact.accounts.models import Permission
from pact.core.refusals import Obstacle
from pact.cycles import stages
from pact.cycles.models import Pact


def may_manage_register(user, *, within):
    return user.can(Permission.MANAGE_REGISTER, within=within)


def may_run(user, cycle):
    return user.can(Permission.RUN_CYCLE, within=cycle.ward)


def obstacles_to_registering(*, ward, purpose, contact_email, contact_phone, coordinator):
    """Rule 1: a PACT cannot open without ward, purpose, contact and co-ordinator."""
    obstacles = []
    if not purpose.strip():
        obstacles.append("Say what this PACT is for.")
    if not (contact_email or contact_phone):
        obstacles.append("Give an e-mail address or a phone number by which the public can reach it.")
    if not coordinator.can(Permission.RUN_CYCLE, within=ward):
        obstacles.append(f"{coordinator} is not a PACT co-ordinator for {ward}. Give them that role first.")
    return obstacles


def obstacles_to_having_begun(day, *, today):
    return ["It cannot have begun after today."] if day > today else []


def obstacles_to_naming(ward, name):
    """A ward may have several PACTs, each under its own name."""
    same = ward.pacts.exclude(status=Pact.Status.CLOSED).filter(name__iexact=name).first()
    return [Obstacle(f"{ward} has a PACT of this name already.", href=same.get_absolute_url())] if same else []


def obstacles_to_starting_cycle(pact, *, starts_on, ends_on):
    obstacles = []
    if pact.status != pact.Status.ACTIVE:
        obstacles.append(f"{pact} is {pact.get_status_display().lower()}. Make it active first.")
    if ends_on <= starts_on:
        obstacles.append("A cycle ends after it starts.")
    overlapping = pact.cycles.filter(starts_on__lt=ends_on, ends_on__gt=starts_on).first()
    if overlapping:
        obstacles.append(Obstacle(f"{overlapping.name} overlaps these dates.", href=overlapping.get_absolute_url()))
    return obstacles


def obstacles_to_opening(cycle, slug, *, today):
    """Why this stage cannot open, split into what nobody can waive and what a reason can override."""
    stage = stages.get(slug)
    if cycle.stage_is_open(slug):
        return [Obstacle(f"{stage.title} is open already.")], []
    found = stage.obstacles_to_opening(cycle, today=today)
    waivable = [obstacle for obstacle in found if stage.can_be_overridden(obstacle)]
    return [obstacle for obstacle in found if obstacle not in waivable], waivable


def obstacles_to_closing(cycle, slug, *, today):
    stage = stages.get(slug)
    if not cycle.stage_is_open(slug):
        return [Obstacle(f"{stage.title} is not open.")]
    return stage.obstacles_to_closing(cycle, today=today)
