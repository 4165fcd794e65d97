"""Who is told what about priorities. The words are in templates/priorities/emails/."""

from django.urls import reverse

from pact.notifications import actions as notifications


def priority_proposed(proposal, *, at):
    """To the co-ordinator, who prepares the meeting."""
    return _tell(
        "priority_proposed", proposal, at=at, href=reverse("priorities:candidate_list", args=[proposal.cycle_id])
    )


def ending_proposed(proposal, *, at):
    return _tell("ending_proposed", proposal, at=at, href=proposal.priority.get_absolute_url())


def _tell(name, proposal, *, at, href):
    coordinator = proposal.cycle.pact.coordinator
    if coordinator == proposal.by:
        return []
    return notifications.send(
        f"priorities.{name}", to=[coordinator], about=proposal, at=at, occasion="once", href=href, proposal=proposal
    )
