"""A ward and the people of its PACT: invited as an administrator invites, they do the rest in the browser."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone
from django.utils.text import slugify

from pact.accounts import actions as accounts
from pact.accounts.models import Membership, Role
from pact.core import geometry
from pact.places.models import Ward
from pact.taxonomy.models import IssueType
from profiles.actions import loading
from profiles.loading import manifest as manifests
from tests import make

WIGAN = Path(__file__).resolve().parents[2] / "boroughs" / "wigan.toml"
PASSWORD = "a long and quiet pass phrase"
A_FEW_STREETS = 0.0004  # degrees


@dataclass
class Town:
    """`ward` is where it happens. `comes` gives a person with a role, signed in; `passes_by` somebody without.

    `sources` are words that its figures come with; `agency` leads on what the story is about.
    """

    ward: Ward
    sources: list
    new_context: object
    inspection: object = None
    has_script: bool = True
    here: dict = field(default_factory=dict)

    # The place

    @property
    def pact(self):
        return f"{self.ward} PACT"

    @property
    def leaflet(self):
        return f"You said – We did: {self.ward}"

    @property
    def township(self):
        return self.ward.township_on(timezone.localdate()).name

    @property
    def neighbours(self):
        """The names of the other wards of its township."""
        township = self.ward.township_on(timezone.localdate())
        wards = Ward.objects.in_township(township, on=timezone.localdate()).exclude(pk=self.ward.pk)
        return list(wards.order_by("name").values_list("name", flat=True))

    @property
    def corners(self):
        """Of a few streets inside the ward, latitude before longitude."""
        east, north = geometry.inside_point(geometry.parse(self.ward.boundary))
        ways = [(1, -1), (1, 1), (-1, 1), (-1, -1)]
        return [(round(north + A_FEW_STREETS * up, 6), round(east + A_FEW_STREETS * right, 6)) for up, right in ways]

    @property
    def agency(self):
        return IssueType.objects.get(code="TIP").lead_agency

    # The people

    def comes(self, kind):
        """The person of this kind (a `Member` of tests.journeys.steps), signed in since they first came."""
        if kind not in self.here:
            visitor = self.passes_by(kind)
            self._invite(kind)
            visitor.signs_in(address_of(kind.name), PASSWORD)
            self.here[kind] = visitor
        return self.here[kind]

    def come_all(self, kind):
        """Each member of the ward, who comes in by the letter that invites them."""
        if kind not in self.here:
            self.here[kind] = [self._comes_by_letter(kind, member) for member in self.members()]
        return self.here[kind]

    def passes_by(self, kind):
        visitor = kind(self.new_context(java_script_enabled=self.has_script), self.inspection)
        visitor.has_script = self.has_script
        return visitor

    def members(self):
        """The councillors who hold a seat in the ward."""
        seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=self.ward)
        return [seat.person for seat in seats.select_related("person").order_by("person__name")]

    def _comes_by_letter(self, kind, member):
        email = address_of(member.name)
        accounts.give_address(member, email=email, by=None, at=timezone.now())
        letter = accounts.invite_again(member, by=None, at=timezone.now())
        visitor = self.passes_by(kind)
        visitor.name = member.name
        visitor.accepts_the_invitation(letter.token, PASSWORD)
        visitor.signs_in(email, PASSWORD)
        return visitor

    def _invite(self, kind):
        now = timezone.now()
        person = accounts.invite(
            email=address_of(kind.name),
            name=kind.name,
            role=kind.role,
            agency=self.agency if kind.works_for_an_agency else None,
            place=self.ward.borough,
            by=None,
            at=now,
        )
        accounts.accept(person.invitations.get(), name=kind.name, phone="", password=PASSWORD, at=now)


def wigan(*, folder, **how):
    """All of Wigan as it is published, seen from one of its wards."""
    outcomes = list(loading.load(manifests.read(WIGAN), folder, by=None, at=timezone.now()))
    assert not [outcome.title for outcome in outcomes if outcome.reasons]
    sources = [
        "Population by age, mid-2020",
        "Burglary, February 2016 to January 2019",
        "Contains public sector information licensed under",
    ]
    return Town(ward=Ward.objects.get(name="Wigan West"), sources=sources, **how)


def made_up(**how):
    """The least that a turn of the cycle needs: a ward with two neighbours, three members, a figure, a burglary."""
    township = make.township()
    ward, *_ = [make.ward(name, township=township) for name in ("Ashfield", "Birchwood", "Cedar Hill")]
    make.figure(ward, 3.2)
    make.incident(ward, issue_type=IssueType.objects.get(code="ACQ"))
    IssueType.objects.filter(code="TIP").update(lead_agency=make.agency())
    for name in ("Ada Brook", "Ben Cole", "Cy Drew"):
        accounts.enrol(
            email=f"{slugify(name)}@council.invalid",
            name=name,
            role=Role.COUNCILLOR,
            agency=None,
            place=ward,
            by=None,
            at=timezone.now(),
        )
    return Town(ward=ward, sources=["Office of Figures"], **how)


def address_of(name):
    return f"{slugify(name)}@example.org"
