"""Who is told about a newsletter, and what."""

from pact.accounts.models import Membership, Permission, Role
from pact.notifications import actions as notifications


def newsletter_approved(newsletter, *, at):
    """Those who wrote it, and the print unit."""
    ward = newsletter.cycle.ward
    printers = Membership.objects.current().within(ward).holding(Permission.PRINT_NEWSLETTER).select_related("person")
    people = {person.pk: person for person in [*newsletter.authors.all(), *(seat.person for seat in printers)]}
    _tell("feedback.newsletter_approved", newsletter, people.values(), at)


def newsletter_published(newsletter, *, at):
    """The ward's councillors, who get asked about it in the street."""
    seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=newsletter.cycle.ward)
    _tell("feedback.newsletter_published", newsletter, [seat.person for seat in seats.select_related("person")], at)


def print_ordered(run, *, at):
    ward = run.newsletter.cycle.ward
    printers = Membership.objects.current().within(ward).holding(Permission.PRINT_NEWSLETTER).select_related("person")
    notifications.send(
        "feedback.print_ordered",
        to=[seat.person for seat in printers],
        about=run,
        at=at,
        occasion="once",
        href=run.newsletter.get_absolute_url(),
        run=run,
    )


def _tell(name, newsletter, people, at):
    notifications.send(
        name,
        to=list(people),
        about=newsletter,
        at=at,
        occasion=f"{at:%Y%m%d%H%M%S}",
        href=newsletter.get_absolute_url(),
        newsletter=newsletter,
    )
