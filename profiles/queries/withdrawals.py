"""Which published profiles rest on a dataset that was withdrawn since; their numbers stay, and they say so."""

from dataclasses import dataclass

from pact.core.dates import short_day
from profiles.models import AreaProfile, Dataset

KINDS = [Dataset.Kind.FIGURES, Dataset.Kind.INCIDENTS]  # whatever else there is cannot be withdrawn


@dataclass(frozen=True)
class Withdrawal:
    """A dataset that a profile used and that nothing new uses."""

    title: str
    href: str
    in_words: str  # "was replaced by a newer file on 3 May 2026"


def withdrawn_since(profile):
    """The Withdrawals since a profile was published, by title; none for a draft, whose numbers are live."""
    if not profile.is_published:
        return []
    gone = list(
        Dataset.objects.filter(
            borough=profile.ward.borough_id,
            kind__in=KINDS,
            loaded_at__lte=profile.published_at,
            withdrawn_at__gt=profile.published_at,
        ).order_by("title", "pk")
    )
    titles = {dataset.title for dataset in gone}
    still = Dataset.objects.in_use().filter(borough=profile.ward.borough_id, title__in=titles) if gone else []
    replaced = {dataset.title for dataset in still}
    return [
        Withdrawal(
            dataset.title,
            dataset.get_absolute_url(),
            f"was {'replaced by a newer file' if dataset.title in replaced else 'withdrawn'} on "
            f"{short_day(dataset.withdrawn_at)}",
        )
        for dataset in gone
    ]


def published_with(dataset):
    """The profiles that were published while a dataset of figures or incidents was in use."""
    found = AreaProfile.objects.published().filter(
        ward__borough=dataset.borough_id, published_at__gte=dataset.loaded_at
    )
    if dataset.is_withdrawn:
        found = found.filter(published_at__lt=dataset.withdrawn_at)
    return found if dataset.kind in KINDS else found.none()
