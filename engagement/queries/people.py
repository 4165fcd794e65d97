"""Interviews, and those who asked to hear back."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from engagement.models import Contact, EqualityAnswers, Interview, MemberContact
from engagement.queries.network import complained
from pact.core.suppression import suppress_by

EQUALITY = {
    "age_band": ("Age", EqualityAnswers.AgeBand),
    "sex": ("Sex", EqualityAnswers.Sex),
    "ethnic_group": ("Ethnic group", EqualityAnswers.EthnicGroup),
    "disability": ("Disability", EqualityAnswers.Disability),
}


def earlier_interviews(interview):
    """Other interviews with the same person in the same PACT, the latest first (rules 11 and 12)."""
    pact = interview.engagement.cycle.pact
    same = Interview.objects.filter(respondent=interview.respondent, engagement__cycle__pact=pact)
    return same.exclude(pk=interview.pk).order_by("-held_on", "-pk")


def interviews(visible, *, engagement=None, by=None):
    found = visible.for_display()
    if engagement:
        found = found.filter(engagement=engagement)
    if by:
        found = found.filter(recorded_by=by)
    return found.annotate(concern_count=Count("concerns")).order_by("-recorded_at", "-pk")


def knows_notice(engagement, person):
    """Whether this person has asked here with this version of the notice before, and need not read it again."""
    return engagement.interviews.filter(recorded_by=person, consent_version=engagement.consent_version).exists()


@dataclass(frozen=True)
class HeardFrom:
    """How many people of each kind were heard from, by question: `[("Age", [("16 to 24", Cell), …]), …]`."""

    roles: list
    equality: list


def heard_from(engagement):
    """Who answered, for the co-ordinator to see who is missing: roles plainly, equality made safe (rule 64).

    "Prefer not to say" is an answer; whoever was not asked or said nothing is counted last (rule 13).
    """
    roles = Counter(role for said in engagement.interviews.values_list("roles", flat=True) for role in said)
    roles[Interview.Role.COMPLAINED] += complained(engagement)  # counted apart from anybody's answers (W45)
    equality = [(EQUALITY[name][0], _labelled(name, counts)) for name, counts in equality_counts(engagement).items()]
    return HeardFrom(roles=[(role.label, roles[role.value]) for role in Interview.Role], equality=equality)


def equality_counts(engagement):
    """`{question: {answer: how many}}`, with "" for whoever was not asked or said nothing. Not to be shown as it is."""
    answers = list(EqualityAnswers.objects.filter(interview__engagement=engagement).values(*EQUALITY))
    silent = engagement.interviews.count() - len(answers)
    found = {}
    for name, (_, choices) in EQUALITY.items():
        given = Counter(answer[name] for answer in answers)
        found[name] = {value: given[value] for value in choices.values} | {"": given[""] + silent}
    return found


def _labelled(name, counts):
    labels = dict(EQUALITY[name][1].choices) | {"": "Not answered"}
    return [(labels[value], cell) for value, cell in suppress_by(counts).items()]


def contacts_like(visible, sought):
    """Those whose name, e-mail address or phone number is what was typed, whatever its case and spaces."""
    typed = sought.strip()
    found = visible.select_related("pact__ward").order_by("-given_at", "-pk")
    digits = _digits(typed)
    same_number = [pk for pk, phone in visible.exclude(phone="").values_list("pk", "phone") if _digits(phone) == digits]
    by_number = Q(pk__in=same_number) if len(digits) > 5 else Q()
    return found.filter(Q(name__iexact=typed) | Q(email__iexact=typed) | by_number)


def address_of(key):
    """The e-mail address of a contact at this moment, for the letter that leaves now; "" once it is withdrawn."""
    return Contact.objects.in_use().filter(pk=key).values_list("email", flat=True).first() or ""


def address_of_member(key):
    """The same of a member of the network; "" once they have left it, or left no address."""
    members = MemberContact.objects.filter(member=key, member__left_on=None)
    return members.values_list("email", flat=True).first() or ""


def _digits(text):
    return "".join(filter(str.isdecimal, text))
