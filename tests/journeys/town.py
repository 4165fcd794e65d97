"""A real ward and the people of its PACT: invited as an administrator invites, they do the rest in the browser."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone
from django.utils.text import slugify

from pact.accounts import actions as accounts
from pact.accounts.models import Agency, Membership, Role
from pact.places.models import Ward
from profiles.actions import loading
from profiles.loading import manifest as manifests

WIGAN = Path(__file__).resolve().parents[2] / "boroughs" / "wigan.toml"
PASSWORD = "a long and quiet pass phrase"


@dataclass
class Town:
    """`ward` is where it happens. `comes` gives a person with a role, signed in; `passes_by` somebody without."""

    ward: Ward
    new_context: object
    inspection: object
    here: dict = field(default_factory=dict)

    def comes(self, kind):
        """The person of this kind (a `Member` of tests.journeys.steps), signed in since they first came."""
        if kind not in self.here:
            visitor = self.passes_by(kind)
            self._invite(kind)
            visitor.signs_in(address_of(kind.name), PASSWORD)
            self.here[kind] = visitor
        return self.here[kind]

    def passes_by(self, kind):
        return kind(self.new_context(), self.inspection)

    def members(self):
        """The councillors who hold a seat in the ward, as the open data names them."""
        seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=self.ward)
        return [seat.person for seat in seats.select_related("person").order_by("person__name")]

    def councillors(self, kind):
        """Each member of the ward, who comes in by the letter that invites them."""
        for member in self.members():
            email = address_of(member.name)
            accounts.give_address(member, email=email, by=None, at=timezone.now())
            letter = accounts.invite_again(member, by=None, at=timezone.now())
            visitor = self.passes_by(kind)
            visitor.name = member.name
            visitor.accepts_the_invitation(letter.token, PASSWORD)
            visitor.signs_in(email, PASSWORD)
            yield visitor

    def _invite(self, kind):
        now = timezone.now()
        person = accounts.invite(
            email=address_of(kind.name),
            name=kind.name,
            role=kind.role,
            agency=Agency.objects.get(name=kind.agency) if kind.agency else None,
            place=self.ward.borough,
            by=None,
            at=now,
        )
        accounts.accept(person.invitations.get(), name=kind.name, phone="", password=PASSWORD, at=now)


def town_of(ward, *, folder, new_context, inspection):
    """Load all of Wigan as it is published; give the town that has this ward."""
    outcomes = list(loading.load(manifests.read(WIGAN), folder, by=None, at=timezone.now()))
    assert not [outcome.title for outcome in outcomes if outcome.reasons]
    return Town(ward=Ward.objects.get(name=ward), new_context=new_context, inspection=inspection)


def address_of(name):
    return f"{slugify(name)}@example.org"
