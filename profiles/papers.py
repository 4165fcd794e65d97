"""A profile as a tagged PDF: the same words, charts and numbers as its page."""

from datetime import date

from django.utils import timezone

from pact.accounts.models import Permission
from pact.documents.papers import Paper, paper
from pact.places.models import Ward
from profiles import pictures, queries
from profiles.models import AreaProfile


def may_see_ward(user, subject_pk):
    return user.wards(Permission.SEE_CYCLE).filter(pk=subject_pk).exists()


@paper("profiles.ward_sheet", may_see=may_see_ward)
def ward_sheet(subject_pk, *, options, at):
    """Crime and disorder in a ward in the quarter that begins on `options["quarter"]` (M32)."""
    ward = Ward.objects.select_related("borough").get(pk=subject_pk)
    first = date.fromisoformat(options["quarter"])
    table = queries.ward_in_quarter(ward, first)
    return Paper(
        template="profiles/papers/ward_sheet.html",
        context={"ward": ward, "table": table, "sources": queries.sources(ward)},
        filename=f"ward-sheet-{ward.slug}-{first:%Y-%m}.pdf",
        title=f"Crime and disorder in {ward}, {table.title}",
        made_from={"ward": ward.pk, "quarter": options["quarter"]},
    )


def may_see(user, subject_pk):
    return AreaProfile.objects.visible_to(user).filter(pk=subject_pk).exists()


@paper("profiles.profile", may_see=may_see)
def profile(subject_pk, *, options, at):
    profiles = AreaProfile.objects.select_related("ward__borough", "published_by", "started_by", "hot_spot_run")
    profile = profiles.get(pk=subject_pk)
    numbers = queries.numbers_of(profile, today=timezone.localdate(at))
    areas, hot_spots = list(queries.areas_of(profile)), queries.spots_of(profile)
    return Paper(
        template="profiles/papers/profile.html",
        context={
            "profile": profile,
            "numbers": numbers,
            "written": queries.written(profile, numbers),
            "changes": queries.changes_since(profile, numbers, today=timezone.localdate(at)),
            "areas": areas,
            "withdrawn": queries.withdrawn_since(profile),
            "hot_spots": hot_spots,
            "pictures": pictures.of_profile(profile, numbers, areas, hot_spots.squares),
            "answers": queries.answers_to(profile, today=timezone.localdate(at)),
        },
        filename=f"area-profile-{profile.ward.slug}-{profile.version}.pdf",
        title=str(profile),
        made_from={"profile": profile.pk, "indicators": len(numbers.indicators), "incidents": numbers.incidents},
    )
