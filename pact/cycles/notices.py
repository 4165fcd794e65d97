"""Who is told about the register, and what."""

from pact.notifications import actions as notifications


def councillor_invited(pact, person, *, at):
    """A councillor is invited to every PACT of the ward, with its contact and the next dates (M30)."""
    notifications.send(
        "cycles.councillor_invited",
        to=[person],
        about=pact,
        at=at,
        occasion="once",
        href=pact.get_absolute_url(),
        pact=pact,
    )
