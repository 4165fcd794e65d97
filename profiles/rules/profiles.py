"""Who may do what with figures, profiles and areas, and whether now."""

from django.urls import reverse

from pact.accounts.models import Membership, Permission, Role
from pact.core import geometry
from pact.core.dates import short_day
from pact.core.refusals import Obstacle
from pact.core.wording import sentence_list
from pact.places.models import TownshipWard, Ward
from profiles.models import AreaProfile, Dataset, MemberAnswer, PriorityActionArea
from profiles.rules.ageing import is_stale

EDGE_SLACK_METRES = 30  # published boundaries are generalised, and hands are not steady


# Who may


def may_write(user, ward):
    return user.can(Permission.WRITE_PROFILE, within=ward)


def may_publish(user, ward):
    return user.can(Permission.PUBLISH_PROFILE, within=ward)


def may_answer(user, profile):
    """A councillor who holds a seat in this ward answers for themselves, nobody for them (W39)."""
    return profile.is_published and user.can(Permission.AGREE_AREAS, within=profile.ward)


def may_decide_areas(user, ward):
    return user.can(Permission.PUBLISH_PROFILE, within=ward)


def may_withdraw(user, dataset):
    return user.can(Permission.LOAD_DATA, within=dataset.borough)


def may_describe(user):
    """Indicators are described once for the installation, by those who load figures anywhere in it."""
    return user.can(Permission.LOAD_DATA)


# What stands in the way


def obstacles_to_loading(borough, file, sha256, *, again):
    """The same content is not loaded twice under two titles, nor again once somebody has withdrawn it."""
    same = Dataset.objects.filter(borough=borough, sha256=sha256)
    if (twin := same.in_use().exclude(title=file.title).first()) and twin.recipe == file.recipe:
        return [f"It is loaded already, as “{twin}”."]
    replaced = Dataset.objects.in_use().filter(borough=borough, title=file.title).exists()
    withdrawn = same.filter(title=file.title).exclude(withdrawn_at=None).order_by("-withdrawn_at").first()
    if withdrawn and not replaced and not again:
        day = short_day(withdrawn.withdrawn_at)
        return [f"It was withdrawn on {day}. Take it out of the manifest, or say that it is to be loaded again."]
    return []


def obstacles_to_withdrawing(dataset):
    if not dataset.can_be_withdrawn:
        return ["Boundaries, postcodes and people stand on their own once they are loaded and are not withdrawn."]
    return []


def obstacles_to_starting(ward):
    draft = ward.profiles.filter(published_at=None).first()
    if draft:
        return [Obstacle("There is a draft already. Go on with that one.", href=draft.get_absolute_url())]
    return []


def obstacles_to_editing(profile):
    return ["This version is published and stays as it is. Start a new version."] if profile.is_published else []


def obstacles_to_publishing(profile, *, figures, missing=()):
    """`figures` is how many indicators and incidents it can show; `missing` (section, sentence) of what it cannot."""
    obstacles = obstacles_to_editing(profile)
    draft = reverse("profiles:profile_draft", args=[profile.pk])
    obstacles += [Obstacle(f"{section}: {sentence}", href=draft) for section, sentence in missing]
    if not profile.people.strip() and not profile.figures.strip():
        obstacles.append("Write who lives and works here, or what the figures say, first.")
    if not figures:
        obstacles.append(
            Obstacle("No figures and no incidents are loaded for this ward.", href=reverse("profiles:dataset_list"))
        )
    if not profile.areas.exclude(state=PriorityActionArea.State.REFUSED).exists():
        obstacles.append("Propose at least one priority action area.")
    return obstacles


def obstacles_to_answering(profile, row, *, answer, words):
    if row is None:
        return ["You were not asked about this profile."]
    obstacles = []
    if not profile.areas.filter(state=PriorityActionArea.State.PROPOSED).exists():
        obstacles.append("The priority action areas of this profile are decided.")
    if answer in {MemberAnswer.Answer.CHANGE, MemberAnswer.Answer.DISAGREES} and not words.strip():
        obstacles.append("Say what you would change, or why you disagree.")
    return obstacles


