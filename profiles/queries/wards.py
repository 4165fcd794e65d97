"""Which profile a ward has, its areas, and what its members say."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from pact.accounts.models import Membership, Role
from pact.core.dates import short_day
from pact.places.models import TownshipWard, Ward
from profiles import rules
from profiles.models import AreaProfile, MemberAnswer, PriorityActionArea


@dataclass(frozen=True)
class WardLine:
    """A ward in the overview of profiles: its latest version, how fresh it is, and its areas."""

    ward: Ward
    township: str
    township_slug: str
    profile: AreaProfile | None
    draft: AreaProfile | None
    areas: int
    confirmed: int
    published_on: date | None
    age: rules.Age | None

    @property
    def standing(self):
        return str(self.age) if self.age else "None yet"

    @property
    def colour(self):
        return self.age.colour if self.age else "grey"


def overview(wards, *, today):
    """All wards with the state of their profiles, by borough and township (W40, W50). Four queries."""
    wards = list(wards.select_related("borough").defer("boundary"))
    memberships = TownshipWard.objects.on(today).filter(ward__in=wards)
    township = {
        ward: (name, slug)
        for ward, name, slug in memberships.values_list("ward_id", "township__name", "township__slug")
    }
    latest, drafts = {}, {}
    for profile in AreaProfile.objects.filter(ward__in=wards).for_lists().order_by("version"):
        (latest if profile.is_published else drafts)[profile.ward_id] = profile
    counts = defaultdict(lambda: defaultdict(int))
    for profile in latest.values():
        counts[profile.pk]
    areas = AreaProfile.objects.filter(pk__in=list(counts)).values_list("pk", "areas__state").annotate(n=Count("areas"))
    for pk, state, n in areas:
        counts[pk][state] = n
    lines = [
        WardLine(
            ward=ward,
            township=township.get(ward.pk, ("", ""))[0],
            township_slug=township.get(ward.pk, ("", ""))[1],
            profile=latest.get(ward.pk),
            draft=drafts.get(ward.pk),
            areas=sum(counts[latest[ward.pk].pk].values()) if ward.pk in latest else 0,
            confirmed=counts[latest[ward.pk].pk]["confirmed"] if ward.pk in latest else 0,
            published_on=timezone.localdate(latest[ward.pk].published_at) if ward.pk in latest else None,
            age=rules.age_of(latest[ward.pk], today=today) if ward.pk in latest else None,
        )
        for ward in wards
    ]
    return sorted(lines, key=lambda line: (line.ward.borough.name, line.township, line.ward.name, line.ward.pk))


@dataclass(frozen=True)
class Standing:
    """Where a ward's latest published profile stands: its areas, and the members who still have time to answer."""

    profile: AreaProfile
    areas: int
    confirmed: int
    awaited: int
    answer_by: date | None


def standing(ward_pks, *, today):
    """`{ward.pk: Standing}` of the wards that have a published profile. Three queries."""
    published = AreaProfile.objects.published().for_lists().filter(ward__in=ward_pks)
    latest = {profile.ward_id: profile for profile in published.order_by("version")}
    profiles = [profile.pk for profile in latest.values()]
    areas = defaultdict(lambda: defaultdict(int))
    for area in PriorityActionArea.objects.filter(profile__in=profiles).exclude(state="refused"):
        areas[area.profile_id][area.state] += 1
    awaited = defaultdict(list)
    for row in MemberAnswer.objects.awaited(today=today).filter(profile__in=profiles):
        awaited[row.profile_id].append(row.answer_by)
    return {
        ward: Standing(
            profile=profile,
            areas=sum(areas[profile.pk].values()),
            confirmed=areas[profile.pk]["confirmed"],
            awaited=len(awaited[profile.pk]),
            answer_by=min(awaited[profile.pk], default=None),
        )
        for ward, profile in latest.items()
    }


def areas_of(profile):
    return profile.areas.prefetch_related("issue_types").select_related("decided_by").order_by("name", "pk")


@dataclass(frozen=True)
class AnswerLine:
    """What one member says to the areas, or that they were silent (W39)."""

    member: str
    answer: str
    words: str
    when: str
    colour: str


def answers_to(profile, *, today):
    """An `AnswerLine` for each member who was asked, by name. One query."""
    rows = profile.member_answers.select_related("councillor").order_by("councillor__name", "pk")
    return [_answer_line(row, today) for row in rows]


def _answer_line(row, today):
    if row.answer:
        shown, when = row.get_answer_display(), short_day(row.answered_at)
    elif row.answer_by < today:
        shown, when = "Silent", f"Did not answer by {short_day(row.answer_by)}"
    else:
        shown, when = row.get_answer_display(), f"Until {short_day(row.answer_by)}"
    return AnswerLine(row.councillor.name, shown, row.words, when, row.colour)


def was_asked(user, profile):
    return profile.member_answers.filter(councillor=user).exists()


def members_of(ward):
    """The names of the councillors who hold a seat in the ward."""
    seats = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=ward)
    return list(seats.order_by("person__name").values_list("person__name", flat=True))
