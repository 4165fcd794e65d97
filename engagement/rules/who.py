"""Who may. Nothing here writes."""

from engagement.models import Engagement
from pact.accounts.models import Permission


def may_edit_techniques(user):
    return user.can(Permission.MANAGE_WORDS)


def may_plan(user, ward):
    return user.can(Permission.PLAN_ENGAGEMENT, within=ward)


def may_record(user, engagement):
    """Whoever records in the ward, and an agency's manager at those engagements whose team they are on (W43)."""
    ward = engagement.cycle.ward
    if user.can(Permission.RECORD_ENGAGEMENT, within=ward):
        return True
    return user.can(Permission.JOIN_ENGAGEMENT, within=ward) and engagement.team.contains(user)


def may_record_somewhere(user):
    if user.can(Permission.RECORD_ENGAGEMENT):
        return True
    return user.can(Permission.JOIN_ENGAGEMENT) and Engagement.objects.recorded_by(user).open().exists()


def may_report(user, ward):
    """Enter what was said at a meeting or sent in, and put a concern under another issue type."""
    return user.can(Permission.SEE_ANSWERS, within=ward)


def may_send_casework(user, ward):
    """A councillor, of their own ward."""
    return user.can(Permission.SEND_CASEWORK, within=ward)


def may_read_words(user, concern):
    """What was said word for word: the co-ordinator, and whoever took it down unless the issue is restricted."""
    if user.can(Permission.SEE_ANSWERS, within=concern.cycle.ward):
        return True
    return concern.recorded_by_id == user.pk and not concern.issue_type.is_restricted


def may_see_interview(user, interview):
    """As `Interview.objects.visible_to`, of one that is at hand."""
    return user.pk in {interview.recorded_by_id, interview.held_by_id} or user.can(
        Permission.SEE_ANSWERS, within=interview.engagement.cycle.ward
    )


def may_read_finding(user, finding):
    """Its words and photo: everybody of the ward, unless its issue is restricted."""
    if not finding.issue_type.is_restricted:
        return True
    return user.can(Permission.SEE_ANSWERS, within=finding.walkabout.engagement.cycle.ward)


def may_see_contacts(user, pact):
    """Only the co-ordinator of this very PACT (contract 3)."""
    return pact.coordinator_id == user.pk and user.can(Permission.SEE_CONTACTS, within=pact.ward)


def may_erase(user, interview):
    return user.can(Permission.SEE_ANSWERS, within=interview.engagement.cycle.ward)


def may_see_findings(user, engagement):
    """Everybody of the ward once they are published; until then those who plan."""
    return engagement.findings_are_published or may_plan(user, engagement.cycle.ward)
