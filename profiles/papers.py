"""A profile as a tagged PDF: the same words, charts and numbers as its page."""

from django.utils import timezone

from pact.documents.papers import Paper, paper
from profiles import pictures, queries
from profiles.models import AreaProfile


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
            "pictures": pictures.of_profile(profile, numbers, areas),
        },
        filename=f"area-profile-{profile.ward.slug}-{profile.version}.pdf",
        title=str(profile),
        made_from={"profile": profile.pk, "indicators": len(numbers.indicators), "incidents": numbers.incidents},
    )
