"""The network of key individuals, without names: who is due, and how many answered."""

from dataclasses import dataclass

from engagement import rules
from engagement.models import Interview, ReferralRoute, Turn
from pact.core.suppression import suppress_one
from pact.core.working_days import add_months
from pact.cycles.models import Pact

ORDER = [rules.OVERDUE, rules.DUE, rules.ANSWERED]
WORDS = {rules.OVERDUE: ("Overdue", "red"), rules.DUE: ("Due", "amber"), rules.ANSWERED: ("Answered", "green")}


@dataclass(frozen=True)
class MemberRow:
    """A member as the list shows one: by role, never by name."""

    member: object
    standing: str
    invited_on: object

    @property
    def has_answered(self):
        return self.standing == rules.ANSWERED

    @property
    def words(self):
        return WORDS[self.standing][0]

    @property
    def colour(self):
        return WORDS[self.standing][1]


@dataclass(frozen=True)
class Network:
    """The members of a PACT, those who are due first."""

    rows: list
    quarter: object

    @property
    def members(self):
        return len(self.rows)

    @property
    def answered(self):
        return sum(row.has_answered for row in self.rows)

    @property
    def members_in_words(self):
        return f"{self.members} of {rules.AIMED_AT}"

    @property
    def answered_in_words(self):
        return f"{self.answered} of {self.members}"


def network(pact, *, today):
    now = rules.quarter_of(today)
    members = list(pact.network.current().order_by("role", "pk"))
    turns = Turn.objects.filter(member__in=members, quarter__in=[now, add_months(now, -3)])
    answered, invited = {}, {}
    for turn in turns:
        if turn.has_answered:
            answered.setdefault(turn.member_id, set()).add(turn.quarter)
        if turn.quarter == now:
            invited[turn.member_id] = turn.invited_on
    rows = [
        MemberRow(each, rules.standing(each, answered.get(each.pk, set()), today=today), invited.get(each.pk))
        for each in members
    ]
    return Network(sorted(rows, key=lambda row: ORDER.index(row.standing)), now)


def pacts_with_a_network(user):
    """The active PACTs that this person co-ordinates."""
    return Pact.objects.active().filter(coordinator=user).select_related("ward").order_by("name", "pk")


def routes(engagement):
    """`[(route, how many answered as it may be shown)]`: a small count could point at somebody (rule 64)."""
    found = ReferralRoute.objects.filter(engagement=engagement).order_by("role", "service", "pk")
    return [(route, suppress_one(route.answered)) for route in found]


def routes_to_choose(engagement):
    """Those by which somebody is introduced; who said it themselves ticks it among the roles."""
    return ReferralRoute.objects.filter(engagement=engagement).exclude(service="").order_by("role", "service", "pk")


def complained(engagement):
    """How many said that they had complained to a service. It stands beside nobody's answers."""
    own = ReferralRoute.objects.filter(engagement=engagement, role=ReferralRoute.Role.COMPLAINANT, service="")
    return sum(own.values_list("answered", flat=True))


def open_interviewing(pact):
    """The engagement by interview in which a member would answer now: the latest that is not closed, or None."""
    model = Interview.engagement.field.related_model
    found = model.objects.open().filter(cycle__pact=pact, technique__form="interview")
    return found.order_by("-starts_on", "-pk").first()