def obstacles_to_proposing(profile, *, name, boundary, streets, small_areas=(), suggestion=None):
    """Rule 6: an area lies in exactly one ward, the profile's own; and members are asked about all areas at once."""
    obstacles = obstacles_to_editing(profile)
    if not boundary and not streets.strip():
        return [*obstacles, "Draw the area on the map, tick small areas, or list its streets."]
    if profile.areas.filter(name__iexact=name).exists():
        obstacles.append(f"This profile has an area called {name} already.")
    if (
        boundary
        and profile.ward.boundary
        and not geometry.covers(
            geometry.parse(profile.ward.boundary), geometry.parse(boundary), slack_metres=EDGE_SLACK_METRES
        )
    ):
        obstacles.append(f"The area reaches outside {profile.ward}. Keep it inside the ward.")
    if elsewhere := [area.name for area in small_areas if area.ward_id != profile.ward_id]:
        obstacles.append(f"{sentence_list(elsewhere)} {'is' if len(elsewhere) == 1 else 'are'} not in {profile.ward}.")
    if suggestion and suggestion.ward_id != profile.ward_id:
        obstacles.append(f"It was suggested for {suggestion.ward}. Take it into that ward’s profile.")
    return obstacles


def obstacles_to_refusing(suggestion, *, reason):
    obstacles = [] if reason.strip() else ["Say why this area is not taken up."]
    if hasattr(suggestion, "refusal"):
        obstacles.append("It is refused already. Take that back first.")
    if area := suggestion.areas.first():
        obstacles.append(Obstacle(f"It was taken up already, as {area}.", href=area.get_absolute_url()))
    return obstacles


def obstacles_to_deciding(area, *, confirm, note, today):
    """An area is confirmed only when every member was asked and has answered or had ten working days (rule 6)."""
    if area.state != area.State.PROPOSED:
        return [f"{area.name} is decided already: {area.get_state_display().lower()}."]
    if not confirm:
        return [] if note.strip() else ["Say why this area is not taken forward."]
    if not area.profile.is_published:
        return ["Publish the profile first, so that the ward’s members are asked."]
    return members_not_consulted(area.ward, area.profile, today=today)


def members_not_consulted(ward, profile, *, today):
    """One sentence that names whoever holds a seat and has neither been asked nor answered nor let it run out.

    Whoever took their seat after the last area was decided finds it agreed.
    """
    held = Membership.objects.current().filter(role=Role.COUNCILLOR, ward=ward).select_related("person")
    if not held:
        return [f"PACT knows no councillor of {ward}. Invite them first."]
    decided_at = decided_on_all(profile)
    seats = {s.person_id: s.person.name for s in held if decided_at is None or s.started_at <= decided_at}
    settled = {
        answer.councillor_id
        for answer in MemberAnswer.objects.filter(profile=profile)
        if answer.answer or answer.answer_by < today
    }
    waiting = sorted(name for person, name in seats.items() if person not in settled)
    if not waiting:
        return []
    verb = "has" if len(waiting) == 1 else "have"
    return [
        Obstacle(
            f"{sentence_list(waiting)} {verb} not answered yet, and the time to answer is not over.",
            href=profile.get_absolute_url(),
        )
    ]


def decided_on_all(profile):
    """When the last of the profile's areas was decided, or None while one is open or there is none."""
    decisions = list(profile.areas.values_list("decided_at", flat=True))
    return None if None in decisions else max(decisions, default=None)


def obstacles_to_engaging(ward, *, today):
    """Why engagement cannot begin in this ward: no fresh profile, or no area agreed with its members (rules 4, 6)."""
    profile = ward.profiles.published().order_by("-version").first()
    start = reverse("profiles:ward", args=[ward.slug])
    if profile is None:
        return [Obstacle(f"{ward} has no published area profile.", href=start)]
    if is_stale(profile, today=today):
        return [Obstacle(f"The area profile of {ward} is older than six months. Refresh it.", href=start)]
    obstacles = members_not_consulted(ward, profile, today=today)
    if not profile.areas.confirmed().exists():
        obstacles.append(Obstacle(f"No priority action area of {ward} is confirmed.", href=profile.get_absolute_url()))
    return obstacles


def township_wards_unready(ward, *, today):
    """The other wards of the ward's township whose profile is missing or stale (rule 7), by name."""
    township = TownshipWard.objects.on(today).filter(ward=ward).values("township")
    wards = Ward.objects.filter(pk__in=TownshipWard.objects.on(today).filter(township__in=township).values("ward"))
    latest = {p.ward_id: p for p in AreaProfile.objects.published().filter(ward__in=wards).order_by("version")}
    return [
        other
        for other in wards.exclude(pk=ward.pk).order_by("name", "pk")
        if other.pk not in latest or is_stale(latest[other.pk], today=today)
    ]
